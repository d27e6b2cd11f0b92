import { UnreadableDocument } from '../unreadable.js';
import type { Extracted } from './extracted.js';

/** The text of a `.txt` or `.md` file: UTF-8 or UTF-16, byte order mark removed; old code pages are refused. */
export function extractText(bytes: Uint8Array): Extracted {
  const text = decoded(bytes);
  if (looksLegacy(text)) throw new UnreadableDocument('LEGACY_ENCODING');
  return { text, extractor: 'text' };
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  const zeros = countZeros(bytes);
  if (zeros.odd > bytes.length / 8 && zeros.even === 0) return decodeAs('utf-16le', bytes);
  if (zeros.even > bytes.length / 8 && zeros.odd === 0) return decodeAs('utf-16be', bytes);
  if (zeros.even + zeros.odd > 0) throw new UnreadableDocument('UNKNOWN_FORMAT');
  return decodeAs('utf-8', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadableDocument('LEGACY_ENCODING', error);
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

/** Letters of TCVN3 and VNI fonts as they look when read as Latin-1: "KÕ ho¹ch", "Keá hoaïch". */
const TCVN3 = /[¸µ¶·¹¨¾»¼½©ÊÇÈÉË®ÌÐÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô­øõö÷ùýúûüþ]/gu;
const VNI = /[aoueiy][ùøûõïâêáàåãäéèúüëîôö](?=[\s\p{Ll}.,;])/giu;
const VIETNAMESE = /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơưăĐ]/giu;

/** Whether a text has the marks of an old Vietnamese font and next to none of Unicode Vietnamese. */
function looksLegacy(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const letters = count(sample, /\p{L}/gu);
  if (letters < 80) return false;
  const unicode = count(sample, VIETNAMESE) / letters;
  const legacy = Math.max(count(sample, TCVN3), count(sample, VNI)) / letters;
  return unicode < 0.03 && legacy > 0.08;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
