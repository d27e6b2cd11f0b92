import {
  HOUR,
  datePattern,
  printedDate,
  resolved,
  timeOf,
  withoutGroups,
  type Groups,
} from '../dates.js';
import type { DueContext } from '../due-context.js';
import { isNoDeadline } from '../no-deadlines.js';
import { DUE_CELL } from '../task-tables.js';
import { dated, type FoundDue } from './found-due.js';
import { BEFORE, BY } from './limit-words.js';

const DATE = datePattern('a');
const ANY_DATE = withoutGroups(DATE);
/** "trước 09 giờ 00 các ngày 30/4, 01/5 và 02/5/2027": a day of its own for each, the year on the last. */
const LISTED_DAYS = new RegExp(
  String.raw`(?<!\p{L})(?<word>${BEFORE}|${BY}|(?:hai|ba|bốn|0?[2-4]) (?:kỳ|đợt|lần|mốc)(?: gồm| là)?\s*[:,(]?(?: vào)?|vào)\s*(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?(?:các\s*)?(?<days>(?:ngày\s*|(?<=trước )(?=\d))${ANY_DATE}(?:\s*(?:,|;|và|, và)\s*(?:ngày\s*)?${ANY_DATE})+)`,
  'gu',
);

/** "trước 15 giờ các ngày 05, 07 và 09/02/2027": the month and the year stand on the last of them. */
const BARE_DAYS = new RegExp(
  String.raw`(?<!\p{L})(?<word>${BEFORE}|${BY}|vào)\s*(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?(?:các\s*)?ngày\s*(?<bare>\d{1,2}(?:\s*(?:,|;)\s*(?:ngày\s*)?\d{1,2})*)\s*(?:,|;|và|, và)\s*(?:ngày\s*)?${DATE}`,
  'gu',
);

const ANY_HOUR = withoutGroups(HOUR);
/** "lúc 10 giờ, 15 giờ và 19 giờ ngày 21/02/2027": one day, each time at an hour of its own. */
const LISTED_HOURS = new RegExp(
  String.raw`(?:(?<!\p{L})(?:${withoutGroups(BEFORE)}|${withoutGroups(BY)}|lúc|các mốc)\s*(?:lúc\s*)?|(?<=${DUE_CELL}))(?<hours>${ANY_HOUR}(?:\s*(?:,|;|và|, và)\s*(?:lúc\s*|trước\s*)?${ANY_HOUR})+)\s*,?\s*ngày\s*${DATE}`,
  'gu',
);

/** The hours of one day, each a term of its own. */
function hoursOfDay(key: string, context: DueContext): FoundDue[] {
  return [...key.matchAll(LISTED_HOURS)].flatMap((match) => {
    const date = resolved(printedDate(match.groups, 'a'), context);
    const start = match.index;
    const end = start + match[0].trimEnd().length;
    if (date === null || isNoDeadline(key, start, end)) return [];
    return [...(match.groups?.['hours'] ?? '').matchAll(new RegExp(HOUR, 'gu'))].flatMap(
      ({ groups = {} }) => {
        const time = timeOf(groups);
        return time === null ? [] : [{ start, end, ...dated('before_time', date, time) }];
      },
    );
  });
}

/** The days that one word of limit, and perhaps one hour, stands before; [] where none prints a year or hour. */
export function listedDays(key: string, context: DueContext): FoundDue[] {
  return [
    ...daysOf(LISTED_DAYS, key, context),
    // Most words list no bare days and no hours: looking for them takes long.
    ...(/ngày\s*\d{1,2}\s*(?:,|;|và)/u.test(key) ? daysOf(BARE_DAYS, key, context) : []),
    ...(/(?:giờ|h|:)[\s\d]{0,4}(?:,|;|và)/u.test(key) ? hoursOfDay(key, context) : []),
  ];
}

/** The days that a match prints: each with its month, or bare before the one that has it. */
function printedDays(groups: Groups): { day: number; month: number; year: number | null }[] {
  const last = printedDate(groups, 'a');
  if (groups['bare'] !== undefined && last !== null) {
    const bare = [...groups['bare'].matchAll(/\d{1,2}/gu)].map(([day]) => Number(day));
    return [...bare, last.day].map((day) => ({ ...last, day }));
  }
  return [...(groups['days'] ?? '').matchAll(new RegExp(DATE, 'gu'))].flatMap((one) => {
    const date = printedDate(one.groups, 'a');
    return date === null ? [] : [date];
  });
}

function daysOf(pattern: RegExp, key: string, context: DueContext): FoundDue[] {
  return [...key.matchAll(pattern)].flatMap((match) => {
    const groups = match.groups ?? {};
    const printed = printedDays(groups);
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
