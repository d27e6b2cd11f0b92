import { sql } from 'kysely';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import { CYCLE_ORDER, holdObligations } from '../lock-order.js';
import { pokeCycle, pokePlan } from '../poke.js';
import { giveBackHeld } from '../reminding/given-back.js';
import { lockCycle } from '../reminding/ladder-rows.js';
import { suppressPlanned } from '../reminding/notices.js';
import { recomputeOfficeMail } from '../reminding/office-mail-clock.js';
import { tellAsked } from '../reminding/tell-asked.js';
import { rearmCycle } from '../reminding/rearm.js';
import type { OfficeScope } from '../scope.js';
import { changePlan, lockPlan } from './plan-row.js';

/** Pauses a plan and all its cycles at once: lanes look at it before every claim. */
export async function pausePlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const changed = await changePlan(scope, plan, { type: 'pause' });
  if (!changed.ok) return changed;
  for (const cycle of await openCyclesOf(scope, planId)) {
    await scope.trx
      .updateTable('cycle')
      .set({ paused_at: scope.now })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', cycle.id)
      .execute();
    await suppressPlanned(scope, cycle.obligationIds, 'paused');
    await pokeCycle(scope, cycle.id);
  }
  await record(scope, 'pausePlan', `plan:${planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokePlan(scope, planId);
  return ok({});
}

/** Goes on: each obligation gets at most the latest rung it has reached meanwhile. */
export async function resumePlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const changed = await changePlan(scope, plan, { type: 'resume' });
  if (!changed.ok) return changed;
  for (const { id } of await openCyclesOf(scope, planId)) {
    await scope.trx
      .updateTable('cycle')
      .set({ paused_at: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', id)
      .execute();
    await giveBackHeld(scope, id, ['paused']);
    const ladder = await lockCycle(scope, id);
    if (ladder === null) continue;
    await rearmCycle(scope, ladder);
    await recomputeOfficeMail(scope, ladder.cycle);
    await pokeCycle(scope, id);
  }
  await record(scope, 'resumePlan', `plan:${planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokePlan(scope, planId);
  return ok({});
}

/** Ends a plan for good; nothing planned goes out any more, everything stays readable. */
export async function cancelPlan(
  scope: OfficeScope,
  { planId, reason }: { planId: string; reason: string },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  // An amendment in the making is sent back and deleted: the plan it amends goes on.
  if (plan.amends !== null) return refuse('PLAN_STATE');
  const changed = await changePlan(scope, plan, { type: 'cancel', reason });
  if (!changed.ok) return changed;
  const cycles = await openCyclesOf(scope, planId);
  for (const { id, obligationIds } of cycles) {
    await scope.trx
      .updateTable('cycle')
      .set({ cancelled_at: scope.now, desk_at: null, desk_rung: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', id)
      .execute();
    await suppressPlanned(scope, obligationIds, 'cancelled');
    await scope.trx
      .updateTable('obligation')
      // A change of every duty: its calendar entry goes, and what it was told before must not count.
      .set({ next_at: null, next_rung: null, changes: sql<number>`changes + 1` })
      .where('office_id', '=', scope.officeId)
      .where('cycle_id', '=', id)
      .execute();
    await pokeCycle(scope, id);
  }
  await tellAsked(
    scope,
    'cancelled',
    { of: { cycleIds: cycles.map(({ id }) => id) }, states: ASKED },
    { reason },
  );
  await record(scope, 'cancelPlan', `plan:${planId}`, {
    reasonId: await keepReason(scope, reason),
  });
  await pokePlan(scope, planId);
  return ok({});
}

/** Whoever owes, says it was sent or has sent: who was freed has heard that nothing is asked. */
const ASKED = ['expected', 'returned', 'claimed', 'submitted', 'accepted'] as const;

/** The cycles of a plan that are not over, held with everything owed in them. */
async function openCyclesOf(
  scope: OfficeScope,
  planId: string,
): Promise<readonly { readonly id: string; readonly obligationIds: readonly string[] }[]> {
  const cycles = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  const held = await holdObligations(
    scope,
    cycles.map(({ id }) => id),
  );
  return cycles.map(({ id }) => ({ id, obligationIds: held.get(id) ?? [] }));
}
