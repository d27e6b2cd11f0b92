import { saveDraft } from '../../office/collection/draft.js';
import { expect, test } from '@jest/globals';
import {
  acceptReport,
  claimSent,
  confirmClaims,
  decideExtension,
  rejectClaim,
  reopenReport,
  requestExtension,
  returnReport,
  setDue,
  submitReport,
  waive,
  withdrawOnTime,
} from '../../office/collection/obligation-acts.js';
import { countsOfCycles } from '../../office/counting/cycle-counts.js';
import { changeCalendar } from '../../office/calendar/change-day.js';
import {
  closeCollection,
  redraftLetter,
  redraftReport,
  releaseToHeads,
} from '../../office/cycle/cycle.js';
import { editAgency } from '../../office/directory/agencies.js';
import { approvePaper, sendPaperBack } from '../../office/paper/approval.js';
import { editReport, submitForApproval } from '../../office/paper/put-forward.js';
import { pausePlan, resumePlan } from '../../office/plan/pause-and-cancel.js';
import { prepareWave } from '../../office/reminding/prepare-wave.js';
import type { Ledger, OfficeScope } from '../../office/scope.js';
import { NO_COUNTS } from '../../domain/counting.js';
import { countsOf } from '../support/counts-of.js';
import { dayAt, day, plusDays } from '../../domain/day.js';
import { owes } from '../../domain/obligation.js';
import { randomOf } from '../../domain/random.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { amendPlan, amendedBy } from '../support/amendment.js';
import { ledgerOfFile } from '../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../support/office.js';
import type { TestOffice } from '../support/office.js';

/** How long random interleavings are tried, and from which seed: `INTERLEAVINGS=60:7` tries a minute from 7. */
const [SECONDS, SEED] = (process.env['INTERLEAVINGS'] ?? '8:20261130').split(':').map(Number);
const AT_ONCE = 6;
const ACTS = 30;
const REASON = 'Lý do';

const world = ledgerOfFile();

const DUTIES = [
  ...['submit', 'submit', 'submit', 'return', 'return', 'accept', 'reopen', 'withdraw'],
  ...['claim', 'claim', 'confirm', 'confirm', 'reject', 'ask', 'extend', 'setDue', 'waive'],
  ...['edit', 'pause', 'resume', 'resume', 'draft', 'wave', 'wave', 'send', 'amend', 'amend'],
];

/** What concerns whole cycles, beside what agencies send meanwhile. */
const CYCLES_AND_PAPERS = [
  ...['letter', 'letter', 'closeCollection', 'consolidate', 'consolidate', 'putForward'],
  ...['putForward', 'approve', 'approve', 'sendBack', 'editReport', 'heads', 'dayOff'],
  ...['dayOff', 'submit', 'submit', 'return', 'accept', 'waive', 'pause', 'resume', 'resume'],
  ...['wave', 'send', 'setDue', 'extend', 'ask'],
];

interface Act {
  readonly n: number;
  readonly do: string;
  readonly which: number;
  readonly days: number;
}

/** One of two like offices: its plan, and its obligations in an order that both have. */
interface Site {
  readonly office: TestOffice;
  readonly planId: string;
  readonly obligationIds: readonly string[];
  /** In the order of their keys. */
  readonly cycleIds: readonly string[];
  /** The paper that each act was about, by the act's number. */
  readonly picked: Map<number, string>;
}

/** Two duties of three agencies, the first in the other's report, and the standing body's own one. */
async function siteOf(at: string): Promise<Site> {
  world.clock.to('2026-06-22T09:00');
  const office = await makeOffice(world, {
    agencies: [{ head: true }, { contacts: 2 }, {}, { standing: true }],
  });
  const [first, second, third, standing] = office.agencyIds;
  const { planId } = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY], owers: [first!, second!, standing!] },
      {
        cycles: [dueOn(day('2026-07-06'), 'report-2026-07-06')],
        owers: [first!, third!, standing!],
      },
      { cycles: [dueOn(day('2026-07-25'), 'upward')], what: 'consolidated-report' },
    ]),
  );
  // Waves are not played again in order: what an amendment does hangs on who has been asked before.
  await office.wave();
  await office.send();
  const rows = await obligations({ office });
  world.clock.to(at);
  return {
    office,
    planId,
    obligationIds: rows.map(({ id }) => id),
    cycleIds: [...new Set(rows.map((row) => row.cycle_id))],
    picked: new Map(),
  };
}

async function obligations({ office }: Pick<Site, 'office'>) {
  return (
    office.ledger.db
      .selectFrom('obligation')
      .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
      .innerJoin('agency', 'agency.id', 'obligation.agency_id')
      .selectAll('obligation')
      .select(['cycle.key as cycle', 'agency.standing'])
      .where('obligation.office_id', '=', office.officeId)
      .orderBy('cycle.key')
      .orderBy('agency.standing')
      // The addresses stand in the order in which the agencies were made.
      .orderBy((eb) =>
        eb
          .selectFrom('contact')
          .select((inner) => inner.fn.min('contact.email').as('email'))
          .whereRef('contact.agency_id', '=', 'obligation.agency_id'),
      )
      .execute()
  );
}

async function perform(
  scope: OfficeScope,
  site: Site,
  act: Act,
): Promise<Result<object, RefusalCode>> {
  const { planId, obligationIds, cycleIds, office } = site;
  const { do: doing, which, days } = act;
  const cycleId = cycleIds[which % cycleIds.length]!;
  const paper = { documentId: (await paperOf(scope, site, act)) ?? planId };
  const obligationId = obligationIds[which % obligationIds.length]!;
  const newDay = plusDays(dayAt(scope.now), days);
  const ofPlan = { planId, reason: REASON };
  switch (doing) {
    case 'submit':
      return submitReport(scope, {
        obligationId,
        content: report({ figures: { PROP_ATTEND: String(days) } }),
      });
    case 'return':
      return returnReport(scope, { obligationId, reason: REASON, newDueDay: newDay });
    case 'accept':
      return acceptReport(scope, { obligationId });
    case 'reopen':
      return reopenReport(scope, { obligationId, reason: REASON });
    case 'withdraw':
      return withdrawOnTime(scope, { obligationId, reason: REASON });
    case 'claim':
      return claimSent(scope, {
        obligationId,
        documentNumber: '1/BC',
        documentDate: null,
        signer: null,
        senderName: 'Văn thư',
      });
    case 'confirm':
      // In an order of its own: the act takes its rows in the one that all do.
      return confirmClaims(scope, {
        obligationIds: [...obligationIds].sort().reverse(),
        arrivedOn: dayAt(scope.now),
      });
    case 'reject':
      return rejectClaim(scope, { obligationId, reason: REASON });
    case 'ask':
      return requestExtension(scope, {
        obligationId,
        wantedDay: plusDays(newDay, 20),
        reason: REASON,
        requestedBy: 'Văn thư',
      });
    case 'extend': {
      const asked = await scope.trx
        .selectFrom('extension')
        .select('id')
        .where('office_id', '=', scope.officeId)
        .where('obligation_id', '=', obligationId)
        .orderBy('state')
        .executeTakeFirst();
      const extensionId = asked?.id ?? obligationId;
      const grantedDay = days % 3 === 0 ? null : plusDays(newDay, 10);
      return decideExtension(scope, { extensionId, grantedDay, answer: REASON });
    }
    case 'setDue':
      return setDue(scope, { obligationId, day: newDay, reason: REASON });
    case 'waive':
      return waive(scope, { obligationId, reason: REASON });
    case 'draft':
      return saveDraft(scope, { obligationId, content: { senderName: String(days) } });
    case 'edit':
      return editAgency(scope, {
        agencyId: office.agencyIds[which % 3]!,
        name: `Cơ quan ${String(which % 3)}/${String(days)}`,
        kind: 'department',
        tags: ['Khối A', 'Khối B'].slice(0, days % 3),
        standing: false,
        binding: true,
        contacts: [
          { role: 'mailbox', name: null, email: `a${String(which % 3)}@x.example`, phone: null },
        ],
      });
    case 'letter':
      return redraftLetter(scope, { cycleId });
    case 'closeCollection':
      return closeCollection(scope, { cycleId });
    case 'consolidate':
      return redraftReport(scope, { cycleId });
    case 'heads':
      return releaseToHeads(scope, { cycleId });
    case 'putForward':
      return submitForApproval(scope, paper);
    case 'approve':
      return approvePaper(scope, { ...paper, staffId: office.staff.approver });
    case 'sendBack':
      return sendPaperBack(scope, { ...paper, staffId: office.staff.approver, reason: REASON });
    case 'editReport':
      return editReport(scope, {
        ...paper,
        sections: [],
        listNotReported: days % 2 === 0,
        copyWanted: false,
      });
    case 'dayOff':
      return changeCalendar(scope, {
        day: day(`2026-07-${String(7 + (days % 2)).padStart(2, '0')}`),
        row:
          days % 3 === 0 ? null : { kind: 'swap_off', confirmed: true, name: REASON, source: null },
      });
    case 'amend':
      return amendPlan(scope, {
        ...{ planId, approver: office.staff.approver, kind: 'document' },
        confirmed: amendedBy(await movedBy(scope, { planId, days })),
      });
    case 'pause':
      return pausePlan(scope, ofPlan);
    default:
      return resumePlan(scope, ofPlan);
  }
}

/** The plan as it runs, its first duty due on another day. */
async function movedBy(
  scope: OfficeScope,
  { planId, days }: { readonly planId: string; readonly days: number },
): Promise<ConfirmedPlan> {
  const { confirmed } = await scope.trx
    .selectFrom('plan')
    .innerJoin('plan_version', (join) =>
      join
        .onRef('plan_version.plan_id', '=', 'plan.id')
        .onRef('plan_version.version', '=', 'plan.version'),
    )
    .select('plan_version.confirmed')
    .where('plan.id', '=', planId)
    .executeTakeFirstOrThrow();
  const { key } = BEFORE_5_JULY;
  return {
    ...confirmed!,
    requirements: confirmed!.requirements.map((one) => ({
      ...one,
      cycles: one.cycles.map((cycle) =>
        cycle.key === key ? dueOn(plusDays(day('2026-07-08'), days), key) : cycle,
      ),
    })),
  };
}

/** One of the papers that can be put forward; when the acts are played in order, the one of the same name. */
async function paperOf(
  scope: OfficeScope,
  { picked }: Site,
  act: Act,
): Promise<string | undefined> {
  const papers = await scope.trx
    .selectFrom('document')
    .innerJoin('cycle', 'cycle.id', 'document.cycle_id')
    .select(['document.id', 'cycle.key', 'document.kind', 'document.version', 'document.state'])
    .where('document.office_id', '=', scope.officeId)
    .orderBy('cycle.key')
    .orderBy('document.kind')
    .orderBy('document.version')
    .execute();
  const open = papers.filter(({ state }) => /draft|awaitingApproval|sentBack/.test(state));
  const name = picked.get(act.n) ?? nameOf(open[act.which % open.length]);
  picked.set(act.n, name);
  return papers.find((paper) => nameOf(paper) === name)?.id;
}

const nameOf = (paper: { key: string; kind: string; version: number } | undefined) =>
  `${paper?.key ?? ''}/${paper?.kind ?? ''}/${String(paper?.version)}`;

const actor = (n: number) => `staff:act-${String(n)}`;

/** Performs acts, some at once; which were taken, and which the database had to begin anew. */
async function atOnce(site: Site, acts: readonly Act[]) {
  const { officeId } = site.office;
  const begunAgain: string[] = [];
  const answers = new Map<number, object>();
  const ledger: Ledger = {
    ...world.ledger,
    inOffice: (at, work) => {
      let begun = 0;
      return world.ledger.inOffice(at, (scope) => {
        begun += 1;
        if (begun > 1) begunAgain.push(at.actor);
        return work(scope);
      });
    },
  };
  const waiting = [...acts];
  const one = async (): Promise<void> => {
    for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) {
      const mine = act;
      if (mine.do === 'wave') await prepareWave(ledger, officeId);
      else if (mine.do === 'send') await site.office.send('ladder');
      else {
        const at = { officeId, actor: actor(mine.n) };
        // A refusal rolls back, as it does behind the API.
        await ledger
          .inOffice(at, async (scope) => {
            const result = await perform(scope, site, mine);
            if (!result.ok) throw new NotTaken(result.error);
            answers.set(mine.n, result.value);
          })
          .catch((error: unknown) => {
            if (!(error instanceof NotTaken)) throw error;
          });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return { answers, begunAgain };
}

class NotTaken extends Error {}

/** The acts in the order in which their rows of the audit were drawn: under the locks of each. */
async function orderOf({ office }: Site): Promise<readonly number[]> {
  const rows = await office.ledger.db
    .selectFrom('audit')
    .select((eb) => ['actor', eb.fn.min('ordinal').as('first')])
    .where('office_id', '=', office.officeId)
    .where('actor', 'like', 'staff:act-%')
    // An amendment is prepared before it holds what it changes.
    .where('act', 'not in', ['beginAmendment', 'confirmPlan', 'consentPlan'])
    .groupBy('actor')
    .orderBy('first')
    .execute();
  return rows.map((row) => Number(row.actor.slice('staff:act-'.length)));
}

/** What an office has come to, without what waves and lanes decide and without ids. */
async function outcomeOf(site: Site) {
  const { db } = site.office.ledger;
  const { officeId } = site.office;
  const place = new Map(site.obligationIds.map((id, index) => [id, index]));
  const rows = await obligations(site);
  const submissions = await db
    .selectFrom('submission')
    .select(['obligation_id', 'version', 'figures', 'channel'])
    .where('office_id', '=', officeId)
    .execute();
  const events = await db
    .selectFrom('notice')
    .select(['obligation_id', 'name', 'epoch', 'key'])
    .where('office_id', '=', officeId)
    .where('kind', '=', 'event')
    .execute();
  const extensions = await db
    .selectFrom('extension')
    .select(['obligation_id', 'state', 'granted_day'])
    .where('office_id', '=', officeId)
    .execute();
  const plan = await db
    .selectFrom('plan')
    .select(['state', 'paused_at'])
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  const cycles = await db
    .selectFrom('cycle')
    .select(['key', 'paused_at', 'closed_at', 'target_at', 'overdue_at', 'collection_closed_at'])
    .where('office_id', '=', officeId)
    .orderBy('key')
    .execute();
  const papers = await db
    .selectFrom('document')
    .innerJoin('cycle', 'cycle.id', 'document.cycle_id')
    .select(['cycle.key', 'document.kind', 'document.version', 'document.state', 'document.step'])
    .where('document.office_id', '=', officeId)
    .execute();
  const sorted = (texts: readonly unknown[]) => texts.map((one) => JSON.stringify(one)).sort();
  return {
    plan,
    cycles,
    papers: sorted(papers),
    obligations: rows.map((row) => ({
      cycle: row.cycle,
      state: row.state,
      epoch: row.epoch,
      version: row.version,
      on_time: row.on_time,
      target_at: row.target_at,
      overdue_at: row.overdue_at,
      granted_day: row.granted_day,
      nil: row.nil,
      ever_returned: row.ever_returned,
      reason: row.reason,
      groups: row.groups,
      counted: row.counted,
    })),
    submissions: sorted(
      submissions.map(({ obligation_id, ...rest }) => [place.get(obligation_id), rest]),
    ),
    events: sorted(
      events.map(({ obligation_id, name, epoch }) => [place.get(obligation_id ?? ''), name, epoch]),
    ),
    extensions: sorted(
      extensions.map(({ obligation_id, ...rest }) => [place.get(obligation_id), rest]),
    ),
  };
}

/** The counters beside a count of the rows; mails that wait beside those who still owe. */
async function kept({ office }: Site) {
  const { officeId, ledger } = office;
  const now = world.clock.now();
  const rows = await obligations({ office });
  const cycleIds = [...new Set(rows.map((row) => row.cycle_id))];
  const said = await countsOfCycles(ledger.db, { officeId, cycleIds, now });
  for (const cycleId of cycleIds) {
    const own = rows
      .filter((row) => row.cycle_id === cycleId)
      .map((row) => ({
        ...row,
        onTime: row.on_time,
        everReturned: row.ever_returned,
        overdueAt: row.overdue_at,
      }));
    expect(said.get(cycleId) ?? NO_COUNTS).toEqual(countsOf(own, now));
  }
  const waiting = await ledger.db
    .selectFrom('notice')
    .innerJoin('message', 'message.id', 'notice.message_id')
    .select(['notice.obligation_id', 'notice.epoch', 'notice.name'])
    .where('notice.office_id', '=', officeId)
    .where('notice.kind', '=', 'ladder')
    .where('notice.why', 'is', null)
    .where('message.state', '=', 'planned')
    .execute();
  for (const notice of waiting) {
    const row = rows.find(({ id }) => id === notice.obligation_id)!;
    expect({ ...notice, owes: owes(row), now: row.epoch }).toMatchObject({
      owes: true,
      epoch: row.epoch,
    });
  }
}

test.each([
  ['on duties', '2026-07-01T09:00', DUTIES],
  ['on whole cycles and their papers', '2026-07-09T09:00', CYCLES_AND_PAPERS],
])(
  'acts %s that run at once come to what some order of them comes to, and none waits for another in a circle',
  async (_, at, doings) => {
    const until = performance.now() + SECONDS! * 1000;
    let seed = SEED!;
    let rounds = 0;
    do {
      const random = randomOf(seed);
      const draw = (most: number) => Math.floor(random() * most);
      const acts = Array.from({ length: ACTS }, (_, n): Act => ({
        n,
        do: doings[draw(doings.length)]!,
        which: draw(7),
        days: 1 + draw(9),
      }));
      try {
        const site = await siteOf(at);
        const { answers, begunAgain } = await atOnce(site, acts);
        expect(begunAgain).toEqual([]);
        await kept(site);
        const order = await orderOf(site);
        const serial = { ...(await siteOf(at)), picked: site.picked };
        for (const n of order) {
          const again = await serial.office.ledger.inOffice(
            { officeId: serial.office.officeId, actor: actor(n) },
            (scope) => perform(scope, serial, acts[n]!),
          );
          expect({ n, act: acts[n]!.do, ok: again.ok }).toMatchObject({ ok: true });
          expect(versionIn(taken(again))).toEqual(versionIn(answers.get(n)!));
        }
        expect(await outcomeOf(site)).toEqual(await outcomeOf(serial));
      } catch (error) {
        throw new Error(`INTERLEAVINGS=1:${String(seed)}`, { cause: error });
      }
      rounds += 1;
      seed += 1;
    } while (performance.now() < until);
    expect(rounds).toBeGreaterThan(0);
  },
  300_000,
);

function versionIn(value: object): unknown {
  return 'version' in value ? value.version : null;
}

test('of acts that settle the last ones at once one tells the workflow', async () => {
  world.clock.to('2026-06-22T09:00');
  const office = await makeOffice(world, { agencies: Array.from({ length: 6 }, () => ({})) });
  const plan = await startedPlan(office);
  const cycleId = plan.cycleIds[0]!;
  const owed = await obligations({ office });
  const each = async (
    act: (scope: OfficeScope, id: string) => Promise<Result<object, RefusalCode>>,
  ) =>
    Promise.all(
      owed.map(async ({ id }) => taken(await office.inOffice((scope) => act(scope, id)))),
    );
  await each((scope, obligationId) => submitReport(scope, { obligationId, content: report() }));
  const before = await pokesOf(office, cycleId);
  await each((scope, obligationId) => acceptReport(scope, { obligationId }));
  expect(await pokesOf(office, cycleId)).toBe(before + 1);
});
