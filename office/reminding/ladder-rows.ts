import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Day } from '../../domain/day.js';
import type { LadderFacts } from '../../domain/ladder.js';
import type { DutyLadder } from '../../domain/ladder-rules.js';
import { ladderFactsOf } from '../../domain/owed-duty.js';
import type { OwedDuty } from '../../domain/owed-duty.js';
import { isReminded, placeOf } from '../../domain/wave.js';
import type { WaveDuty } from '../../domain/wave.js';
import { CYCLE_ORDER } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import type { Tables } from '../../db/tables.js';
import { cyclesOfRequirements } from '../../db/joined.js';
import { keptRows } from '../../db/kept-plans.js';
import type { ObligationRow } from '../counting/obligation-rows.js';

export type { ObligationRow } from '../counting/obligation-rows.js';
export type CycleRow = Selectable<Tables['cycle']>;

/** What of an obligation its own ladder hangs on. */
export type LadderRow = Pick<
  ObligationRow,
  | 'armed_at'
  | 'target_at'
  | 'overdue_at'
  | 'granted_day'
  | 'due_day'
  | 'binding'
  | 'state'
  | 'epoch'
>;

/** What of an obligation a wave, or whatever arms its ladder anew, looks at. */
export type ArmedRow = LadderRow &
  Pick<ObligationRow, 'id' | 'cycle_id' | 'agency_id' | 'chased' | 'reached'>;

/** The columns of it: a wave reads thousands of rows, and the rest of each is as long again. */
export const ARMED_COLUMNS = [
  'id',
  'cycle_id',
  'agency_id',
  'chased',
  'reached',
  'armed_at',
  'target_at',
  'overdue_at',
  'granted_day',
  'due_day',
  'binding',
  'state',
  'epoch',
] as const satisfies readonly (keyof ArmedRow)[];

/** What of a cycle the ladders of its obligations hang on. */
export type LadderCycle = Pick<
  CycleRow,
  | 'opened_at'
  | 'opens_at'
  | 'hour_bound'
  | 'cut_off'
  | 'period_kind'
  | 'head_released_at'
  | 'letter_on_first_late_day'
>;

/** What the cycle contributes to every one of its obligations' ladders. */
export interface LadderContext<Cycle extends LadderCycle = CycleRow> {
  readonly cycle: Cycle;
  readonly what: LadderFacts['what'];
  readonly eventDays: readonly Day[];
  /** The rungs chosen for the duty; null: the office's ladder. */
  readonly ladder: DutyLadder | null;
}

/** The obligation of a row, as the rules see it. */
export function obligationOf(row: ObligationRow): OwedDuty {
  return {
    state: row.state,
    binding: row.binding,
    epoch: row.epoch,
    originalTargetAt: row.original_target_at,
    originalOverdueAt: row.original_overdue_at,
    targetAt: row.target_at,
    overdueAt: row.overdue_at,
    version: row.version,
    onTime: row.on_time,
    firstReceivedAt: row.first_received_at,
    nil: row.nil,
    missingHalf: row.missing_half,
    everReturned: row.ever_returned,
    reason: row.reason,
    dueDay: row.due_day,
    grantedDay: row.granted_day,
    armedAt: row.armed_at,
    reached: row.reached,
    receivedAt: row.received_at,
    claimedAt: row.claimed_at,
    acceptedAt: row.accepted_at,
  };
}

/** What acts change of an obligation, as its row holds it. */
export function columnsOf(duty: OwedDuty) {
  return {
    state: duty.state,
    epoch: duty.epoch,
    target_at: duty.targetAt,
    overdue_at: duty.overdueAt,
    due_day: duty.dueDay,
    granted_day: duty.grantedDay,
    armed_at: duty.armedAt,
    version: duty.version,
    on_time: duty.onTime,
    first_received_at: duty.firstReceivedAt,
    received_at: duty.receivedAt,
    claimed_at: duty.claimedAt,
    accepted_at: duty.acceptedAt,
    nil: duty.nil,
    missing_half: duty.missingHalf,
    ever_returned: duty.everReturned,
    reason: duty.reason,
    reached: duty.reached,
  };
}

/** The cycle of an id with what its ladder needs; locked, so that acts on one cycle follow each other. */
export async function lockCycle(
  scope: OfficeScope,
  cycleId: string,
): Promise<LadderContext | null> {
  const cycle = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .forUpdate()
    .executeTakeFirst();
  return cycle === undefined ? null : await loadLadderContext(scope, cycle);
}

/** A cycle already read or locked, with what its ladder needs. */
export async function loadLadderContext(
  scope: OfficeScope,
  cycle: CycleRow,
): Promise<LadderContext> {
  const [context] = await loadLadderContexts(scope, [cycle]);
  if (context === undefined) throw new Error('a cycle without its requirement');
  return context;
}

/** Cycles already read or locked, in their order, each with what its ladder needs. */
export async function loadLadderContexts(
  scope: OfficeScope,
  cycles: readonly CycleRow[],
): Promise<readonly LadderContext[]> {
  if (cycles.length === 0) return [];
  const rows = await keptRows(
    scope.trx,
    ladderRows(scope)
      .select('cycle.id as id')
      .where('cycle.id', '=', sql<string>`any(${cycles.map(({ id }) => id)}::uuid[])`),
  );
  const contexts = new Map(rows.map((row) => [row.id, row]));
  return cycles.flatMap((cycle) => {
    const found = contexts.get(cycle.id);
    return found === undefined
      ? []
      : [{ cycle, what: found.what, eventDays: found.eventDays ?? [], ladder: found.ladder }];
  });
}

/**
 * The open, unpaused cycles of an office in which something is due, each with what its ladder needs; held
 * shared, so that nobody pauses or closes one under a wave, and acts on its obligations go on.
 */
export async function shareRemindingCycles(scope: OfficeScope): Promise<readonly LadderContext[]> {
  const rows = await ladderRows(scope)
    .selectAll('cycle')
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.paused_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where('cycle.closed_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('obligation')
          .select('obligation.id')
          .whereRef('obligation.office_id', '=', 'cycle.office_id')
          .whereRef('obligation.cycle_id', '=', 'cycle.id')
          .where('obligation.next_at', '<=', scope.now),
      ),
    )
    .orderBy(CYCLE_ORDER)
    .orderBy('cycle.id')
    .forKeyShare('cycle')
    .execute();
  return rows.map(({ what, eventDays, ladder, ...cycle }) => ({
    cycle,
    what,
    eventDays: eventDays ?? [],
    ladder,
  }));
}

/** What of its requirement and its plan the ladder of a cycle hangs on. */
function ladderRows({ trx, officeId }: OfficeScope) {
  return (
    cyclesOfRequirements(trx)
      .innerJoin('plan', (join) =>
        join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
      )
      .leftJoin('plan_version', (join) =>
        join
          .onRef('plan_version.office_id', '=', 'plan.office_id')
          .onRef('plan_version.plan_id', '=', 'plan.id')
          .onRef('plan_version.version', '=', 'plan.version'),
      )
      .select(['requirement.what as what', 'requirement.ladder as ladder'])
      // The confirmed plan is large; a ladder needs its days of observance alone.
      .select(sql<readonly Day[] | null>`plan_version.confirmed -> 'eventDays'`.as('eventDays'))
      .where('cycle.office_id', '=', officeId)
  );
}

/** What the ladder's rule needs to know of one obligation. */
export function ladderFactsIn(
  row: LadderRow,
  { cycle, what, eventDays, ladder }: LadderContext<LadderCycle>,
): LadderFacts {
  return ladderFactsOf(
    {
      armedAt: row.armed_at,
      targetAt: row.target_at,
      overdueAt: row.overdue_at,
      grantedDay: row.granted_day,
      dueDay: row.due_day,
      binding: row.binding,
      state: row.state,
      epoch: row.epoch,
    },
    {
      openedAt: cycle.opened_at,
      opensAt: cycle.opens_at,
      hourBound: cycle.hour_bound,
      period: cycle.period_kind,
      cutOff: cycle.cut_off,
      headReleasedAt: cycle.head_released_at,
      letterOnFirstLateDay: cycle.letter_on_first_late_day,
      what,
      eventDays,
      ladder,
    },
  );
}

/** What a wave, or whatever arms a ladder anew, sees of one obligation. */
export function dutyOf(row: ArmedRow, ladder: LadderContext): WaveDuty {
  const { cycle } = ladder;
  return {
    id: row.id,
    cycleId: row.cycle_id,
    reminded: isReminded(row, {
      kind: cycle.kind,
      opened: cycle.opened_at !== null,
      editsClosed: cycle.edits_closed_at !== null,
      closed: cycle.closed_at !== null,
    }),
    reached: row.reached,
    opensAt: cycle.opens_at,
    facts: ladderFactsIn(row, ladder),
  };
}

/** Sets `next_rung` and `next_at` by the rule; whoever owes nothing or is not chased has none. */
export function withNextRung(
  scope: Pick<OfficeScope, 'now' | 'settings'>,
  row: ObligationRow,
  ladder: LadderContext,
): ObligationRow {
  const { nextRung, nextAt } = placeOf(dutyOf(row, ladder), scope);
  return { ...row, next_rung: nextRung, next_at: nextAt };
}
