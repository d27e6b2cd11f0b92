import { UnreadableDocument } from '../unreadable.js';
import type { Extracted } from './extracted.js';
import { fromLegacyBytes } from './legacy.js';

/** The text of a `.txt` or `.md` file: UTF-8, UTF-16 or an old Vietnamese encoding, byte order mark removed. */
export function extractText(bytes: Uint8Array): Extracted {
  const text = unicode(bytes);
  if (text !== null) {
    if (NO_PLAIN_TEXT.test(text)) throw new UnreadableDocument('UNKNOWN_FORMAT');
    return { text, extractor: 'text' };
  }
  const converted = fromLegacyBytes(bytes);
  return { text: converted.text, extractor: `text, ${converted.encoding}` };
}

/** A web page or an RTF file that is named like a text. */
const NO_PLAIN_TEXT = /^\s*(?:<!doctype html|<html|<\?xml|\{\\rtf)/iu;

/** The bytes as Unicode, or null when they are none. */
function unicode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  const zeros = countZeros(bytes);
  if (zeros.odd > bytes.length / 8 && zeros.even === 0) return decodeAs('utf-16le', bytes);
  if (zeros.even > bytes.length / 8 && zeros.odd === 0) return decodeAs('utf-16be', bytes);
  if (zeros.even + zeros.odd > 0) throw new UnreadableDocument('UNKNOWN_FORMAT');
  return decodeAs('utf-8', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Zero bytes at even and odd places of the first 4 KB: UTF-16 without a mark has them on one side. */
function countZeros(bytes: Uint8Array): { even: number; odd: number } {
  const counts = { even: 0, odd: 0 };
  bytes.subarray(0, 4096).forEach((byte, index) => {
    if (byte === 0) counts[index % 2 === 0 ? 'even' : 'odd'] += 1;
  });
  return counts;
}
