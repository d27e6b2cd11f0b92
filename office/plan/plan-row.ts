import type { Selectable } from 'kysely';
import type { Instant } from '../../domain/day.js';
import { decidePlanAct, evolvePlan } from '../../domain/plan.js';
import type { Plan, PlanCommand, PlanRefusal } from '../../domain/plan.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';
import type { Tables } from '../../db/tables.js';

export type PlanRow = Selectable<Tables['plan']>;

/** The plan of an id, locked; null when the office has none. */
export async function lockPlan(scope: OfficeScope, planId: string): Promise<PlanRow | null> {
  const plan = await scope.trx
    .selectFrom('plan')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return plan ?? null;
}

/** The started plan of a period that collects reports, locked before anything of its cycles; refuses another. */
export async function lockPlanOfPeriod(scope: OfficeScope, cycleId: string): ActResult<PlanRow> {
  const found = await scope.trx
    .selectFrom('cycle')
    .select(['plan_id', 'kind'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .executeTakeFirst();
  if (found?.kind !== 'collect') return refuse('NOT_FOUND');
  const plan = await lockPlan(scope, found.plan_id);
  return plan?.state === 'started' ? ok(plan) : refuse('PLAN_STATE');
}

/** The columns of a plan that say what was confirmed of it. */
export function confirmedColumns({ identity, windowFrom, windowTo }: ConfirmedPlan) {
  return {
    identity: JSON.stringify(identity),
    title: identity.subject,
    window_from: windowFrom,
    window_to: windowTo,
  };
}

/** What was confirmed of the plan's present version and agreed to: how often, by whom, with which list. */
export async function versionOf(
  scope: OfficeScope,
  plan: PlanRow,
): Promise<
  Pick<
    Selectable<Tables['plan_version']>,
    'confirmed' | 'confirmations' | 'confirmed_by' | 'agreed_agencies' | 'amendment'
  >
> {
  return scope.trx
    .selectFrom('plan_version')
    .select(['confirmed', 'confirmations', 'confirmed_by', 'agreed_agencies', 'amendment'])
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', plan.id)
    .where('version', '=', plan.version)
    .executeTakeFirstOrThrow();
}

/** What an act would make of a plan; writes nothing. `confirmations` counts where the act is about a confirmation. */
export function planAfter(
  row: PlanRow,
  command: PlanCommand,
  { now, confirmations = 0 }: { readonly now: Instant; readonly confirmations?: number },
): Result<Plan, PlanRefusal> {
  const before: Plan = {
    state: row.state,
    confirmations,
    startedAt: row.started_at,
    pausedAt: row.paused_at,
    cancelledAt: row.cancelled_at,
  };
  const decided = decidePlanAct(before, command, now);
  return decided.ok ? ok(evolvePlan(before, decided.value)) : decided;
}

/** Decides an act on a locked plan and writes its new state. */
export async function changePlan(
  scope: OfficeScope,
  row: PlanRow,
  command: PlanCommand,
  confirmations = 0,
): Promise<Result<Plan, PlanRefusal>> {
  const after = planAfter(row, command, { now: scope.now, confirmations });
  if (!after.ok) return after;
  const { state, startedAt, pausedAt, cancelledAt } = after.value;
  await scope.trx
    .updateTable('plan')
    .set({ state, started_at: startedAt, paused_at: pausedAt, cancelled_at: cancelledAt })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', row.id)
    .execute();
  return after;
}
