import { changeInPercent, difference, isLess, vietnamese } from './decimal.js';
import type { Decimal } from './decimal.js';

/** A figure against the same one of the period before. */
export interface ChangeAgainst {
  readonly direction: 'more' | 'less' | 'same';
  /** Without sign. */
  readonly difference: Decimal;
  /** Without sign; null on a base of zero: no percent stands on nothing. */
  readonly percent: Decimal | null;
}

/** How a figure has changed against the period before; null where either is unknown. */
export function changeAgainst(now: Decimal | null, then: Decimal | null): ChangeAgainst | null {
  if (now === null || then === null) return null;
  const percent = then === '0' ? null : changeInPercent(now, then);
  if (now === then) return { direction: 'same', difference: difference(now, then), percent };
  return {
    direction: isLess(now, then) ? 'less' : 'more',
    difference: difference(now, then),
    percent,
  };
}

/** The change in a table's cell: "tăng 12 (9,5%)", "giảm 3", "bằng cùng kỳ"; null where there is nothing to compare. */
export function changeText(change: ChangeAgainst | null): string | null {
  if (change === null) return null;
  if (change.direction === 'same') return 'bằng cùng kỳ';
  const percent = change.percent === null ? '' : ` (${vietnamese(change.percent)}%)`;
  return `${change.direction === 'more' ? 'tăng' : 'giảm'} ${vietnamese(change.difference)}${percent}`;
}
