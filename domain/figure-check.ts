import { partedFigure } from './approximate.js';
import { decimalOf, fractionDigits, isFarFrom } from './decimal.js';
import type { Decimal } from './decimal.js';
import type { Indicator } from './schemas/form-definition.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';

type CheckRefusal = 'NO_NUMBER' | 'TOO_MANY_DECIMALS' | 'TWO_READINGS';

/**
 * A figure as a person typed it, as an exact number; refused when it is none, has more decimals than its
 * indicator can have (`7,385` people are a slip of notation), or can be read in two ways (`7.385` grams).
 */
export function checkFigure(
  typed: string,
  { decimals }: Pick<Indicator, 'decimals'>,
): Result<Decimal, CheckRefusal> {
  const value = decimalOf(typed);
  if (value === null) return refuse('NO_NUMBER');
  if (fractionDigits(value) > decimals) return refuse('TOO_MANY_DECIMALS');
  return readingsOf(typed, { decimals }) === null ? ok(value) : refuse('TWO_READINGS');
}

/** The same of a figure that may be inexact ("khoảng 1.500"): the number, and the word that says so. */
export function checkInexact(
  typed: string,
  of: Pick<Indicator, 'decimals'>,
): Result<{ readonly value: Decimal; readonly word: string | null }, CheckRefusal> {
  const { number, word } = partedFigure(typed);
  const checked = checkFigure(number, of);
  return checked.ok ? ok({ value: checked.value, word }) : checked;
}

/** Both numbers that a text may mean, each as it would be typed without doubt. */
export interface Readings {
  readonly whole: { readonly typed: string; readonly value: Decimal };
  readonly fraction: { readonly typed: string; readonly value: Decimal };
}

/**
 * The two readings of one dot with exactly three digits behind it, where decimals make sense: thousands as
 * they are written here, or the decimals of a scale or a spreadsheet. Null where there is one reading.
 */
export function readingsOf(
  typed: string,
  { decimals }: Pick<Indicator, 'decimals'>,
): Readings | null {
  const [, before = '', after = ''] = /^([1-9]\d{0,2})\.(\d{3})$/.exec(typed.trim()) ?? [];
  if (decimals === 0 || before === '') return null;
  const whole = { typed: before + after, value: decimalOf(before + after) };
  const fraction = { typed: `${before},${after}`, value: decimalOf(`${before},${after}`) };
  if (whole.value === null || fraction.value === null) return null;
  return fractionDigits(fraction.value) > decimals
    ? null
    : {
        whole: { ...whole, value: whole.value },
        fraction: { ...fraction, value: fraction.value },
      };
}

/** Tenfold is a slip of the comma or the unit more often than it is true; below fifty it is chance. */
const FAR = 10;
const TOO_SMALL_TO_ASK = '50' as Decimal;

/** Whether a figure is so far from that of the last period (ten times as much, or a tenth) that it wants a word. */
export function isFarFromLast(value: Decimal, last: Decimal | null): boolean {
  return last !== null && isFarFrom(value, last, { factor: FAR, atLeast: TOO_SMALL_TO_ASK });
}
