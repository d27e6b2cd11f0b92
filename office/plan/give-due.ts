import { sql } from 'kysely';
import type { Day } from '../../domain/day.js';
import { clockOf, DAY_RULE } from '../../domain/due-clock.js';
import { closingsBy } from '../../domain/moved-clocks.js';
import { ok, refuse } from '../../domain/result.js';
import { saidDue } from '../../domain/review/said-due.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { saveObligations } from '../counting/obligation-rows.js';
import { pokeCycle, pokePlan } from '../poke.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { recomputeOfficeMails } from '../reminding/office-mail-clock.js';
import { rearmCycles } from '../reminding/rearm.js';
import { tellAsked } from '../reminding/tell-asked.js';
import { deadlineSettingsOf } from '../scope.js';
import type { OfficeScope } from '../scope.js';
import { lockPlanOfPeriod } from './plan-row.js';

/**
 * Gives a duty that runs without one its day, until its end or until an hour of it, with the paper that
 * sets it where there is one: from now on its ladder goes by that day, and whoever had been asked is told.
 */
export async function giveDue(
  scope: OfficeScope,
  {
    cycleId,
    day,
    time,
    paper,
  }: {
    readonly cycleId: string;
    readonly day: Day;
    /** `14:00`; null: until the end of the day. */
    readonly time: string | null;
    readonly paper: string;
  },
): ActResult {
  const { trx, officeId, now } = scope;
  const cycle = await heldCycle(scope, cycleId);
  if (!cycle.ok) return cycle;
  const { due_phrase: phraseBefore, period_kind: period } = cycle.value;
  const rule = {
    ...DAY_RULE,
    ...(time === null ? {} : { boundary: 'before_time' as const, time }),
  };
  const clock = clockOf(rule, day, deadlineSettingsOf(scope));
  if (clock === null || clock.targetAt <= now) return refuse('DUE_IN_THE_PAST', { day });
  const said = saidDue({ kind: 'day', date: day, time, paper }, deadlineSettingsOf(scope));
  const closing = closingsBy(
    { overdueAt: clock.overdueAt, onwardTargetAt: null, period, nextOpensAt: null },
    scope.settings,
  );
  const dated = await trx
    .updateTable('cycle')
    .set({
      due_phrase: `${phraseBefore}: ${said.phrase}`,
      due_day: day,
      due_rule: JSON.stringify(rule),
      hour_bound: time !== null,
      show_target: true,
      target_at: clock.targetAt,
      overdue_at: clock.overdueAt,
      closes_for_new_at: closing?.closesForNewAt ?? null,
      closes_for_edits_at: closing?.closesForEditsAt ?? null,
      letter_at: closing?.letterAt ?? null,
      letter_on_first_late_day: closing?.letterOnFirstLateDay ?? false,
    })
    .where('office_id', '=', officeId)
    .where('id', '=', cycleId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await giveToDuties(scope, dated);
  if (dated.opened_at !== null) {
    await rearmCycles(scope, await loadLadderContexts(scope, [dated]));
    await recomputeOfficeMails(scope, [dated]);
  }
  await tellAsked(
    scope,
    'dueMoved',
    { of: { cycleIds: [cycleId] }, states: ['expected', 'returned', 'claimed'] },
    { oldDuePhrase: phraseBefore },
  );
  await record(scope, 'giveDue', `cycle:${cycleId}`, { day });
  await pokeCycle(scope, cycleId);
  await pokePlan(scope, dated.plan_id);
  return ok({});
}

/** A period without a day that is still asked for, held with its plan. */
async function heldCycle(scope: OfficeScope, cycleId: string): ActResult<CycleRow> {
  const { trx, officeId } = scope;
  const plan = await lockPlanOfPeriod(scope, cycleId);
  if (!plan.ok) return plan;
  const cycle = await trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', cycleId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (cycle.target_at !== null) return refuse('ALREADY_DONE');
  const isOpen =
    cycle.closed_at === null && cycle.cancelled_at === null && cycle.collection_closed_at === null;
  return isOpen ? ok(cycle) : refuse('CYCLE_NOT_OPEN');
}

/** Every duty of the period gets its clock; who was given a day of its own keeps that. */
async function giveToDuties(scope: OfficeScope, cycle: CycleRow): Promise<void> {
  const { target_at, overdue_at, due_day } = cycle;
  const ofCycle = scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`cycle_id = ${cycle.id}`);
  const rows = await ofCycle.orderBy('id').forNoKeyUpdate().execute();
  await saveObligations(
    scope,
    rows.map((row) => (row.target_at === null ? { ...row, target_at, overdue_at, due_day } : row)),
  );
  await scope.trx
    .updateTable('obligation')
    .set({ original_target_at: target_at, original_overdue_at: overdue_at })
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`cycle_id = ${cycle.id}`)
    .where('original_target_at', 'is', null)
    .execute();
}
