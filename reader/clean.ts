/** Cleaned characters with the place of each in the extracted text. */
export interface CleanText {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What one printed character is read as; an empty text drops it. */
const READ_AS: Readonly<Record<string, string>> = {
  '\u2044': '/',
  '\u2215': '/',
  '\uFF0F': '/',
  '\u2022': '-',
  '\u25CF': '-',
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

/** The tags that texts copied from legal portals keep, and the escapes of Markdown. */
const MARK_UP = /<\/?(?:sub|sup|b|i|u|em|strong|br|p|div|span)\b[^<>]{0,80}>|\\(?=[-.*_#()[\]])/iy;
/** The marks of a Markdown heading or quotation at the start of a line. */
const LINE_MARKS = /[ \t]*(?:#{1,6}[ \t]+|>[ \t]+)/y;
/** One character with the combining marks that belong to it. */
const CLUSTER = /[\s\S]\p{M}*/uy;

/**
 * The extracted text in composed Unicode with one kind of slash, space and bullet and
 * without mark-up, each character mapped to its place.
 */
export function clean(source: string): CleanText {
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let lineStart = true;
  let at = 0;
  while (at < source.length) {
    const letter = source.charAt(at);
    const skipped = lineStart
      ? (matchAt(LINE_MARKS, source, at) ?? markUpAt(letter, source, at))
      : markUpAt(letter, source, at);
    if (skipped !== null) {
      at += skipped.length;
      continue;
    }
    const cluster = clusterAt(source, at);
    const read = readAs(cluster);
    for (let unit = 0; unit < read.length; unit += 1) {
      text.push(read.charAt(unit));
      from.push(at);
      to.push(at + cluster.length);
    }
    if (read !== '') lineStart = read === '\n';
    at += cluster.length;
  }
  return { text: text.join(''), from, to };
}

function readAs(cluster: string): string {
  if (cluster === '\r\n' || cluster === '\r') return '\n';
  const replaced = READ_AS[cluster];
  if (replaced !== undefined) return replaced;
  if (cluster.length === 1 && cluster.charCodeAt(0) < 0x80) return cluster;
  if (/^\s$/u.test(cluster)) return ' ';
  return cluster.length === 1 ? cluster : cluster.normalize('NFC');
}

/** One character with the marks that follow it, or one line end. */
function clusterAt(source: string, at: number): string {
  if (source.startsWith('\r\n', at)) return '\r\n';
  const next = source.charCodeAt(at + 1);
  // Below the combining marks and in the Vietnamese block nothing follows that belongs here.
  if (!(next >= 0x300) || (next >= 0x1e00 && next < 0x2000)) return source.charAt(at);
  return matchAt(CLUSTER, source, at) ?? source.charAt(at);
}

function markUpAt(letter: string, source: string, at: number): string | null {
  return letter === '<' || letter === '\\' ? matchAt(MARK_UP, source, at) : null;
}

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}
