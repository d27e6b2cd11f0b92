import type { Recurrence } from '../domain/schemas/plan-draft.js';
import { FIRST_DAYS, HOUR, SPELLED, datePattern, timeOf } from './dates.js';
import {
  EACH,
  boundaryOf,
  everyOf,
  forEachKind,
  listed,
  nthMonth,
  onDate,
  periodWords,
  unitWords,
  units,
  weekly,
} from './recurrence-rules.js';
import { DUE_CELL, PERIOD_CELL } from './task-tables.js';

/** A phrase of a duty that comes again, with its place in the folded text. */
export interface RecurringPhrase {
  readonly start: number;
  readonly end: number;
  readonly time: string | null;
  readonly recurrence: Recurrence[];
}

type Groups = Readonly<Record<string, string | undefined>>;
interface RecurringRow {
  readonly reads: string;
  readonly pattern: RegExp;
  readonly read: (
    groups: Groups,
    found: string,
    periods: readonly Recurrence['every'][],
  ) => Recurrence[] | null;
}

/** The word before the day: exclusive "trước", everything else lets the day pass. */
const WORD = String.raw`(?<word>(?:chậm nhất|muộn nhất)\s+(?:là\s+)?trước|trước|(?:chậm nhất|muộn nhất|không quá)(?:\s+(?:là|đến|vào))*|vào|đến)`;
const WEEKDAY = String.raw`(?:thứ\s+(?<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?<sun>chủ nhật))`;
const ANY_WEEKDAY = WEEKDAY.replaceAll(/\?<\w+>/gu, '?:');
/** Whom and what goes between the report of a week and its day. */
const SENT = String.raw`[^;.\d()]{0,60}?(?=\s(?:trước|chậm nhất|vào) )`;
/** An hour of several, without its groups. */
const ANY_HOUR = HOUR.replaceAll(/\?<\w+>/gu, '?:');
const DATE = datePattern('a');
const LISTED = String.raw`\d{1,2}${SPELLED}\s*(?:[/.-]|tháng)\s*\d{1,2}${SPELLED}(?![/.-]?\d)`;
/** An hour before the day of what comes again: "trước 16 giờ ngày 25 hằng tháng". */
const AT = String.raw`(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?`;

/** "báo cáo quý I trước ngày …", "báo cáo 6 tháng trước ngày …": the name of one report with a day of its own. */
const LABEL = String.raw`[^;.]{0,60}?(?:trước|chậm nhất|muộn nhất)[^;.]{0,20}?ngày\s*\d{1,2}\s*(?:[/.-]|tháng)\s*\d`;
/** The word before a day without its group, for a pattern that names several. */
const ANY_WORD = WORD.replace('?<word>', '?:');
/** "đối với báo cáo năm", "(đối với báo cáo 6 tháng)". */
const FOR_KIND = String.raw`\s*\(?đối với (?:báo cáo )?(?:${EACH} )?(?:${periodWords()})\)?`;
/** "đối với báo cáo 06 tháng": the kind of report after its day, and one day with its kind taken apart. */
const DAY_FOR_KIND_PARTS = new RegExp(
  String.raw`(?:${WORD}\s*)?(?:ngày\s*)?${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2})${SPELLED}\s*\(?đối với (?:báo cáo )?(?:${EACH} )?(?<kind>${periodWords()})\)?`,
  'giu',
);
/** "6 tháng đầu năm (trước ngày 15/6)": the kind of report before its day, without a year. */
const KIND_THEN_DAY = String.raw`(?:(?:định kỳ|báo cáo|sơ kết|tổng kết|kết quả|cả|hằng|hàng)\s+)*(?:(?:0?6|sáu|0?9|chín) tháng(?: đầu năm| cuối năm)?|quý|(?:(?:0?1|một) )?năm),?\s*\(?${ANY_WORD}\s*(?:ngày\s*)?${LISTED}\)?`;
const KIND_THEN_DAY_PARTS = new RegExp(
  String.raw`(?<kind>(?:0?6|sáu|0?9|chín) tháng|quý|năm)(?: đầu năm| cuối năm)?,?\s*\(?${WORD}\s*(?:ngày\s*)?${FIRST_DAYS}(?<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2})`,
  'giu',
);

/** What recurs with a day printed, then what recurs without one; in the order tried at one place. */
const ROWS: readonly RecurringRow[] = [
  {
    reads: 'the due cell of a table beside its period: Năm | 20/01 năm sau; Quý | ngày 05',
    pattern: new RegExp(
      String.raw`(?<=${PERIOD_CELL}(?:báo cáo |định kỳ |${EACH} )*(?<unit>(?:0?6|sáu) tháng|tuần|tháng|quý|năm)[^${DUE_CELL}\d]{0,20}${DUE_CELL})(?:${WORD}\s*)?${AT}(?:ngày\s*)?(?<d>\d{1,2})(?:\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2}))?(?!\d|[/.-]\d)(?:\s*(?:của\s*)?(?:(?<next>năm (?:sau|liền kề|kế tiếp|tiếp theo))|(?:${EACH} )?tháng(?:\s+(?:sau|kế tiếp|tiếp theo))?|tháng (?:(?<last>cuối)|(?<first>đầu)) (?:của )?(?:quý|kỳ|năm)(?: sau)?|${EACH} năm))?`,
      'giu',
    ),
    read: inCell,
  },
  {
    reads: 'the due cell of a table: 20/12 hằng năm',
    pattern: new RegExp(String.raw`(?<=${DUE_CELL})(?:ngày\s*)?${DATE}\s*${EACH} năm`, 'giu'),
    read: (groups) => onDate(groups, 'year', {}),
  },
  {
    reads: 'the due cell of a table: 20/01 năm sau',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:${WORD}\s*)?(?:ngày\s*)?${DATE}\s*(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo)`,
      'giu',
    ),
    read: (groups) => onDate(groups, 'year', { yearOffset: 1 }),
  },
  {
    reads:
      'trước ngày 25/06 đối với báo cáo 06 tháng; trước 15/6 (đối với báo cáo 6 tháng) và 15/12 (đối với báo cáo năm)',
    pattern: new RegExp(
      String.raw`${WORD}\s*(?:ngày\s*)?${LISTED}${FOR_KIND}(?:\s*(?:;|,| và)+\s*(?:${ANY_WORD}\s*)?(?:ngày\s*)?${LISTED}${FOR_KIND})*`,
      'giu',
    ),
    read: (_groups, found) => forEachKind(found, DAY_FOR_KIND_PARTS),
  },
  {
    reads:
      'báo cáo 6 tháng trước ngày 10/6, 9 tháng trước ngày 10/9; sơ kết 6 tháng (trước ngày 15/6), tổng kết năm (…)',
    pattern: new RegExp(
      String.raw`(?:${KIND_THEN_DAY}(?:\s*(?:;|,|và)\s*)+)+${KIND_THEN_DAY}`,
      'giu',
    ),
    read: (_groups, found) => forEachKind(found, KIND_THEN_DAY_PARTS),
  },
  {
    reads:
      'báo cáo 6 tháng trước ngày 10/6; báo cáo năm gửi về … trước ngày 15/12: each year anew, since none is printed',
    pattern: new RegExp(
      String.raw`(?:báo cáo|định kỳ)\s+(?<kind>(?:0?6|sáu) tháng(?: đầu năm| cuối năm)?|(?:0?9|chín) tháng|(?:cả |${EACH} )?năm)(?!\s*\d)(?:[^;.\d()]{0,60}?[\s:,])??${WORD}\s*(?:ngày\s*)?${DATE}(?!\s*(?:,|và|;|hoặc)\s*(?:trước )?(?:ngày )?\d|\s*\(?đối với|\s*(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo))`,
      'giu',
    ),
    read: (groups) =>
      groups['aY'] === undefined ? onDate(groups, everyOf(groups['kind']), {}) : null,
  },
  {
    reads: 'trước ngày 25 tháng cuối mỗi quý và 05 tháng 12 đối với báo cáo năm',
    pattern: new RegExp(
      String.raw`${WORD}\s*ngày\s*(?<d>\d{1,2})\s*(?:của\s*)?tháng cuối\s*(?:của\s*|${EACH}\s*)*quý\s*(?:,|và)\s*(?:ngày\s*)?${DATE}${FOR_KIND.replace(periodWords(), 'năm')}`,
      'giu',
    ),
    read: (groups) => [
      {
        every: 'quarter',
        day: Number(groups['d']),
        monthOfPeriod: 'last',
        boundary: boundaryOf(groups),
      },
      ...(onDate(groups, 'year', {}) ?? []),
    ],
  },
  {
    reads:
      'trước ngày 15 của tháng cuối quý; ngày 25 của tháng cuối kỳ báo cáo; ngày 06 tháng thứ hai của quý',
    pattern: new RegExp(
      String.raw`${WORD}?\s*${AT}ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*(?:của\s*)?tháng\s*(?:(?<last>cuối)|(?<first>đầu)|thứ (?<nth>hai|ba|[23]))\s*(?:của\s*|mỗi\s*|${EACH}\s*)*(?<per>quý|kỳ(?: báo cáo)?|năm)(?: sau)?`,
      'giu',
    ),
    read: (groups, _found, periods) =>
      everyOfPeriod(groups['per'], periods).map((every) => ({
        every,
        day: Number(groups['d']),
        monthOfPeriod: groups['last'] !== undefined ? 'last' : nthMonth(groups),
        boundary: boundaryOf(groups),
      })),
  },
  {
    reads: 'trước ngày 31 tháng 12 năm sau; trước ngày 10/01 của năm liền kề năm báo cáo',
    pattern: new RegExp(
      String.raw`(?:${WORD}\s*)?${AT}ngày\s*${DATE}\s*(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo)(?: (?:của )?năm báo cáo| liền kề)?`,
      'giu',
    ),
    read: (groups) => onDate(groups, 'year', { yearOffset: 1 }),
  },
  {
    reads: 'trước ngày 15/6, 15/12 (hằng năm); trước ngày 15/6 và ngày 15/12',
    pattern: new RegExp(
      String.raw`${WORD}\s*(?:các\s*)?ngày\s*${LISTED}(?:(?:\s*(?:,|;|và|hoặc)\s*)+(?:(?:trước\s*)?ngày\s*)?${LISTED})+(?:\s*${EACH} năm)?`,
      'giu',
    ),
    read: (groups, found) => listed(groups, found),
  },
  {
    reads: 'trước 15/6 và 15/12 hằng năm: days without the word "ngày"',
    pattern: new RegExp(
      String.raw`${WORD}\s*${LISTED}(?:\s*(?:,|;|và|hoặc)\s*${LISTED})+\s*${EACH} năm`,
      'giu',
    ),
    read: (groups, found) => listed(groups, found),
  },
  {
    reads: 'hằng tháng (…), quý (…), năm (trước ngày 15/12): the last of a list',
    pattern: new RegExp(
      String.raw`(?<=\)(?:,|;| và)\s*)(?:báo cáo |cả |${EACH} )*năm\s*\(${WORD}\s*ngày\s*${DATE}\)`,
      'giu',
    ),
    read: (groups) => (groups['aY'] === undefined ? onDate(groups, 'year', {}) : null),
  },
  {
    reads: 'chậm nhất vào ngày 15 tháng 10 hằng năm; trước 15/12 hằng năm',
    pattern: new RegExp(
      String.raw`${WORD}\s*${AT}(?:ngày\s*)?${DATE}\s*(?:của\s*)?(?:năm\s*)?${EACH} năm`,
      'giu',
    ),
    read: (groups) => onDate(groups, 'year', {}),
  },
  {
    reads: 'hằng năm, báo cáo kết quả trước ngày 30/11',
    pattern: new RegExp(
      String.raw`(?:định kỳ\s*)?${EACH} năm,?\s*[^;.\d]{0,120}?\(?${WORD}\s*ngày\s*${DATE}`,
      'giu',
    ),
    read: (groups) => (groups['aY'] === undefined ? onDate(groups, 'year', {}) : null),
  },
  {
    reads: '(vào) ngày 15 và ngày 30 hằng tháng',
    pattern: new RegExp(
      String.raw`(?:${WORD}\s*)?${AT}(?:các\s*)?(?<days>ngày\s*\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s*)?\d{1,2})+)\s*(?:của\s*)?${EACH} tháng`,
      'giu',
    ),
    read: (groups) =>
      [...(groups['days'] ?? '').matchAll(/\d{1,2}/gu)].map(([day]) => ({
        every: 'month' as const,
        day: Number(day),
        boundary: boundaryOf(groups),
      })),
  },
  {
    reads: 'từ ngày 1 đến ngày 5 hằng tháng: the last of them is due',
    pattern: new RegExp(
      String.raw`(?:định kỳ,?\s*)?từ ngày\s*\d{1,2}\s*(?:đến|-)\s*(?:ngày\s*)?(?<d>\d{1,2})\s*(?:của\s*)?${EACH} tháng`,
      'giu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: 'by_end_of_day' }],
  },
  {
    reads:
      'hằng tháng trước ngày 20; hằng tháng, gửi báo cáo trước ngày 05 tháng sau; báo cáo tháng trước ngày 25',
    pattern: new RegExp(
      String.raw`(?:(?:định kỳ\s*)?(?<!ngày (?:\d{1,2}|\d{1,2} của) )${EACH} tháng|báo cáo tháng(?=\s*(?:[,(]|gửi|nộp|về|trước|chậm|muộn|vào|đến|của|qua|cho|kết quả))),?\s*(?:[^;.\d]{0,60}?[\s(])?${WORD}\s*${AT}ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}(?:\s*(?:của\s*)?tháng (?:sau|kế tiếp|tiếp theo|liền kề))?(?!\d|\s*(?:[/.-]\s*\d|tháng))`,
      'giu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
  {
    reads: 'báo cáo tháng (ngày 24)',
    pattern: new RegExp(
      String.raw`(?:báo cáo|${EACH}) tháng\s*\((?:vào\s*)?ngày\s*(?<d>\d{1,2})\)`,
      'giu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: 'by_end_of_day' }],
  },
  {
    reads: 'trước ngày 20 hằng tháng; ngày 15 (mười lăm) của tháng báo cáo',
    pattern: new RegExp(
      String.raw`${WORD}?\s*${AT}ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*(?:của\s*)?(?:${EACH} tháng|tháng báo cáo|tháng (?:sau|liền kề|tiếp theo))`,
      'giu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
  {
    reads: 'trước 15 giờ thứ Ba và thứ Sáu hằng tuần',
    pattern: new RegExp(
      String.raw`(?:(?<word>trước|chậm nhất(?: là)?(?: vào)?|vào)\s*)?(?:${HOUR}\s*)?(?<days>(?:các\s*)?${ANY_WEEKDAY}(?:\s*(?:,|và)\s*${ANY_WEEKDAY})+)\s*${EACH} tuần`,
      'giu',
    ),
    read: (groups) =>
      [...(groups['days'] ?? '').matchAll(new RegExp(WEEKDAY, 'giu'))].flatMap(
        ({ groups: day = {} }) => weekly({ ...groups, wd: day['wd'], sun: day['sun'] }),
      ),
  },
  {
    reads: 'thứ Sáu hằng tuần, trước 16h00; vào thứ Sáu hằng tuần (trước 16h00)',
    pattern: new RegExp(
      String.raw`(?:vào\s*)?(?:ngày\s*)?${WEEKDAY}\s*${EACH} tuần\s*[,(]?\s*(?<word>trước|chậm nhất(?: là)?)\s*(?:lúc\s*)?${HOUR}`,
      'giu',
    ),
    read: weekly,
  },
  {
    reads: 'trước 16 giờ thứ Năm hằng tuần; chiều thứ Năm hằng tuần',
    pattern: new RegExp(
      String.raw`(?:(?<word>trước|chậm nhất(?: là)?(?: vào)?|vào)\s*)?(?:${HOUR}\s*)?(?:ngày\s*)?(?:(?:sáng|chiều)\s*)?(?:ngày\s*)?${WEEKDAY}\s*${EACH} tuần`,
      'giu',
    ),
    read: weekly,
  },
  {
    reads: 'hằng tuần, trước 16 giờ thứ Sáu; báo cáo tuần gửi … vào 15 giờ thứ Sáu',
    pattern: new RegExp(
      String.raw`(?:${EACH} tuần(?:,?\s[^;.\d()]{0,40}(?:báo cáo|gửi)${SENT})?|báo cáo tuần(?:${SENT})?),?\s*\(?(?:(?<word>trước|chậm nhất(?: là)?(?: vào)?|vào)\s*)?(?:${HOUR}\s*)?(?:ngày\s*)?(?:(?:sáng|chiều)\s*)?(?:ngày\s*)?${WEEKDAY}(?!\p{L}|\)?,?\s*(?:ngày\s*)?\d)`,
      'giu',
    ),
    read: weekly,
  },
  {
    reads: 'trước 6 giờ 30 và 16 giờ 30 hằng ngày: twice a day, each with its hour',
    pattern: new RegExp(
      String.raw`(?:trước|chậm nhất(?: là)?)\s*${ANY_HOUR}(?:\s*(?:,|và)\s*(?:trước\s*)?${ANY_HOUR})+\s*${EACH} ngày`,
      'giu',
    ),
    read: (_groups, found) => hoursOfDay(found),
  },
  {
    reads: 'trước 14 giờ 00 hằng ngày; hằng ngày trước 14 giờ',
    pattern: new RegExp(
      String.raw`(?<word>trước|chậm nhất(?: là)?)\s*${HOUR}\s*${EACH} ngày`,
      'giu',
    ),
    read: () => [{ every: 'day' }],
  },
  {
    reads: 'hằng ngày trước 14 giờ',
    pattern: new RegExp(
      String.raw`${EACH} ngày,?\s*\(?(?<word>trước|chậm nhất(?: là)?)\s*${HOUR}`,
      'giu',
    ),
    read: () => [{ every: 'day' }],
  },
  {
    reads: 'định kỳ tháng 12 hằng năm',
    pattern: new RegExp(
      String.raw`(?:định kỳ\s*)?(?:vào\s*)?tháng\s*(?<m>\d{1,2})\s*${EACH} năm`,
      'giu',
    ),
    read: (groups) => [{ every: 'year', month: Number(groups['m']) }],
  },
  {
    reads: 'hằng tháng (trước ngày 18), quý, 6 tháng, năm: the rest of a list, without its days',
    pattern: new RegExp(
      String.raw`(?<=(?:định kỳ|${EACH}) [^;.]{0,80}\)\s*,\s*)${unitWords()}(?:\s*(?:,|và)\s*${unitWords()})*(?!\p{L}|\s*[(\d])`,
      'giu',
    ),
    read: (_groups, found) => units(found),
  },
  {
    reads: 'vào ngày làm việc cuối cùng của tháng: a day that each month has to be counted for',
    pattern: new RegExp(
      String.raw`ngày làm việc (?:cuối cùng|đầu tiên|cuối|thứ \p{L}+) (?:của )?(?:${EACH} )?(?:tháng|quý|năm)(?!\s*\d)`,
      'giu',
    ),
    read: (_groups, found) => units(found.slice(found.lastIndexOf(' '))),
  },
  {
    reads: 'định kỳ 06 tháng, 01 năm; định kỳ hằng quý, 6 tháng, năm',
    pattern: new RegExp(
      String.raw`(?:định kỳ|(?<!(?:kèm|cùng|cùng với|trong|vào) )báo cáo(?!${LABEL}))\s*(?:\(?${unitWords()}\)?)(?:\s*(?:,|và|hoặc|\/|-)\s*${unitWords()})*(?!\p{L}|\s*\d)|${EACH} (?:tuần|tháng|quý|năm)(?:\s*(?:,|và|hoặc)\s*${unitWords()})*(?!\p{L})`,
      'giu',
    ),
    read: (_groups, found) => units(found),
  },
];

/** The rule of a due cell and the cell beside it that says how often. */
function inCell(groups: Groups): Recurrence[] {
  const every = everyOf(groups['unit']);
  const month = groups['m'];
  return [
    {
      every,
      ...(month === undefined ? {} : { month: Number(month) }),
      day: Number(groups['d']),
      ...(groups['last'] === undefined ? {} : { monthOfPeriod: 'last' as const }),
      ...(groups['first'] === undefined ? {} : { monthOfPeriod: 1 }),
      ...(groups['next'] === undefined ? {} : { yearOffset: 1 }),
      boundary: boundaryOf(groups),
    },
  ];
}

/** How often "kỳ báo cáo" comes: as the document's reports do that have a last month, else each quarter. */
function everyOfPeriod(
  period: string | undefined,
  periods: readonly Recurrence['every'][],
): readonly Recurrence['every'][] {
  if (period === 'năm') return ['year'];
  if (period === 'quý') return ['quarter'];
  const long = periods.filter((every) => !['day', 'week', 'month'].includes(every));
  return long.length > 0 ? long : ['quarter'];
}

/** A rule of each day for each of the hours that some words print. */
function hoursOfDay(found: string): Recurrence[] {
  return [...found.matchAll(new RegExp(HOUR, 'giu'))].flatMap(({ groups = {} }) => {
    const time = timeOf(groups);
    return time === null ? [] : [{ every: 'day' as const, time }];
  });
}

/** "(riêng tháng 3, 6, 9, 12 gửi trước ngày 15)": other days for some months. */
const FOR_SOME_MONTHS = new RegExp(
  String.raw`^\s*[,(]?\s*(?:riêng |còn |trừ )?(?:các )?tháng\s*(?<months>\d{1,2}(?:(?:\s*,\s*|\s*và\s*)(?:tháng\s*)?\d{1,2})*),?\s*(?:thì\s*)?(?:gửi|nộp|báo cáo)?\s*${WORD}\s*(?:các )?(?<days>ngày\s*\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s*)?\d{1,2})*)(?!\s*(?:[/.-]\s*\d|tháng))\)?`,
  'u',
);

/** A monthly phrase with what holds for some months only, where that follows it. */
function withMonths(key: string, phrase: RecurringPhrase): RecurringPhrase {
  const isMonthly = phrase.recurrence.every(
    ({ every, day }) => every === 'month' && day !== undefined,
  );
  const other = isMonthly ? FOR_SOME_MONTHS.exec(key.slice(phrase.end, phrase.end + 160)) : null;
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

function numbersIn(words: string): number[] {
  return [...words.matchAll(/\d{1,2}/gu)].map(([digits]) => Number(digits));
}

/** The recurring phrases of a folded text, by place; where two overlap, the earlier row stands. */
export function recurringPhrases(
  key: string,
  periods: readonly Recurrence['every'][] = [],
): RecurringPhrase[] {
  const found: RecurringPhrase[] = [];
  for (const row of ROWS) {
    for (const match of key.matchAll(row.pattern)) {
      const start = match.index;
      const end = start + match[0].trimEnd().length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const recurrence = row.read(match.groups ?? {}, match[0], periods);
      if (recurrence?.every(isPossible) !== true) continue;
      found.push(withMonths(key, { start, end, time: timeOf(match.groups ?? {}), recurrence }));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether the day and month printed exist: "ngày 45 hằng tháng" is no rule. */
function isPossible({ day = 1, month = 1 }: Recurrence): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
