import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { datePattern, type Groups } from '../dates.js';
import { EACH, boundaryOf, everyOf, onDate } from '../recurrence-rules.js';
import { DUE_CELL, PERIOD_CELL } from '../task-tables.js';
import { AT, WORD, type RecurringRow } from './row.js';

const DATE = datePattern('a');

/** What recurs by the due cell of a table. */
export const IN_TABLE: readonly RecurringRow[] = [
  {
    reads: 'the due cell of a table beside its period: Năm | 20/01 năm sau; Quý | ngày 05',
    pattern: new RegExp(
      String.raw`(?<=${PERIOD_CELL}(?:báo cáo |định kỳ |${EACH} )*(?<unit>(?:0?6|sáu) tháng|tuần|tháng|quý|năm)[^${DUE_CELL}\d]{0,20}${DUE_CELL})(?:${WORD}\s*)?${AT}(?:ngày\s*)?(?<d>\d{1,2})(?:\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2}))?(?!\d|[/.-]\d)(?:\s*(?:của\s*)?(?:(?<next>năm (?:sau|liền kề|kế tiếp|tiếp theo))|(?:${EACH} )?tháng(?:\s+(?:sau|kế tiếp|tiếp theo))?|tháng (?:(?<last>cuối)|(?<first>đầu)) (?:của )?(?:quý|kỳ|năm)(?: sau)?|${EACH} năm))?`,
      'giu',
    ),
    read: inCell,
  },
  {
    reads: 'the due cell of a table: 20 hằng tháng',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:${WORD}\s*)?(?:ngày\s*)?(?<d>\d{1,2})\s*${EACH} tháng`,
      'giu',
    ),
    read: (groups) => [{ every: 'month', day: Number(groups['d']), boundary: boundaryOf(groups) }],
  },
  {
    reads: 'the due cell of a table: 20/12 hằng năm; 20/01 năm sau',
    pattern: new RegExp(
      String.raw`(?<=${DUE_CELL})(?:${WORD}\s*)?(?:ngày\s*)?${DATE}\s*(?:${EACH} năm|(?<next>(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo)))`,
      'giu',
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
