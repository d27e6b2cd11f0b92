import type { MailText } from '../activities/ports.js';

/** Bytes of a line of 76 characters (RFC 2045 6.8). */
const LINE = 57;

/** A shared piece as it is encoded behind so many bytes of an unfinished line. */
interface EncodedPiece {
  /** What ends that line. */
  readonly head: Buffer;
  /** The whole lines behind it, each with its line break. */
  readonly lines: string;
  /** What begins the next. */
  readonly tail: Buffer;
}

/** For each array of shared pieces, by piece and bytes before it. */
const encodedPieces = new WeakMap<readonly string[], Map<number, EncodedPiece>>();

/** Base64 in lines: Vietnamese is shortest in it. Line breaks of the text become CRLF; what mails share is encoded once. */
export function base64Lines(text: MailText): string {
  if (typeof text === 'string') return base64OfBytes(Buffer.from(withCrlf(text), 'utf8'));
  let lines = '';
  let open: Buffer = EMPTY;
  const add = (bytes: Buffer): void => {
    const all = open.length === 0 ? bytes : Buffer.concat([open, bytes]);
    const whole = all.length - (all.length % LINE);
    lines += wholeLines(all, whole);
    open = all.subarray(whole);
  };
  for (const [nth, piece] of text.shared.entries()) {
    const { head, lines: between, tail } = encodedPiece(text.shared, nth, piece, open.length);
    add(head);
    if (between !== '') lines += between;
    if (tail.length > 0) add(tail);
    const own = text.own[nth];
    if (own !== undefined && own !== '') add(Buffer.from(withCrlf(own), 'utf8'));
  }
  return open.length === 0 ? lines.slice(0, -2) : lines + open.toString('base64');
}

/** Bytes as base64 in lines of 76. */
export function base64OfBytes(bytes: Buffer): string {
  const whole = bytes.length - (bytes.length % LINE);
  const lines = wholeLines(bytes, whole);
  return whole === bytes.length
    ? lines.slice(0, -2)
    : lines + bytes.subarray(whole).toString('base64');
}

const EMPTY = Buffer.alloc(0);

function wholeLines(bytes: Buffer, length: number): string {
  let lines = '';
  for (let at = 0; at < length; at += LINE) {
    lines += `${bytes.subarray(at, at + LINE).toString('base64')}\r\n`;
  }
  return lines;
}

function encodedPiece(
  shared: readonly string[],
  nth: number,
  piece: string,
  before: number,
): EncodedPiece {
  let known = encodedPieces.get(shared);
  if (known === undefined) {
    known = new Map();
    encodedPieces.set(shared, known);
  }
  const key = nth * LINE + before;
  const found = known.get(key);
  if (found !== undefined) return found;
  const bytes = Buffer.from(withCrlf(piece), 'utf8');
  const missing = (LINE - before) % LINE;
  const from = Math.min(missing, bytes.length);
  const to = from + Math.max(0, bytes.length - from - ((bytes.length - from) % LINE));
  const encoded = {
    head: bytes.subarray(0, from),
    lines: wholeLines(bytes.subarray(from), to - from),
    tail: bytes.subarray(to),
  };
  known.set(key, encoded);
  return encoded;
}

function withCrlf(text: string): string {
  return text.includes('\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}
