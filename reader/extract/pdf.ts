import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnreadableDocument } from '../unreadable.js';
import type { Extracted } from './extracted.js';
import { versionOf } from './package-version.js';

const TIMEOUT_MS = 60_000;
const MOST_TEXT_BYTES = 32 * 1024 * 1024;
/** A page of a scanned file has next to no letters, in their number. */
const FEWEST_LETTERS = 40;
/** The lines of a digital signature, which is set as text on a scanned page too. */
const SIGNATURE_STAMP =
  /^[ \t]*(?:(?:người ký|ký bởi|được ký|ký số|chữ ký số|nguoi ky|ky boi|email|e-mail|cơ quan|thời gian ký|thoi gian ky|ngày ký|tổ chức|lý do|signature|signed by|digitally signed|signing|date|reason|location)(?!\p{L}).*|.*[+-]07[:']00'?)[ \t]*$/gimu;

/** The text of a `.pdf` file, by pdftotext when it is installed, else by unpdf; scanned and locked files are refused. */
export async function extractPdf(bytes: Uint8Array): Promise<Extracted> {
  const extracted = (await withPdftotext(bytes)) ?? (await withUnpdf(bytes));
  if (isScanned(extracted.text)) throw new UnreadableDocument('SCANNED');
  return extracted;
}

/** Whether more than half of the pages (parted by form feeds) have no words of their own. */
function isScanned(text: string): boolean {
  const pages = (text.endsWith('\f') ? text.slice(0, -1) : text).split('\f');
  const written = pages.filter((page) => {
    const letters = page.normalize('NFC').replace(SIGNATURE_STAMP, '').match(/\p{L}/gu);
    return (letters?.length ?? 0) >= FEWEST_LETTERS;
  });
  return written.length === 0 || written.length * 2 < pages.length;
}

async function withPdftotext(bytes: Uint8Array): Promise<Extracted | null> {
  const version = await pdftotextVersion();
  if (version === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, bytes);
    const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', '-q', file, '-'], {
      timeout: TIMEOUT_MS,
      maxBuffer: MOST_TEXT_BYTES,
    });
    return { text: stdout, extractor: `pdftotext ${version}` };
  } catch (error) {
    if (isLocked(bytes)) throw new UnreadableDocument('ENCRYPTED', error);
    throw new UnreadableDocument('DAMAGED', error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pdftotextVersion(): Promise<string | null> {
  try {
    const { stderr } = await run('pdftotext', ['-v'], { timeout: TIMEOUT_MS });
    return /version\s+([\d.]+)/u.exec(stderr)?.[1] ?? '';
  } catch {
    return null;
  }
}

async function withUnpdf(bytes: Uint8Array): Promise<Extracted> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  try {
    // The library takes the bytes over, so it gets its own.
    const document = await getDocumentProxy(bytes.slice());
    const { text } = await extractText(document, { mergePages: false });
    return { text: text.join('\f'), extractor: `unpdf ${versionOf('unpdf')}` };
  } catch (error) {
    const locked = error instanceof Error && /password/iu.test(`${error.name} ${error.message}`);
    throw new UnreadableDocument(locked ? 'ENCRYPTED' : 'DAMAGED', error);
  }
}

/** An encrypted PDF names its encryption dictionary in the trailer. */
function isLocked(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes('/Encrypt');
}

/** What a command wrote; rejects when it cannot be started or fails. */
async function run(
  command: string,
  args: readonly string[],
  options: { timeout: number; maxBuffer?: number },
): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(new Error(`${command} failed`, { cause: error }));
    });
  });
}
