import { dayAt, minuteAt, weekday } from '../domain/day.js';
import type { Day, Instant, MinuteOfDay } from '../domain/day.js';

const WEEKDAYS = [
  'thứ Hai',
  'thứ Ba',
  'thứ Tư',
  'thứ Năm',
  'thứ Sáu',
  'thứ Bảy',
  'Chủ nhật',
] as const;

/** A day with its weekday, `thứ Sáu, 03/7/2026`. */
export function weekdayText(on: Day): string {
  return `${WEEKDAYS[weekday(on) - 1] ?? ''}, ${dayText(on)}`;
}

/** A day as administrative papers write it: zero before days under 10 and months 1 and 2 only (Nghị định 30/2020, Phụ lục I). */
export function dayText(on: Day): string {
  const year = on.slice(0, 4);
  const month = Number(on.slice(5, 7));
  return `${on.slice(8, 10)}/${month < 3 ? `0${month}` : month}/${year}`;
}

/** A minute of the day, `14 giờ 05`. */
export function clockText(minute: MinuteOfDay): string {
  return `${count(Math.floor(minute / 60))} giờ ${count(minute % 60)}`;
}

/** A moment in Việt Nam, `14 giờ 05 ngày 02/7/2026`. */
export function momentText(moment: Instant): string {
  return `${clockText(minuteAt(moment))} ngày ${dayText(dayAt(moment))}`;
}

/** The last day of a grace, `đến hết ngày 10/7/2026`. */
export function untilEndOf(on: Day): string {
  return `đến hết ngày ${dayText(on)}`;
}

/** A count written with two digits below ten, as papers do: `02`, `28`. */
export function count(n: number): string {
  return n >= 0 && n < 10 ? `0${n}` : String(n);
}

/** Working days left after today up to the target, `còn 02 ngày làm việc`; null when none are left. */
export function workingDaysText(left: number | null): string | null {
  return left !== null && left > 0 ? `còn ${count(left)} ngày làm việc` : null;
}
