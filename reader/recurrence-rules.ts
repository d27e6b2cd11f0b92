import type { Recurrence } from '../domain/schemas/plan-draft.js';
import { printedDate, type Groups } from './dates.js';

type Every = Recurrence['every'];

/** What comes again: "hằng", "hàng", "mỗi". */
export const EACH = '(?:hằng|hàng|mỗi|từng)';
/** Source of a pattern that reads "một lần" behind how often something comes: "mỗi tháng 01 lần". */
export const ONCE = String.raw`(?:\s*\(?(?:một|0?1|\/)\s*(?:một\s*|0?1\s*)?lần\)?)?`;
const WEEKDAYS: Readonly<Record<string, number>> = {
  hai: 2,
  ba: 3,
  tư: 4,
  năm: 5,
  sáu: 6,
  bảy: 7,
};

/** Source of a pattern that reads one unit of "định kỳ 06 tháng, 01 năm". */
export function unitWords(): string {
  return String.raw`(?:${EACH} )?(?:(?:0?6|sáu) tháng(?: đầu năm| cuối năm)?|(?:0?1|một) (?:năm|tháng|quý|tuần)|(?:0?3|ba) tháng|nửa năm|tuần|tháng(?!\s*\d| (?:hành động|cao điểm|an toàn|nhân đạo|thanh niên))|quý|năm(?!\s*\d{4})|ngày(?!\s*\d))`;
}

/** Source of a pattern that reads the kind of a report by its period. */
export function periodWords(): string {
  return String.raw`(?:0?6|sáu) tháng(?: đầu năm| cuối năm)?|quý|năm|tháng`;
}

/** The units of "06 tháng, 01 năm" in the order printed. */
const UNIT_WORDS: readonly { pattern: RegExp; every: Every }[] = [
  { pattern: /(?:0?6|sáu) tháng|nửa năm/u, every: 'half-year' },
  { pattern: /(?:0?3|ba) tháng|quý/u, every: 'quarter' },
  // There is no rule of nine months: its report comes once a year.
  { pattern: /(?:0?9|chín) tháng/u, every: 'year' },
  { pattern: /tuần/u, every: 'week' },
  { pattern: /tháng/u, every: 'month' },
  { pattern: /năm/u, every: 'year' },
  { pattern: /ngày/u, every: 'day' },
];

/** Whether a rule prints on which day: "ngày 20 hằng tháng", "thứ Sáu hằng tuần"; "hằng quý" does not. */
export function printsDay({ day, weekday }: Recurrence): boolean {
  return day !== undefined || weekday !== undefined;
}

/** How often the report of a kind comes: "6 tháng", "năm"; yearly for all others. */
export function everyOf(kind: string | undefined): Every {
  return UNIT_WORDS.find(({ pattern }) => pattern.test(kind ?? ''))?.every ?? 'year';
}

/** The units of "06 tháng, 01 năm", each once; null when none is printed. */
export function units(found: string): Recurrence[] | null {
  const every = found
    .split(/,|\bvà\b|\s+và\s+|\s+hoặc\s+|\/|-/u)
    .map((unit) => UNIT_WORDS.find(({ pattern }) => pattern.test(unit))?.every)
    .filter((unit) => unit !== undefined);
  const recurrence = [...new Set(every)].map((unit) => ({ every: unit }));
  return recurrence.length === 0 ? null : recurrence;
}

/** A weekday with its hour needs no boundary of a day; without one the word before it decides. */
export function weekly(groups: Groups): Recurrence[] {
  const word = groups['wd'];
  const weekday = groups['sun'] !== undefined ? 7 : (WEEKDAYS[word ?? ''] ?? Number(word)) - 1;
  const printed = groups['word'] !== undefined && groups['h'] === undefined;
  return [{ every: 'week', weekday, ...(printed ? { boundary: boundaryOf(groups) } : {}) }];
}

/** The rule of a printed day and month; null when there is none. */
export function onDate(
  groups: Groups,
  every: Every,
  more: Partial<Recurrence>,
): Recurrence[] | null {
  const date = printedDate(groups, 'a');
  if (date === null) return null;
  return [{ every, month: date.month, day: date.day, ...more, boundary: boundaryOf(groups) }];
}

/** Two days half a year apart are half-yearly, four are quarterly, others come once a year each. */
export function listed(groups: Groups, found: string): Recurrence[] | null {
  const dates = [
    ...found.replaceAll(/\([^()\d]*\)/gu, '').matchAll(/(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})/gu),
  ].map((match) => ({
    month: Number(match[2]),
    day: Number(match[1]),
  }));
  if (dates.some(({ month, day }) => month < 1 || month > 12 || day < 1 || day > 31)) return null;
  const [first, second] = dates;
  const apart = Math.abs((first?.month ?? 0) - (second?.month ?? 0));
  const every: Every =
    dates.length === 4 ? 'quarter' : dates.length === 2 && apart === 6 ? 'half-year' : 'year';
  return dates.map((date) => ({ every, ...date, boundary: boundaryOf(groups) }));
}

/**
 * One rule for each kind of report: `parts` reads kind, word, day and month of one of them; a day without
 * a word of its own follows the word before it.
 */
export function forEachKind(found: string, parts: RegExp): Recurrence[] {
  let word: string | undefined;
  return [...found.matchAll(parts)].map(({ groups = {} }) => {
    word = groups['word'] ?? word;
    return {
      every: everyOf(groups['kind']),
      month: Number(groups['m']),
      day: Number(groups['d']),
      ...(groups['next'] === undefined ? {} : { yearOffset: 1 }),
      boundary: boundaryOf({ word }),
    };
  });
}

/** The boundary by the word before the day: "trước" excludes it, everything else lets it pass. */
export function boundaryOf(groups: Groups): 'before_day' | 'by_end_of_day' {
  return groups['word']?.endsWith('trước') === true ? 'before_day' : 'by_end_of_day';
}

/** The month of the period of "tháng đầu", "tháng thứ hai", "tháng thứ ba". */
export function nthMonth(groups: Groups): number {
  if (groups['first'] !== undefined) return 1;
  return groups['nth'] === 'hai' || groups['nth'] === '2' ? 2 : 3;
}
