import { markUpAt } from './mark-up.js';

/** Cleaned characters with the place of each in the extracted text. */
export interface CleanText {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Where pages end in the extracted text, when it says so. */
  readonly pageEnds: readonly number[];
}

/** What one printed character is read as; an empty text drops it. */
const READ_AS: Readonly<Record<string, string>> = {
  '\u2044': '/',
  '\u2215': '/',
  '\uFF0F': '/',
  '\u2022': '-',
  '\u25AA': '-',
  '\u25A0': '-',
  '\u25CB': '-',
  '\u25CF': '-',
  '\u25E6': '-',
  '\uF02D': '-',
  '\uF0A7': '-',
  '\uF0B7': '-',
  '\t': ' ',
  '\f': '\n',
  '\v': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '|': ' ',
  '*': '',
  '`': '',
  '\u00AD': '',
  '\uFEFF': '',
  '\u200B': '',
  '\u200C': '',
  '\u200D': '',
  '\u2060': '',
};

/** The marks of a Markdown heading or quotation at the start of a line. */
const LINE_MARKS = /[ \t]*(?:#{1,6}[ \t]+|>[ \t]+)/y;
/** One character with the combining marks that belong to it. */
const CLUSTER = /[\s\S]\p{M}*/uy;
/** Where a space was lost between a word and a number: "ngày07/5/2027", "tháng7năm", "05/7/2027của". */
const GLUED =
  /(?<=(?<!\p{L})(?:ngày|tháng|năm|quý|trước|hết|đến|từ))(?=\d)|(?<=\d)(?=(?:tháng|năm)(?!\p{L}))|(?<=\/\d{4})(?=\p{Ll}{2})/giu;

/**
 * The extracted text in composed Unicode with one kind of slash, space and bullet and
 * without mark-up, each character mapped to its place.
 */
export function clean(source: string): CleanText {
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const pageEnds: number[] = [];
  let at = 0;
  const put = (read: string, length: number) => {
    for (let unit = 0; unit < read.length; unit += 1) {
      text.push(read.charAt(unit));
      from.push(at);
      to.push(at + length);
    }
    at += length;
  };
  while (at < source.length) {
    if (isByItself(source, at)) {
      put(source.charAt(at), 1);
      continue;
    }
    const marks = (text.at(-1) ?? '\n') === '\n' ? lengthAt(LINE_MARKS, source, at) : 0;
    const markUp = marks > 0 ? { length: marks, read: '' } : markUpAt(source, at);
    if (markUp !== null) {
      put(markUp.read, markUp.length);
      continue;
    }
    const cluster = clusterAt(source, at);
    if (cluster === '\f') pageEnds.push(at);
    put(readAs(cluster), cluster.length);
  }
  return spaced({ text: text.join(''), from, to, pageEnds });
}

/** The text with the lost spaces put back; each stands where its number begins and is no character long. */
function spaced(clean: CleanText): CleanText {
  const places = [...clean.text.matchAll(GLUED)].map(({ index }) => index);
  if (places.length === 0) return clean;
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let start = 0;
  for (const end of [...places, clean.text.length]) {
    text.push(clean.text.slice(start, end));
    for (let i = start; i < end; i += 1) {
      from.push(clean.from[i] ?? 0);
      to.push(clean.to[i] ?? 0);
    }
    const gap = clean.from[end];
    if (gap !== undefined) {
      text.push(' ');
      from.push(gap);
      to.push(gap);
    }
    start = end;
  }
  return { ...clean, text: text.join(''), from, to };
}

function readAs(cluster: string): string {
  if (cluster === '\r\n' || cluster === '\r') return '\n';
  const replaced = READ_AS[cluster];
  if (replaced !== undefined) return replaced;
  if (cluster.length === 1 && cluster.charCodeAt(0) < 0x80) return cluster;
  if (/^\s$/u.test(cluster)) return ' ';
  return cluster.length === 1 ? cluster : cluster.normalize('NFC');
}

/** Letters and digits below the signs of composed Unicode. */
const LETTERS = Uint8Array.from({ length: 0x1f00 }, (_, code) =>
  /[\p{L}\d]/u.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether a letter or digit stands at a place with no mark behind it: most characters do, and are read as they are. */
function isByItself(source: string, at: number): boolean {
  return LETTERS[source.charCodeAt(at)] === 1 && !mayBeMarked(source, at);
}

/** Whether a combining mark may follow: below them and in the Vietnamese block nothing does that belongs here. */
function mayBeMarked(source: string, at: number): boolean {
  const next = source.charCodeAt(at + 1);
  return next >= 0x300 && !(next >= 0x1e00 && next < 0x2000);
}

/** One character with the marks that follow it, or one line end. */
function clusterAt(source: string, at: number): string {
  if (source.startsWith('\r\n', at)) return '\r\n';
  if (!mayBeMarked(source, at)) return source.charAt(at);
  const length = lengthAt(CLUSTER, source, at);
  return length > 0 ? source.slice(at, at + length) : source.charAt(at);
}

function lengthAt(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length ?? 0;
}
