import type { LedgerDb } from '../../db/connection.js';
import type { PaperSource } from '../../domain/work-file.js';
import type { OfPlan } from './filed-papers.js';

/** The bytes of a filed paper, piece by piece where they are kept so; throws where they are gone. */
export async function* paperBytes(
  db: LedgerDb,
  of: OfPlan,
  source: PaperSource,
): AsyncGenerator<Buffer> {
  if (source.from === 'reportFile') {
    yield* reportBytes(db, of, source.id);
    return;
  }
  const bytes = await wholeBytes(db, of, source);
  if (bytes === null || bytes === undefined) throw new Error('a paper of a work file is gone');
  yield bytes;
}

async function wholeBytes(
  db: LedgerDb,
  { officeId, planId }: OfPlan,
  source: Exclude<PaperSource, { readonly from: 'reportFile' }>,
): Promise<Buffer | null | undefined> {
  if (source.from === 'planVersion') {
    const row = await db
      .selectFrom('plan_version')
      .select('bytes')
      .where('office_id', '=', officeId)
      .where('plan_id', '=', planId)
      .where('version', '=', source.version)
      .executeTakeFirst();
    return row?.bytes;
  }
  if (source.from === 'planAttachment') {
    const row = await db
      .selectFrom('plan_attachment')
      .select('bytes')
      .where('office_id', '=', officeId)
      .where('id', '=', source.id)
      .executeTakeFirst();
    return row?.bytes;
  }
  if (source.from === 'text') {
    const row = await db
      .selectFrom('work_file_text')
      .select('bytes')
      .where('office_id', '=', officeId)
      .where('plan_id', '=', planId)
      .where('nth', '=', source.nth)
      .executeTakeFirst();
    return row?.bytes;
  }
  if (source.from === 'signedPaper') {
    const row = await db
      .selectFrom('document')
      .select('signed_pdf')
      .where('office_id', '=', officeId)
      .where('id', '=', source.documentId)
      .executeTakeFirst();
    return row?.signed_pdf;
  }
  const rows = await db
    .selectFrom('paper_file')
    .innerJoin('document', (join) =>
      join
        .onRef('document.office_id', '=', 'paper_file.office_id')
        .onRef('document.id', '=', 'paper_file.document_id')
        .onRef('document.content_sha256', '=', 'paper_file.content_sha256'),
    )
    .select('paper_file.bytes')
    .where('document.office_id', '=', officeId)
    .where('document.id', '=', source.documentId)
    .where('paper_file.format', '=', source.format)
    // The numbered one, where it was drawn before and after.
    .orderBy('paper_file.registration', 'desc')
    .executeTakeFirst();
  return rows?.bytes;
}

async function* reportBytes(
  db: LedgerDb,
  { officeId }: OfPlan,
  attachmentId: string,
): AsyncGenerator<Buffer> {
  const file = await db
    .selectFrom('attachment')
    .select(['bytes', 'upload_id'])
    .where('office_id', '=', officeId)
    .where('id', '=', attachmentId)
    .executeTakeFirst();
  if (file?.bytes != null) {
    yield file.bytes;
    return;
  }
  for (let n = 0; file?.upload_id != null; n += 1) {
    const piece = await db
      .selectFrom('upload_piece')
      .select('bytes')
      .where('office_id', '=', officeId)
      .where('upload_id', '=', file.upload_id)
      .where('n', '=', n)
      .executeTakeFirst();
    if (piece === undefined && n > 0) return;
    if (piece === undefined) break;
    yield piece.bytes;
  }
  throw new Error('a report of a work file is gone');
}
