import { isIP } from 'node:net';

/** What macros stand for (RFC 7208 7.2). */
export interface SpfMacroValues {
  /** The address on the envelope. */
  readonly sender: string;
  /** The domain whose record is read at the moment. */
  readonly domain: string;
  /** From where the mail comes. */
  readonly address: string;
}

const MACRO = /%\{([slodiphvcrt])(\d*)(r?)([.\-+,/_=]*)\}|%([%_-])/gi;
const LONGEST_NAME = 253;

/** Whether every `%` of a text begins a macro that may stand outside of an explanation (RFC 7208 7.1). */
export function hasMacroSyntax(text: string): boolean {
  const wrong = [...text.matchAll(MACRO)].some(
    ([, letter = '', digits = '']) => /[crt]/i.test(letter) || /^0+$/.test(digits),
  );
  return !wrong && /^[\x21-\x7e]+$/.test(text) && !text.replace(MACRO, '').includes('%');
}

/**
 * A name with its macros filled in; null where one stands for what is not known beforehand: the greeting
 * of the relay (`%{h}`) and the name that its address has (`%{p}`).
 */
export function expandedName(text: string, values: SpfMacroValues): string | null {
  const unknown: string[] = [];
  const name = text.replace(
    MACRO,
    (_, letter: string | undefined, digits: string, right: string, marks: string, sign: string) => {
      if (letter === undefined) return sign === '%' ? '%' : sign === '_' ? ' ' : '%20';
      const value = valueOf(letter.toLowerCase(), values);
      if (value === null) unknown.push(letter);
      const said = transformed(value ?? '', { digits, reversed: right !== '', marks });
      return letter === letter.toLowerCase() ? said : encodeURIComponent(said);
    },
  );
  return unknown.length === 0 ? withoutFirstLabels(name) : null;
}

function valueOf(letter: string, { sender, domain, address }: SpfMacroValues): string | null {
  const at = sender.lastIndexOf('@');
  switch (letter) {
    case 's':
      return sender;
    case 'l':
      return sender.slice(0, at);
    case 'o':
      return sender.slice(at + 1);
    case 'd':
      return domain;
    case 'i':
      return isIP(address) === 6 ? nibblesOf(address) : address;
    case 'v':
      return isIP(address) === 6 ? 'ip6' : 'in-addr';
    default:
      return null;
  }
}

function transformed(
  value: string,
  how: { readonly digits: string; readonly reversed: boolean; readonly marks: string },
): string {
  const marks = how.marks === '' ? '.' : how.marks;
  const parts = value.split(new RegExp(`[${marks.replaceAll('-', '\\-')}]`));
  if (how.reversed) parts.reverse();
  return (how.digits === '' ? parts : parts.slice(-Number(how.digits))).join('.');
}

/** An IPv6 address as its 32 hexadecimal digits, parted by dots. */
function nibblesOf(address: string): string {
  const four = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const pair = (a = '0', b = '0') => (Number(a) * 256 + Number(b)).toString(16);
  const text =
    four === null ? address : `${four[1] ?? ''}${pair(four[2], four[3])}:${pair(four[4], four[5])}`;
  const [head = [], tail = []] = text.split('::').map((half) => half.split(':').filter(Boolean));
  const between = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  const groups = [...head, ...between, ...tail].map((group) => group.padStart(4, '0'));
  return [...groups.join('')].join('.');
}

/** RFC 7208 7.3: a name that came out too long loses labels at its front. */
function withoutFirstLabels(name: string): string {
  let left = name;
  while (left.length > LONGEST_NAME && left.includes('.')) left = left.slice(left.indexOf('.') + 1);
  return left;
}
