import type { Day } from '../domain/day.js';
import type { Boundary, Recurrence } from '../domain/schemas/plan-draft.js';
import { HOUR, WITH_WEEKDAY, datePattern, printedDate, resolved, timeOf } from './dates.js';
import { countedDay } from './counted-days.js';
import type { DueContext } from './due-context.js';
import { PERIOD, namedPeriod, pointOf } from './named-periods.js';
import { isNoDeadline } from './no-deadlines.js';
import { printsDay } from './recurrence-rules.js';
import { recurringPhrases } from './recurring-phrases.js';
import { DUE_CELL, OWNER_CELL } from './task-tables.js';

/** A due phrase found in a text, with its place in it. */
export interface FoundDue {
  readonly start: number;
  readonly end: number;
  readonly boundary: Boundary;
  readonly date: Day | null;
  readonly time: string | null;
  readonly recurrence: Recurrence[] | null;
  readonly point?: 'start' | 'middle' | 'end';
  /** Whether it stands in round brackets: of two equal phrases the one outside decides. */
  readonly aside?: boolean;
  /** Whether it only names a report by its period, "báo cáo năm": a term beside it decides. */
  readonly isName?: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Reading = Omit<FoundDue, 'start' | 'end' | 'aside'>;
interface DueRow {
  /** What the row reads, for the one who looks for a phrase. */
  readonly reads: string;
  readonly pattern: RegExp;
  readonly read: (groups: Groups, context: DueContext, found: string) => Reading | null;
}

const DATE = datePattern('a');
const ANY_DATE = DATE.replaceAll(/\?<\w+>/gu, '?:');
/** "(là) (đến) (vào) (hết) (trong)", as they follow a word of limit. */
const LINK = String.raw`(?:\s*[:,])?(?:\s+(?:là|đến|vào|hết|trong))*`;
/** A deadline announced by name: "hạn chót", "thời hạn gửi báo cáo". */
const LIMIT = String.raw`(?:hạn (?:chót|cuối(?: cùng)?)|thời hạn)(?: (?:gửi|nộp|báo cáo|hoàn thành|đăng ký|góp ý))*`;
/** Words that let the whole due day pass; "trước" alone does not. */
const BY_STRONG = String.raw`(?:(?:chậm nhất|muộn nhất|trễ nhất|${LIMIT})${LINK})`;
const BY = String.raw`(?:${BY_STRONG}|không (?:quá|muộn hơn|chậm hơn)${LINK}|(?:xong |hoàn thành )?(?:đến hết|hết|trong|vào)|đến)`;
const BEFORE = String.raw`(?:(?:(?:chậm nhất|muộn nhất|xong|hoàn thành)|${LIMIT}(?:\s*:)?)\s+(?:là\s+)?)?trước`;
/** A day: "ngày 03/7/2026", "thứ Sáu, ngày 03/7", "ngày thứ Sáu, 03/7/2026". */
const ON = String.raw`${WITH_WEEKDAY}ngày\s*${WITH_WEEKDAY}${DATE}`;
/** The same where the word "ngày" may be left out. */
const ON_BARE = String.raw`${WITH_WEEKDAY}(?:ngày\s*)?${WITH_WEEKDAY}${DATE}`;

/** The phrases that name a day, in the order tried at one place; the longer reading stands first. */
const ROWS: readonly DueRow[] = [
  {
    reads: 'trước 16h00 ngày 03/7/2026; chậm nhất 14 giờ ngày …',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${BEFORE}|${BY})\s*(?:lúc\s*)?${HOUR}\s*,?\s*${ON_BARE}`,
      'giu',
    ),
    read: atHour,
  },
  {
    reads: 'trước ngày 30/6/2026, lúc 16h',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${BEFORE}|${BY_STRONG})\s*${ON}\s*[,(]?\s*(?:vào\s+)?lúc\s+${HOUR}\)?`,
      'giu',
    ),
    read: atHour,
  },
  {
    reads: 'ngày 30/6/2026 (trước 16h00); trong ngày 30/6/2026, trước 16 giờ',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:(?:${BEFORE}|${BY})\s*)?${ON}\s*[,(]?\s*(?:trước|chậm nhất(?: là)?)\s*(?:lúc\s*)?${HOUR}\)?(?!\s*${ON_BARE.replaceAll('<a', '<b')})`,
      'giu',
    ),
    read: atHour,
  },
  {
    reads: 'trước ngày 04/7/2026; xong trước ngày …',
    pattern: new RegExp(
      String.raw`(?<!\p{L})${BEFORE}\s*(?:${ON}|(?=\d)${DATE.replaceAll('<a', '<b')})`,
      'giu',
    ),
    read: (groups, context) =>
      dated('before_day', resolved(printedEither(groups), context.planYear)),
  },
  {
    reads: 'chậm nhất ngày 25.12.2017; đến hết ngày …; trong ngày …',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${BY}\s*${ON}|${BY_STRONG}\s*(?=\d)${DATE.replaceAll('<a', '<b')})`,
      'giu',
    ),
    read: (groups, context) =>
      dated('by_end_of_day', resolved(printedEither(groups), context.planYear)),
  },
  {
    reads: 'trước ngày 20 tháng này: no day that the text prints',
    pattern: new RegExp(
      String.raw`(?<!\p{L})${BEFORE}\s*ngày\s*\d{1,2}\s*(?:của\s*)?tháng này`,
      'giu',
    ),
    read: () => dated('before_day', null),
  },
  {
    reads: 'trong ngày hôm nay: no day that the text prints',
    pattern: /(?<!\p{L})trong (?:ngày )?hôm nay/giu,
    read: () => dated('by_end_of_day', null),
  },
  {
    reads: 'the due cell of a task table: 15/3/2026; ngày 15/3',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:ngày\s*)?${DATE}(?=\s*(?:[.;(${OWNER_CELL}]|$))`,
      'giu',
    ),
    read: (groups, context) =>
      dated('by_end_of_day', resolved(printedDate(groups, 'a'), context.planYear)),
  },
  {
    reads: 'the due cell of a task table: Tháng 9/2026; Quý II/2026; Năm 2026',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})${PERIOD}(?=\s*(?:[.;(${OWNER_CELL}]|$))`,
      'giu',
    ),
    read: (groups, context) => {
      const period = namedPeriod(groups, context.planYear);
      return period === null ? null : { ...dated('within_period', period.to), point: 'end' };
    },
  },
  {
    reads: 'the due cell of a task table: 10/2027; 2027',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:(?<m>\d{1,2})\s*/\s*(?<y>20\d{2})|(?<yy>20\d{2}))(?=\s*(?:[.;(${OWNER_CELL}]|$))`,
      'giu',
    ),
    read: (groups, context) => {
      const period = namedPeriod(groups, context.planYear);
      return period === null ? null : { ...dated('within_period', period.to), point: 'end' };
    },
  },
  {
    reads: 'ngày 1/5, … phải gửi',
    pattern: new RegExp(
      String.raw`(?<=^\s*)ngày\s*${DATE}(?=,[^;.]{0,120}phải (?:gửi|nộp|báo cáo))`,
      'giu',
    ),
    read: (groups, context) =>
      dated('by_end_of_day', resolved(printedDate(groups, 'a'), context.planYear)),
  },
  {
    reads: 'trước tháng 7/2026; trước quý III',
    pattern: new RegExp(String.raw`(?<!\p{L})trước\s+(?!năm)${PERIOD}`, 'giu'),
    read: (groups, context) => {
      const period = namedPeriod(groups, context.planYear);
      return period === null ? null : dated('before_day', period.from);
    },
  },
  {
    reads: 'đầu tháng 8/2026; giữa năm 2026; cuối quý III; trong tháng 6; xong trong quý III',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:(?:trong|vào|chậm nhất(?: là)?(?: trong| vào)?|xong(?: trong)?|đến(?: hết)?|hết)\s+)?(?<!(?:tháng|tuần|ngày|quý)\s)(?<point>đầu|giữa|cuối)\s+${PERIOD}`,
      'giu',
    ),
    read: (groups, context) => {
      const named = pointOf(groups, context.planYear);
      return named === null ? null : { ...dated('within_period', named.date), point: named.point };
    },
  },
  {
    reads: 'trong tháng 6/2026; trong quý III năm 2026; hết năm 2026; vào năm 2028',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:xong |hoàn thành )?(?:chậm nhất(?: là)? )?(?:trong|đến hết|hết|(?<!đoàn )vào)\s+${PERIOD}`,
      'giu',
    ),
    read: (groups, context) => {
      const period = namedPeriod(groups, context.planYear);
      return period === null ? null : { ...dated('within_period', period.to), point: 'end' };
    },
  },
  {
    reads: 'sau khi kết thúc chiến dịch 05 ngày',
    pattern:
      /(?:sau (?:khi |ngày )?|(?<=^\s*))(?<event>(?:kết thúc|hoàn thành)[^;.,()]{0,60}?)\s+(?<n>\d{1,3})\s*ngày(?<work> làm việc)?(?!\s*\d|\p{L})/giu,
    read: (groups, context, found) => {
      const date = countedDay(groups, context, found);
      return date === undefined ? null : dated('relative', date);
    },
  },
  {
    reads: 'chậm nhất trong tuần sau: no day that the text prints',
    pattern: /(?:chậm nhất |xong )?trong (?:tuần|tháng|quý) (?:này|sau|tới)(?!\p{L})/giu,
    read: () => dated('relative', null),
  },
  {
    reads: 'trong tuần đầu tháng 12/2026: no day that the text prints',
    pattern:
      /(?:chậm nhất |xong )?trong tuần (?:đầu(?: tiên)?|cuối(?: cùng)?|thứ \p{L}+)(?: của)? tháng \d{1,2}(?:\s*(?:\/|năm)\s*\d{4})?/giu,
    read: () => dated('within_period', null),
  },
  {
    reads:
      'trong thời hạn 05 ngày làm việc kể từ ngày …; chậm nhất là 45 ngày kể từ ngày kết thúc …',
    pattern: new RegExp(
      String.raw`(?:(?:chậm nhất|muộn nhất|tối thiểu|không quá|không ít hơn)\s+(?:là\s+)?)?(?:(?:trong(?: vòng| thời hạn| thời gian)?|sau)\s+)?(?<n>\d{1,3})\s*(?:\([^()]{1,30}\)\s*)?ngày(?<work> làm việc)?,?\s*(?:(?:(?:kể |tính )?từ|sau)\s+(?:(?:khi|ngày|thời điểm)\s*)?|(?=kết thúc ))(?:${DATE}(?!\s*(?:đến|-))|(?<event>[^;.()]{0,90})(?:\((?:ngày )?${DATE.replaceAll('<a', '<b')}\))?)`,
      'giu',
    ),
    read: (groups, context, found) => {
      const date = countedDay(groups, context, found);
      return date === undefined ? null : dated('relative', date);
    },
  },
];

/** The phrases that bind without naming a day, tried only when no day is named. */
const UNDATED_ROWS: readonly { readonly boundary: Boundary; readonly pattern: RegExp }[] = [
  // "khi có yêu cầu", "đột xuất", "nếu có vấn đề phát sinh", "thường xuyên"
  {
    boundary: 'none',
    pattern:
      /(?:hoặc )?(?:đột xuất )?khi (?:có|được) yêu cầu|đột xuất(?: khi cần thiết)?|nếu có(?: [^;,.]{0,60})?|khi (?:có )?phát sinh[^;,.]{0,60}|thường xuyên/giu,
  },
  // "sau khi kết thúc, … báo cáo … trong 05 ngày": counted from what no day is printed for
  {
    boundary: 'relative',
    pattern:
      /(?<!(?:thời gian|tổ chức|diễn ra|kéo dài|thực hiện)[^;.,]{0,30})(?<!\p{L})trong (?:vòng |thời hạn )?\d{1,3} (?:ngày(?: làm việc)?|giờ|phút)(?=\s*(?:[,;.)](?! từ )|$|để|gửi|báo cáo|về))/giu,
  },
  // "đúng thời hạn quy định tại Thông tư …", "theo quy định", "theo chế độ thông tin báo cáo"
  {
    boundary: 'by_reference',
    pattern:
      /(?:theo )?đúng (?:thời hạn|thời gian|tiến độ)(?: (?:đã )?(?:được )?quy định(?: tại [^;,.]{1,80})?)?|theo (?:đúng )?(?:quy định|thời hạn (?:đã )?quy định)(?: tại [^;,.]{1,80})?|(?:theo|thực hiện(?: nghiêm(?: túc)?)?) chế độ (?:thông tin,? )?báo cáo(?: (?:theo )?quy định)?|(?:gửi )?(?:kèm|cùng(?: với)?|lồng ghép (?:trong|vào)) (?:theo )?báo cáo (?:tháng|quý|0?6 tháng|năm|định kỳ)/giu,
  },
  // "Kết thúc Tháng hành động …,", "ngay sau khi kết thúc …"
  {
    boundary: 'anchor',
    pattern:
      /(?:ngay )?sau khi (?:kết thúc|hoàn thành)[^;.]{0,80}?(?=,|;|\.|$)|kết thúc (?:tháng|đợt|tuần|chiến dịch|chương trình|cao điểm|kế hoạch)[^;.]{0,80}?năm \d{4}|kết thúc (?:tháng|đợt|tuần|chiến dịch|chương trình|cao điểm|kế hoạch)[^;,.]{0,80}/giu,
  },
];

/** "trước 09 giờ 00 các ngày 30/4, 01/5 và 02/5/2027": a day of its own for each, the year on the last. */
const LISTED_DAYS = new RegExp(
  String.raw`(?<!\p{L})(?<word>${BEFORE}|${BY})\s*(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?(?:các\s*)?(?<days>ngày\s*${ANY_DATE}(?:\s*(?:,|;|và|, và)\s*(?:ngày\s*)?${ANY_DATE})+)`,
  'giu',
);

/** The days that one word of limit, and perhaps one hour, stands before; [] where none prints a year or hour. */
function listedDays(key: string, context: DueContext): FoundDue[] {
  return [...key.matchAll(LISTED_DAYS)].flatMap((match) => {
    const groups = match.groups ?? {};
    const printed = [...(groups['days'] ?? '').matchAll(new RegExp(DATE, 'giu'))].flatMap((one) => {
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
      ...dated(boundary, resolved({ ...date, year: date.year ?? last }, context.planYear), time),
    }));
  });
}

/** Whether some words can hold a term at all: every one names a time or prints a number. */
const MAY_HOLD =
  /\d|ngày|tuần|tháng|quý|năm|giờ|thứ|hôm nay|kết thúc|hoàn thành|yêu cầu|đột xuất|phát sinh|thường xuyên|quy định|thời hạn|thời gian|tiến độ|chế độ|báo cáo/u;

/** What was found last: the passes over one duty ask for the same words one after the other. */
let latest: { key: string; context: DueContext; found: readonly FoundDue[] } | null = null;

/** Every due phrase of a folded text (see `fold`), in order of place; only day-naming ones when there are any. */
export function duePhrasesIn(key: string, context: DueContext): readonly FoundDue[] {
  if (latest?.key === key && latest.context === context) return latest.found;
  const found = MAY_HOLD.test(key) ? searched(key, context) : [];
  latest = { key, context, found };
  return found;
}

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
    for (const match of key.matchAll(row.pattern)) {
      const start = match.index;
      const end = start + match[0].trimEnd().length;
      if (named.some((other) => start < other.end && other.start < end)) continue;
      if (isNoDeadline(key, start, end)) continue;
      const read = row.read(match.groups ?? {}, context, match[0]);
      if (read !== null) named.push({ start, end, ...read });
    }
  }
  if (named.length > 0) {
    return named
      .map((due) => ({ ...due, aside: /\([^()]*$/u.test(key.slice(0, due.start)) }))
      .sort((a, b) => a.start - b.start);
  }
  return UNDATED_ROWS.flatMap(({ boundary, pattern }) =>
    [...key.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].trimEnd().length,
      ...dated(boundary, null),
    })),
  );
}

/** How much a phrase decides: what recurs wins, then what names a day, then what refers elsewhere. */
const WEIGHT: Readonly<Record<Boundary, number>> = {
  recurring: 6,
  before_time: 5,
  before_day: 5,
  by_end_of_day: 5,
  relative: 4,
  within_period: 4,
  by_reference: 3,
  anchor: 2,
  none: 1,
};

/** Whether what recurs prints a day; "hằng ngày" is one. */
function hasDays({ recurrence }: FoundDue): boolean {
  return recurrence?.some((rule) => rule.every === 'day' || printsDay(rule)) ?? false;
}

/** The weight of a phrase; what recurs with its days outweighs "định kỳ hằng quý", brackets weigh less. */
function weightOf(due: FoundDue): number {
  const names = due.isName === true && !hasDays(due);
  return (
    (names ? WEIGHT.relative - 0.5 : WEIGHT[due.boundary]) +
    (hasDays(due) ? 1 : 0) -
    (due.aside === true ? 0.5 : 0)
  );
}

/**
 * The phrase that decides among those of one duty; the first of equals; undefined when there is none. Of
 * several that recur with their days it is one phrase with the rules of all.
 */
export function decisive(found: readonly FoundDue[]): FoundDue | undefined {
  const best = found.reduce<FoundDue | undefined>(
    (heaviest, due) =>
      heaviest === undefined || weightOf(due) > weightOf(heaviest) ? due : heaviest,
    undefined,
  );
  const schedules = found.filter(hasDays);
  // "hằng tháng (trước ngày 18), quý, năm": what stands in one list with them is asked about.
  const known = new Set(
    schedules.flatMap(({ recurrence }) => recurrence ?? []).map(({ every }) => every),
  );
  const open = found.filter(
    (due) =>
      due.recurrence?.some(({ every }) => !known.has(every)) === true &&
      !hasDays(due) &&
      schedules.some(({ end }) => due.start >= end && due.start - end <= 3),
  );
  return best !== undefined && hasDays(best) && schedules.length + open.length > 1
    ? together(best, [...schedules, ...open])
    : best;
}

/** One phrase from the first to the last schedule; its hour only where all print the same one. */
function together(best: FoundDue, schedules: readonly FoundDue[]): FoundDue {
  const rules = schedules.flatMap(({ recurrence }) => recurrence ?? []);
  const once = new Map(rules.map((rule) => [JSON.stringify(rule), rule]));
  return {
    ...best,
    start: Math.min(...schedules.map(({ start }) => start)),
    end: Math.max(...schedules.map(({ end }) => end)),
    time: schedules.every(({ time }) => time === best.time) ? best.time : null,
    recurrence: [...once.values()],
  };
}

function dated(boundary: Boundary, date: Day | null, time: string | null = null): Reading {
  return { boundary, date, time, recurrence: null };
}

function atHour(groups: Groups, context: DueContext): Reading | null {
  const time = timeOf(groups);
  if (time === null) return null;
  return dated('before_time', resolved(printedDate(groups, 'a'), context.planYear), time);
}

/** The date of a row that reads it with or without the word "ngày". */
function printedEither(groups: Groups): ReturnType<typeof printedDate> {
  return printedDate(groups, 'a') ?? printedDate(groups, 'b');
}
