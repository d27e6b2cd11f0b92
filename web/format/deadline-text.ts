import { dayAt, minuteAt, plusMs } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { clockText, longDay, shortDay } from './day-text.js';
import type { Language } from './day-text.js';

/** The day after whose end something is late; a midnight belongs to the day before it. */
export function lateAfterDay(overdueAt: Instant): Day {
  return dayAt(minuteAt(overdueAt) === 0 ? plusMs(overdueAt, -1) : overdueAt);
}

/** When something is late, for office pages: a day, or an hour of a day; never "00:00". */
export function lateText(overdueAt: Instant, language: Language): string {
  const day = longDay(lateAfterDay(overdueAt), language);
  return minuteAt(overdueAt) === 0 ? day : `${clockText(overdueAt)}, ${day}`;
}

/** Like `lateText`, without the weekday: `03/7/2026`. */
export function lateShort(overdueAt: Instant): string {
  const day = shortDay(lateAfterDay(overdueAt));
  return minuteAt(overdueAt) === 0 ? day : `${clockText(overdueAt)}, ${day}`;
}

/** The day a mail asks for; with the hour when the deadline is bound to one. */
export function targetText(targetAt: Instant, hourBound: boolean, language: Language): string {
  const day = longDay(dayAt(targetAt), language);
  return hourBound ? `${clockText(targetAt)}, ${day}` : day;
}
