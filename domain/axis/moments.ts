import { at, dayOf, givenInstantOrNull } from '../day.js';
import type { Day, Instant } from '../day.js';

const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})/u;
const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/u;

/** A day as messages write it, "2026/07/04" or "04/07/2026"; null for what is none. */
export function axisDay(text: string): Day | null {
  const yearFirst = YEAR_FIRST.exec(text.trim());
  const found = yearFirst ?? DAY_FIRST.exec(text.trim());
  if (found === null) return null;
  const [one = 0, month = 0, other = 0] = found.slice(1).map(Number);
  const [year, on] = yearFirst === null ? [other, one] : [one, other];
  return year < 2000 || year > 2100 ? null : dayOf(year, month, on);
}

/** A moment as messages write it, "2026/07/04 08:30:05" in Việt Nam time; null for what is none. */
export function axisInstant(text: string): Instant | null {
  const given = givenInstantOrNull(text.trim());
  if (given !== null) return given;
  const on = axisDay(text);
  if (on === null) return null;
  const time = /[T\s](\d{1,2}):(\d{2})(?::(\d{2}))?/u.exec(text.trim());
  if (time === null) return at(on, 0);
  const [hour = 0, minute = 0, second = 0] = time.slice(1).map(Number);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const whole = at(on, hour * 60 + minute);
  return whole.replace(/:00\.000Z$/u, `:${String(second).padStart(2, '0')}.000Z`) as Instant;
}
