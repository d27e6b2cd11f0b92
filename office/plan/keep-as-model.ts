import { withForms } from '../../domain/form-of.js';
import { ok, refuse } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { confirmedColumns, changePlan, lockPlan } from './plan-row.js';

/** A document whose days are gone is kept as it was reviewed, for next year's plan to be laid beside; nothing of it is tracked. */
export async function keepAsModel(
  scope: OfficeScope,
  { planId, confirmed }: { readonly planId: string; readonly confirmed: ConfirmedPlan },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (confirmed.requirements.length === 0) return refuse('NO_REQUIREMENTS');
  const written = withForms(confirmed);
  if (!written.ok) return written;
  const kept = await changePlan(scope, plan, { type: 'keepAsModel' });
  if (!kept.ok) return kept;
  await scope.trx
    .updateTable('plan_version')
    .set({ confirmed: JSON.stringify(written.value), confirmed_by: scope.actor })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .execute();
  await scope.trx
    .updateTable('plan')
    .set({
      ...confirmedColumns(confirmed),
      closed_at: scope.now,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  await record(scope, 'keepAsModel', `plan:${planId}`);
  return ok({});
}
