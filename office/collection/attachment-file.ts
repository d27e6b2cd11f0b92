import type { LedgerDb } from '../../db/connection.js';
import { keptBytes } from './upload.js';

/** A file that came with a report; null when there is none, or its bytes were purged. */
export async function attachmentFile(
  db: LedgerDb,
  {
    officeId,
    attachmentId,
    agencyId,
  }: { officeId: string; attachmentId: string; agencyId?: string },
): Promise<{ fileName: string; contentType: string; bytes: Buffer } | null> {
  let query = db
    .selectFrom('attachment')
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'attachment.office_id')
        .onRef('submission.id', '=', 'attachment.submission_id'),
    )
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'submission.office_id')
        .onRef('obligation.id', '=', 'submission.obligation_id'),
    )
    .select([
      'attachment.file_name as fileName',
      'attachment.content_type as contentType',
      'attachment.bytes',
      'attachment.upload_id as uploadId',
    ])
    .where('attachment.office_id', '=', officeId)
    .where('attachment.id', '=', attachmentId);
  if (agencyId !== undefined) query = query.where('obligation.agency_id', '=', agencyId);
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  const { fileName, contentType, uploadId } = row;
  const bytes = uploadId === null ? row.bytes : await keptBytes(db, { officeId, uploadId });
  return bytes === null ? null : { fileName, contentType, bytes };
}
