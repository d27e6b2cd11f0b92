import type { MinuteOfDay } from '../../domain/day.js';

/** A minute of the day as a clock field wants it: 480 is `08:00`. */
export function clockOfMinute(minute: MinuteOfDay): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The minute of the day a clock field holds; null while it holds no time. */
export function minuteOfClock(text: string): MinuteOfDay | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}
