import { UnreadableDocument } from '../unreadable.js';
import { extractDocx, isOle } from './docx.js';
import type { Extracted } from './extracted.js';
import { extractPdf } from './pdf.js';
import { extractText } from './text.js';

/** The largest file that is read, in bytes. */
export const MOST_BYTES = 25 * 1024 * 1024;

/** The text of a file by its content first and its name second; refuses what cannot or must not be read. */
export async function extract(name: string, bytes: Uint8Array): Promise<Extracted> {
  if (bytes.length === 0) throw new UnreadableDocument('EMPTY');
  if (bytes.length > MOST_BYTES) throw new UnreadableDocument('TOO_LARGE');
  const extracted = await byContent(name, bytes);
  if (!/[\p{L}\d]/u.test(extracted.text)) throw new UnreadableDocument('NO_TEXT');
  if (isSecret(extracted.text)) throw new UnreadableDocument('SECRET');
  return extracted;
}

function byContent(name: string, bytes: Uint8Array): Promise<Extracted> | Extracted {
  if (startsWith(bytes, '%PDF-')) return extractPdf(bytes);
  if (startsWith(bytes, 'PK') || isOle(bytes)) return extractDocx(bytes);
  if (/\.(?:txt|md|markdown|text)$/iu.test(name)) return extractText(bytes);
  throw new UnreadableDocument('UNKNOWN_FORMAT');
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark;
}

/** A stamp of secrecy stands alone on a line of the letterhead, or is named there: "Độ mật: Tối mật". */
const STAMP = /^\W*(?:(?:TUYỆT|TỐI)\s+)?MẬT\W*$|^\W*độ mật\s*:\s*(?:tuyệt mật|tối mật|mật)\W*$/iu;
const LETTERHEAD_LINES = 25;

function isSecret(text: string): boolean {
  return text
    .normalize('NFC')
    .split(/\r?\n|\f/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, LETTERHEAD_LINES)
    .some((line) => STAMP.test(line) && (line === line.toUpperCase() || line.includes(':')));
}
