/** What one piece of mark-up is read as: a character, a line end, a space or nothing. */
interface MarkUp {
  readonly length: number;
  readonly read: string;
}

/** Tags that texts copied from portals keep; those that end a line there, and those that part cells. */
const TAG =
  /<\/?(?:(br|p|div|tr|li|ul|ol|table|tbody|thead|h[1-6]|center|blockquote)|(t[dh])|sub|sup|b|i|u|s|em|strong|span|font|a|o:p|img)(?:\s[^<>]{0,400})?\/?>/iy;
/** A character written as an HTML entity. */
const ENTITY = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,8}));/iy;
/** The escapes of Markdown: "1\." and "\-". */
const ESCAPE = /\\(?=[-.*_#()[\]])/y;
/** The underscores of Markdown around words: "_Nơi nhận_"; not those of a blank to be filled in. */
const EMPHASIS = /(?<![\p{L}\d_])__?(?=[\p{L}\d"“(])|(?<=[\p{L}\d.:;,)"”])__?(?![\p{L}\d_])/uy;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['shy', ''],
  ['frasl', '/'],
]);
/** The accents of entities such as `&ecirc;`, as combining marks. */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ['grave', '\u0300'],
  ['acute', '\u0301'],
  ['circ', '\u0302'],
  ['tilde', '\u0303'],
]);

/** The mark-up that begins at a place of the text, or null. */
export function markUpAt(source: string, at: number): MarkUp | null {
  switch (source.charAt(at)) {
    case '<':
      return tagAt(source, at);
    case '&':
      return entityAt(source, at);
    case '\\':
      return dropped(ESCAPE, source, at);
    case '_':
      return dropped(EMPHASIS, source, at);
    default:
      return null;
  }
}

function tagAt(source: string, at: number): MarkUp | null {
  const found = matchAt(TAG, source, at);
  if (found === null) return null;
  const read = found[1] !== undefined ? '\n' : found[2] !== undefined ? ' ' : '';
  return { length: found[0].length, read };
}

function entityAt(source: string, at: number): MarkUp | null {
  const found = matchAt(ENTITY, source, at);
  if (found === null) return null;
  const [{ length }, decimal, hexadecimal, name] = found;
  const code = decimal ?? (hexadecimal === undefined ? undefined : `0x${hexadecimal}`);
  const read = code === undefined ? named(name ?? '') : character(Number(code));
  return read === null ? null : { length, read };
}

function named(name: string): string | null {
  const known = NAMED.get(name.toLowerCase());
  if (known !== undefined) return known;
  const accent = ACCENTS.get(name.slice(1));
  return accent === undefined ? null : `${name.charAt(0)}${accent}`.normalize('NFC');
}

/** A printed character by its number; a control character is read as a space. */
function character(code: number): string | null {
  if (code > 0xffff || (code >= 0xd800 && code < 0xe000)) return null;
  const read = String.fromCharCode(code);
  return /[\s\p{Cc}]/u.test(read) ? ' ' : read;
}

function dropped(pattern: RegExp, source: string, at: number): MarkUp | null {
  const found = matchAt(pattern, source, at);
  return found === null ? null : { length: found[0].length, read: '' };
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
