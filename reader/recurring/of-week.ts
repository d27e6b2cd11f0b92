import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { HOUR, timeOf, withoutGroups } from '../dates.js';
import { EACH, ONCE, weekly } from '../recurrence-rules.js';
import type { RecurringRow } from './row.js';

const WEEKDAY = String.raw`(?:thứ\s+(?<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?<sun>chủ nhật))`;
const ANY_WEEKDAY = withoutGroups(WEEKDAY);
/** Whom and what goes between the report of a week and its day. */
const SENT = String.raw`(?:(?! (?:tính|số liệu|lấy|chốt|từ) )[^;.\d()]){0,60}?(?=\s(?:trước|chậm nhất|vào|sáng|chiều|tối|thứ|chủ nhật) )`;
/** An hour of several, without its groups. */
const ANY_HOUR = withoutGroups(HOUR);

/** What recurs on a day of each week, or each day. */
export const OF_WEEK: readonly RecurringRow[] = [
  {
    reads: 'trước 15 giờ thứ Ba và thứ Sáu hằng tuần',
    needs: /thứ|chủ nhật/u,
    pattern: new RegExp(
      String.raw`(?:(?<word>trước|chậm nhất(?: là)?(?: vào)?|vào)\s*)?(?:${HOUR}\s*)?(?<days>(?:các\s*)?${ANY_WEEKDAY}(?:\s*(?:,|và)\s*${ANY_WEEKDAY})+)\s*(?:${EACH}|các) tuần`,
      'gu',
    ),
    read: (groups) =>
      [...(groups['days'] ?? '').matchAll(new RegExp(WEEKDAY, 'gu'))].flatMap(
        ({ groups: day = {} }) => weekly({ ...groups, wd: day['wd'], sun: day['sun'] }),
      ),
  },
  {
    reads:
      'vào 8h sáng các ngày thứ Hai, thứ Tư; trước 7h thứ Hai và thứ Năm: of each week, for several',
    needs: /thứ|chủ nhật/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?<word>trước|chậm nhất(?: là)?(?: vào)?|vào)\s*(?:lúc\s*)?(?:${HOUR}\s*)?(?:(?:các )?(?:ngày|buổi) |các )?(?:(?:sáng|chiều|tối) )?(?<days>${ANY_WEEKDAY}(?:\s*(?:,|và|, và)\s*${ANY_WEEKDAY})+)(?!\p{L}|,? (?:ngày )?\d|,? tuần (?:này|sau|tới|đầu|cuối|thứ))`,
      'gu',
    ),
    read: (groups) =>
      [...(groups['days'] ?? '').matchAll(new RegExp(WEEKDAY, 'gu'))].flatMap(
        ({ groups: day = {} }) => weekly({ ...groups, wd: day['wd'], sun: day['sun'] }),
      ),
  },
  {
    reads: 'thứ Sáu hằng tuần, trước 16h00; vào thứ Sáu hằng tuần (trước 16h00)',
    needs: /thứ|chủ nhật/u,
    pattern: new RegExp(
      String.raw`(?:vào\s*)?(?:ngày\s*)?${WEEKDAY}\s*${EACH} tuần\s*[,(]?\s*(?<word>trước|chậm nhất(?: là)?)\s*(?:lúc\s*)?${HOUR}`,
      'gu',
    ),
    read: weekly,
  },
  {
    reads: 'trước 16 giờ thứ Năm hằng tuần; chiều thứ Năm hằng tuần',
    needs: /thứ|chủ nhật/u,
    pattern: new RegExp(
      String.raw`(?:(?<word>trước|chậm nhất(?: là)?(?: vào)?|vào)\s*)?(?:${HOUR}\s*)?(?:ngày\s*)?(?:(?:sáng|chiều|tối)\s*)?(?:ngày\s*)?${WEEKDAY}\s*(?:${EACH}|các) tuần`,
      'gu',
    ),
    read: weekly,
  },
  {
    reads: 'hằng tuần, trước 16 giờ thứ Sáu; báo cáo tuần gửi … vào 15 giờ thứ Sáu',
    needs: /thứ|chủ nhật/u,
    pattern: new RegExp(
      String.raw`(?:(?:${EACH} tuần${ONCE}|(?<!(?:\d|hai|ba) )tuần (?:một|0?1) lần)(?:,?\s[^;.\d()]{0,40}(?:báo cáo|gửi)${SENT})?|báo cáo tuần:?(?:${SENT})?)[,:]?\s*\(?(?:(?<word>trước|chậm nhất(?: là)?(?: vào)?|vào)\s*)?(?:${HOUR}\s*)?(?:ngày\s*)?(?:(?:sáng|chiều|tối)\s*)?(?:ngày\s*)?${WEEKDAY}(?!\p{L}|\)?,?\s*(?:ngày\s*)?\d)`,
      'gu',
    ),
    read: weekly,
  },
  {
    reads: 'cứ thứ Hai đầu tuần; vào các chiều thứ Sáu; báo cáo tuần (thứ Năm)',
    needs: /thứ|chủ nhật/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:cứ (?:vào )?(?:đến )?|${EACH} (?=sáng|chiều|tối|thứ)|vào các |các (?=sáng|chiều|thứ)|báo cáo tuần,? \(?(?=thứ|chủ nhật|sáng|chiều))(?:ngày )?(?:(?:sáng|chiều|tối)\s*)?(?:ngày\s*)?${WEEKDAY}(?: (?:đầu|cuối) tuần)?\)?(?!\p{L}|,?\s*(?:ngày\s*)?\d)`,
      'gu',
    ),
    read: weekly,
  },
  {
    reads: 'trước 6 giờ 30 và 16 giờ 30 hằng ngày: twice a day, each with its hour',
    needs: /(?:hằng|hàng|mỗi|từng) ngày|lần|báo cáo ngày/u,
    pattern: new RegExp(
      String.raw`(?:(?:trước|chậm nhất(?: là)?|vào|lúc)\s*(?:các mốc )?|(?<=\uE000))${ANY_HOUR}(?:\s*(?:,|và)\s*(?:trước\s*|lúc\s*)?${ANY_HOUR})+\s*${EACH} ngày`,
      'gu',
    ),
    read: (_groups, found) => hoursOfDay(found),
  },
  {
    reads: 'hai lần mỗi ngày, vào 07 giờ và 16 giờ; hằng ngày lúc 7h và 15h',
    needs: /(?:hằng|hàng|mỗi|từng) ngày|lần|báo cáo ngày/u,
    pattern: new RegExp(
      String.raw`(?:(?:hai|ba|0?[23]) lần (?:mỗi|một|trong|\/) ?ngày|${EACH} ngày(?: (?:hai|ba|0?[23]) lần)?),?\s*\(?(?:vào |lúc |trước )+${ANY_HOUR}(?:\s*(?:,|và)\s*(?:lúc |trước )?${ANY_HOUR})+\)?`,
      'gu',
    ),
    read: (_groups, found) => hoursOfDay(found),
  },
  {
    reads: 'trước 14 giờ 00 hằng ngày',
    needs: /(?:hằng|hàng|mỗi|từng) ngày|lần|báo cáo ngày/u,
    pattern: new RegExp(
      String.raw`(?:(?:(?<word>trước|chậm nhất(?: là)?)|vào|lúc)\s*(?:lúc\s*)?)?(?<![\d/.])${HOUR}\s*${EACH} ngày`,
      'gu',
    ),
    read: () => [{ every: 'day' }],
  },
  {
    reads: 'hằng ngày trước 14 giờ; báo cáo hằng ngày về Văn phòng Tỉnh ủy trước 16 giờ 30',
    needs: /(?:hằng|hàng|mỗi|từng) ngày|lần|báo cáo ngày/u,
    pattern: new RegExp(
      String.raw`(?:${EACH} ngày|báo cáo ngày)[:,]?\s*(?:[^;.,\d()]{2,60}?\s)?\(?(?:(?<word>trước|chậm nhất(?: là)?)|lúc)\s*${HOUR}`,
      'gu',
    ),
    read: () => [{ every: 'day' }],
  },
];

/** A rule of each day for each of the hours that some words print. */
function hoursOfDay(found: string): Recurrence[] {
  return [...found.matchAll(new RegExp(HOUR, 'gu'))].flatMap(({ groups = {} }) => {
    const time = timeOf(groups);
    return time === null ? [] : [{ every: 'day' as const, time }];
  });
}
