import type { OpenClaim } from '../../contract/obligations.js';
import type { LedgerDb } from '../../db/connection.js';
import { checkSignedDocument } from '../../domain/signed-document.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { keptBytes } from './upload.js';

interface Where {
  readonly officeId: string;
  readonly obligationId: string;
}

/** What an agency says it sent by the document system and nobody has decided yet; null where there is nothing. */
export async function openClaim(db: LedgerDb, where: Where): Promise<OpenClaim | null> {
  const row = await claimRow(db, where);
  if (row === null) return null;
  const { uploadId, fileName, signed, agency, ...said } = row;
  if (uploadId === null) return { ...said, file: null };
  const check = signed === null ? null : checkSignedDocument(signed, { ...said, agency });
  return {
    ...said,
    file: {
      name: fileName ?? '',
      check: check === null ? null : { verdict: check.verdict, findings: [...check.findings] },
    },
  };
}

/** The signed file that came with an open claim, to be looked at before it is decided; recorded each time. Null where there is none, or its bytes were purged. */
export async function claimedFile(
  scope: OfficeScope,
  obligationId: string,
): Promise<{ fileName: string; contentType: string; bytes: Buffer } | null> {
  const { trx: db, officeId } = scope;
  const row = await claimRow(db, { officeId, obligationId });
  if (!row?.uploadId) return null;
  const bytes = await keptBytes(db, { officeId, uploadId: row.uploadId });
  if (bytes === null) return null;
  await record(scope, 'openClaimedFile', `obligation:${obligationId}`);
  // The page of agencies takes nothing but PDF with a claim.
  return { fileName: row.fileName ?? 'van-ban.pdf', contentType: 'application/pdf', bytes };
}

async function claimRow(db: LedgerDb, { officeId, obligationId }: Where) {
  const row = await db
    .selectFrom('claim')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'claim.office_id')
        .onRef('obligation.id', '=', 'claim.obligation_id'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .leftJoin('upload', (join) =>
      join
        .onRef('upload.office_id', '=', 'claim.office_id')
        .onRef('upload.id', '=', 'claim.upload_id'),
    )
    .select([
      'claim.document_number as documentNumber',
      'claim.document_date as documentDate',
      'claim.signer',
      'claim.sender_name as senderName',
      'claim.claimed_at as claimedAt',
      'claim.upload_id as uploadId',
      'upload.file_name as fileName',
      'upload.signed',
      'agency.name as agency',
    ])
    .where('claim.office_id', '=', officeId)
    .where('claim.obligation_id', '=', obligationId)
    .where('claim.state', '=', 'open')
    .where((eb) =>
      eb.or([
        eb('obligation.state', '=', 'claimed'),
        eb('obligation.missing_half', '=', 'document'),
      ]),
    )
    .orderBy('claim.claimed_at', 'desc')
    .executeTakeFirst();
  return row ?? null;
}
