import { UnreadableDocument } from '../unreadable.js';
import { extractDocx, isOle } from './docx.js';
import type { Extracted } from './extracted.js';
import { fromLegacyFont } from './legacy.js';
import { extractPdf } from './pdf.js';
import { isSecret } from './secrecy.js';
import { extractText } from './text.js';

/** The largest file that is read, in bytes. */
export const MOST_BYTES = 25 * 1024 * 1024;
/** The longest text that is read, in UTF-16 units: some 300 pages. */
const MOST_CHARACTERS = 1_000_000;

/** The text of a file by its content first and its name second; refuses what cannot or must not be read. */
export async function extract(name: string, bytes: Uint8Array): Promise<Extracted> {
  if (bytes.length === 0) throw new UnreadableDocument('EMPTY');
  if (bytes.length > MOST_BYTES) throw new UnreadableDocument('TOO_LARGE');
  const extracted = inUnicode(await byContent(name, bytes));
  if (!/[\p{L}\d]/u.test(extracted.text)) throw new UnreadableDocument('NO_TEXT');
  if (isSecret(extracted.text)) throw new UnreadableDocument('SECRET');
  return extracted;
}

function byContent(name: string, bytes: Uint8Array): Promise<Extracted> | Extracted {
  if (isPdf(bytes)) return extractPdf(bytes);
  if (startsWith(bytes, 'PK\u0003\u0004') || isOle(bytes)) return extractDocx(bytes);
  if (/\.(?:txt|md|markdown|text)$/iu.test(name)) return extractText(bytes);
  throw new UnreadableDocument(/\.(?:docx|pdf)$/iu.test(name) ? 'DAMAGED' : 'UNKNOWN_FORMAT');
}

/** A text as it came, or turned into Unicode where it shows the letters of an old font. */
function inUnicode({ text, extractor }: Extracted): Extracted {
  if (text.length > MOST_CHARACTERS) throw new UnreadableDocument('TEXT_TOO_LONG');
  const converted = fromLegacyFont(text);
  return converted === null
    ? { text, extractor }
    : { text: converted.text, extractor: `${extractor}, ${converted.encoding}` };
}

/** Readers of PDF allow for other bytes before its mark. */
function isPdf(bytes: Uint8Array): boolean {
  return startsWith(bytes, '%PDF-') || /^\s*%PDF-\d/u.test(latin1(bytes.subarray(0, 64)));
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return latin1(bytes.subarray(0, mark.length)) === mark;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
