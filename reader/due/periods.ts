import type { Groups } from '../dates.js';
import type { DueContext } from '../due-context.js';
import { PERIOD, namedPeriod, pointOf } from '../named-periods.js';
import { DUE_CELL, OWNER_CELL } from '../task-tables.js';
import { dated, type Reading } from './found-due.js';
import type { DueRow } from './row.js';

/** The phrases that name a month, a quarter, a year or a point of one. */
export const PERIODS: readonly DueRow[] = [
  {
    reads: 'the due cell of a task table: Tháng 9/2026; Quý II/2026; Năm 2026',
    pattern: new RegExp(String.raw`(?<=${DUE_CELL})${PERIOD}(?=\s*(?:[.;(${OWNER_CELL}]|$))`, 'gu'),
    read: untilEndOfPeriod,
  },
  {
    reads: 'the due cell of a task table: 10/2027; 2027',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:(?<m>\d{1,2})\s*/\s*(?<y>20\d{2})|(?<yy>20\d{2}))(?=\s*(?:[.;(${OWNER_CELL}]|$))`,
      'gu',
    ),
    read: untilEndOfPeriod,
  },
  {
    reads: 'Tháng 3: các thôn … báo cáo: an item headed by its month or quarter',
    pattern: new RegExp(
      String.raw`(?<=^\s*(?:trong |vào )?)(?=tháng|quý)${PERIOD}(?=\s*:(?![^;.]*(?:trước|chậm nhất|muộn nhất|ngày \d|thứ (?:hai|ba|tư|năm|sáu)))[^;]*(?<!\p{L})(?:gửi|nộp|trình|báo cáo)(?!\p{L}))`,
      'gu',
    ),
    read: untilEndOfPeriod,
  },
  {
    reads: 'Năm 2029 tiến hành sơ kết; năm 2031 tổng kết, báo cáo …: the year leads to the review',
    needs: /(?:sơ kết|tổng kết)/u,
    pattern:
      /(?<=^|[;,:] ?)(?:(?:đến|hết|cuối) )?năm (?<y>20\d{2}),? (?=(?:tiến hành |tổ chức )?(?:sơ kết|tổng kết)(?!\p{L}))/gu,
    read: untilEndOfPeriod,
  },
  {
    reads: 'trước tháng 7/2026; trước quý III',
    pattern: new RegExp(String.raw`(?<!\p{L})trước\s+(?!năm)${PERIOD}`, 'gu'),
    read: (groups, context) => {
      const period = namedPeriod(groups, context);
      return period === null ? null : dated('before_day', period.from);
    },
  },
  {
    reads:
      'đầu tháng 8/2026; nửa đầu tháng 4; giữa năm 2026; cuối quý III; trong tháng 6; xong trong quý III',
    needs: /(?:đầu|giữa|cuối)\s/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:(?:trong|vào|chậm nhất(?: là)?(?: trong| vào)?|xong(?: trong)?|đến(?: hết)?|hết)\s+)?(?<!(?:tháng|tuần|ngày|quý|kỳ họp|nửa)\s)(?<point>(?:nửa )?đầu|giữa|(?:nửa )?cuối)\s+${PERIOD}`,
      'gu',
    ),
    read: (groups, context) => {
      const named = pointOf(groups, context);
      return named === null ? null : { ...dated('within_period', named.date), point: named.point };
    },
  },
  {
    reads: 'trong tháng 6/2026; trong quý III năm 2026; hết năm 2026; vào năm 2028',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:xong |hoàn thành )?(?:chậm nhất(?: là)? )?(?:trong|đến hết|hết|(?<!đoàn )vào)\s+${PERIOD}`,
      'gu',
    ),
    read: untilEndOfPeriod,
  },
  {
    reads: 'chậm nhất trong tuần sau: no day that the text prints',
    pattern: /(?:chậm nhất |xong )?trong (?:tuần|tháng|quý) (?:này|sau|tới)(?!\p{L})/gu,
    read: () => dated('relative', null),
  },
  {
    reads: 'trong tuần đầu tháng 12/2026: no day that the text prints',
    pattern:
      /(?:chậm nhất |xong )?(?:trong|vào) tuần (?:đầu(?: tiên)?|cuối(?: cùng)?|thứ \p{L}+)(?: của)? tháng \d{1,2}(?:\s*(?:\/|năm)\s*\d{4})?/gu,
    read: () => dated('within_period', null),
  },
];

function untilEndOfPeriod(groups: Groups, context: DueContext): Reading | null {
  const period = namedPeriod(groups, context);
  return period === null ? null : { ...dated('within_period', period.to), point: 'end' };
}
