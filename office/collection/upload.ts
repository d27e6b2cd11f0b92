import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SignedFile } from '../../domain/signed-file.js';
import type { ReportAttachment } from '../../domain/schemas/report-content.js';
import type { LedgerDb, PooledDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { BEFORE_DISK } from '../../db/transaction.js';
import type { OfficeScope } from '../scope.js';

/** A file as it came, before a report takes it. */
export interface SentFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  /** What a signed document says of itself. */
  readonly signed?: SignedFile | null;
}

/**
 * One piece is one statement: a hundred megabytes in one would be held three times over in memory. Most
 * reports are one piece, and so one statement and one waiting for the disk.
 */
const PIECE_BYTES = 2 * 1024 * 1024;
/** How long a file waits for the act that takes it; the act follows within seconds. */
const WAITS = '1 hour';

/**
 * Keeps files in pieces before the act, each piece a statement of its own: while their bytes are written no
 * row of the office is held; the act that takes them waits for the disk. What no report takes is purged
 * (purgeUploads).
 */
export async function keepFiles(
  db: PooledDb,
  { officeId, sender }: { readonly officeId: string; readonly sender: string },
  files: readonly SentFile[],
): Promise<readonly ReportAttachment[]> {
  const kept: ReportAttachment[] = [];
  for (const { fileName, contentType, bytes, signed = null } of files) {
    const uploadId = randomUUID();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const piece = (n: number) => ({
      office_id: officeId,
      upload_id: uploadId,
      n,
      bytes: bytes.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES),
    });
    await db
      .with('begun', (begin) =>
        begin.insertInto('upload').values({
          office_id: officeId,
          id: uploadId,
          sender,
          sha256,
          taken_at: null,
          file_name: fileName,
          signed: signed === null ? null : JSON.stringify(signed),
        }),
      )
      .insertInto('upload_piece')
      .values(piece(0))
      .returning(BEFORE_DISK.as('before_disk'))
      .execute();
    for (let n = 1; n * PIECE_BYTES < bytes.length; n += 1) {
      await db
        .insertInto('upload_piece')
        .values(piece(n))
        .returning(BEFORE_DISK.as('before_disk'))
        .execute();
    }
    kept.push({ uploadId, fileName, contentType, sha256 });
  }
  return kept;
}

/** Attaches kept files to a version; false when one is not the sender's, is purged, or was taken before. */
export async function takeFiles(
  scope: OfficeScope,
  submissionId: string,
  files: readonly ReportAttachment[],
): Promise<boolean> {
  if (files.length === 0) return true;
  const given = files.map(({ uploadId, fileName, contentType }) => {
    return { id: randomUUID(), uploadId, fileName, contentType };
  });
  const attached = await keptRows(
    scope.trx,
    sql`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
          as given(id uuid, "uploadId" uuid, "fileName" text, "contentType" text)
      ), taken as (
        update upload u set taken_at = ${scope.realNow} from given
         where u.office_id = ${scope.officeId} and u.id = given."uploadId"
           and u.sender = ${scope.actor} and u.taken_at is null
        returning given.id, u.id as upload_id, u.sha256, given."fileName", given."contentType")
      insert into attachment
        (office_id, id, submission_id, file_name, content_type, sha256, upload_id)
      select ${scope.officeId}, id, ${submissionId}, "fileName", "contentType", sha256, upload_id
        from taken
      returning id`,
  );
  return attached.length === files.length;
}

/**
 * The kept files that a sender names, in his order, as they wait for the act that takes them; one that is not his,
 * is purged or was taken before is left out.
 */
export async function waitingUploads(
  db: LedgerDb,
  {
    officeId,
    sender,
    uploadIds,
  }: { readonly officeId: string; readonly sender: string; readonly uploadIds: readonly string[] },
) {
  const rows = await db
    .selectFrom('upload')
    .select(['id as uploadId', 'file_name', 'sha256', 'signed', 'axis'])
    .where('office_id', '=', officeId)
    .where('sender', '=', sender)
    .where('taken_at', 'is', null)
    .where('id', '=', sql<string>`any(${[...uploadIds]}::uuid[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.uploadId, row]));
  return uploadIds.flatMap((uploadId) => byId.get(uploadId) ?? []);
}

/** The bytes of a kept file, its pieces put together; null when they were purged. */
export async function keptBytes(
  db: LedgerDb,
  { officeId, uploadId }: { readonly officeId: string; readonly uploadId: string },
): Promise<Buffer | null> {
  const pieces = await db
    .selectFrom('upload_piece')
    .select('bytes')
    .where('office_id', '=', officeId)
    .where('upload_id', '=', uploadId)
    .orderBy('n')
    .execute();
  return pieces.length === 0 ? null : Buffer.concat(pieces.map(({ bytes }) => bytes));
}

/** Removes what was sent and taken by no report within an hour; answers how many files. */
export async function purgeUploads(db: LedgerDb): Promise<number> {
  const gone = await db
    .deleteFrom('upload')
    .where('taken_at', 'is', null)
    .where('started_at', '<', sql<never>`clock_timestamp() - ${WAITS}::interval`)
    .returning('id')
    .execute();
  return gone.length;
}
