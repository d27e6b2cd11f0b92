import { randomUUID } from 'node:crypto';
import { decideClaim, evolveClaim, newClaim } from '../../domain/claim.js';
import type { ClaimedDocument } from '../../domain/claim.js';
import type { Day, Instant } from '../../domain/day.js';
import { missingHalfAfter } from '../../domain/halves.js';
import { ok, refuse } from '../../domain/result.js';
import { batches } from '../../db/batches.js';
import type { ObligationRow } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';
import {
  applyCommand,
  applyCommands,
  lockObligation,
  lockObligations,
  tellAllAtOnce,
  tellAtOnce,
} from './apply-command.js';
import type { LockedObligation } from './apply-command.js';
import { halvesAskedIn } from './halves-asked.js';
import { insertClaim, openClaims, saveClaims } from './claim-rows.js';
import type { KeptClaim } from './claim-rows.js';
import type { ActResult } from '../act-result.js';

/**
 * The agency says it sent the document by the document system, the signed file beside where it gave one: chasing
 * stops until the officer looks.
 */
export async function claimSent(
  scope: OfficeScope,
  {
    obligationId,
    uploadId = null,
    ...said
  }: ClaimedDocument & { readonly obligationId: string; readonly uploadId?: string | null },
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, { type: 'claim' });
  if (!acted.ok) return acted;
  // The report of an earlier claim may have come by itself, and been sent back since.
  const before = [...(await openClaims(scope, [obligationId])).values()];
  await saveClaims(
    scope,
    before.map((claim) => ({
      ...claim,
      ...evolveClaim(claim, { type: 'overtaken', at: scope.now }),
    })),
  );
  if (uploadId !== null && !(await takeClaimedFile(scope, uploadId))) return refuse('FILE_MISSING');
  await insertClaim(scope, obligationId, { ...newClaim(said, scope.now), uploadId });
  await tellAtOnce(scope, { ...held, row: acted.value }, 'claim', {
    ...said,
  });
  return ok({});
}

/**
 * Documents that are here before anybody has said that they were sent: each is entered as a claim of its
 * sender's, which the caller confirms in the same transaction; nobody is told twice.
 */
export async function claimFound(
  scope: OfficeScope,
  documents: readonly { readonly obligationId: string; readonly said: ClaimedDocument }[],
): ActResult {
  const held = await lockObligations(
    scope,
    documents.map(({ obligationId }) => obligationId),
  );
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommands(
    scope,
    held.map((one) => ({ held: one, command: { type: 'claim' } })),
  );
  if (!acted.ok) return acted;
  // The report of an earlier claim may have come by itself, and been sent back since.
  const before = await openClaims(
    scope,
    held.map(({ row }) => row.id),
  );
  await saveClaims(
    scope,
    [...before.values()].map((claim) => ({
      ...claim,
      ...evolveClaim(claim, { type: 'overtaken', at: scope.now }),
    })),
  );
  for (const { obligationId, said } of documents) {
    await insertClaim(scope, obligationId, { ...newClaim(said, scope.now), uploadId: null });
  }
  return ok({});
}

/** Takes the kept file of a claim; false when it is not the sender's, is purged, or was taken before. */
async function takeClaimedFile(scope: OfficeScope, uploadId: string): Promise<boolean> {
  const taken = await scope.trx
    .updateTable('upload')
    .set({ taken_at: scope.realNow })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', uploadId)
    .where('sender', '=', scope.actor)
    .where('taken_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Number and date of a document as it was found; they stand where the claim names none. */
export type FoundDocument = Pick<ClaimedDocument, 'documentNumber' | 'documentDate'>;

/** Reconciles claims in bulk: the documents are here, arrived on a day. What is no claim is passed over. */
export async function confirmClaims(
  scope: OfficeScope,
  {
    obligationIds,
    arrivedOn,
    found = new Map(),
  }: {
    readonly obligationIds: readonly string[];
    readonly arrivedOn: Day;
    readonly found?: ReadonlyMap<string, FoundDocument>;
  },
): ActResult<{ confirmed: number }> {
  const all = await lockObligations(scope, obligationIds);
  if (all === null) return refuse('NOT_FOUND');
  const claims = await openClaims(
    scope,
    all.map(({ row }) => row.id),
  );
  const confirmed: Confirmed[] = [];
  for (const held of all) {
    const claim = claims.get(held.row.id);
    if (held.row.state !== 'claimed' || claim === undefined) continue;
    const decided = decideClaim(claim, { type: 'confirm', arrivedOn }, scope.now);
    if (!decided.ok) return decided;
    const after = evolveClaim(claim, decided.value);
    if (after.arrivedAt === null) continue;
    const here = found.get(held.row.id);
    const said = {
      ...claim.said,
      documentNumber: claim.said.documentNumber ?? here?.documentNumber ?? null,
      documentDate: claim.said.documentDate ?? here?.documentDate ?? null,
    };
    confirmed.push({ held, claim: { ...claim, ...after, said }, arrivedAt: after.arrivedAt });
  }
  const askedOf = await halvesAskedIn(
    scope,
    confirmed.map(({ held }) => held.row.cycle_id),
  );
  const acted = await applyCommands(
    scope,
    confirmed.map(({ held, arrivedAt }) => ({
      held,
      command: {
        type: 'confirmClaim',
        arrivedAt,
        missingHalf: missingHalfAfter(
          { version: held.row.version, missingHalf: held.row.missing_half },
          { asked: askedOf(held.row.cycle_id), brings: ['document'] },
        ),
      },
    })),
  );
  if (!acted.ok) return acted;
  await saveClaims(
    scope,
    confirmed.map(({ claim }) => claim),
  );
  await enterDocuments(scope, confirmed, acted.value);
  return ok({ confirmed: confirmed.length });
}

interface Confirmed {
  readonly held: LockedObligation;
  readonly claim: KeptClaim;
  readonly arrivedAt: Instant;
}

/** The documents as versions of the report, without figures, and the receipts. */
async function enterDocuments(
  scope: OfficeScope,
  confirmed: readonly Confirmed[],
  rows: readonly ObligationRow[],
): Promise<void> {
  const documents = confirmed.flatMap((one, index) => {
    const row = rows[index];
    return row === undefined ? [] : [{ ...one, row, said: one.claim.said }];
  });
  const versions = documents.map(({ row, said, arrivedAt }) => ({
    office_id: scope.officeId,
    id: randomUUID(),
    obligation_id: row.id,
    version: row.version,
    figures: '{}',
    narrative: '{}',
    document_number: said.documentNumber,
    document_date: said.documentDate,
    signer: said.signer,
    sender_name: said.senderName,
    channel: 'document-system' as const,
    received_at: arrivedAt,
  }));
  for (const some of batches(versions)) {
    await scope.trx.insertInto('submission').values(some).execute();
  }
  await attachClaimedFiles(
    scope,
    documents.flatMap(({ claim: { uploadId } }, n) => {
      const submissionId = versions[n]?.id;
      return uploadId === null || submissionId === undefined ? [] : [{ uploadId, submissionId }];
    }),
  );
  await tellAllAtOnce(
    scope,
    'confirmClaim',
    documents.map(({ held, row, said, arrivedAt }) => ({
      held: { ...held, row },
      data: {
        submittedBy: said.senderName,
        receivedAt: arrivedAt,
        version: row.version,
        documentNumber: said.documentNumber,
        documentDate: said.documentDate,
        missingHalf: row.missing_half,
      },
    })),
  );
}

/** The signed files of claims as those of the versions they became. */
export async function attachClaimedFiles(
  scope: OfficeScope,
  files: readonly { readonly uploadId: string; readonly submissionId: string }[],
): Promise<void> {
  for (const { uploadId, submissionId } of files) {
    await scope.trx
      .insertInto('attachment')
      .columns([
        'office_id',
        'id',
        'submission_id',
        'file_name',
        'content_type',
        'sha256',
        'bytes',
        'upload_id',
      ])
      .expression((eb) =>
        eb
          .selectFrom('upload')
          .select([
            'office_id',
            eb.val(randomUUID()).$castTo<string>().as('id'),
            eb.val(submissionId).$castTo<string>().as('submission_id'),
            eb.fn.coalesce('file_name', eb.val('van-ban.pdf')).as('file_name'),
            eb.val('application/pdf').as('content_type'),
            'sha256',
            eb.val(null).$castTo<Buffer | null>().as('bytes'),
            'upload.id as upload_id',
          ])
          .where('office_id', '=', scope.officeId)
          .where('upload.id', '=', uploadId),
      )
      .execute();
  }
}

/** The document named in a claim was not found: the ladder goes on. */
export async function rejectClaim(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, { type: 'rejectClaim', reason });
  if (!acted.ok) return acted;
  const claim = (await openClaims(scope, [obligationId])).get(obligationId);
  if (claim !== undefined) {
    const decided = decideClaim(claim, { type: 'reject', reason }, scope.now);
    if (!decided.ok) return decided;
    await saveClaims(scope, [{ ...claim, ...evolveClaim(claim, decided.value) }]);
  }
  await tellAtOnce(scope, { ...held, row: acted.value }, 'rejectClaim', { reason });
  return ok({});
}
