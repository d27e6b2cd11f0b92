import { pick } from '../../../../domain/random.js';

export type Random = () => number;

/** One of a list, by chance. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  return list[pick(random, list.length)]!;
}

/** Whether something of this likelihood, 0 to 1, comes to pass. */
export function happens(random: Random, likelihood: number): boolean {
  return random() < likelihood;
}

/** Texts that break what takes them for harmless. */
export const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  'báo cáo \uDC00',
  '\u0007\u001B[31m',
  'dòng\u000Bsau\u000C',
  '\uFFFE\uFFFF',
  '\u202Etxt.exe',
  "'; drop table plan; --",
  '%',
  '%00',
  '%s%n',
  '../../etc/passwd',
  '..',
  '.',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '0',
  '-1',
  '1e400',
  '99999999999999999999',
  '2147483648',
  '9007199254740993',
  '{"a":1}',
  '[]',
  '<script>alert(1)</script>',
  'a@b.c\r\nBcc: x@y.z',
  'Ａ'.repeat(50),
  'x'.repeat(300),
  'ắ'.repeat(5000),
  '😀'.repeat(10_001),
  `${'a'.repeat(19_999)}😀`,
  `${'a'.repeat(199)}😀.pdf`,
];

export const NASTY_DAYS: readonly string[] = [
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '+275760-09-13',
  '-000001-01-01',
  '2026-02-30',
  '2026-2-3',
  '2027',
  '1999-12-31',
  '2101-01-01',
  '2100-12-31',
  '2000-01-01',
  '2026-07-05',
  '2026-06-02',
];

export const NASTY_INSTANTS: readonly string[] = [
  '2027',
  '2026-07-05',
  '2026-07-05T10:00',
  '9999-12-31T23:59:59.999Z',
  '0000-01-01T00:00:00Z',
  '2026-07-05T24:00:00Z',
  '2026-07-05T10:00:00+99:99',
  '2100-12-31T23:00:00-07:00',
  '2026-07-05T10:00:00.123456789Z',
  '2026-07-03T17:00:00+07:00',
];

export const NASTY_NUMBERS: readonly unknown[] = [
  -1,
  0,
  1,
  0.5,
  1439,
  1440,
  2_147_483_647,
  2_147_483_648,
  9_007_199_254_740_991,
  1e308,
  '5',
  null,
];

/** Values of any kind, for where another kind is expected. */
export function anything(random: Random): unknown {
  return oneOf<unknown>(random, [
    null,
    true,
    [],
    {},
    [[[]]],
    { length: 3 },
    oneOf(random, NASTY_TEXTS),
    oneOf(random, NASTY_NUMBERS),
    oneOf(random, NASTY_DAYS),
  ]);
}
