/** A non-negative decimal number kept as digits, so that sums are exact: `1234.5`. */
export type Decimal = string & { readonly __brand: 'Decimal' };

const PLAIN = /^\d+(?:\.\d+)?$/;
const MAX_DIGITS = 15;

/**
 * The number a person typed in Vietnamese style (`2.601`, `7,385`, `1.234,5`), or null when it is
 * none: dots group thousands, the comma separates decimals. `0.500` is no number: it was half of
 * something abroad and five hundred here.
 */
export function decimalOf(typed: string): Decimal | null {
  const text = typed.trim().replace(/\s/gu, '');
  const [whole = '', fraction, ...more] = text.split(',');
  if (more.length > 0) return null;
  const grouped = /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(whole);
  const digits = grouped ? whole.replaceAll('.', '') : whole;
  if (!/^\d+$/.test(digits) || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  if (digits.length + (fraction?.length ?? 0) > MAX_DIGITS) return null;
  return trimmed(fraction === undefined ? digits : `${digits}.${fraction}`);
}

/** A stored decimal read back; throws RangeError when it is none. */
export function decimal(text: string): Decimal {
  if (!PLAIN.test(text)) throw new RangeError('not a decimal number');
  return trimmed(text);
}

/** The exact sum of some numbers; zero for none. */
export function sum(values: readonly Decimal[]): Decimal {
  const scale = Math.max(0, ...values.map(fractionDigits));
  const total = values.reduce((all, value) => all + scaled(value, scale), 0n);
  return fromScaled(total, scale);
}

/** The largest of some numbers, null for none. */
export function max(values: readonly Decimal[]): Decimal | null {
  return values.reduce<Decimal | null>(
    (best, value) => (best === null || isLess(best, value) ? value : best),
    null,
  );
}

/** A number written the Vietnamese way: `1.234,5`. */
export function vietnamese(value: Decimal): string {
  const [whole = '0', fraction] = value.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** A number inside a sentence: whole ones below ten are padded ("09 điểm"), as counts in official papers are. */
export function figureInText(value: Decimal): string {
  return /^\d$/.test(value) ? `0${value}` : vietnamese(value);
}

/** Whether a number is less than another. */
export function isLess(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(fractionDigits(a), fractionDigits(b));
  return scaled(a, scale) < scaled(b, scale);
}

/** How far two numbers are apart, without sign. */
export function difference(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(fractionDigits(one), fractionDigits(other));
  const [a, b] = [scaled(one, scale), scaled(other, scale)];
  return fromScaled(a > b ? a - b : b - a, scale);
}

/** How many digits a number has after the decimal comma. */
export function fractionDigits(value: Decimal): number {
  return value.split('.')[1]?.length ?? 0;
}

function scaled(value: Decimal, scale: number): bigint {
  const [whole = '0', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

function fromScaled(total: bigint, scale: number): Decimal {
  const digits = total.toString().padStart(scale + 1, '0');
  if (scale === 0) return digits as Decimal;
  return trimmed(`${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}

function trimmed(text: string): Decimal {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  return (rest === '' ? digits : `${digits}.${rest}`) as Decimal;
}

/** Whether the larger of two numbers above zero is at least `factor` times the smaller, and not below `atLeast`. */
export function isFarFrom(
  one: Decimal,
  other: Decimal,
  { factor, atLeast }: { readonly factor: number; readonly atLeast: Decimal },
): boolean {
  const scale = Math.max(fractionDigits(one), fractionDigits(other), fractionDigits(atLeast));
  const [low = 0n, high = 0n] = [scaled(one, scale), scaled(other, scale)].sort((a, b) =>
    a < b ? -1 : 1,
  );
  return low > 0n && high >= scaled(atLeast, scale) && high >= low * BigInt(factor);
}

/** One number for each `factor` of another, rounded half up to some decimals; null where the other is zero. */
export function ratioOf(
  part: Decimal,
  whole: Decimal,
  { factor, decimals }: { readonly factor: number; readonly decimals: number },
): Decimal | null {
  const scale = Math.max(fractionDigits(part), fractionDigits(whole));
  const divisor = scaled(whole, scale);
  if (divisor === 0n) return null;
  const dividend = scaled(part, scale) * BigInt(factor) * 10n ** BigInt(decimals);
  return fromScaled((dividend * 2n + divisor) / (divisor * 2n), decimals);
}

/** By how many percent one number differs from another above zero, without sign, with at most two decimals. */
export function changeInPercent(now: Decimal, then: Decimal): Decimal {
  return ratioOf(difference(now, then), then, { factor: 100, decimals: 2 }) ?? ('0' as Decimal);
}
