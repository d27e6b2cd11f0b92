import { PURPOSE } from './addressing.js';
import type { Act } from './act.js';
import { ownersOfDay } from './sharing-out.js';
import type { Body } from '../bodies.js';
import type { DueContext } from '../due-context.js';
import { decisive } from '../due/decisive.js';
import type { FoundDue } from '../due/found-due.js';
import { duePhrasesIn } from '../due-phrases.js';
import type { Passage } from '../passage.js';
import { printsDay } from '../recurrence-rules.js';

/** One due phrase of a verb, and the bodies whose day it is where the words share the days out. */
export interface ActDay {
  readonly found: FoundDue | undefined;
  /** Where it stands counts from `from` of the verb's part of the clause; [] when it is everybody's. */
  readonly bodies: readonly Body[];
}

/** What the part of a clause from `from` to `to`, which belongs to one verb, says of time. */
export interface ActDays {
  /** Never empty; `found` is undefined where no phrase is printed. */
  readonly days: readonly ActDay[];
  /** When the receiver's own report is due: "… để tổng hợp, báo cáo Bộ … trước ngày …". */
  readonly onward: FoundDue | undefined;
}

/** The due phrases of one verb, places counted from `from`. */
export function daysOfAct(
  clause: Passage,
  act: Act,
  { from, to }: { readonly from: number; readonly to: number },
  context: DueContext,
): ActDays {
  const key = withoutOthersDays(clause.key.slice(from, to), act.start - from, context);
  const all = withoutAfterwards(key, withSameDay(clause.key.slice(from, to), key, context));
  // "trước ngày … để tổng hợp, báo cáo Bộ … trước ngày …": the second day is the receiver's.
  const purpose = PURPOSE.exec(key)?.index ?? key.length;
  const before = all.filter(({ start }) => start < purpose);
  // "… trong vòng 10 ngày để Ban tổng hợp, báo cáo … trong tháng 6": what is counted before it is its own.
  const hasOwn = before.some(({ boundary }) => isDay(boundary));
  const counted =
    hasOwn || purpose === key.length
      ? []
      : duePhrasesIn(key.slice(0, purpose), context).filter(({ boundary }) => isDay(boundary));
  const own = withoutSpans(hasOwn ? before : counted.length > 0 ? counted : all, key);
  // The words before the purpose are blanked out, so that places stay what they are.
  const after = `${' '.repeat(purpose)}${key.slice(purpose)}`;
  const onward = hasOwn || counted.length > 0 ? decisive(duePhrasesIn(after, context)) : undefined;
  const bodiesOf = ownersOfDay(clause, from, own);
  const listed = severalDays(key, own, (found) => bodiesOf(found).length > 0);
  const days = listed.length > 1 ? listed : [decisive(own)];
  return {
    days: days.map((found) => ({ found, bodies: found === undefined ? [] : bodiesOf(found) })),
    onward,
  };
}

/** The phrases of `key`, with "trước 19 giờ cùng ngày" of the whole words: the day that it means may be another verb's. */
function withSameDay(whole: string, key: string, context: DueContext): readonly FoundDue[] {
  const found = duePhrasesIn(key, context);
  if (!whole.includes('cùng ngày')) return found;
  const same = duePhrasesIn(whole, context).filter(({ start, end }) =>
    whole.slice(start, end).endsWith('cùng ngày'),
  );
  const others = found.filter(
    ({ start, end, boundary }) =>
      isDay(boundary) && !same.some((one) => start < one.end && one.start < end),
  );
  return [...others, ...same].sort((a, b) => a.start - b.start);
}

/** "… trước ngày 18/12, sau đó cập nhật hằng tuần": what comes after the day is another thing. */
function withoutAfterwards(key: string, found: readonly FoundDue[]): readonly FoundDue[] {
  const at =
    /[,;.]\s*(?:sau đó|các (?:kỳ|lần|tuần|tháng) (?:sau|tiếp theo)|những lần sau)(?!\p{L})/u.exec(
      key,
    )?.index;
  const before = at === undefined ? [] : found.filter(({ start }) => start < at);
  return before.some(({ date }) => date !== null) ? before : found;
}

/** "Trong tháng 9 và tháng 10: thứ Năm hằng tuần báo cáo": how long something comes again is no day of its own. */
function withoutSpans(found: readonly FoundDue[], key: string): readonly FoundDue[] {
  const again = found.find(isSchedule);
  if (again === undefined) return found;
  return found.filter(
    ({ boundary, start, end }) =>
      boundary !== 'within_period' ||
      start > again.start ||
      !/^[^;.]{0,40}[:,]\s*(?:vào |trước |định kỳ )?$/u.test(key.slice(end, again.start)),
  );
}

/** Whether a boundary stands for a day, printed or to be counted. */
export function isDay(boundary: FoundDue['boundary']): boolean {
  return !['none', 'by_reference', 'anchor'].includes(boundary);
}

/** Verbs that take a day for themselves: a report behind them is not due by it. */
const OTHER_VERB =
  /(?<!\p{L})(?:tổ chức|đăng ký|ban hành|phát động|tham mưu|khai mạc|thành lập|nộp|niêm yết|công bố|hoàn thành|đưa vào|(?:lấy|xin) ý kiến|rà soát|khảo sát|thống kê|điều tra|thẩm định|kiểm tra|chuẩn bị|triển khai|quán triệt|bố trí|phân bổ|họp|tập huấn|ra quân|kiểm kê|phân loại|giải ngân|khai giảng|nghiệm thu)(?!\p{L})/u;

/**
 * The words of a duty with the days of other verbs blanked out, places kept: of "đăng ký trước ngày
 * 18/6, gửi báo cáo …" and, where the report has a time of its own, of "Trước ngày 20/6 tổ chức … và
 * gửi báo cáo … sau khi kết thúc đợt".
 */
function withoutOthersDays(key: string, verbAt: number, context: DueContext): string {
  const found = duePhrasesIn(key, context).filter(
    ({ date, recurrence }) =>
      date !== null ||
      (recurrence?.every((rule) => rule.every !== 'day' && !printsDay(rule)) ?? false),
  );
  if (found.length === 0) return key;
  const own = `${' '.repeat(verbAt)}${key.slice(verbAt)}`;
  // Asked only where it decides: looking for phrases takes long.
  const hasOwn = () => own.includes('cùng ngày') || duePhrasesIn(own, context).length > 0;
  return found
    .filter(({ start, end }) => {
      const begin = Math.max(
        ...[',', ';', ':', '('].map((mark) => key.lastIndexOf(mark, start - 1)),
      );
      const segment = key.slice(begin + 1, start);
      if (end > verbAt) return begin > verbAt && OTHER_WORK.test(segment);
      // "…, hoàn thành trong tháng 5, gửi kết quả …": the words of the phrase itself say what is to be done by then.
      const said =
        start > 0
          ? segment + (/^(?:xong|hoàn thành) /u.exec(key.slice(start))?.[0] ?? '')
          : segment;
      // "… xong trước ngày 15/11 và báo cáo … trong ngày 16/11": the work before has its own day.
      if (/(?:^|\s)(?:xong|hoàn tất)(?:\s|$)/u.test(key.slice(begin + 1, start + 5)) && hasOwn())
        return true;
      // "Rà soát … trước ngày 30/4, gửi Sở …": what is made by then is sent then.
      if (LEADS_ON.test(key.slice(end, verbAt)) && MAKES.test(said) && !hasOwn()) return false;
      // "Đóng cống trước 0 giờ ngày 18/02, báo cáo ngay sau khi hoàn thành": the day is that of the work.
      if (LEADS_ON.test(key.slice(end, verbAt)) && AS_DONE.test(own)) return true;
      return OTHER_VERB.test(said) || (OTHER_VERB.test(key.slice(end, verbAt)) && hasOwn());
    })
    .reduce(
      (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
      key,
    );
}

/** Work that ends with a paper. */
const MAKES =
  /(?<!\p{L})(?:phân bổ|rà soát|thống kê|khảo sát|điều tra|kiểm kê|phân loại|thẩm định|ban hành|chuẩn bị|hoàn thành)(?!\p{L})/u;
/** A term that the end of the work sets. */
const AS_DONE =
  /(?<!\p{L})(?:sau khi|khi|sau) (?:hoàn thành|kết thúc|hoàn tất|(?:thực hiện|làm|triển khai) xong|xong)(?!\p{L})/u;
/** What stands between the day of such work and the verb of its sending. */
const LEADS_ON = /^\s*(?:,|,? và|,? đồng thời|,? rồi)\s*$/u;

/** Work that a further part of the sentence asks for: ", công khai tại nơi làm việc trước ngày …". */
const OTHER_WORK =
  /^\s*(?:và )?(?:(?:lấy|xin) ý kiến|đối chiếu|họp|công khai|niêm yết|công bố|phổ biến|quán triệt|tổ chức|triển khai|phát động|khai mạc|bố trí|giải ngân|khởi công|nghiệm thu|tập huấn)(?!\p{L})(?!.*(?:gửi|nộp|báo cáo|trình))/u;

/** Whether a phrase recurs and prints its days. */
function isSchedule({ recurrence }: FoundDue): boolean {
  return recurrence?.some(printsDay) ?? false;
}

/**
 * Phrases listed one after the other that each stand for a duty of its own: "6 tháng đầu năm trước ngày
 * …, cả năm trước ngày …", "đợt 1 trước ngày … và định kỳ hằng tháng trước ngày 25"; else [].
 */
function severalDays(
  key: string,
  found: readonly FoundDue[],
  isShared: (found: FoundDue) => boolean,
): FoundDue[] {
  const days = found.filter(
    (due) => due.date !== null || isSchedule(due) || (due.boundary === 'relative' && isShared(due)),
  );
  const once = days.filter(({ date, boundary }) => date !== null || boundary === 'relative');
  // What only recurs is one phrase with the rules of all (see `decisive`), unless it is shared out or
  // each has an hour of its own.
  const isOnePhrase = days.every(({ time }) => time === days[0]?.time) && !days.some(isShared);
  if (days.length < 2 || (once.length === 0 && isOnePhrase)) return [];
  const listed = days.every((due, index) => {
    const between = key.slice(days[index - 1]?.end ?? 0, due.start);
    return index === 0 || isShared(due) || /^(?![^]*để )[^.()]{0,60}$/u.test(between);
  });
  const alike = once.every(({ boundary }) => boundary === once[0]?.boundary);
  return listed && (alike || days.some(isShared)) ? days : [];
}
