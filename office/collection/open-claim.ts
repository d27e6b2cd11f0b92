import type { OpenClaim } from '../../contract/obligations.js';
import type { LedgerDb } from '../../db/connection.js';
import { checkSignedDocument } from '../../domain/signed-document.js';

/** What an agency says it sent by the document system and nobody has decided yet; null where there is nothing. */
export async function openClaim(
  db: LedgerDb,
  { officeId, obligationId }: { readonly officeId: string; readonly obligationId: string },
): Promise<OpenClaim | null> {
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
  if (row === undefined) return null;
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
