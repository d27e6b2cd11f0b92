import { dayOf, givenDayOrNull } from './day.js';
import type { Day } from './day.js';

/** How a day is typed, shown beside the field. */
export const DAY_EXAMPLE = '03/7/2026';

/** Says that what was typed is no day, what it was, and how a day is typed. */
export function noDay(typed: string): string {
  return `“${typed}” không phải là một ngày, đề nghị ghi như ${DAY_EXAMPLE}.`;
}

/**
 * The day that a person typed, the day of the month first as everybody in Việt Nam writes it: `3/7/2026`,
 * `03-07-2026`, `3.7.2026`, `03072026`; `2026-07-03` too. Null for anything else, for no real day, and
 * outside of the years 2000 to 2100. A year of two digits is not guessed.
 */
export function typedDayOrNull(text: string): Day | null {
  const typed = text.trim();
  const iso = givenDayOrNull(typed);
  if (iso !== null) return iso;
  const [, date, month, year] =
    /^(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{4})$/u.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/u.exec(typed) ??
    [];
  const made = dayOf(Number(year), Number(month), Number(date));
  return made === null ? null : givenDayOrNull(made);
}
