import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { HOUR, datePattern, type Groups } from '../dates.js';
import {
  EACH,
  boundaryOf,
  everyOf,
  listed,
  onDate,
  unitWords,
  units,
  weekly,
} from '../recurrence-rules.js';
import { DUE_CELL, PERIOD_CELL } from '../task-tables.js';
import { AT, LISTED, WORD, type RecurringRow } from './row.js';

const DATE = datePattern('a');
/** "6 tháng, năm": several periods in one cell. */
const LISTED_UNITS = String.raw`${unitWords()}(?:(?:, | và |; |\/)${unitWords()})*`;

/** What recurs by the due cell of a table. */
export const IN_TABLE: readonly RecurringRow[] = [
  {
    reads: 'a weekday in the due cell beside its period: Tuần | Thứ Năm',
    pattern: new RegExp(
      String.raw`(?<=${PERIOD_CELL}(?:báo cáo |định kỳ |${EACH} )*tuần[^${DUE_CELL}\d]{0,20}${DUE_CELL})(?:(?<word>trước|chậm nhất|vào)\s*)?(?:${HOUR}\s*)?(?:(?:sáng|chiều) )?(?:thứ\s+(?<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?<sun>chủ nhật))`,
      'gu',
    ),
    read: weekly,
  },
  {
    reads: 'as many days in the due cell as periods beside it: 6 tháng, năm | 15/6; 15/12',
    pattern: new RegExp(
      String.raw`(?<=${PERIOD_CELL}(?<units>${LISTED_UNITS})\s*${DUE_CELL})(?:${WORD}\s*)?(?:ngày\s*)?(?<days>${LISTED}(?:\s*(?:;|,|và)\s*(?:trước )?(?:ngày )?${LISTED})+)`,
      'gu',
    ),
    read: (groups) => {
      const rules = units(groups['units'] ?? '') ?? [];
      const days = [
        ...(groups['days'] ?? '').matchAll(/(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})/gu),
      ];
      const [only] = rules;
      // "6 tháng | 08/6 và 08/12": both days are of the one period.
      const every = rules.length === 1 && only !== undefined ? days.map(() => only) : rules;
      if (every.length !== days.length) return null;
      return every.map((rule, index) => ({
        every: rule.every,
        month: Number(days[index]?.[2]),
        day: Number(days[index]?.[1]),
        boundary: boundaryOf(groups),
      }));
    },
  },
  {
    reads: 'a weekday alone in the due cell: 10h sáng thứ Hai',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:(?<word>trước|chậm nhất|vào)\s*)?(?:${HOUR}\s*)?(?:(?:sáng|chiều) )?(?:thứ\s+(?<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?<sun>chủ nhật))(?=\s*(?:[.;(\uE003]|$))`,
      'gu',
    ),
    read: weekly,
  },
  {
    reads:
      'as many days in the due cell as the report has periods: Báo cáo 6 tháng, năm | 05/6; 05/12',
    pattern: new RegExp(
      String.raw`(?<=(?<units>${LISTED_UNITS})[^${DUE_CELL}\d]{0,80}?${DUE_CELL})(?:${WORD}\s*)?(?:ngày\s*)?(?<days>${LISTED}(?:\s*(?:;|,|và)\s*(?:trước )?(?:ngày )?${LISTED})+)`,
      'gu',
    ),
    read: (groups) => {
      const rules = units(groups['units'] ?? '') ?? [];
      const days = listed(groups, groups['days'] ?? '') ?? [];
      return rules.length === days.length && rules.length > 1 ? days : null;
    },
  },
  {
    reads:
      'the due cell of a table beside its period or report: Năm | 20/01 năm sau; Báo cáo quý | ngày 05',
    pattern: new RegExp(
      String.raw`(?<=(?:${PERIOD_CELL}|^)(?:báo cáo |định kỳ |${EACH} )*(?<unit>(?:0?6|sáu) tháng|tuần|tháng|quý|năm)[^${DUE_CELL}\d]{0,20}${DUE_CELL})(?:${WORD}\s*)?${AT}(?:ngày\s*)?(?<d>\d{1,2})(?:\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2}))?(?!\d|[/.-]\d)(?:\s*(?:của\s*)?(?:(?<next>năm (?:sau|liền kề|kế tiếp|tiếp theo))|tháng (?:(?<last>cuối)|(?<first>đầu)) (?:của )?(?:quý|kỳ|năm)(?: sau)?|(?:${EACH} )?tháng(?:\s+(?:sau|kế tiếp|tiếp theo))?|${EACH} năm))?`,
      'gu',
    ),
    read: inCell,
  },
  {
    reads: 'the due cell of a table: 20 hằng tháng',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:${WORD}\s*)?(?:ngày\s*)?(?<d>\d{1,2})\s*${EACH} tháng`,
      'gu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
  {
    reads: 'the due cell of a table: 20/12 hằng năm; 20/01 năm sau',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:${WORD}\s*)?(?:ngày\s*)?${DATE}\s*(?:${EACH} năm|(?<next>(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo)))`,
      'gu',
    ),
    read: (groups) => onDate(groups, 'year', groups['next'] === undefined ? {} : { yearOffset: 1 }),
  },
];

/** The rule of a due cell and the cell beside it that says how often. */
function inCell(groups: Groups): Recurrence[] {
  const every = everyOf(groups['unit']);
  const month = groups['m'];
  return [
    {
      every,
      ...(month === undefined ? {} : { month: Number(month) }),
      day: Number(groups['d']),
      ...(groups['last'] === undefined ? {} : { monthOfPeriod: 'last' as const }),
      ...(groups['first'] === undefined ? {} : { monthOfPeriod: 1 }),
      ...(groups['next'] === undefined ? {} : { yearOffset: 1 }),
      boundary: boundaryOf(groups),
    },
  ];
}
