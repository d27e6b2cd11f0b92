import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeCalendar } from '../../../office/calendar/change-day.js';
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
} from '../../../office/collection/obligation-acts.js';
import { closeAgency } from '../../../office/directory/close-agency.js';
import { cancelPlan, pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import { skipCycle, unskipCycle } from '../../../office/plan/skip-cycle.js';
import { day, dayAt, plusDays, plusMs, withOffset } from '../../../domain/day.js';
import type { Instant } from '../../../domain/day.js';
import { owes } from '../../../domain/obligation.js';
import { amendedBy, amendPlan } from '../../support/amendment.js';
import { CalendarClient } from '../../support/calendar-client.js';
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

/** Runs of the random histories; each is some hundred statements. */
const RUNS = 6;
const SEED = 20260705;

const SENT = report({
  documentNumber: '12/BC',
  documentDate: day('2026-06-20'),
  signer: 'Lãnh đạo',
});

const world = ledgerOfFile();

const DOINGS = [
  'submit',
  'claim',
  'confirm',
  'reject',
  'return',
  'accept',
  'reopen',
  'setDue',
  'waive',
  'askTime',
  'grant',
  'refuse',
] as const;

interface Act {
  readonly do:
    | (typeof DOINGS)[number]
    | 'move'
    | 'swap'
    | 'pause'
    | 'resume'
    | 'cancel'
    | 'merge'
    | 'skip'
    | 'unskip'
    | 'amend';
  readonly agency: number;
  readonly days: number;
  /** Whether the mails leave before the next act. */
  readonly send: boolean;
}

const act: fc.Arbitrary<Act> = fc.record({
  do: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...DOINGS) },
    { weight: 4, arbitrary: fc.constant('move' as const) },
    { weight: 3, arbitrary: fc.constant('swap' as const) },
    {
      weight: 3,
      arbitrary: fc.constant('amend' as const),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('pause' as const, 'resume' as const, 'resume' as const),
    },
    { weight: 1, arbitrary: fc.constantFrom('cancel' as const, 'merge' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('skip' as const, 'unskip' as const, 'unskip' as const),
    },
  ),
  agency: fc.nat({ max: 2 }),
  days: fc.integer({ min: 1, max: 9 }),
  send: fc.boolean(),
});

async function perform(office: TestOffice, { planId }: TestPlan, { do: doing, agency, days }: Act) {
  const now = world.clock.now();
  const reason = 'Lý do';
  if (doing === 'move') {
    world.clock.to(withOffset(plusMs(now, days * 5 * 3_600_000)).slice(0, 16));
    await office.cycles.openCycles({ officeId: office.officeId, planId });
    await office.wave();
    return;
  }
  await office
    .inOffice(async (scope) => {
      const found = await scope.trx
        .selectFrom('obligation')
        .select(['id', 'cycle_id'])
        .where('office_id', '=', office.officeId)
        .where('agency_id', '=', office.agencyIds[agency]!)
        .orderBy('target_at')
        .orderBy('id')
        .execute();
      const { id: obligationId, cycle_id: cycleId } = found[days % found.length]!;
      const newDay = plusDays(dayAt(now), days);
      const asked = await scope.trx
        .selectFrom('extension')
        .select('id')
        .where('office_id', '=', office.officeId)
        .where('state', '=', 'asked')
        .executeTakeFirst();
      const decide = async (grantedDay: typeof newDay | null) =>
        decideExtension(scope, {
          ...{ extensionId: asked?.id ?? planId, grantedDay },
          answer: 'Đã xem xét',
        });
      const acts: Readonly<Record<typeof doing, () => Promise<unknown>>> = {
        submit: () => submitReport(scope, { obligationId, content: SENT }),
        claim: () =>
          claimSent(scope, {
            ...{ obligationId, documentNumber: null, documentDate: null },
            ...{ signer: null, senderName: 'Văn thư' },
          }),
        confirm: () =>
          confirmClaims(scope, { obligationIds: [obligationId], arrivedOn: dayAt(now) }),
        reject: () => rejectClaim(scope, { obligationId, reason }),
        return: () => returnReport(scope, { obligationId, reason, newDueDay: newDay }),
        accept: () => acceptReport(scope, { obligationId }),
        reopen: () => reopenReport(scope, { obligationId, reason }),
        setDue: () => setDue(scope, { obligationId, day: newDay, reason }),
        waive: () => waive(scope, { obligationId, reason }),
        askTime: () =>
          requestExtension(scope, {
            ...{ obligationId, reason, requestedBy: 'Văn thư' },
            wantedDay: plusDays(dayAt(now), days + 10),
          }),
        grant: async () => decide(plusDays(dayAt(now), days + 10)),
        refuse: async () => decide(null),
        // On the two due days, so that targets move.
        swap: () =>
          changeCalendar(scope, {
            day: day(days % 2 === 0 ? '2026-07-02' : '2026-07-03'),
            row:
              days % 3 === 0
                ? null
                : { kind: 'swap_off', confirmed: true, name: 'Hoán đổi', source: null },
          }),
        pause: () => pausePlan(scope, { planId, reason }),
        resume: () => resumePlan(scope, { planId, reason }),
        cancel: () => cancelPlan(scope, { planId, reason }),
        skip: () => skipCycle(scope, { cycleId, reason }),
        unskip: () => unskipCycle(scope, { cycleId, reason }),
        // Both days move, and one agency is let go or taken in.
        amend: async () => {
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
          const agencyId = office.agencyIds[agency]!;
          const isListed = confirmed!.agencyIds.includes(agencyId);
          const others = confirmed!.agencyIds.filter((id) => id !== agencyId);
          const done = await amendPlan(scope, {
            ...{ planId, approver: office.staff.approver },
            confirmed: amendedBy({
              ...confirmed!,
              agencyIds: isListed && others.length > 0 ? others : [...others, agencyId],
              requirements: confirmed!.requirements.map((one) => ({
                ...one,
                cycles: one.cycles.map(({ key }) => dueOn(plusDays(newDay, 3), key)),
              })),
            }),
          });
          if (!done.ok) throw new RefusedAmendment(done.error);
        },
        merge: () =>
          closeAgency(scope, {
            agencyId: office.agencyIds[agency]!,
            // Into the next, or into none.
            successorId: days % 3 === 0 ? null : office.agencyIds[(agency + 1) % 3]!,
            ...{ on: dayAt(now), basis: 'Nghị quyết số 9/NQ-HĐND' },
          }),
      };
      await acts[doing]();
    })
    .catch((error: unknown) => {
      // What was begun of it is gone with its transaction.
      if (!(error instanceof RefusedAmendment)) throw error;
    });
}

class RefusedAmendment extends Error {}

/** Two agencies that owe two reports each and the standing body. */
async function trackedOffice() {
  world.clock.to('2026-06-22T09:00');
  const office = await makeOffice(world, { agencies: [{}, {}, { standing: true }] });
  const plan = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY] },
      { cycles: [dueOn(day('2026-07-02'), 'plan-2026-07-02')], what: 'plan' },
    ]),
  );
  await office.wave();
  return { office, plan };
}

/** What the calendars of the agencies that were asked must show: what each owes, at its own target. */
async function wanted(office: TestOffice): Promise<ReadonlyMap<string, Instant>> {
  const rows = await office.ledger.db
    .selectFrom('obligation')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .select(['obligation.id', 'obligation.state', 'obligation.target_at'])
    .where('obligation.office_id', '=', office.officeId)
    .where('obligation.chased', '=', true)
    .where('cycle.cancelled_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('notice')
          .innerJoin('message', 'message.id', 'notice.message_id')
          .select('notice.id')
          .whereRef('notice.obligation_id', '=', 'obligation.id')
          .where('notice.why', 'is', null)
          .where('message.state', '=', 'sent'),
      ),
    )
    .execute();
  return new Map(
    rows.flatMap((row) => (owes(row) && row.target_at !== null ? [[row.id, row.target_at]] : [])),
  );
}

/** The mails that wait leave; each mailbox files what comes with them. */
async function deliver(office: TestOffice, calendars: Map<string, CalendarClient>): Promise<void> {
  for (const kind of ['ladder', 'post'] as const) {
    for (const mail of await office.send(kind)) {
      const calendar = calendars.get(mail.to.address) ?? new CalendarClient();
      calendars.set(mail.to.address, calendar);
      calendar.receive(mail);
    }
  }
}

test('after any history of acts a calendar shows what is owed, at its target, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (history) => {
      const { office, plan } = await trackedOffice();
      const calendars = new Map<string, CalendarClient>();
      for (const one of history) {
        await perform(office, plan, one);
        if (!one.send) continue;
        await deliver(office, calendars);
        const shown = [...calendars.values()].flatMap((calendar) => [...calendar.shown()]);
        const ids = shown.map(([uid, ends]): [string, Instant] => [
          uid.replace(/^obligation-|@.*$/g, ''),
          ends,
        ]);
        expect(new Map(ids)).toEqual(await wanted(office));
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 180_000);
