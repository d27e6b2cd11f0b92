import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeCalendar } from '../../office/calendar/change-day.js';
import { releaseToHeads } from '../../office/cycle/cycle.js';
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
} from '../../office/collection/obligation-acts.js';
import { pausePlan, resumePlan } from '../../office/plan/pause-and-cancel.js';
import type { OfficeScope } from '../../office/scope.js';
import { dutyOf, loadLadderContext } from '../../office/reminding/ladder-rows.js';
import { agencySurroundings } from '../../office/reminding/wave-facts.js';
import { at, dayAt, day, plusDays, plusMs, withOffset } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { nextRung, sendingMoment } from '../../domain/ladder.js';
import type { NextRung } from '../../domain/ladder.js';
import { owes } from '../../domain/obligation.js';
import { ledgerOfFile } from '../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  makeOffice,
  refusedWith,
  report,
  startedPlan,
} from '../support/office.js';
import type { TestOffice, TestPlan } from '../support/office.js';

const world = ledgerOfFile();

type Act =
  | { readonly do: 'move'; readonly hours: number }
  | { readonly do: 'wave' | 'send' | 'refuse' | 'pause' | 'resume' | 'releaseHeads' }
  | { readonly do: 'holiday'; readonly days: number; readonly off: boolean }
  | {
      readonly do:
        | 'submit'
        | 'claim'
        | 'confirm'
        | 'reject'
        | 'return'
        | 'accept'
        | 'reopen'
        | 'setDue'
        | 'waive'
        | 'withdraw';
      readonly agency: number;
      readonly days: number;
    };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      hours: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'wave' as const }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Act>(
      { do: 'send' },
      { do: 'send' },
      { do: 'refuse' },
      { do: 'pause' },
      { do: 'resume' },
      { do: 'resume' },
      { do: 'releaseHeads' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('holiday' as const),
      days: fc.integer({ min: 0, max: 40 }),
      off: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'submit' as const,
        'claim' as const,
        'confirm' as const,
        'reject' as const,
        'return' as const,
        'accept' as const,
        'reopen' as const,
        'setDue' as const,
        'waive' as const,
        'withdraw' as const,
      ),
      agency: fc.nat({ max: 2 }),
      days: fc.integer({ min: 1, max: 12 }),
    }),
  },
);

async function perform(office: TestOffice, { planId, cycleIds }: TestPlan, act: Act) {
  const reason = 'Lý do';
  const now = world.clock.now();
  if ('agency' in act) {
    await office.inOffice(async (scope) => personActs(scope, office, act));
    return;
  }
  switch (act.do) {
    case 'move':
      world.clock.to(withOffset(plusMs(now, act.hours * 3_600_000)).slice(0, 16));
      return;
    case 'wave':
      await office.wave();
      return;
    case 'send':
      await office.send();
      return;
    case 'refuse':
      await office.send('ladder', () => refusedWith('550 5.1.1 no such user'));
      return;
    case 'pause':
      await office.inOffice(async (scope) => pausePlan(scope, { planId, reason }));
      return;
    case 'resume':
      await office.inOffice(async (scope) => resumePlan(scope, { planId, reason }));
      return;
    case 'releaseHeads':
      await office.inOffice(async (scope) => releaseToHeads(scope, { cycleId: cycleIds[0]! }));
      return;
    case 'holiday': {
      const row = act.off
        ? { kind: 'holiday' as const, confirmed: true, name: 'Nghỉ', source: null }
        : null;
      const change = { day: plusDays(dayAt(now), act.days), row };
      await office.inOffice(async (scope) => changeCalendar(scope, change));
    }
  }
}

async function personActs(
  scope: OfficeScope,
  office: TestOffice,
  act: Extract<Act, { agency: number }>,
) {
  const { id: obligationId } = await scope.trx
    .selectFrom('obligation')
    .select('id')
    .where('office_id', '=', office.officeId)
    .where('agency_id', '=', office.agencyIds[act.agency]!)
    .executeTakeFirstOrThrow();
  const reason = 'Lý do';
  const newDay = plusDays(dayAt(scope.now), act.days);
  switch (act.do) {
    case 'submit':
      return submitReport(scope, { obligationId, content: report() });
    case 'claim':
      return claimSent(scope, {
        obligationId,
        documentNumber: null,
        documentDate: null,
        signer: null,
        senderName: 'Văn thư',
      });
    case 'confirm':
      return confirmClaims(scope, { obligationIds: [obligationId], arrivedOn: dayAt(scope.now) });
    case 'reject':
      return rejectClaim(scope, { obligationId, reason });
    case 'return':
      return returnReport(scope, { obligationId, reason, newDueDay: newDay });
    case 'accept':
      return acceptReport(scope, { obligationId });
    case 'reopen':
      return reopenReport(scope, { obligationId, reason });
    case 'setDue':
      return setDue(scope, { obligationId, day: newDay, reason });
    case 'waive':
      return waive(scope, { obligationId, reason });
    case 'withdraw':
      return withdrawOnTime(scope, { obligationId, reason });
  }
}

/** One obligation as the ledger has it, beside what the pure rule says of the same facts. */
interface Compared {
  readonly rung: string | null;
  readonly wakes: Instant | null;
  readonly owing: boolean;
  readonly rule: NextRung | null;
  readonly hourBound: boolean;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  /** Whether its agency had its one mail of the day. */
  readonly toldToday: boolean;
  readonly now: Instant;
  /** The first moment from now on at which mails may leave, and the first of a later day. */
  readonly morning: Instant;
  readonly tomorrow: Instant;
}

async function compared(office: TestOffice): Promise<readonly Compared[]> {
  return office.inOffice(async (scope) => {
    const { now, settings } = scope;
    const cycles = await scope.trx
      .selectFrom('cycle')
      .selectAll()
      .where('office_id', '=', office.officeId)
      .execute();
    const rows = await scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', office.officeId)
      .execute();
    const agencyIds = [...new Set(rows.map(({ agency_id }) => agency_id))];
    const agencies = await agencySurroundings(scope, { rows, agencyIds });
    const told = new Map(agencies.map(({ id, toldToday }) => [id, toldToday]));
    const ladders = new Map<string, Awaited<ReturnType<typeof loadLadderContext>>>();
    for (const cycle of cycles) ladders.set(cycle.id, await loadLadderContext(scope, cycle));
    return rows.flatMap((row): readonly Compared[] => {
      const ladder = ladders.get(row.cycle_id);
      if (ladder === undefined) return [];
      const { facts, reached } = dutyOf(row, ladder);
      return [
        {
          ...{ rung: row.next_rung, wakes: row.next_at, owing: owes(row) },
          rule: owes(row) ? nextRung(facts, reached, { now, settings }) : null,
          ...{ hourBound: facts.hourBound, targetAt: facts.targetAt, overdueAt: facts.overdueAt },
          toldToday: told.get(row.agency_id) ?? false,
          now,
          morning: sendingMoment(now, settings),
          tomorrow: sendingMoment(at(plusDays(dayAt(now), 1), 0), settings),
        },
      ];
    });
  });
}

/** The ledger wakes exactly when the rule says. */
function isByRule({ rung, wakes, rule }: Compared): boolean {
  return wakes === (rule?.at ?? null) && rung === (rule?.step.rung ?? null);
}

/** A wake that has come, or comes by the morning, is decided anew by the wave of then. */
function isDecidedByNextWave({ wakes, owing, rule, now, morning }: Compared): boolean {
  return (
    owing && wakes !== null && wakes <= morning && (rule === null || rule.at <= now || wakes <= now)
  );
}

/** What is due of an agency that had its mail of the day goes the next working morning, where it is as true then. */
function isHeldOver(one: Compared): boolean {
  const { rung, wakes, rule, now, tomorrow, toldToday, hourBound, targetAt, overdueAt } = one;
  if (rule === null || rule.at > now || !toldToday || hourBound) return false;
  const { step } = rule;
  const isTrueTomorrow = step.usefulUntil === null || step.usefulUntil > tomorrow;
  const isLate = overdueAt !== null && overdueAt <= step.at;
  const isInTime = isLate || targetAt === null || targetAt > tomorrow;
  return (
    wakes === tomorrow && rung === step.rung && step.rung !== 'toHead' && isTrueTomorrow && isInTime
  );
}

/** Plays a history and holds the ledger against the rule after each act. */
async function holdsThrough(history: readonly Act[]): Promise<void> {
  world.clock.to('2026-06-22T09:00');
  const office = await makeOffice(world, {
    agencies: [{ contacts: 2, head: true }, {}, { binding: false }],
  });
  const plan = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [{ ...BEFORE_5_JULY, cutOff: day('2026-06-30') }] },
    ]),
  );
  for (const act of history) {
    await perform(office, plan, act);
    for (const one of await compared(office)) {
      const fits = isByRule(one) || isDecidedByNextWave(one) || isHeldOver(one);
      expect({ act, one, fits }).toMatchObject({ fits: true });
    }
  }
  // Whatever has been: going on and working off all that is due leaves every rung as the rule has it,
  // but for what an agency hears the morning after because it heard something today.
  await perform(office, plan, { do: 'resume' });
  await nextMorning(office, ({ morning }) => morning);
  for (const one of await compared(office)) {
    expect({ one, fits: isByRule(one) || isHeldOver(one) }).toMatchObject({ fits: true });
    if (one.rule !== null && isByRule(one)) expect(one.rule.at > one.now).toBe(true);
  }
  // And that morning nothing is left over.
  await nextMorning(office, ({ tomorrow }) => tomorrow);
  for (const one of await compared(office)) {
    expect({ one, fits: isByRule(one) }).toMatchObject({ fits: true });
    if (one.rule !== null) expect(one.rule.at > one.now).toBe(true);
  }
  await expectNobodyToldTwice(office);
}

/** All that is due at a later moment is told and gone; a second wave of that moment has nothing to say. */
async function nextMorning(
  office: TestOffice,
  momentOf: (one: Compared) => Instant,
): Promise<void> {
  const [one] = await compared(office);
  if (one === undefined) throw new Error('an office without duties');
  world.clock.to(withOffset(momentOf(one)).slice(0, 16));
  await office.wave();
  await office.send();
  expect((await office.wave()).rungs).toEqual({});
}

async function expectNobodyToldTwice(office: TestOffice): Promise<void> {
  const sent = await world.ledger.db
    .selectFrom('notice')
    .innerJoin('message', 'message.id', 'notice.message_id')
    .select(['notice.obligation_id', 'notice.epoch', 'notice.name', 'message.day', 'notice.data'])
    .where('notice.office_id', '=', office.officeId)
    .where('notice.kind', '=', 'ladder')
    .where('message.state', '=', 'sent')
    .where('notice.why', 'is', null)
    .execute();
  const rungs = sent.map((one) =>
    [one.obligation_id, one.epoch, one.name, JSON.stringify(one.data['nth'])].join(),
  );
  expect(new Set(rungs).size).toBe(rungs.length);
  const days = sent.map((one) => [one.obligation_id, one.day].join());
  expect(new Set(days).size).toBe(days.length);
}

/** An assignment that left days late, on the morning of the next rung: that one waits for the morning after. */
const TOLD_LATE: readonly Act[] = [
  { do: 'wave' },
  { do: 'move', hours: 95 },
  { do: 'send' },
  { do: 'wave' },
];

test.each<readonly [string, readonly Act[]]>([
  [
    'is held over',
    [...TOLD_LATE, { do: 'submit', agency: 0, days: 1 }, { do: 'send' }, { do: 'wave' }],
  ],
  [
    'is held over a day off decided meanwhile',
    [...TOLD_LATE, { do: 'holiday', days: 3, off: true }],
  ],
  ['is held over while the plan is paused', [...TOLD_LATE, { do: 'pause' }, { do: 'resume' }]],
])('what an agency would hear on a day that had its mail %s', async (_, history) => {
  await holdsThrough(history);
});

test('after any history of acts the ledger wakes when the rule says, and nobody is told twice', async () => {
  await fc.assert(fc.asyncProperty(fc.array(acts, { minLength: 5, maxLength: 35 }), holdsThrough), {
    numRuns: 20,
    seed: 20260622,
  });
}, 120_000);
