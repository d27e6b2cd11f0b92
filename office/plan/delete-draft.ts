import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';

/**
 * A draft that nobody wants is gone with its document and what was typed; its code stays in the audit. An
 * amendment can be taken back until it is in force: the plan that it was to amend goes on.
 */
export async function deleteDraft(scope: OfficeScope, { planId }: { planId: string }): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const isUnwanted =
    plan.state === 'draft' || (plan.amends !== null && plan.state === 'awaitingConsent');
  if (!isUnwanted) return refuse('PLAN_STATE');
  await scope.trx
    .deleteFrom('plan')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  await record(scope, 'deleteDraft', `plan:${plan.amends ?? planId}`, { code: plan.code });
  return ok({});
}
