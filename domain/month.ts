import { dayAt, lastDayOfMonth } from './day.js';
import type { Day, Instant } from './day.js';
import { printedDay } from './printed-day.js';

/** A month `YYYY-MM` of the years 2000 to 2100; sorts as text. */
export type Month = string & { readonly __brand: 'Month' };

/** The month of a text; null for what names none. */
export function monthOrNull(text: string): Month | null {
  return /^(?:20\d{2}|2100)-(?:0[1-9]|1[0-2])$/u.test(text) ? (text as Month) : null;
}

/** The month of a day in Việt Nam. */
export function monthOf(on: Day): Month {
  return on.slice(0, 7) as Month;
}

/** The month in Việt Nam at an instant. */
export function monthAt(moment: Instant): Month {
  return monthOf(dayAt(moment));
}

/** First and last day of a month. */
export function daysOfMonth(month: Month): { readonly from: Day; readonly to: Day } {
  const [year, nth] = partsOf(month);
  return { from: `${month}-01` as Day, to: lastDayOfMonth(year, nth) };
}

/** The month before or after by so many. */
export function plusMonths(month: Month, months: number): Month {
  const [year, nth] = partsOf(month);
  return new Date(Date.UTC(year, nth - 1 + months, 1)).toISOString().slice(0, 7) as Month;
}

/** "tháng 6/2026", "tháng 02/2026": months 1 and 2 padded as in every official paper. */
export function monthInWords(month: Month): string {
  return `tháng ${printedDay(`${month}-01` as Day).slice(3)}`;
}

function partsOf(month: Month): readonly [number, number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
}
