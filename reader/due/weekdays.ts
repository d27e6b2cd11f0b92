import { plusDays, weekday, type Day } from '../../domain/day.js';
import { HOUR, timeOf, type Groups } from '../dates.js';
import type { DueContext } from '../due-context.js';
import { weekly } from '../recurrence-rules.js';
import { dated, type Reading } from './found-due.js';
import { BEFORE, BY } from './limit-words.js';
import type { DueRow } from './row.js';

/** A day of the week that the document is from, or of the one after. */
export const WEEKDAYS: readonly DueRow[] = [
  {
    reads:
      'trước thứ Sáu tuần này; chậm nhất 16h00 thứ Tư tuần sau: counted from the day of the document',
    needs: /tuần (?:này|sau|tới|kế|tiếp|đến)/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?<word>${BEFORE}|${BY})\s*(?:lúc\s*)?(?:${HOUR}\s*,?\s*)?(?:ngày\s*)?(?:(?:sáng|chiều|tối)\s*)?(?:ngày\s*)?(?:thứ\s+(?<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?<sun>chủ nhật))\s*(?:của )?tuần (?:(?<this>này)|sau|tới|đến|kế tiếp|tiếp theo)(?!\p{L})`,
      'gu',
    ),
    read: onWeekday,
  },
];

function onWeekday(groups: Groups, { issuedOn }: DueContext): Reading {
  const time = timeOf(groups);
  const wanted = weekly(groups)[0]?.weekday ?? 0;
  if (issuedOn === null || wanted === 0) return dated('relative', null, time);
  const weeks = groups['this'] === undefined ? 1 : 0;
  const on: Day = plusDays(issuedOn, wanted - weekday(issuedOn) + 7 * weeks);
  // "tuần này" of a day gone by is no day that anybody means.
  if (on < issuedOn) return dated('relative', null, time);
  if (time !== null) return dated('before_time', on, time);
  return dated(groups['word']?.endsWith('trước') === true ? 'before_day' : 'by_end_of_day', on);
}
