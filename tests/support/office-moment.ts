import { isWorkingDay } from '../../domain/calendar.js';
import type { Calendar } from '../../domain/calendar.js';
import { at, dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { OfficeHours } from '../../domain/office-hours.js';

/** Whether an instant lies in office hours of a working day, opening and closing included. */
export function isOfficeMoment(calendar: Calendar, hours: OfficeHours, moment: Instant): boolean {
  const on = dayAt(moment);
  const spans = [hours.morning, hours.afternoon];
  return (
    isWorkingDay(calendar, on) &&
    spans.some(({ from, to }) => at(on, from) <= moment && moment <= at(on, to))
  );
}
