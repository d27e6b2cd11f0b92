import { workingDaysBetween } from './calendar.js';
import type { Calendar } from './calendar.js';
import { dayAt, plusMs } from './day.js';
import type { Instant } from './day.js';

/** By how many working days something is late that came, or has not come, at an instant; 0 within the last day, null while it is in time. */
export function workingDaysLate(
  overdueAt: Instant | null,
  until: Instant,
  calendar: Calendar,
): number | null {
  if (overdueAt === null || until < overdueAt) return null;
  // Late from midnight: the day before was the last in time.
  return Math.max(0, workingDaysBetween(calendar, dayAt(plusMs(overdueAt, -1)), dayAt(until)));
}
