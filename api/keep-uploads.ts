import type { ReportAttachment } from '../domain/schemas/report-content.js';
import { keepFiles } from '../office/collection/upload.js';
import type { ServerDeps } from './ports.js';
import type { UploadedFile } from './uploads.js';

/** Keeps files before the act that takes them, signed documents with what they say of themselves. */
export async function keepUploads(
  { ledger, readSigned }: Pick<ServerDeps, 'ledger' | 'readSigned'>,
  from: { readonly officeId: string; readonly sender: string },
  files: readonly UploadedFile[],
): Promise<readonly ReportAttachment[]> {
  const papers = files.filter(isPdf);
  const read = papers.length === 0 ? [] : await readSigned(papers.map(({ bytes }) => bytes));
  return keepFiles(
    ledger.db,
    from,
    files.map((file) => ({ ...file, signed: read[papers.indexOf(file)] ?? null })),
  );
}

function isPdf({ contentType }: UploadedFile): boolean {
  return contentType === 'application/pdf';
}
