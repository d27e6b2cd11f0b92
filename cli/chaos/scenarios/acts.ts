import { setTimeout as delay } from 'node:timers/promises';
import { dayAt, instantOf, plusDays } from '../../../domain/day.js';
import { changeCalendar } from '../../../office/calendar/change-day.js';
import {
  decideExtension,
  requestExtension,
  waive,
} from '../../../office/collection/obligation-acts.js';
import { editAgency } from '../../../office/directory/agencies.js';
import { pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import type { OfficeScope } from '../../../office/scope.js';
import { eachOf, insistOnReport, sendReport } from '../agency-reports.js';
import type { SentReport } from '../agency-reports.js';
import { WAVE } from '../scenario.js';
import type { Happened, Scenario, World } from '../scenario.js';
import { valueOf } from '../../invented-plan.js';
import { waveAgencyInput } from '../wave-office.js';
import type { WaveAgency } from '../wave-office.js';
import type { Span } from '../witnesses.js';

const AT_ONCE = 8;
const MOST_REPORTS = 120;

/** Every so manieth agency of an office, at most so many. */
function someOf(
  { office }: World,
  every: number,
  from = 0,
  most = MOST_REPORTS,
): readonly WaveAgency[] {
  return office.agencies.filter((_, nth) => nth % every === from).slice(0, most);
}

function released(agencyId: string, fromMs: number, toMs = Infinity): Span {
  return { agencyId, fromMs, toMs };
}

function happenedBy(reports: readonly SentReport[]): Happened {
  return {
    released: reports.map(({ agencyId, atMs }) => released(agencyId, atMs)),
    acts: reports.map(({ obligationId }) => ({
      act: 'submit',
      subject: `obligation:${obligationId}`,
    })),
  };
}

/** Agencies report while their reminder is on its way: from then on none is marked for them. */
const submitDuringWave: Scenario = {
  name: 'submit-during-wave',
  mails: WAVE,
  sink: { answerMs: 60 },
  strike: async (world) => {
    await world.underway(0.1);
    const reports = await eachOf(someOf(world, 10), AT_ONCE, async (agency, nth) =>
      sendReport(world, { agency, nth }),
    );
    return happenedBy(reports);
  },
};

/** The API dies while agencies report: whoever was thanked is in the ledger, whoever was not can send again. */
const apiKilled: Scenario = {
  name: 'api-killed',
  mails: WAVE,
  sink: { answerMs: 60 },
  strike: async (world) => {
    const { installation, underway } = world;
    await underway(0.1);
    const reports = eachOf(someOf(world, 10), AT_ONCE, async (agency, nth) =>
      insistOnReport(world, { agency, nth }),
    );
    await delay(500);
    const back = installation.says(/^the api is ready again/);
    installation.signal('api');
    return { ...happenedBy(await reports), backAtMs: [await back] };
  },
};

/** An address is corrected while its mail waits: from then on the mail goes there. */
const addressCorrected: Scenario = {
  name: 'address-corrected-during-wave',
  mails: WAVE,
  sink: { answerMs: 60 },
  strike: async (world) => {
    await world.underway(0.1);
    const { domain } = world.office;
    const moved = await eachOf(someOf(world, 10), 2, async ({ id, name, address }) => {
      const corrected = address.replace('@', `.moi@`);
      await inOffice(world, async (scope) => {
        const input = waveAgencyInput({ name, address: corrected });
        valueOf(await editAgency(scope, { ...input, agencyId: id }));
      });
      return { agencyId: id, address: corrected, atMs: Date.now() };
    });
    return {
      moved,
      acts: moved.map(({ agencyId }) => ({ act: 'editAgency', subject: `agency:${agencyId}` })),
      faults: moved.every(({ address }) => address.endsWith(domain))
        ? []
        : ['no address was moved'],
    };
  },
};

/** What an office may do to a wave that is on its way, all in one. */
const officeActs: Scenario = {
  name: 'pause-extend-waive-swap-during-wave',
  mails: WAVE,
  sink: { answerMs: 60 },
  strike: async (world) => {
    const { office, underway } = world;
    const { planId } = office;
    await underway(0.1);
    const dues = await obligationsOf(world);
    const reason = 'theo đề nghị của đơn vị';
    const waived = await eachOf(someOf(world, 20, 0, 40), 2, async ({ id: agencyId }) => {
      const obligationId = dues.get(agencyId) ?? '';
      await inOffice(world, async (scope) => {
        valueOf(await waive(scope, { obligationId, reason }));
      });
      return { agencyId, obligationId, act: 'waive', atMs: Date.now() };
    });
    const extended = await eachOf(someOf(world, 20, 10, 40), 2, async ({ id: agencyId }) => {
      const obligationId = dues.get(agencyId) ?? '';
      const wantedDay = plusDays(dayAt(instantOf(Date.now())), 40);
      await inOffice(world, async (scope) => {
        const asked = { obligationId, wantedDay, reason, requestedBy: 'Nguyễn Văn A' };
        const { extensionId } = valueOf(await requestExtension(scope, asked));
        valueOf(await decideExtension(scope, { extensionId, grantedDay: wantedDay, answer: '' }));
      });
      return { agencyId, obligationId, act: 'extend', atMs: Date.now() };
    });
    await underway(0.3);
    const day = plusDays(dayAt(instantOf(Date.now())), 28);
    await inOffice(world, async (scope) => {
      const row = { kind: 'holiday' as const, confirmed: true, name: 'nghỉ bù', source: null };
      valueOf(await changeCalendar(scope, { day, row }));
    });
    await underway(0.4);
    await inOffice(world, async (scope) => {
      valueOf(await pausePlan(scope, { planId, reason }));
    });
    const pausedAt = Date.now();
    await delay(3_000);
    const resumedAt = Date.now();
    await inOffice(world, async (scope) => {
      valueOf(await resumePlan(scope, { planId, reason }));
    });
    return {
      backAtMs: [Date.now()],
      released: [
        ...[...waived, ...extended].map(({ agencyId, atMs }) => released(agencyId, atMs)),
        ...office.agencies.map(({ id }) => released(id, pausedAt, resumedAt)),
      ],
      acts: [
        ...[...waived, ...extended].map(({ act, obligationId }) => ({
          act,
          subject: `obligation:${obligationId}`,
        })),
        { act: 'changeCalendar', subject: `day:${day}` },
        { act: 'pausePlan', subject: `plan:${planId}` },
        { act: 'resumePlan', subject: `plan:${planId}` },
      ],
    };
  },
};

async function inOffice(
  { ledger, office }: World,
  work: (scope: OfficeScope) => Promise<void>,
): Promise<void> {
  await ledger.inOffice({ officeId: office.officeId, actor: 'system' }, work);
}

async function obligationsOf({ ledger, office }: World): Promise<ReadonlyMap<string, string>> {
  const rows = await ledger.db
    .selectFrom('obligation')
    .select(['id', 'agency_id as agencyId'])
    .where('office_id', '=', office.officeId)
    .execute();
  return new Map(rows.map(({ id, agencyId }) => [agencyId, id]));
}

export const ACTS: readonly Scenario[] = [
  submitDuringWave,
  apiKilled,
  addressCorrected,
  officeActs,
];
