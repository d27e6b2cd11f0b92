import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { changeCalendar } from '../../../office/calendar/change-day.js';
import {
  acceptReport,
  claimSent,
  confirmClaims,
  rejectClaim,
  reopenReport,
  returnReport,
  setDue,
  submitReport,
  waive,
  withdrawOnTime,
} from '../../../office/collection/obligation-acts.js';
import { countsByGroup, countsOfCycles } from '../../../office/counting/cycle-counts.js';
import { editAgency } from '../../../office/directory/agencies.js';
import { cancelPlan, pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import { groupsOf, NO_COUNTS } from '../../../domain/counting.js';
import { countsOf } from '../../support/counts-of.js';
import { day, dayAt, plusDays, plusMs, withOffset } from '../../../domain/day.js';
import type { Instant } from '../../../domain/day.js';
import { up as fillCounters } from '../../../db/migrations/007-cycle-count.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  report,
  startedPlan,
} from '../../support/office.js';
import type { TestOffice, TestPlan } from '../../support/office.js';

/** Runs of the random histories; each is a few hundred statements. */
const RUNS = 8;
const SEED = 20261130;

/** Taken for reports and for plans. */
const SENT = report({
  documentNumber: '12/BC',
  documentDate: day('2026-06-20'),
  signer: 'Lãnh đạo',
});

const world = ledgerOfFile();

const DOINGS = [
  'submit',
  'submitNil',
  'claim',
  'confirm',
  'reject',
  'return',
  'accept',
  'reopen',
  'setDue',
  'waive',
  'withdraw',
  'tags',
] as const;

interface Act {
  readonly do: (typeof DOINGS)[number] | 'move' | 'holiday' | 'pause' | 'resume' | 'cancel';
  /** Which agency, of which the fourth is the standing body. */
  readonly agency: number;
  readonly days: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  do: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...DOINGS) },
    { weight: 2, arbitrary: fc.constant('move' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'holiday' as const,
        'holiday' as const,
        'pause' as const,
        'resume' as const,
        'resume' as const,
        'cancel' as const,
      ),
    },
  ),
  agency: fc.nat({ max: 3 }),
  days: fc.integer({ min: 1, max: 9 }),
});

async function perform(office: TestOffice, { planId }: TestPlan, { do: doing, agency, days }: Act) {
  const now = world.clock.now();
  const reason = 'Lý do';
  const ofPlan = { planId, reason };
  if (doing === 'move') {
    world.clock.to(withOffset(plusMs(now, days * 14 * 3_600_000)).slice(0, 16));
    return;
  }
  await office.inOffice(async (scope) => {
    const found = await scope.trx
      .selectFrom('obligation')
      .select('id')
      .where('office_id', '=', office.officeId)
      .where('agency_id', '=', office.agencyIds[agency]!)
      .orderBy('target_at')
      .orderBy('id')
      .execute();
    const obligationId = found[days % found.length]!.id;
    const newDay = plusDays(dayAt(now), days);
    const acts: Readonly<Record<typeof doing, () => Promise<unknown>>> = {
      submit: () => submitReport(scope, { obligationId, content: SENT }),
      submitNil: () => submitReport(scope, { obligationId, content: { ...SENT, nil: true } }),
      claim: () =>
        claimSent(scope, {
          obligationId,
          documentNumber: null,
          documentDate: null,
          signer: null,
          senderName: 'Văn thư',
        }),
      confirm: () =>
        confirmClaims(scope, { obligationIds: found.map(({ id }) => id), arrivedOn: dayAt(now) }),
      reject: () => rejectClaim(scope, { obligationId, reason }),
      return: () => returnReport(scope, { obligationId, reason, newDueDay: newDay }),
      accept: () => acceptReport(scope, { obligationId }),
      reopen: () => reopenReport(scope, { obligationId, reason }),
      setDue: () => setDue(scope, { obligationId, day: newDay, reason }),
      waive: () => waive(scope, { obligationId, reason }),
      withdraw: () => withdrawOnTime(scope, { obligationId, reason }),
      tags: () =>
        editAgency(scope, {
          agencyId: office.agencyIds[agency]!,
          name: `Cơ quan ${String(agency)}`,
          kind: days % 2 === 0 ? 'commune' : 'department',
          tags: ['Khối A', 'Cụm B', 'Khối C'].slice(0, days % 4),
          standing: agency === 3,
          binding: agency !== 2,
          contacts: [],
        }),
      holiday: () =>
        changeCalendar(scope, {
          day: plusDays(dayAt(now), days),
          row:
            days % 2 === 0
              ? null
              : { kind: 'holiday', confirmed: true, name: 'Nghỉ', source: null },
        }),
      pause: () => pausePlan(scope, ofPlan),
      resume: () => resumePlan(scope, ofPlan),
      cancel: () => cancelPlan(scope, ofPlan),
    };
    await acts[doing]();
  });
}

/** What the counters of an office say and what its rows come to, by cycle and by group, at `now`. */
async function counted(office: TestOffice, now: Instant) {
  const { officeId } = office;
  const { db } = office.ledger;
  const rows = await db
    .selectFrom('obligation')
    .innerJoin('agency', 'agency.id', 'obligation.agency_id')
    .selectAll('obligation')
    .select(['agency.tags', 'agency.kind', 'agency.standing'])
    .where('obligation.office_id', '=', officeId)
    .execute();
  const known = rows.map((row) => ({
    ...row,
    onTime: row.on_time,
    everReturned: row.ever_returned,
    overdueAt: row.overdue_at,
  }));
  const cycleIds = [...new Set(rows.map((row) => row.cycle_id))].sort();
  const said = await countsOfCycles(db, { officeId, cycleIds, now });
  return Promise.all(
    cycleIds.map(async (cycleId) => {
      const own = known.filter((row) => row.cycle_id === cycleId);
      const names = [...new Set(own.flatMap(groupsOf))].sort((a, b) => a.localeCompare(b, 'vi'));
      const groups = names
        .map((name) => ({
          name,
          counts: countsOf(
            own.filter((row) => groupsOf(row).includes(name)),
            now,
          ),
        }))
        .filter(({ counts }) => counts.total + counts.asked > 0);
      return {
        said: {
          whole: said.get(cycleId) ?? NO_COUNTS,
          groups: (await countsByGroup(db, { officeId, cycleId, now })).groups,
        },
        recounted: { whole: countsOf(own, now), groups },
      };
    }),
  );
}

/** Three agencies, one of them merely asked, and the standing body; two duties and the report upward. */
async function trackedOffice() {
  world.clock.to('2026-06-22T09:00');
  const office = await makeOffice(world, {
    agencies: [{}, {}, { binding: false }, { standing: true }],
  });
  const plan = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY] },
      { cycles: [dueOn(day('2026-06-30'), 'plan-2026-06-30')], what: 'plan' },
      { cycles: [dueOn(day('2026-07-10'), 'onward-2026-07-10')], what: 'consolidated-report' },
    ]),
  );
  return { office, plan };
}

test('after any history of acts the counters say what the rows come to, at any moment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (history) => {
      const { office, plan } = await trackedOffice();
      for (const one of history) {
        await perform(office, plan, one);
        // A month on, whatever is still owed is overdue.
        const moment = plusMs(world.clock.now(), one.agency % 2 === 0 ? 0 : 30 * 86_400_000);
        for (const { said, recounted } of await counted(office, moment)) {
          expect(said).toEqual(recounted);
        }
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 60_000);

test('acts that come together on one cycle are all counted', async () => {
  const { office } = await trackedOffice();
  const rows = await office.ledger.db
    .selectFrom('obligation')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .select('obligation.id')
    .where('obligation.office_id', '=', office.officeId)
    .where('cycle.opened_at', 'is not', null)
    .execute();
  const acts = await Promise.all(
    rows.map(({ id: obligationId }) =>
      office.inOffice((scope) => submitReport(scope, { obligationId, content: SENT })),
    ),
  );
  expect(acts.map((done) => (done.ok ? 'ok' : done.error))).toEqual(rows.map(() => 'ok'));
  const counts = await counted(office, world.clock.now());
  for (const { said, recounted } of counts) expect(said).toEqual(recounted);
  expect(counts.reduce((sum, { said }) => sum + said.whole.unchecked, 0)).toBe(rows.length);
});

test('the upgrade of a ledger fills the counters as the acts would have', async () => {
  const { office, plan } = await trackedOffice();
  const doings = ['submit', 'claim', 'tags', 'withdraw', 'return', 'waive', 'setDue'] as const;
  for (const [index, doing] of doings.entries()) {
    await perform(office, plan, { do: doing, agency: index % 4, days: index + 1 });
    await perform(office, plan, { do: doing, agency: (index + 1) % 4, days: index + 2 });
  }
  const before = await counted(office, world.clock.now());
  const { db } = office.ledger;
  await sql`drop table cycle_count`.execute(db);
  await sql`drop index obligation_of_agency, obligation_of_cycle`.execute(db);
  await sql`alter table obligation drop column counted, drop column groups`.execute(db);
  await office.ledger.transaction((trx) => fillCounters(trx as never));
  const after = await counted(office, world.clock.now());
  expect(after).toEqual(before);
  for (const { said, recounted } of after) expect(said).toEqual(recounted);
});
