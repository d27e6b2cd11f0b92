import { dayAt, minuteAt, weekday } from './day.js';
import type { Day, Instant } from './day.js';
import { printedDay } from './printed-day.js';

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

/** A moment as people write it: "08:00 thứ Hai, 06/7/2026". */
export function momentInWords(moment: Instant): string {
  const minute = minuteAt(moment);
  const clock = [Math.floor(minute / 60), minute % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return `${clock} ${dayInWords(dayAt(moment))}`;
}

/** A day as people write it: "thứ Hai, 06/7/2026". */
export function dayInWords(on: Day): string {
  return `${WEEKDAYS[weekday(on) - 1] ?? ''}, ${printedDay(on)}`;
}
