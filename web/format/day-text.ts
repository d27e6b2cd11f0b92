import { dayAt, minuteAt, weekday } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';

export type Language = 'vi' | 'en';

const WEEKDAYS = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

/** A day with its weekday: `thứ Sáu, 03/7/2026`. */
export function longDay(on: Day, language: Language): string {
  return `${WEEKDAYS[language][weekday(on) - 1] ?? ''}, ${shortDay(on)}`;
}

/** A day as papers write it: two digits for the day, and for January and February (Nghị định 30/2020). */
export function shortDay(on: Day): string {
  const [year = '', month = '', dayOfMonth = ''] = on.split('-');
  return `${dayOfMonth}/${Number(month) < 3 ? month : String(Number(month))}/${year}`;
}

/** Hour and minute in Việt Nam: `08:00`. */
export function clockText(moment: Instant): string {
  const minute = minuteAt(moment);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** A moment in short: `08:00, 03/7/2026`. */
export function momentText(moment: Instant): string {
  return `${clockText(moment)}, ${shortDay(dayAt(moment))}`;
}

/** A moment with its weekday: `08:00, thứ Sáu, 03/7/2026`. */
export function longMoment(moment: Instant, language: Language): string {
  return `${clockText(moment)}, ${longDay(dayAt(moment), language)}`;
}
