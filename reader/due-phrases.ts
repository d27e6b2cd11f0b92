import { COUNTED } from './due/counted.js';
import { DAYS } from './due/days.js';
import type { FoundDue, Reading } from './due/found-due.js';
import { listedDays } from './due/listed-days.js';
import { PERIODS } from './due/periods.js';
import { undatedPhrases } from './due/undated.js';
import { WEEKDAYS } from './due/weekdays.js';
import type { DueContext } from './due-context.js';
import { isNoDeadline } from './no-deadlines.js';
import { recurringPhrases } from './recurring-phrases.js';

/** The phrases that name a day, in the order tried at one place. */
const ROWS = [...DAYS, ...WEEKDAYS, ...PERIODS, ...COUNTED];

/** Whether some words can hold a term at all: every one names a time or prints a number. */
const MAY_HOLD =
  /\d|ngày|tuần|tháng|quý|năm|giờ|thứ|hôm nay|kết thúc|hoàn thành|yêu cầu|đột xuất|phát sinh|thường xuyên|quy định|thời hạn|thời gian|tiến độ|chế độ|báo cáo/u;

/** What was found for a document: its passes ask for the same words again and again. */
const searches = new WeakMap<DueContext, Map<string, readonly FoundDue[]>>();

/** Every due phrase of a folded text (see `fold`), in order of place; only day-naming ones when there are any. */
export function duePhrasesIn(key: string, context: DueContext): readonly FoundDue[] {
  const known = searches.get(context) ?? new Map<string, readonly FoundDue[]>();
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = MAY_HOLD.test(key) ? searched(key, context) : [];
  searches.set(context, known.set(key, found));
  return found;
}

/** "trước ngày 15 tháng 12" of a regulation: no year is printed, so it is of each. */
function standing(said: string, read: Reading, { isStanding }: DueContext): Reading {
  const { day, month } = DAY_AND_MONTH.exec(said)?.groups ?? {};
  const { boundary } = read;
  if (isStanding !== true || day === undefined || read.time !== null) return read;
  if (boundary !== 'before_day' && boundary !== 'by_end_of_day') return read;
  const rule = { every: 'year' as const, month: Number(month), day: Number(day), boundary };
  return { ...read, boundary: 'recurring', date: null, recurrence: [rule] };
}

/** A day and month at the end of some words, and no year. */
const DAY_AND_MONTH = /(?<!\d[/.-]?)(?<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?<month>\d{1,2})\s*$/u;

function searched(key: string, context: DueContext): FoundDue[] {
  const recurring = recurringPhrases(key, context.periods).filter(
    ({ start, end }) => !isNoDeadline(key, start, end),
  );
  const named: FoundDue[] = recurring.map((found) => ({
    ...found,
    boundary: 'recurring',
    date: null,
    isName: /^báo cáo(?! định kỳ)(?! (?:hằng|hàng))/u.test(key.slice(found.start, found.end)),
  }));
  named.push(...listedDays(key, context));
  for (const row of ROWS) {
    if (row.needs?.test(key) === false) continue;
    for (const match of key.matchAll(row.pattern)) {
      const start = match.index;
      const end = start + match[0].trimEnd().length;
      if (named.some((other) => start < other.end && other.start < end)) continue;
      if (isNoDeadline(key, start, end)) continue;
      if (row.behind?.test(key.slice(Math.max(0, start - 160), start)) === false) continue;
      const read = row.read(match.groups ?? {}, context, match[0]);
      if (read !== null) named.push({ start, end, ...standing(match[0], read, context) });
    }
  }
  if (named.length > 0) {
    return named
      .map((due) => ({ ...due, aside: /\([^()]*$/u.test(key.slice(0, due.start)) }))
      .sort((a, b) => a.start - b.start);
  }
  return undatedPhrases(key);
}
