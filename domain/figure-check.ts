import { decimalOf, fractionDigits } from './decimal.js';
import type { Decimal } from './decimal.js';
import type { Indicator } from './indicators.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';

/**
 * A figure as a person typed it, as an exact number; refused when it is none, or has more decimals than
 * its indicator can have: `7,385` people are a slip of notation.
 */
export function checkFigure(
  typed: string,
  { decimals }: Pick<Indicator, 'decimals'>,
): Result<Decimal, 'NO_NUMBER' | 'TOO_MANY_DECIMALS'> {
  const value = decimalOf(typed);
  if (value === null) return refuse('NO_NUMBER');
  return fractionDigits(value) > decimals ? refuse('TOO_MANY_DECIMALS') : ok(value);
}
