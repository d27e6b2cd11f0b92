/** One value of ASN.1 as X.690 encodes it. */
export interface Der {
  /** Class, constructed bit and number in one octet: 0x30 is a SEQUENCE, 0xa0 `[0]`. */
  readonly tag: number;
  /** The whole value, its head included. */
  readonly raw: Buffer;
  readonly content: Buffer;
  /** What a constructed value is made of; none of a primitive one. */
  readonly children: readonly Der[];
}

/** Real signatures nest some fifteen deep; what goes further is made to hurt. */
const DEEPEST = 40;
const MOST_VALUES = 20_000;

/** The first value in `bytes`, lengths of the indefinite form too; throws RangeError where they are no ASN.1. */
export function derOf(bytes: Buffer): Der {
  let left = MOST_VALUES;

  function valueAt(start: number, depth: number): { readonly value: Der; readonly end: number } {
    left -= 1;
    if (left < 0 || depth > DEEPEST) throw new RangeError('too many values');
    const tag = octet(bytes, start);
    // Numbers of 31 and above take more octets; no signature holds one.
    if ((tag & 0x1f) === 0x1f) throw new RangeError('a tag of several octets');
    const { from, length } = lengthAt(bytes, start + 1);
    const isConstructed = (tag & 0x20) !== 0;
    const children: Der[] = [];
    if (length === null) {
      if (!isConstructed) throw new RangeError('a primitive value without an end');
      let next = from;
      while (octet(bytes, next) !== 0 || octet(bytes, next + 1) !== 0) {
        const { value, end } = valueAt(next, depth + 1);
        children.push(value);
        next = end;
      }
      return {
        value: {
          tag,
          raw: bytes.subarray(start, next + 2),
          content: bytes.subarray(from, next),
          children,
        },
        end: next + 2,
      };
    }
    const end = from + length;
    if (end > bytes.length) throw new RangeError('a value runs over its end');
    for (let next = from; isConstructed && next < end;) {
      const child = valueAt(next, depth + 1);
      if (child.end > end) throw new RangeError('a value runs over its end');
      children.push(child.value);
      next = child.end;
    }
    const raw = bytes.subarray(start, end);
    return { value: { tag, raw, content: bytes.subarray(from, end), children }, end };
  }

  return valueAt(0, 0).value;
}

/** A length and where the content begins; null for one that ends with two zero octets. */
function lengthAt(bytes: Buffer, at: number): { from: number; length: number | null } {
  const first = octet(bytes, at);
  if (first < 0x80) return { from: at + 1, length: first };
  if (first === 0x80) return { from: at + 1, length: null };
  const size = first & 0x7f;
  if (size > 4 || at + size >= bytes.length) throw new RangeError('a length out of shape');
  return { from: at + 1 + size, length: bytes.readUIntBE(at + 1, size) };
}

function octet(bytes: Buffer, at: number): number {
  const found = bytes[at];
  if (found === undefined) throw new RangeError('the bytes end too early');
  return found;
}

/** The dotted text of an OBJECT IDENTIFIER; empty for another value. */
export function oidOf({ tag, content }: Der): string {
  if (tag !== 0x06) return '';
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...others] = numbers;
  const head = Math.min(2, Math.floor(first / 40));
  return [head, first - head * 40, ...others].join('.');
}

/** The octets of an OCTET STRING, in pieces or in one. */
export function octetsOf({ tag, content, children }: Der): Buffer {
  return (tag & 0x20) === 0 ? content : Buffer.concat(children.map(octetsOf));
}

/** The epoch milliseconds of a UTCTime or GeneralizedTime (RFC 5280, 4.1.2.5); null for another value. */
export function timeOf({ tag, content }: Der): number | null {
  const text = content.toString('latin1');
  const year = tag === 0x17 ? 2 : tag === 0x18 ? 4 : null;
  if (year === null) return null;
  const found = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?Z$/u.exec(text.slice(year));
  const given = Number(text.slice(0, year));
  if (found === null || Number.isNaN(given)) return null;
  const full = year === 4 ? given : given < 50 ? 2000 + given : 1900 + given;
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return Date.UTC(full, month - 1, day, hour, minute, second || 0);
}
