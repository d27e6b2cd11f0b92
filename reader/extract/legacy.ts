import { UnreadableDocument } from '../unreadable.js';
import { TCVN3, VNI } from './legacy-tables.js';
import { vietnameseIn } from './syllables.js';

/** A text turned into Unicode and the encoding it came in. */
export interface Converted {
  readonly text: string;
  readonly encoding: 'TCVN3' | 'VNI' | 'Windows-1258';
}

/** Letters looked at for recognising an encoding. */
const SAMPLE = 20_000;
/** Fewer words with marks convince nobody. */
const FEWEST_WORDS = 6;
/** In Vietnamese most words carry a mark, and nearly all of them are syllables; proper names and slips are the rest. */
const LEAST_SHARE = 0.4;
const LEAST_SPELT = 0.85;

/** Vietnamese letters that no old font shows; a few may stand in a heading set in a newer font. */
const UNICODE_LETTER = /[\u0102-\u01B0\u1EA0-\u1EF9]|\p{M}/gu;
const MOST_UNICODE = 0.03;

/**
 * A text that shows the letters of an old Vietnamese font ("KÕ ho¹ch", "Keá hoaïch") in Unicode;
 * null when it is none. Throws LEGACY_ENCODING when it looks like one and gives no Vietnamese.
 */
export function fromLegacyFont(text: string): Converted | null {
  const sample = text.slice(0, SAMPLE);
  if (count(sample, UNICODE_LETTER) > MOST_UNICODE * count(sample, /\p{L}/gu)) return null;
  const converted = best(candidates(text));
  if (converted !== null) return converted;
  if (looksLegacy(sample)) throw new UnreadableDocument('LEGACY_ENCODING');
  return null;
}

/** Bytes that are no Unicode, read by the old Vietnamese encoding that makes Vietnamese of them; throws LEGACY_ENCODING. */
export function fromLegacyBytes(bytes: Uint8Array): Converted {
  const western = new TextDecoder('windows-1252').decode(bytes);
  const windows = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  const converted = best([
    ...candidates(western),
    { text: windows, encoding: 'Windows-1258' as const },
  ]);
  if (converted === null) throw new UnreadableDocument('LEGACY_ENCODING');
  return converted;
}

function candidates(text: string): Converted[] {
  return [
    { text: fromTcvn3(text), encoding: 'TCVN3' },
    { text: fromVni(text), encoding: 'VNI' },
  ];
}

/** The candidate with the most syllables, when it is Vietnamese beyond doubt. */
function best(texts: readonly Converted[]): Converted | null {
  const rated = texts
    .map((converted) => ({ converted, ...vietnameseIn(converted.text.slice(0, SAMPLE)) }))
    .sort((a, b) => b.spelt * b.share - a.spelt * a.share);
  const [first] = rated;
  return first !== undefined && isConvincing(first.converted.text.slice(0, SAMPLE))
    ? first.converted
    : null;
}

function isConvincing(sample: string): boolean {
  const { marked, spelt, share } = vietnameseIn(sample);
  return marked >= FEWEST_WORDS && spelt >= LEAST_SPELT && share >= LEAST_SHARE;
}

/** One word in a TCVN3 font: letters and the signs that stand for letters. */
const TCVN3_WORD = /[A-Za-z\u00A1-\u00FF\u00AD]+/gu;

/** A text in a TCVN3 font, line by line: only a line shows whether toned letters are meant as capitals. */
export function fromTcvn3(text: string): string {
  return inCapitalFont(text.split('\n').map(tcvn3Line)).join('\n');
}

function tcvn3Line(line: string): string {
  const capitals = isAllCapitals(line);
  return line.replace(TCVN3_WORD, (word) => {
    // A bullet of the Symbol font stands by itself; ã never does.
    if (word === '·') return word;
    const letters = [...word].map((code) => TCVN3.get(code) ?? code).join('');
    return isAllCapitals(word) || (capitals && !/[a-z]/u.test(word))
      ? letters.toUpperCase()
      : letters;
  });
}

/** Whether the plain letters are several and all capitals: "HO¹CH" is "HOẠCH". */
function isAllCapitals(text: string): boolean {
  return /[A-Z][^a-z]*[A-Z]/u.test(text) && !/[a-z]/u.test(text);
}

const NATIONAL_TITLE = /^\s*cộng h(?:òa|oà) xã hội chủ nghĩa việt nam\s*$/u;
const LETTERHEAD_LINES = 20;
const LONGEST_HEADING = 60;

/** A letterhead set in a font of capitals (.VnTimeH) is typed in small letters; its headings become capitals again. */
function inCapitalFont(lines: readonly string[]): readonly string[] {
  const title = lines.findIndex((line) => NATIONAL_TITLE.test(line));
  if (title === -1) return lines;
  return lines.map((line, index) => {
    const near = Math.abs(index - title) <= LETTERHEAD_LINES && line.length <= LONGEST_HEADING;
    return near && /^\s*\p{Ll}/u.test(line) && line === line.toLowerCase() && !/[.;:]/u.test(line)
      ? line.toUpperCase()
      : line;
  });
}

/** Two characters of a VNI font that make one letter, or one that does by itself. */
const VNI_LETTER = /[aeouyôö][ùøûõïêéèúüëâáàåãä]|[ôöñíìæóòî]/giu;

/** A text in a VNI font in Unicode. */
export function fromVni(text: string): string {
  return text.replace(VNI_LETTER, (letter) => VNI.get(letter) ?? [...letter].map(single).join(''));
}

function single(letter: string): string {
  return VNI.get(letter) ?? letter;
}

/** Letters of both kinds of fonts beside and after plain letters, of which other languages have few. */
const TCVN3_LETTER = /[¸µ¶·¹¨¾»¼½©ÊÇÈÉË®ÌÐÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00ADøõö÷ùýúûüþ]/gu;
const VNI_PAIR = /[aoueiy][ùøûõïâêáàåãäéèúüëîôö](?=[\s\p{Ll}.,;])/giu;
const FEWEST_LETTERS = 80;
const MOST_OTHERS = 0.08;

/** Whether a text has many marks of an old Vietnamese font. */
function looksLegacy(sample: string): boolean {
  const letters = count(sample, /\p{L}/gu);
  const { marked, spelt, share } = vietnameseIn(sample);
  if (letters < FEWEST_LETTERS || (marked > 0 && spelt * share > 0.2)) return false;
  return Math.max(count(sample, TCVN3_LETTER), count(sample, VNI_PAIR)) / letters > MOST_OTHERS;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
