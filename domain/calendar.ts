import type { CalendarDay } from './calendar-day.js';
import { SHIPPED_DAYS, SHIPPED_YEARS } from './calendar-2025-2028.js';
import { plusDays, weekday, type Day } from './day.js';

/** The days that differ from the plain Monday-to-Friday week, and the years that were filled in. */
export interface Calendar {
  readonly days: ReadonlyMap<Day, CalendarDay>;
  readonly filledYears: ReadonlySet<number>;
}

/** A calendar of rows; the years it knows are those the rows name, unless given. */
export function calendarOf(rows: Iterable<CalendarDay>, filledYears?: Iterable<number>): Calendar {
  const days = new Map<Day, CalendarDay>();
  for (const row of rows) days.set(row.day, row);
  return { days, filledYears: new Set(filledYears ?? [...days.keys()].map(yearOf)) };
}

/** The public calendar that the product ships with: 2025–2027, and of 2028 the fixed days alone, so that year is not filled. */
export const SHIPPED_CALENDAR: Calendar = calendarOf(SHIPPED_DAYS, SHIPPED_YEARS);

/** Whether offices work on a day; an unconfirmed day off is off, an unconfirmed working Saturday is not worked. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  const row = calendar.days.get(day);
  if (row === undefined) return weekday(day) < 6;
  return row.kind === 'swap_work' && row.confirmed;
}

/** Whether the calendar is sure about a day: its year is filled and no unconfirmed row stands on it. */
export function isConfirmed(calendar: Calendar, day: Day): boolean {
  return calendar.filledYears.has(yearOf(day)) && (calendar.days.get(day)?.confirmed ?? true);
}

/** The days of a year that were entered and that nobody has confirmed. */
export function unconfirmedIn({ days }: Calendar, year: number): readonly CalendarDay[] {
  return [...days.values()].filter((row) => !row.confirmed && yearOf(row.day) === year);
}

/** W(day): the day itself when it is worked, else the last working day before it. */
export function workingDayOnOrBefore(calendar: Calendar, day: Day): Day {
  return step(calendar, day, -1);
}

/** N(day): the day itself when it is worked, else the first working day after it. */
export function workingDayOnOrAfter(calendar: Calendar, day: Day): Day {
  return step(calendar, day, 1);
}

/** The last working day strictly before a day. */
export function workingDayBefore(calendar: Calendar, day: Day): Day {
  return step(calendar, plusDays(day, -1), -1);
}

/** The first working day strictly after a day. */
export function workingDayAfter(calendar: Calendar, day: Day): Day {
  return step(calendar, plusDays(day, 1), 1);
}

/**
 * `day` moved by working days, back when `n` is negative; the day itself is never counted, so one
 * working day after a Saturday is Monday, and `n` 0 gives the day back as it is.
 */
export function plusWorkingDays(calendar: Calendar, day: Day, n: number): Day {
  let moved = day;
  for (let left = Math.abs(n); left > 0; left -= 1) {
    moved = n > 0 ? workingDayAfter(calendar, moved) : workingDayBefore(calendar, moved);
  }
  return moved;
}

/** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let on = plusDays(from, 1); on <= to; on = plusDays(on, 1)) {
    if (isWorkingDay(calendar, on)) count += 1;
  }
  return count;
}

/** A run of days off longer than this can only be a calendar filled by mistake. */
const LONGEST_BREAK = 60;

function step(calendar: Calendar, from: Day, direction: 1 | -1): Day {
  let on = from;
  for (let tries = 0; tries <= LONGEST_BREAK; tries += 1) {
    if (isWorkingDay(calendar, on)) return on;
    on = plusDays(on, direction);
  }
  throw new RangeError(`no working day within ${LONGEST_BREAK} days of ${from}`);
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
