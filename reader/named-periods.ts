import { dayOf, lastDayOfMonth, type Day } from '../domain/day.js';
import { quarterOf, type Groups } from './dates.js';
import { yearOfMonth, type KnownYears } from './due-context.js';

/** A point of a named period and the day it means. */
export interface PointOfPeriod {
  readonly date: Day | null;
  readonly point: 'start' | 'middle' | 'end';
}

const OF_YEAR = String.raw`(?:\s*(?:/|năm)\s*(?<y>\d{4})|\s*năm nay)?`;
/** Source of a pattern that reads a month, a quarter or a year by name; groups m, y, q, qy, yy. */
export const PERIOD = String.raw`(?:tháng\s*(?<m>\d{1,2})(?![\d/.-]\d{1,2}[/.-])${OF_YEAR}|quý\s+(?<q>iv|i{1,3}|[1-4])(?:\s*(?:/|năm)\s*(?<qy>\d{4}))?|năm\s*(?<yy>\d{4}))`;

/** The days of the period that PERIOD read, of the year that the document gives it where none is printed; null when unknown. */
export function namedPeriod(groups: Groups, years: KnownYears): { from: Day; to: Day } | null {
  const printedYear = groups['y'] ?? groups['qy'] ?? groups['yy'];
  const quarter = quarterOf(groups['q']);
  const last = quarter === null ? Number(groups['m'] ?? 12) : quarter * 3;
  const year = printedYear === undefined ? yearOfMonth(years, last) : Number(printedYear);
  if (year === null) return null;
  if (quarter !== null) return months(year, quarter * 3 - 2, quarter * 3);
  if (groups['m'] !== undefined) return months(year, Number(groups['m']), Number(groups['m']));
  return months(year, 1, 12);
}

function months(year: number, first: number, last: number): { from: Day; to: Day } | null {
  const from = dayOf(year, first, 1);
  return from === null || last > 12 ? null : { from, to: lastDayOfMonth(year, last) };
}

/**
 * The day of "đầu", "giữa" or "cuối" of a period: the first day, the 15th (of a year 30/6), the last day
 * (Điều 146 Bộ luật Dân sự 2015); the first half of one ends in its middle; null when the period is unknown.
 */
export function pointOf(groups: Groups, years: KnownYears): PointOfPeriod | null {
  const period = namedPeriod(groups, years);
  if (period === null) return null;
  if (groups['point'] === 'đầu') return { date: period.from, point: 'start' };
  if (groups['point']?.endsWith('cuối') === true) return { date: period.to, point: 'end' };
  const year = Number(period.from.slice(0, 4));
  const middle =
    groups['m'] !== undefined
      ? dayOf(year, Number(groups['m']), 15)
      : groups['q'] !== undefined
        ? dayOf(year, Number(period.from.slice(5, 7)) + 1, 15)
        : dayOf(year, 6, 30);
  return { date: middle, point: 'middle' };
}
