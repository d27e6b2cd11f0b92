import type { Recurrence } from '../domain/schemas/plan-draft.js';
import { quarterOf, timeOf } from './dates.js';
import { EACH, boundaryOf, unitWords, units } from './recurrence-rules.js';
import { BY_KIND } from './recurring/by-kind.js';
import { IN_TABLE } from './recurring/in-table.js';
import { DUE_CELL } from './task-tables.js';
import { OF_MONTH } from './recurring/of-month.js';
import { OF_PERIOD } from './recurring/of-period.js';
import { OF_WEEK } from './recurring/of-week.js';
import { OF_YEAR } from './recurring/of-year.js';
import { WORD } from './recurring/row.js';
import { WITHOUT_DAY } from './recurring/without-day.js';

/** A phrase of a duty that comes again, with its place in the folded text. */
export interface RecurringPhrase {
  readonly start: number;
  readonly end: number;
  readonly time: string | null;
  readonly recurrence: Recurrence[];
}

/** What recurs with a day printed, then what recurs without one; in the order tried at one place. */
const ROWS = [
  // Cells are marked by signs that no other text holds.
  ...IN_TABLE.map((row) => ({ needs: new RegExp(DUE_CELL, 'u'), ...row })),
  ...BY_KIND,
  ...OF_PERIOD,
  ...OF_YEAR,
  ...OF_MONTH,
  ...OF_WEEK,
  ...WITHOUT_DAY,
];

/** "(riêng tháng 3, 6, 9, 12 gửi trước ngày 15)": other days for some months. */
const FOR_SOME_MONTHS = new RegExp(
  String.raw`^(?:\s*[,(;]?\s*(?:riêng |còn |trừ )?|[^\d;.]{0,120}?[,(;]\s*(?:riêng |còn |trừ ))(?:các )?tháng\s*(?<months>\d{1,2}(?:(?:\s*,\s*|\s*và\s*)(?:tháng\s*)?\d{1,2})*),?\s*(?:thì\s*)?(?:gửi|nộp|báo cáo)?\s*${WORD}\s*(?:các )?(?<days>ngày\s*\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s*)?\d{1,2})*)(?!\s*(?:[/.-]\s*\d|tháng))\)?`,
  'u',
);

/** ", riêng quý IV trước ngày 10/12", ", trừ quý IV gửi ngày 10/12": another day for one quarter. */
const FOR_A_QUARTER = new RegExp(
  String.raw`^[^\d;.]{0,120}?[,(;]\s*(?:riêng|trừ|còn) (?:báo cáo )?quý (?<nth>iv|i{1,3}|[1-4])(?!\p{L}),?\s*(?:thì\s*)?(?:gửi|nộp|báo cáo)?\s*(?:${WORD}\s*)?(?:ngày\s*)?(?<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2})(?!\s*(?:[/.-]|năm)\s*\d|\d)\)?`,
  'u',
);

/** A phrase of the last month of each quarter with the other day of one of them; null where none follows it. */
function withQuarter(key: string, phrase: RecurringPhrase): RecurringPhrase | null {
  const isOfLast = phrase.recurrence.every(
    ({ every, monthOfPeriod }) => every === 'quarter' && monthOfPeriod === 'last',
  );
  const other = isOfLast ? FOR_A_QUARTER.exec(key.slice(phrase.end, phrase.end + 200)) : null;
  const { nth, d, m } = other?.groups ?? {};
  const quarter = quarterOf(nth);
  const own: Recurrence = {
    every: 'year',
    month: Number(m),
    day: Number(d),
    boundary: boundaryOf(other?.groups ?? {}),
  };
  if (other === null || quarter === null || !isPossible(own)) return null;
  return {
    ...phrase,
    end: phrase.end + other[0].trimEnd().length,
    recurrence: [
      ...phrase.recurrence.map((rule) => ({ ...rule, exceptMonths: [quarter * 3] })),
      own,
    ],
  };
}

/** A monthly phrase with what holds for some months only, where that follows it. */
function withMonths(key: string, phrase: RecurringPhrase): RecurringPhrase {
  const quarterly = withQuarter(key, phrase);
  if (quarterly !== null) return quarterly;
  const isMonthly = phrase.recurrence.every(
    ({ every, day }) => every === 'month' && day !== undefined,
  );
  const other = isMonthly ? FOR_SOME_MONTHS.exec(key.slice(phrase.end, phrase.end + 220)) : null;
  if (other === null) return phrase;
  const { months: named = '', days = '' } = other.groups ?? {};
  const months = numbersIn(named);
  const own = numbersIn(days).map((day): Recurrence => ({
    every: 'month',
    day,
    months,
    boundary: boundaryOf(other.groups ?? {}),
  }));
  if (![...own, ...months.map((month) => ({ every: 'month' as const, month }))].every(isPossible))
    return phrase;
  return {
    ...phrase,
    end: phrase.end + other[0].trimEnd().length,
    recurrence: [...phrase.recurrence.map((rule) => ({ ...rule, exceptMonths: months })), ...own],
  };
}

/** "(từ tháng 02 đến tháng 7)": the months of each year in which something comes again. */
const SEASON =
  /(?<!\p{L})từ tháng (?<from>\d{1,2}) đến (?:hết )?tháng (?<to>\d{1,2})(?!\s*(?:\/|năm)\s*\d|\d|\s*\/)(?: (?:hằng|hàng) năm)?/u;

/** The phrases of a text that prints a season, each of their rules for its months; those that say their months stay. */
function inSeason(key: string, phrases: readonly RecurringPhrase[]): RecurringPhrase[] {
  const { from, to } = (key.includes('từ tháng') ? SEASON.exec(key)?.groups : null) ?? {};
  const [first, last] = [Number(from), Number(to)];
  if (!(first >= 1 && first <= 12 && last >= 1 && last <= 12)) return [...phrases];
  const length = ((last - first + 12) % 12) + 1;
  const months = Array.from({ length }, (_, nth) => ((first - 1 + nth) % 12) + 1);
  const isShort = ({ every, months: own, exceptMonths }: Recurrence) =>
    ['day', 'week', 'month'].includes(every) && own === undefined && exceptMonths === undefined;
  return phrases.map((phrase) => ({
    ...phrase,
    recurrence: phrase.recurrence.map((rule) => (isShort(rule) ? { ...rule, months } : rule)),
  }));
}

function numbersIn(words: string): number[] {
  return [...words.matchAll(/\d{1,2}/gu)].map(([digits]) => Number(digits));
}

/** The recurring phrases of a folded text, by place; where two overlap, the earlier row stands. */
export function recurringPhrases(
  key: string,
  periods: readonly Recurrence['every'][] = [],
): RecurringPhrase[] {
  const found: RecurringPhrase[] = [];
  const said = periodSaidIn(key);
  const known = said === null ? periods : [said];
  for (const row of ROWS) {
    if (row.needs?.test(key) === false) continue;
    for (const match of key.matchAll(row.pattern)) {
      const start = match.index + match[0].length - match[0].trimStart().length;
      const end = match.index + match[0].trimEnd().length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const recurrence = row.read(match.groups ?? {}, match[0], known);
      if (recurrence?.every(isPossible) !== true) continue;
      found.push(withMonths(key, { start, end, time: timeOf(match.groups ?? {}), recurrence }));
    }
  }
  return inSeason(
    key,
    found.sort((a, b) => a.start - b.start),
  );
}

/** A period by its words. */
const SAID = new RegExp(
  String.raw`(?:định kỳ|${EACH}|báo cáo) (?<unit>${unitWords()})(?!\p{L})|(?<once>${unitWords()})\s*(?:(?:một|0?1)|\/)\s*(?:0?1\s*)?lần`,
  'gu',
);

/** "06 tháng một lần", "định kỳ hằng quý": the one period longer than a month that a clause says itself; null for none or several. */
function periodSaidIn(key: string): Recurrence['every'] | null {
  const said = [...key.matchAll(SAID)].flatMap(({ groups }) =>
    (units(groups?.['unit'] ?? groups?.['once'] ?? '') ?? []).map(({ every }) => every),
  );
  const [one] = new Set(said);
  return new Set(said).size === 1 && one !== 'month' && one !== 'week' ? (one ?? null) : null;
}
/** Whether the day and month printed exist: "ngày 45 hằng tháng" is no rule. */
function isPossible({ day = 1, month = 1 }: Recurrence): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
