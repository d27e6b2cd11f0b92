import { workingDaysBetween } from './calendar.js';
import type { Calendar } from './calendar.js';
import { dayAt, minuteAt, plusMs } from './day.js';
import type { Day, Instant } from './day.js';

/** The last day on which something that is late from an instant on was still in time; a midnight belongs to the day before it. */
export function lastDayInTime(overdueAt: Instant): Day {
  return dayAt(minuteAt(overdueAt) === 0 ? plusMs(overdueAt, -1) : overdueAt);
}

/** By how many working days something is late that came, or has not come, at an instant; 0 within the last day, null while it is in time. */
export function workingDaysLate(
  overdueAt: Instant | null,
  until: Instant,
  calendar: Calendar,
): number | null {
  if (overdueAt === null || until < overdueAt) return null;
  return Math.max(0, workingDaysBetween(calendar, lastDayInTime(overdueAt), dayAt(until)));
}
