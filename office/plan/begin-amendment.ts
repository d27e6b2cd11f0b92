import type { Amendment } from '../../domain/amendment/amendment.js';
import { ok, refuse } from '../../domain/result.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import type { ReviewEdits } from '../../domain/schemas/review-edits.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { lockPlan } from './plan-row.js';
import { insertDraft } from './upload.js';

/** A new version of a plan that runs, in the making: what runs with what the amending document says, reviewed on a page like any plan. */
export interface BegunAmendment {
  readonly planId: string;
  readonly amendment: Amendment;
  /** Of the amending document; null: of the version that runs. */
  readonly file: { readonly fileName: string; readonly bytes: Buffer } | null;
  readonly text: string;
  readonly draft: PlanDraft;
  readonly edits: ReviewEdits;
}

/** Begins an amendment of a plan that runs; one at a time. Nothing of the plan changes before a leader has consented. */
export async function beginAmendment(
  scope: OfficeScope,
  { planId, amendment, file, text, draft, edits }: BegunAmendment,
): ActResult<{ planId: string }> {
  const { trx, officeId } = scope;
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (plan.state !== 'started' || plan.amends !== null) return refuse('PLAN_STATE');
  if (amendment.version !== plan.version) return refuse('AMENDS_OTHER_VERSION');
  if (amendment.kind === 'hand' && amendment.reason.trim() === '') return refuse('REASON_MISSING');
  const open = await trx
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .where('amends', '=', planId)
    .executeTakeFirst();
  if (open !== undefined) return refuse('AMENDMENT_OPEN');
  const running = await trx
    .selectFrom('plan_version')
    .select(['file_name', 'bytes', 'sha256'])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', plan.version)
    .executeTakeFirstOrThrow();
  const begunId = await insertDraft(scope, {
    code: `${plan.code}-SĐ${String(plan.version)}`,
    ...(file ?? {
      fileName: running.file_name,
      bytes: running.bytes,
      sha256: running.sha256,
    }),
    ...{ text, draft },
    amends: { planId, amendment },
  });
  await trx
    .insertInto('plan_review')
    .values({
      office_id: officeId,
      plan_id: begunId,
      version: 1,
      revision: 1,
      edits: JSON.stringify(edits),
      places: '{}',
      changed_by: scope.actor,
      changed_at: scope.now,
    })
    .execute();
  await record(scope, 'beginAmendment', `plan:${planId}`, {
    amendment: begunId,
    by: amendment.kind,
    ...(amendment.reason.trim() === ''
      ? {}
      : { reasonId: await keepReason(scope, amendment.reason) }),
  });
  return ok({ planId: begunId });
}
