import { HOUR, datePattern, printedDate, resolved, timeOf, withoutGroups } from '../dates.js';
import type { DueContext } from '../due-context.js';
import { isNoDeadline } from '../no-deadlines.js';
import { dated, type FoundDue } from './found-due.js';
import { BEFORE, BY } from './limit-words.js';

const DATE = datePattern('a');
const ANY_DATE = withoutGroups(DATE);
/** "trước 09 giờ 00 các ngày 30/4, 01/5 và 02/5/2027": a day of its own for each, the year on the last. */
const LISTED_DAYS = new RegExp(
  String.raw`(?<!\p{L})(?<word>${BEFORE}|${BY}|(?:hai|ba|bốn|0?[2-4]) (?:kỳ|đợt|lần|mốc)(?: gồm| là)?\s*[:,(]?(?: vào)?|vào)\s*(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?(?:các\s*)?(?<days>(?:ngày\s*|(?<=trước )(?=\d))${ANY_DATE}(?:\s*(?:,|;|và|, và)\s*(?:ngày\s*)?${ANY_DATE})+)`,
  'gu',
);

/** The days that one word of limit, and perhaps one hour, stands before; [] where none prints a year or hour. */
export function listedDays(key: string, context: DueContext): FoundDue[] {
  return [...key.matchAll(LISTED_DAYS)].flatMap((match) => {
    const groups = match.groups ?? {};
    const printed = [...(groups['days'] ?? '').matchAll(new RegExp(DATE, 'gu'))].flatMap((one) => {
      const date = printedDate(one.groups, 'a');
      return date === null ? [] : [date];
    });
    const time = timeOf(groups);
    const last = printed.findLast(({ year }) => year !== null)?.year ?? null;
    if (printed.length < 2 || (time === null && last === null)) return [];
    const start = match.index;
    const end = start + match[0].trimEnd().length;
    if (isNoDeadline(key, start, end)) return [];
    const isBefore = groups['word']?.endsWith('trước') === true;
    const boundary = time !== null ? 'before_time' : isBefore ? 'before_day' : 'by_end_of_day';
    return printed.map((date) => ({
      start,
      end,
      ...dated(boundary, resolved({ ...date, year: date.year ?? last }, context), time),
    }));
  });
}
