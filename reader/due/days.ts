import {
  HOUR,
  WITH_WEEKDAY,
  datePattern,
  printedDate,
  resolved,
  timeOf,
  type Groups,
} from '../dates.js';
import type { DueContext } from '../due-context.js';
import { DUE_CELL, OWNER_CELL } from '../task-tables.js';
import { dated, type Reading } from './found-due.js';
import { BEFORE, BY, BY_STRONG, tooLateAfter } from './limit-words.js';
import type { DueRow } from './row.js';

const DATE = datePattern('a');
/** The same under other names, where a pattern reads a date in one of two places. */
const OTHER_DATE = datePattern('b');
/** A day: "ngày 03/7/2026", "thứ Sáu, ngày 03/7", "ngày thứ Sáu, 03/7/2026". */
const ON = String.raw`${WITH_WEEKDAY}ngày\s*${WITH_WEEKDAY}${DATE}`;
/** The same where the word "ngày" may be left out. */
const ON_BARE = String.raw`${WITH_WEEKDAY}(?:ngày\s*)?${WITH_WEEKDAY}${DATE}`;

/** Somebody who receives, by the words that such names begin with. */
const RECEIVER = String.raw`(?:các )?(?:ubnd|ủy ban|chủ tịch|sở|bộ|ban|công an|văn phòng|chi cục|cục|hội|hội đồng|đoàn|tỉnh|thành|trung tâm|thường trực|kho bạc|phòng|đảng|tổ|mặt trận|bảo hiểm|thuế|liên đoàn|xã|phường|tổng|giám đốc|cấp)(?! (?:số|quyết|kế))(?:[ -]+\p{L}+){0,8}?`;

/** An hour, by its sign alone. */
const AN_HOUR = /\d\s*(?:giờ|[hg:.])/u;

/** The phrases that print a day; the longer reading stands first. */
export const DAYS: readonly DueRow[] = [
  {
    reads: 'trước 16h00 ngày 03/7/2026; chậm nhất 14 giờ ngày …',
    needs: AN_HOUR,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${BEFORE}|${BY})\s*(?:lúc\s*)?${HOUR}\s*,?\s*${ON_BARE}`,
      'gu',
    ),
    read: atHour,
  },
  {
    reads: 'trước ngày 30/6/2026, lúc 16h',
    needs: AN_HOUR,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${BEFORE}|${BY_STRONG})\s*${ON}\s*[,(]?\s*(?:vào\s+)?lúc\s+${HOUR}\)?`,
      'gu',
    ),
    read: atHour,
  },
  {
    reads: 'ngày 30/6/2026 (trước 16h00); trong ngày 30/6/2026, trước 16 giờ',
    needs: AN_HOUR,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:(?:${BEFORE}|${BY})\s*)?${ON}\s*[,(]?\s*(?:trước|chậm nhất(?: là)?)\s*(?:lúc\s*)?${HOUR}\)?(?!\s*${ON_BARE.replaceAll('<a', '<b')})`,
      'gu',
    ),
    read: atHour,
  },
  {
    reads: 'trước ngày 04/7/2026; xong trước ngày …',
    pattern: new RegExp(String.raw`(?<!\p{L})${BEFORE}\s*(?:${ON}|(?=\d)${OTHER_DATE})`, 'gu'),
    read: (groups, context) => dated('before_day', resolved(printedEither(groups), context)),
  },
  {
    reads: 'chậm nhất ngày 25.12.2017; đến hết ngày …; trong ngày …',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${BY}\s*${ON}|${BY_STRONG}\s*(?=\d)${OTHER_DATE})`,
      'gu',
    ),
    read: (groups, context) => dated('by_end_of_day', resolved(printedEither(groups), context)),
  },
  {
    reads: 'trước ngày 20 tháng này: no day that the text prints',
    needs: /tháng này/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})${BEFORE}\s*ngày\s*\d{1,2}\s*(?:của\s*)?tháng này`,
      'gu',
    ),
    read: () => dated('before_day', null),
  },
  {
    reads: 'trước 17 giờ hôm nay: an hour of no day that the text prints',
    needs: /hôm nay/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${BEFORE}|${BY})\s*(?:lúc\s*)?${HOUR}\s*,?\s*(?:ngày )?hôm nay(?! ?\(|,? ngày)`,
      'gu',
    ),
    read: (groups) => {
      const time = timeOf(groups);
      return time === null ? null : dated('before_time', null, time);
    },
  },
  {
    reads: 'trong ngày hôm nay: no day that the text prints',
    pattern: /(?<!\p{L})trong (?:ngày )?hôm nay/gu,
    read: () => dated('by_end_of_day', null),
  },
  {
    reads: 'the due cell of a task table: 15/3/2026; ngày 15/3',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:ngày\s*)?${DATE}(?=\s*(?:[.;(${OWNER_CELL}]|$))`,
      'gu',
    ),
    read: (groups, context) => dated('by_end_of_day', resolved(printedDate(groups, 'a'), context)),
  },
  {
    reads:
      'the due cell of a task table: 15/3 - 30/6/2026; từ 01/7 đến 20/7/2026: the last day of the span',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:từ\s*)?(?:ngày\s*)?\d{1,2}(?:[/.]\d{1,2}){0,2}\s*(?:-|đến)\s*(?:hết\s*)?(?:ngày\s*)?${DATE}(?=\s*(?:[.;(${OWNER_CELL}]|$))`,
      'gu',
    ),
    read: (groups, context) => dated('by_end_of_day', resolved(printedDate(groups, 'a'), context)),
  },
  {
    reads: 'the due cell of a task table with its hour: 16h00 26/6/2026; 8 giờ ngày 26/6',
    needs: AN_HOUR,
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:lúc\s*)?${HOUR}\s*,?\s*${ON_BARE}(?=\s*(?:[.;(${OWNER_CELL}]|$))`,
      'gu',
    ),
    read: atHour,
  },
  {
    reads: 'ngày 12/10/2026 là hạn cuối; ngày 12/10 (hạn chót)',
    needs: /hạn (?:cuối|chót)/u,
    pattern: new RegExp(
      String.raw`(?:vào )?ngày\s*${DATE}\s*(?:là |\()\s*hạn (?:cuối|chót)(?: cùng)?\)?`,
      'gu',
    ),
    read: (groups, context) => dated('by_end_of_day', resolved(printedDate(groups, 'a'), context)),
  },
  {
    reads:
      '…, qua 15/10 không nhận; (quá ngày 15/10/2026 sẽ không xem xét): the last day that counts',
    needs: /(?:qua|quá|sau) [^]*không/u,
    pattern: new RegExp(tooLateAfter(DATE), 'gu'),
    read: (groups, context) => dated('by_end_of_day', resolved(printedDate(groups, 'a'), context)),
  },
  {
    reads: 'ngày 05/11/2026 báo cáo Sở …: the day leads to the verb',
    pattern: new RegExp(
      String.raw`(?<=^\s*|[;:,] )(?:vào )?(?:các )?ngày\s*${DATE},? (?=(?:tổng hợp,? |phải |tiến hành )?(?:gửi|nộp|báo cáo|trình|chuyển)(?!\p{L}))`,
      'gu',
    ),
    read: (groups, context) => dated('by_end_of_day', resolved(printedDate(groups, 'a'), context)),
  },
  {
    reads:
      'trình Tổng Giám đốc phê duyệt 20/3/2026; gửi Sở Y tế vào ngày 15/3; số liệu chính thức gửi ngày 05/01/2027',
    behind: new RegExp(
      String.raw`(?<!\p{L})(?:gửi|nộp|trình|chuyển|báo cáo)(?:(?: \p{L}+){0,6}(?: về| cho| lên| đến| tới)? ${RECEIVER}(?: (?:phê duyệt|ký|ký ban hành|xem xét|cho ý kiến|thông qua|ban hành|quyết định|thẩm tra|thẩm định))?)?(?: \([^()]{1,80}\))?,? $`,
      'u',
    ),
    pattern: new RegExp(
      String.raw`(?<=[\p{L})],? )(?:vào )?(?:ngày\s*)?${DATE}(?=\s*(?:[.;,)]|$))`,
      'gu',
    ),
    read: (groups, context) => {
      const day = resolved(printedDate(groups, 'a'), context);
      // Of the past it is told, not asked.
      return day === null || (context.issuedOn !== null && day < context.issuedOn)
        ? null
        : dated('by_end_of_day', day);
    },
  },
  {
    reads: 'nộp hồ sơ về Sở … từ ngày 01/11 đến hết ngày 25/11: the last day of the span',
    needs: /từ [^;]*(?:đến|-)/u,
    behind:
      /(?<!\p{L})(?:gửi|nộp|đăng ký)(?!\p{L})(?:(?! (?:số liệu|kết quả|tình hình|báo cáo|phát sinh|tính|lấy|xin|góp|thẩm định) )[^;.,]){0,80}[,(]? $/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:trong thời gian )?từ (?:nay|(?:ngày\s*)?\d{1,2}(?:[/.]\d{1,4}){1,2}) (?:đến|-) (?:hết )?(?:ngày )?${DATE}`,
      'gu',
    ),
    read: (groups, context) => dated('by_end_of_day', resolved(printedDate(groups, 'a'), context)),
  },
  {
    reads: 'hoàn thành … trước 18 giờ ngày 15/9/2026, báo cáo … trước 19 giờ cùng ngày',
    needs: /cùng ngày/u,
    pattern: new RegExp(
      String.raw`(?<=${DATE}[^;]{1,160}?)(?<!\p{L})(?:${BEFORE}|${BY})\s*(?:lúc\s*)?${HOUR}\s*,?\s*(?:của )?cùng ngày(?!\p{L})`,
      'gu',
    ),
    read: atHour,
  },
  {
    reads: 'ngày 1/5, … phải gửi',
    needs: /^\s*ngày/u,
    pattern: new RegExp(
      String.raw`(?<=^\s*)ngày\s*${DATE}(?=,[^;.]{0,120}phải (?:gửi|nộp|báo cáo))`,
      'gu',
    ),
    read: (groups, context) => dated('by_end_of_day', resolved(printedDate(groups, 'a'), context)),
  },
];

function atHour(groups: Groups, context: DueContext): Reading | null {
  const time = timeOf(groups);
  if (time === null) return null;
  return dated('before_time', resolved(printedDate(groups, 'a'), context), time);
}

/** The date of a row that reads it with or without the word "ngày". */
function printedEither(groups: Groups): ReturnType<typeof printedDate> {
  return printedDate(groups, 'a') ?? printedDate(groups, 'b');
}
