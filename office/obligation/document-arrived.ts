import { decideClaim, evolveClaim } from '../../domain/claim.js';
import { at, dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';
import { applyCommand, lockObligation } from './apply-command.js';
import { attachClaimedFiles } from './claim.js';
import { openClaims, saveClaims } from './claim-rows.js';
import type { KeptClaim } from './claim-rows.js';

/** The signed document of a report whose figures are here: it counts from the day it arrived in the document system. */
export async function documentArrived(
  scope: OfficeScope,
  {
    obligationId,
    arrivedOn,
    documentNumber,
    documentDate,
  }: {
    readonly obligationId: string;
    readonly arrivedOn: Day;
    readonly documentNumber: string | null;
    readonly documentDate: Day | null;
  },
): ActResult {
  // Nothing can have arrived on a day that has not begun.
  if (arrivedOn > dayAt(scope.now)) return refuse('DAY_INVALID');
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  // What the agency said of it stands with it, and counts from when it was said if that was earlier.
  const claim = (await openClaims(scope, [obligationId])).get(obligationId);
  const decided =
    claim === undefined ? null : decideClaim(claim, { type: 'confirm', arrivedOn }, scope.now);
  if (decided !== null && !decided.ok) return decided;
  const confirmed =
    claim === undefined || decided === null
      ? null
      : { ...claim, ...evolveClaim(claim, decided.value) };
  const endOfDay = at(arrivedOn, 17 * 60);
  const arrivedAt = confirmed?.arrivedAt ?? (endOfDay < scope.now ? endOfDay : scope.now);
  const acted = await applyCommand(scope, held, { type: 'documentArrived', arrivedAt });
  if (!acted.ok) return acted;
  await scope.trx
    .updateTable('submission')
    .set({
      document_number: documentNumber ?? claim?.said.documentNumber ?? null,
      document_date: documentDate ?? claim?.said.documentDate ?? null,
      ...(claim === undefined ? {} : { signer: claim.said.signer }),
    })
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', obligationId)
    .where('version', '=', acted.value.version)
    .where('document_number', 'is', null)
    .execute();
  if (confirmed !== null) {
    await saveClaims(scope, [confirmed]);
    await attachClaimedFile(scope, confirmed, acted.value);
  }
  return ok({});
}

/** The signed file of a claim as that of the version whose document it is. */
async function attachClaimedFile(
  scope: OfficeScope,
  { uploadId }: KeptClaim,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  if (uploadId === null) return;
  const { id: submissionId } = await scope.trx
    .selectFrom('submission')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('obligation_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  await attachClaimedFiles(scope, [{ uploadId, submissionId }]);
}
