import { FIRST_DAYS, SPELLED } from '../dates.js';
import { EACH, ONCE, boundaryOf } from '../recurrence-rules.js';
import { AT, WORD, type RecurringRow } from './row.js';

/** What recurs on a day of each month. */
export const OF_MONTH: readonly RecurringRow[] = [
  {
    reads: '(vào) ngày 15 và ngày 30 hằng tháng',
    needs: /(?:hằng|hàng|mỗi|từng) tháng/u,
    pattern: new RegExp(
      String.raw`(?:${WORD}\s*)?${AT}(?:các\s*)?(?<days>ngày\s*\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s*)?\d{1,2})+)\s*(?:của\s*)?${EACH} tháng`,
      'gu',
    ),
    read: (groups) =>
      [...(groups['days'] ?? '').matchAll(/\d{1,2}/gu)].map(([day]) => ({
        every: 'month' as const,
        day: Number(day),
        boundary: boundaryOf(groups),
      })),
  },
  {
    reads: 'gửi mùng 3 hằng tháng: without the word "ngày"',
    needs: /m[ồù]ng/u,
    pattern: new RegExp(
      String.raw`(?:${WORD}\s*)?(?<!ngày )m[ồù]ng\s+(?<d>\d{1,2})\s*(?:của\s*)?${EACH} tháng`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
  {
    reads: 'định kỳ (ngày 10 và 25): days of each month, where no month is printed',
    pattern:
      /định kỳ \((?:vào )?(?:các )?(?<days>ngày\s*\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s*)?\d{1,2})*)\)/gu,
    read: (groups) =>
      [...(groups['days'] ?? '').matchAll(/\d{1,2}/gu)].map(([day]) => ({
        every: 'month' as const,
        day: Number(day),
        boundary: 'by_end_of_day' as const,
      })),
  },
  {
    reads:
      '10 ngày một lần … (ngày 05, 15, 25); 15 ngày/lần vào các ngày 15 và 30: days of each month',
    needs: /ngày (?:một|0?1|\/) ?lần|ngày\/lần/u,
    pattern: new RegExp(
      String.raw`(?:cứ )?(?:mười|mười lăm|0?5|0?7|10|15) ngày\s*(?:một|0?1|\/)\s*(?:0?1\s*)?lần[^;.\d()]{0,60}\(?(?:vào )?(?:các )?(?<days>ngày \d{1,2}(?:(?:,| và|, và) (?:ngày )?\d{1,2})+)\)?(?:\s*(?:của )?${EACH} tháng)?(?!\s*[/.-]\s*\d| tháng \d)`,
      'gu',
    ),
    read: (groups) =>
      [...(groups['days'] ?? '').matchAll(/\d{1,2}/gu)].map(([day]) => ({
        every: 'month' as const,
        day: Number(day),
        boundary: 'by_end_of_day' as const,
      })),
  },
  {
    reads: 'từ ngày 1 đến ngày 5 hằng tháng: the last of them is due',
    needs: /(?:hằng|hàng|mỗi|từng) tháng/u,
    pattern: new RegExp(
      String.raw`(?:định kỳ,?\s*)?từ ngày\s*\d{1,2}\s*(?:đến|-)\s*(?:ngày\s*)?(?<d>\d{1,2})\s*(?:của\s*)?${EACH} tháng`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: 'by_end_of_day' }],
  },
  {
    reads:
      'hằng tháng trước ngày 20; hằng tháng, gửi báo cáo trước ngày 05 tháng sau; báo cáo tháng trước ngày 25',
    pattern: new RegExp(
      String.raw`(?:(?:định kỳ\s*)?(?<!ngày (?:\d{1,2}|\d{1,2} của) )${EACH} tháng${ONCE}|báo cáo tháng(?=\s*(?:[,(:]|gửi|nộp|về|trước|chậm|muộn|vào|đến|của|qua|cho|kết quả)))[,:]?\s*(?:(?:[^;.\d]{0,60}?[\s(])?${WORD}\s*${AT}|(?:các )?)ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}(?:\s*(?:của\s*)?(?:tháng (?:sau|kế tiếp|tiếp theo|liền kề)|${EACH} tháng))?(?!\d|\s*(?:[/.-]\s*\d|tháng))`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
  {
    reads: 'đến ngày 12 của tháng, …; trước ngày 05 của tháng',
    needs: /của tháng/u,
    pattern: new RegExp(
      String.raw`(?<word>trước|chậm nhất(?: là)?|vào|đến)\s*ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*của tháng(?=\s*(?:[,.;)]|$))`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
  {
    reads: 'báo cáo tháng (ngày 24); báo cáo tháng: ngày 20',
    pattern: new RegExp(
      String.raw`(?:báo cáo|${EACH}) tháng\s*(?:\(|[:,]\s*)(?:vào\s*)?ngày\s*(?<d>\d{1,2})(?:\)|(?=\s*(?:[.;,]|$)))`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: 'by_end_of_day' }],
  },
  {
    reads:
      'trong 05 ngày đầu tháng sau; trong vòng 10 ngày đầu của mỗi tháng: the last of them is due',
    needs: /ngày đầu/u,
    pattern: new RegExp(
      String.raw`(?:báo cáo tháng[^;.\d()]{0,40}? )?(?<!\p{L})trong (?:vòng |thời hạn )?(?<d>\d{1,2})${SPELLED} ngày đầu (?:tiên )?(?:của )?(?:${EACH} tháng|tháng (?:sau|kế tiếp|tiếp theo|liền kề))(?!\p{L})`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: 'by_end_of_day' }],
  },
  {
    reads: 'trước ngày 20 hằng tháng; ngày 15 (mười lăm) của tháng báo cáo',
    needs: /(?:hằng|hàng|mỗi|từng) tháng|tháng (?:báo cáo|sau|liền|tiếp|kế)/u,
    pattern: new RegExp(
      String.raw`${WORD}?\s*${AT}ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*(?:của\s*)?(?:${EACH} tháng|tháng báo cáo|tháng (?:sau|liền kề|tiếp theo|kế tiếp)(?!(?: của| sau)? (?:quý|kỳ)(?!\p{L})))`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
];
