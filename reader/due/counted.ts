import { countedDay } from '../counted-days.js';
import { datePattern, type Groups } from '../dates.js';
import type { DueContext } from '../due-context.js';
import { dated, type Reading } from './found-due.js';
import type { DueRow } from './row.js';

/** The phrases that count days from an event. */
export const COUNTED: readonly DueRow[] = [
  {
    reads: 'sau khi kết thúc chiến dịch 05 ngày',
    pattern:
      /(?:sau (?:khi |ngày )?|(?<=^\s*))(?<event>(?:kết thúc|hoàn thành)[^;.,()]{0,60}?)\s+(?<n>\d{1,3})\s*ngày(?<work> làm việc)?(?!\s*\d|\p{L})/giu,
    read: counted,
  },
  {
    reads:
      'trong thời hạn 05 ngày làm việc kể từ ngày …; chậm nhất là 45 ngày kể từ ngày kết thúc …',
    pattern: new RegExp(
      String.raw`(?:(?:chậm nhất|muộn nhất|tối thiểu|không quá|không ít hơn)\s+(?:là\s+)?)?(?:(?:trong(?: vòng| thời hạn| thời gian)?|sau)\s+)?(?<n>\d{1,3})\s*(?:\([^()]{1,30}\)\s*)?ngày(?<work> làm việc)?,?\s*(?:(?:(?:kể |tính )?từ|sau)\s+(?:(?:khi|ngày|thời điểm)\s*)?|(?=kết thúc ))(?:${datePattern('a')}(?!\s*(?:đến|-))|(?<event>[^;.()]{0,90})(?:\((?:ngày )?${datePattern('b')}\))?)`,
      'giu',
    ),
    read: counted,
  },
];

function counted(groups: Groups, context: DueContext, found: string): Reading | null {
  const date = countedDay(groups, context, found);
  return date === undefined ? null : dated('relative', date);
}
