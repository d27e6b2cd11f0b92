import type { PaperPress, Registration } from '../../documents/paper-shapes.js';
import type { PaperKind } from '../../domain/paper.js';
import { keepsFiles } from '../../domain/paper.js';
import type { LedgerDb } from '../../db/connection.js';
import { sha256Of } from '../digest.js';
import { documentOf, paperOf } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { contentOf } from './frozen-content.js';
import type { ShownContent } from './frozen-content.js';
import { templateFor } from './templates.js';

export type FileFormat = 'docx' | 'xlsx';

export interface PaperRef {
  readonly officeId: string;
  readonly documentId: string;
}

/**
 * A paper as a file: once approved the bytes that were kept, else drawn now. Null when the office has no
 * such paper, or one without figures is asked for them.
 */
export async function paperFile(
  db: LedgerDb,
  press: PaperPress,
  { format, ...ref }: PaperRef & { readonly format: FileFormat },
): Promise<{ readonly kind: PaperKind; readonly bytes: Buffer } | null> {
  const document = await documentOf(db, ref);
  if (document === null || !formatsOf(document).includes(format)) return null;
  if (!keepsFiles(paperOf(document))) {
    const shown = await contentOf(db, document);
    return { kind: document.kind, bytes: await draw(db, press, { document, shown, format }) };
  }
  const bytes =
    (await keptFile(db, document, format)) ??
    (await keepFile(db, press, { document, format })) ??
    (await keptFile(db, document, format));
  if (bytes === null) throw new Error('a file was neither kept nor made');
  return { kind: document.kind, bytes };
}

/** Makes and keeps the files of one paper that are still to be kept; those already there stay. */
export async function keepFilesOf(db: LedgerDb, press: PaperPress, ref: PaperRef): Promise<void> {
  const document = await documentOf(db, ref);
  if (document === null || !keepsFiles(paperOf(document))) return;
  for (const format of formatsOf(document)) {
    if ((await keptFile(db, document, format)) === null) {
      await keepFile(db, press, { document, format });
    }
  }
  await db
    .updateTable('document')
    .set({ files_owed: false })
    .where('office_id', '=', document.office_id)
    .where('id', '=', document.id)
    // Numbered anew meanwhile, it owes the files of its new number.
    .where('content_sha256', '=', document.content_sha256)
    .where('number', 'is not distinct from', document.number)
    .where('issued_on', 'is not distinct from', document.issued_on)
    .execute();
}

/** Keeps the files of every paper that owes some; one that cannot be made holds up no other and is told to `failed`. */
export async function keepOwedFiles(
  db: LedgerDb,
  press: PaperPress,
  failed: (ref: PaperRef, error: unknown) => void,
): Promise<void> {
  const owed = await db
    .selectFrom('document')
    .select(['office_id as officeId', 'id as documentId'])
    .where('files_owed', '=', true)
    .execute();
  for (const ref of owed) {
    try {
      await keepFilesOf(db, press, ref);
    } catch (error) {
      failed(ref, error);
    }
  }
}

/** A paper as it would be with a number and date; null when the office has no such paper. */
export async function paperNumbered(
  db: LedgerDb,
  press: PaperPress,
  { registration, ...ref }: PaperRef & { readonly registration: Registration },
): Promise<Buffer | null> {
  const document = await documentOf(db, ref);
  if (document === null) return null;
  const { content } = await contentOf(db, document);
  return press.docx(content, registration, await templateFor(db, document.office_id, content));
}

function formatsOf({ kind }: Pick<DocumentRow, 'kind'>): readonly FileFormat[] {
  return kind === 'consolidatedReport' ? ['docx', 'xlsx'] : ['docx'];
}

/** Number and date as they stand on the file; the workbook carries none. */
function registrationOn(document: DocumentRow, format: FileFormat): string {
  const { number, issued_on: issuedOn } = document;
  if (format === 'xlsx' || number === null || issuedOn === null) return '';
  return `${number} ${issuedOn}`;
}

async function keptFile(
  db: LedgerDb,
  document: DocumentRow,
  format: FileFormat,
): Promise<Buffer | null> {
  const kept = await db
    .selectFrom('paper_file')
    .select('bytes')
    .where('office_id', '=', document.office_id)
    .where('document_id', '=', document.id)
    .where('format', '=', format)
    .where('content_sha256', '=', document.content_sha256)
    .where('registration', '=', registrationOn(document, format))
    .executeTakeFirst();
  return kept?.bytes ?? null;
}

/** Draws a file once; null when another process was first, whose file then stays. */
async function keepFile(
  db: LedgerDb,
  press: PaperPress,
  { document, format }: { readonly document: DocumentRow; readonly format: FileFormat },
): Promise<Buffer | null> {
  const shown = await contentOf(db, document);
  const bytes = await draw(db, press, { document, shown, format });
  const kept = await db
    .insertInto('paper_file')
    .values({
      office_id: document.office_id,
      document_id: document.id,
      format,
      content_sha256: shown.sha256,
      registration: registrationOn(document, format),
      bytes,
      sha256: sha256Of(bytes),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('format')
    .executeTakeFirst();
  return kept === undefined ? null : bytes;
}

async function draw(
  db: LedgerDb,
  press: PaperPress,
  {
    document,
    shown: { content },
    format,
  }: {
    readonly document: DocumentRow;
    readonly shown: ShownContent;
    readonly format: FileFormat;
  },
): Promise<Buffer> {
  if (format === 'xlsx') {
    if (content.kind !== 'consolidatedReport') throw new Error('a letter has no figures');
    return press.xlsx(content.figures);
  }
  const { number, issued_on: issuedOn } = document;
  const template = await templateFor(db, document.office_id, content);
  return press.docx(content, { number, issuedOn }, template);
}
