import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { removeDraft } from './former-plan.js';
import { lockPlan } from './plan-row.js';

/**
 * A draft that nobody wants is gone with its document and what was typed; its code stays in the audit. An
 * amendment can be taken back until it is in force: the plan that it was to amend goes on.
 */
export async function deleteDraft(
  scope: OfficeScope,
  {
    planId,
    takenBy = null,
  }: {
    readonly planId: string;
    /** The plan that runs whose amendment is begun by its document; null: nobody wants it. */
    readonly takenBy?: string | null;
  },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  const isUnwanted =
    plan.state === 'draft' || (plan.amends !== null && plan.state === 'awaitingConsent');
  if (!isUnwanted) return refuse('PLAN_STATE');
  const isAmendment = plan.amends !== null;
  await removeDraft(scope, {
    planId,
    fate: isAmendment ? 'takenBack' : takenBy === null ? 'deleted' : 'taken',
    amends: plan.amends ?? takenBy,
  });
  await record(scope, 'deleteDraft', `plan:${plan.amends ?? planId}`, { code: plan.code });
  return ok({});
}
