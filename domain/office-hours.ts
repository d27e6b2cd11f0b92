import { isWorkingDay, workingDayAfter, workingDayBefore, type Calendar } from './calendar.js';
import { at, dayAt, msOf, plusMs, type Day, type Instant, type MinuteOfDay } from './day.js';

/** One half of the office day, in minutes after midnight; both ends are office moments. */
export interface OfficeSpan {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

/** The hours an office keeps on a working day. */
export interface OfficeHours {
  readonly morning: OfficeSpan;
  readonly afternoon: OfficeSpan;
}

/** 07:30–11:30 and 13:30–17:00, where a province has set none. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = {
  morning: { from: 450, to: 690 },
  afternoon: { from: 810, to: 1020 },
};

/** The last office minute of a day that is not after `minute`, or null before opening. */
export function lastOfficeMomentNotAfter(
  hours: OfficeHours,
  minute: MinuteOfDay,
): MinuteOfDay | null {
  const { morning, afternoon } = hours;
  if (minute < morning.from) return null;
  if (minute < afternoon.from) return Math.min(minute, morning.to);
  return Math.min(minute, afternoon.to);
}

/** The instant itself when it is an office moment, else the next opening. */
export function firstOfficeMomentNotBefore(
  calendar: Calendar,
  hours: OfficeHours,
  moment: Instant,
): Instant {
  return plusOfficeHours(calendar, hours, moment, 0);
}

/** `moment` moved on by office hours (fractions allowed), skipping nights, noons and days off; 0 gives the first office moment not before it. */
export function plusOfficeHours(
  calendar: Calendar,
  hours: OfficeHours,
  moment: Instant,
  n: number,
): Instant {
  let leftMs = Math.max(0, n) * 3_600_000;
  for (let on = dayAt(moment); ; on = workingDayAfter(calendar, on)) {
    if (!isWorkingDay(calendar, on)) continue;
    for (const { from, to } of spansOn(hours, at(on, 0))) {
      const start = from > moment ? from : moment;
      const roomMs = msOf(to) - msOf(start);
      if (roomMs < 0) continue;
      if (leftMs <= roomMs) return plusMs(start, leftMs);
      leftMs -= roomMs;
    }
  }
}

/** `moment` moved back by office hours; 0 gives the last office moment not after it. */
export function minusOfficeHours(
  calendar: Calendar,
  hours: OfficeHours,
  moment: Instant,
  n: number,
): Instant {
  let leftMs = Math.max(0, n) * 3_600_000;
  for (let on = dayAt(moment); ; on = workingDayBefore(calendar, on)) {
    if (!isWorkingDay(calendar, on)) continue;
    for (const { from, to } of spansOn(hours, at(on, 0)).reverse()) {
      const end = to < moment ? to : moment;
      const roomMs = msOf(end) - msOf(from);
      if (roomMs < 0) continue;
      if (leftMs <= roomMs) return plusMs(end, -leftMs);
      leftMs -= roomMs;
    }
  }
}

/** The instant at which offices close on a day. */
export function closingOf(hours: OfficeHours, on: Day): Instant {
  return at(on, hours.afternoon.to);
}

function spansOn(hours: OfficeHours, midnight: Instant): { from: Instant; to: Instant }[] {
  return [hours.morning, hours.afternoon].map(({ from, to }) => ({
    from: plusMs(midnight, from * 60_000),
    to: plusMs(midnight, to * 60_000),
  }));
}
