import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Day } from '../../domain/day.js';
import { nextRung } from '../../domain/ladder.js';
import type { LadderFacts } from '../../domain/ladder.js';
import { owes } from '../../domain/obligation.js';
import type { Obligation } from '../../domain/obligation.js';
import type { OfficeScope } from '../scope.js';
import type { Tables } from '../../db/tables.js';

export type ObligationRow = Selectable<Tables['obligation']>;
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

/** What of a cycle the ladders of its obligations hang on. */
export type LadderCycle = Pick<
  CycleRow,
  | 'opened_at'
  | 'opens_at'
  | 'hour_bound'
  | 'cut_off'
  | 'head_released_at'
  | 'letter_on_first_late_day'
>;

/** What the cycle contributes to every one of its obligations' ladders. */
export interface LadderContext<Cycle extends LadderCycle = CycleRow> {
  readonly cycle: Cycle;
  readonly what: LadderFacts['what'];
  readonly eventDays: readonly Day[];
}

/** The obligation of a row, as the rules see it. */
export function obligationOf(row: ObligationRow): Obligation {
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
    everReturned: row.ever_returned,
    reason: row.reason,
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
  const { what } = await scope.trx
    .selectFrom('requirement')
    .select('what')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.requirement_id)
    .executeTakeFirstOrThrow();
  const version = await scope.trx
    .selectFrom('plan_version')
    .innerJoin('plan', (join) =>
      join
        .onRef('plan.office_id', '=', 'plan_version.office_id')
        .onRef('plan.id', '=', 'plan_version.plan_id')
        .onRef('plan.version', '=', 'plan_version.version'),
    )
    .select('plan_version.confirmed')
    .where('plan.office_id', '=', scope.officeId)
    .where('plan.id', '=', cycle.plan_id)
    .executeTakeFirst();
  return { cycle, what, eventDays: version?.confirmed?.eventDays ?? [] };
}

/** What the ladder's rule needs to know of one obligation. */
export function ladderFactsOf(
  row: LadderRow,
  { cycle, what, eventDays }: LadderContext<LadderCycle>,
): LadderFacts {
  return {
    startedAt: row.armed_at ?? cycle.opened_at ?? cycle.opens_at,
    targetAt: row.target_at,
    overdueAt: row.overdue_at,
    hourBound: cycle.hour_bound && row.granted_day === null,
    dueDay: row.due_day,
    what,
    binding: row.binding,
    returned: row.state === 'returned',
    epoch: row.epoch,
    cutOff: cycle.cut_off,
    eventDays,
    headReleasedAt: cycle.head_released_at,
    letterOnFirstLateDay: cycle.letter_on_first_late_day,
  };
}

/** Sets `next_rung` and `next_at` by the rule; whoever owes nothing or is not chased has none. */
export function withNextRung(
  scope: OfficeScope,
  row: ObligationRow,
  ladder: LadderContext,
): ObligationRow {
  const { cycle } = ladder;
  const live =
    cycle.opened_at !== null && cycle.edits_closed_at === null && cycle.closed_at === null;
  const next =
    live && cycle.kind === 'collect' && row.chased && owes(row)
      ? nextRung(ladderFactsOf(row, ladder), row.reached, {
          now: scope.now,
          settings: scope.settings,
        })
      : null;
  return { ...row, next_rung: next?.step.rung ?? null, next_at: next?.at ?? null };
}

/** Writes back what may change of an obligation. */
export async function saveObligation(scope: OfficeScope, row: ObligationRow): Promise<void> {
  await scope.trx
    .updateTable('obligation')
    .set({
      state: row.state,
      epoch: row.epoch,
      target_at: row.target_at,
      overdue_at: row.overdue_at,
      due_day: row.due_day,
      granted_day: row.granted_day,
      armed_at: row.armed_at,
      version: row.version,
      on_time: row.on_time,
      first_received_at: row.first_received_at,
      received_at: row.received_at,
      claimed_at: row.claimed_at,
      accepted_at: row.accepted_at,
      nil: row.nil,
      ever_returned: row.ever_returned,
      reason: row.reason,
      reached: row.reached,
      next_rung: row.next_rung,
      next_at: row.next_at,
      changed_at: scope.now,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', row.id)
    .execute();
}

/** Writes back how far obligations have come on the ladder, those that stand alike in one statement. */
export async function saveRungs(scope: OfficeScope, rows: readonly ObligationRow[]): Promise<void> {
  const alike = new Map<string, ObligationRow[]>();
  for (const row of rows) {
    const rung = JSON.stringify([row.reached, row.next_rung, row.next_at]);
    const group = alike.get(rung);
    if (group === undefined) alike.set(rung, [row]);
    else group.push(row);
  }
  for (const [first, ...others] of alike.values()) {
    if (first === undefined) continue;
    const ids = [first, ...others].map(({ id }) => id);
    await scope.trx
      .updateTable('obligation')
      .set({
        reached: first.reached,
        next_rung: first.next_rung,
        next_at: first.next_at,
        changed_at: scope.now,
      })
      .where('office_id', '=', scope.officeId)
      .where((eb) => eb('id', '=', sql<string>`any(${ids}::uuid[])`))
      .execute();
  }
}

/** Computes the next rung of every obligation of a cycle anew: after opening, a resume, a release to heads. */
export async function rearmCycle(scope: OfficeScope, ladder: LadderContext): Promise<void> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', ladder.cycle.id)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const row of rows) {
    const next = withNextRung(scope, row, ladder);
    if (next.next_at !== row.next_at || next.next_rung !== row.next_rung) {
      await saveObligation(scope, next);
    }
  }
}
