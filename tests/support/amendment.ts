import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { NO_EDITS } from '../../domain/review/review-edits.js';
import { beginAmendment } from '../../office/plan/begin-amendment.js';
import { confirmPlan, consentPlan } from '../../office/plan/confirm-and-consent.js';
import type { OfficeScope } from '../../office/scope.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import { EMPTY_DRAFT } from './confirmation.js';

/** Takes an amendment of a plan that runs from its beginning to the leader's consent, in one transaction. */
export async function amendPlan(
  scope: OfficeScope,
  {
    planId,
    approver,
    confirmed,
    kind = 'document',
  }: {
    readonly planId: string;
    readonly approver: string;
    readonly confirmed: ConfirmedPlan;
    readonly kind?: 'document' | 'hand';
  },
): Promise<Result<{ planId: string }, RefusalCode>> {
  const { version } = await scope.trx
    .selectFrom('plan')
    .select('version')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  const begun = await beginAmendment(scope, {
    planId,
    amendment: {
      ...{ version, kind, document: null, firstNew: 0, readCount: 0, removed: [] },
      reason: kind === 'hand' ? 'Lịch họp thay đổi' : '',
    },
    file: kind === 'hand' ? null : { fileName: 'sua-doi.docx', bytes: Buffer.from('y') },
    ...{ text: 'y', draft: EMPTY_DRAFT, edits: NO_EDITS },
  });
  if (!begun.ok) return begun;
  const amendmentId = begun.value.planId;
  const put = await confirmPlan(scope, { planId: amendmentId, confirmed });
  if (!put.ok) return put;
  return consentPlan(scope, { planId: amendmentId, staffId: approver });
}

/** A plan as amended by a paper with its number and day. */
export function amendedBy(confirmed: ConfirmedPlan, number = '20/UBND-NC'): ConfirmedPlan {
  const { issuer, issuedOn } = confirmed.identity;
  return {
    ...confirmed,
    identity: {
      ...confirmed.identity,
      amendedBy: [{ documentType: 'Công văn', number, issuedOn: issuedOn!, issuer }],
    },
  };
}
