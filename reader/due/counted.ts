import { countedDay } from '../counted-days.js';
import { plusDays } from '../../domain/day.js';
import {
  COUNT,
  HOUR,
  datePattern,
  numberOf,
  printedDate,
  resolved,
  type Groups,
} from '../dates.js';
import type { DueContext } from '../due-context.js';
import { dated, type Reading } from './found-due.js';
import { BEFORE, BY } from './limit-words.js';
import type { DueRow } from './row.js';

/** "(chậm nhất) (không quá) (ít nhất)" before a length of time. */
const AT_MOST = String.raw`(?:(?:chậm nhất|muộn nhất|trễ nhất|sớm nhất|không quá|tối đa|ít nhất|tối thiểu|trong(?: vòng| thời hạn| thời gian)?|là|khoảng|sau)\s+)*`;
/** A length of time: "05 (năm) ngày làm việc", "48 giờ"; groups n, unit, work. */
const LENGTH = String.raw`(?<n>${COUNT})\s*(?:\([^()]{1,30}\)\s*)?(?<unit>ngày|giờ|phút|tuần)(?<work> làm việc)?(?!\s*(?:\d|\/)|\p{L})`;

/** The phrases that count days or hours from an event. */
export const COUNTED: readonly DueRow[] = [
  {
    reads: 'trước 10h sáng ngày hôm sau; trong ngày làm việc kế tiếp: counted from what was done',
    needs: /hôm sau|kế tiếp|tiếp theo|liền (?:kề|sau)|trong ngày \p{L}/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:(?:${BEFORE}|${BY})\s*(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?)?(?:ngay )?(?:trong )?(?:(?:ngày )?hôm sau|ngày (?:làm việc )?(?:kế tiếp|tiếp theo|liền kề|liền sau)|(?<=trong )ngày (?=ký|ban hành|phát hành|nhận|xảy ra))(?!\p{L})`,
      'gu',
    ),
    read: () => dated('relative', null),
  },
  {
    reads: 'sau khi kết thúc chiến dịch 05 ngày; sau khi nhận bài, chậm nhất 10 ngày',
    needs: /(?:sau|kết thúc|hoàn thành) \p{L}/u,
    pattern: new RegExp(
      String.raw`(?:(?<!\p{L})(?:ngay )?sau (?:khi |ngày |thời điểm )?(?!đó )|(?<=^\s*)(?=kết thúc|hoàn thành))(?<event>(?!ngày \d)(?:[^;.()\d]|(?<!ngày )\d{4}){2,60}?),?\s+${AT_MOST}${LENGTH}`,
      'gu',
    ),
    read: counted,
  },
  {
    reads: 'chậm nhất 15 ngày trước ngày thi; 02 giờ trước cuộc họp; 3 ngày trước ngày 15/7/2026',
    needs: /(?:ngày|giờ|phút|tuần)(?: làm việc)? (?:trước|so với)/u,
    pattern: new RegExp(
      String.raw`${AT_MOST}${LENGTH} (?:trước|so với) (?:khi |ngày |thời điểm |thời gian )?(?:${datePattern('a')}|(?<event>(?!ngày \d)[^;.,()\d]{2,60}?)(?:\s*\((?:ngày )?${datePattern('b')}\)|(?=\s*(?:[;.,()\d]|$))))`,
      'gu',
    ),
    read: (groups, context) => countedBack(groups, context),
  },
  {
    reads: 'trước khi thi 03 ngày; trước cuộc họp ít nhất 02 ngày làm việc',
    needs: /trước [^;]*\p{L} [^;]*(?:ngày|giờ|phút|tuần)/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})trước (?:khi |ngày |thời điểm )?(?:${datePattern('a')}|(?<event>(?!ngày \d|hết )[^;.()\d]{2,60}?)),?\s+${AT_MOST}${LENGTH}`,
      'gu',
    ),
    read: (groups, context) => countedBack(groups, context),
  },
  {
    reads:
      'trong thời hạn 05 ngày làm việc kể từ ngày …; chậm nhất là 45 ngày kể từ ngày kết thúc …',
    needs: /(?:ngày|giờ|phút|tuần)(?: làm việc)?,?\s*(?:kể|tính|từ|sau|kết thúc)/u,
    pattern: new RegExp(
      String.raw`(?:(?:chậm nhất|muộn nhất|tối thiểu|không quá|không ít hơn)\s+(?:là\s+)?)?(?:(?:trong(?: vòng| thời hạn| thời gian)?|sau)\s+)?(?<n>${COUNT})\s*(?:\([^()]{1,30}\)\s*)?(?<unit>ngày|giờ|phút|tuần)(?<work> làm việc)?,?\s*(?:(?:(?:kể |tính )?từ|sau)\s+(?:(?:khi|ngày|thời điểm|lúc)\s*)?|(?=kết thúc ))(?:${datePattern('a')}(?!\s*(?:đến|-))|(?<event>[^;.(),]{0,90})(?:\((?:ngày )?${datePattern('b')}\))?)`,
      'gu',
    ),
    read: counted,
  },
];

/** The day so many days before a printed one; no day where the event's is not printed. */
function countedBack(groups: Groups, context: DueContext): Reading {
  const from = resolved(printedDate(groups, 'a') ?? printedDate(groups, 'b'), context);
  const n = numberOf(groups['n']);
  const isCountable = groups['unit'] === 'ngày' && groups['work'] === undefined && n > 0;
  return dated('relative', from !== null && isCountable ? plusDays(from, -n) : null);
}

function counted(groups: Groups, context: DueContext, found: string): Reading | null {
  // Hours and weeks are counted by a person: a day would move an hour.
  if (groups['unit'] !== undefined && groups['unit'] !== 'ngày') return dated('relative', null);
  const date = countedDay(groups, context, found);
  return date === undefined ? null : dated('relative', date);
}
