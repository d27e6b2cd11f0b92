import type { Day } from '../day.js';
import type { AxisHead } from './message.js';

/** "45/KH-UBND" as figure and notation; without a stroke all of it is the figure. */
export function codeOf(number: string): AxisHead['code'] {
  const [figure = '', notation = ''] = number.trim().split(/\/(.*)/su);
  return { number: figure.trim(), notation: notation.trim() };
}

/** Both in one; some systems write the whole number into the notation, and then it stands there once. */
export function wholeCode({ number, notation }: AxisHead['code']): string {
  if (notation === '') return number;
  const isWhole = number !== '' && new RegExp(`^0*${escaped(number)}\\s*/`, 'u').test(notation);
  return isWhole || number === '' ? notation : `${number}/${notation}`;
}

/** The id of a document as the axis forms it: organ, day, number ("000.00.19.H26,2026/07/04,45/KH-UBND"). */
export function documentIdOf({
  organId,
  issuedOn,
  number,
}: {
  readonly organId: string;
  readonly issuedOn: Day | null;
  readonly number: string;
}): string {
  return [organId, issuedOn?.replaceAll('-', '/') ?? '', number].join(',');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}
