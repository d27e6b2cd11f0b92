import type { MinuteOfDay } from '../../domain/day.js';

/** A minute of the day as a clock field wants it: 480 is `08:00`. */
export function clockOfMinute(minute: MinuteOfDay): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The minute of the day that a person typed, `7:35`, `07:35`, `7h35`, `7 giờ 35`, `7h`; null while it is no time. */
export function minuteOfClock(text: string): MinuteOfDay | null {
  const match = /^(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})?$/iu.exec(text.trim());
  if (match === null) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  return hours > 23 || minutes > 59 ? null : hours * 60 + minutes;
}
