import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { FIRST_DAYS, SPELLED, datePattern } from '../dates.js';
import { EACH, boundaryOf, nthMonth, onDate, periodWords } from '../recurrence-rules.js';
import { FOR_KIND } from './by-kind.js';
import { AT, WORD, type RecurringRow } from './row.js';

const DATE = datePattern('a');

/** What recurs on a day of a month of each quarter or other period. */
export const OF_PERIOD: readonly RecurringRow[] = [
  {
    reads: 'trước ngày 25 tháng cuối mỗi quý và 05 tháng 12 đối với báo cáo năm',
    needs: /tháng cuối/u,
    pattern: new RegExp(
      String.raw`${WORD}\s*ngày\s*(?<d>\d{1,2})\s*(?:của\s*)?tháng cuối\s*(?:của\s*|${EACH}\s*)*quý\s*(?:,|và)\s*(?:ngày\s*)?${DATE}${FOR_KIND.replace(periodWords(), 'năm')}`,
      'gu',
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
    reads: 'ngày 17 và ngày 20 của tháng cuối quý: each of them',
    needs: /tháng\s*(?:cuối|đầu)/u,
    pattern: new RegExp(
      String.raw`(?:${WORD}\s*)?(?:các )?(?<days>ngày\s*\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s*)?\d{1,2})+)\s*(?:của\s*)?tháng (?:(?<last>cuối)|(?<first>đầu))\s*(?:của\s*|mỗi\s*|${EACH}\s*)*(?<per>quý|kỳ(?: báo cáo)?|năm)(?: sau)?`,
      'gu',
    ),
    read: (groups, _found, periods) =>
      everyOfPeriod(groups['per'], periods).flatMap((every) =>
        [...(groups['days'] ?? '').matchAll(/\d{1,2}/gu)].map(([day]): Recurrence => ({
          every,
          day: Number(day),
          monthOfPeriod: groups['last'] === undefined ? 1 : 'last',
          boundary: boundaryOf(groups),
        })),
      ),
  },
  {
    reads: 'trước ngày 05 của tháng tiếp theo quý báo cáo: the first month of the quarter after',
    needs: /tháng (?:sau|liền kề|tiếp theo|kế tiếp)(?: của| sau)? (?:quý|kỳ)/u,
    pattern: new RegExp(
      String.raw`${WORD}?\s*${AT}ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*(?:của\s*)?tháng (?:sau|liền kề|tiếp theo|kế tiếp)(?: của| sau)? (?<per>quý|kỳ(?: báo cáo)?)(?: báo cáo)?`,
      'gu',
    ),
    read: (groups, _found, periods) =>
      everyOfPeriod(groups['per'], periods).map((every) => ({
        every,
        day: Number(groups['d']),
        monthOfPeriod: 1,
        boundary: boundaryOf(groups),
      })),
  },
  {
    reads: 'trong 10 ngày đầu quý sau: the first month of the quarter after',
    needs: /ngày đầu/u,
    pattern: new RegExp(
      String.raw`(?:báo cáo quý[^;.\d()]{0,40}? )?(?<!\p{L})trong (?:vòng |thời hạn )?(?<d>\d{1,2})${SPELLED} ngày đầu (?:tiên )?(?:của )?(?:${EACH} quý|quý (?:sau|kế tiếp|tiếp theo|liền kề))(?!\p{L})`,
      'gu',
    ),
    read: (groups) => [
      { every: 'quarter', day: Number(groups['d']), monthOfPeriod: 1, boundary: 'by_end_of_day' },
    ],
  },
  {
    reads:
      'trước ngày 15 của tháng cuối quý; ngày 25 của tháng cuối kỳ báo cáo; ngày 06 tháng thứ hai của quý',
    needs: /tháng\s*(?:cuối|đầu|thứ)/u,
    pattern: new RegExp(
      String.raw`${WORD}?\s*${AT}ngày\s*${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*(?:của\s*)?tháng\s*(?:(?<last>cuối(?: cùng)?)|(?<first>đầu(?: tiên)?)|thứ (?<nth>hai|ba|[23]))\s*(?:của\s*|mỗi\s*|${EACH}\s*)*(?<per>quý|kỳ(?: báo cáo)?|năm)(?: sau)?`,
      'gu',
    ),
    read: (groups, _found, periods) =>
      everyOfPeriod(groups['per'], periods).map((every) => ({
        every,
        day: Number(groups['d']),
        monthOfPeriod: groups['last'] !== undefined ? 'last' : nthMonth(groups),
        boundary: boundaryOf(groups),
      })),
  },
];

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
