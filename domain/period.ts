import { workingDaysBetween } from './calendar.js';
import type { Calendar } from './calendar.js';
import type { Day } from './day.js';
import { dayOf, plusDays } from './day.js';
import { printedDay } from './printed-day.js';

/** How long the periods are that a recurring duty reports on. */
export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** One period of a recurring duty: both ends included. */
export interface Period {
  readonly kind: PeriodKind;
  readonly from: Day;
  readonly to: Day;
}

const QUARTERS = ['I', 'II', 'III', 'IV'];

/**
 * What people call a period: "tháng 12/2026", "tuần 3 tháng 6/2026", "6 tháng đầu năm 2027". A week is
 * counted by its due day, or by its Thursday where none is known: the third Friday of June is week 3.
 */
export function periodName({ kind, from, to }: Period, dueDay: Day | null = null): string {
  const [year, month] = yearAndMonth(to);
  switch (kind) {
    case 'day':
      return `ngày ${printedDay(to)}`;
    case 'week': {
      const counted =
        dueDay !== null && from <= dueDay && dueDay <= to ? dueDay : plusDays(from, 3);
      const nth = Math.ceil(Number(counted.slice(8, 10)) / 7);
      return `tuần ${String(nth)} tháng ${monthText(counted)}`;
    }
    case 'month':
      return `tháng ${monthText(to)}`;
    case 'quarter':
      return `quý ${QUARTERS[Math.ceil(month / 3) - 1] ?? ''}/${String(year)}`;
    case 'half-year':
      return `6 tháng ${month <= 6 ? 'đầu' : 'cuối'} năm ${String(year)}`;
    case 'year':
      return `năm ${String(year)}`;
  }
}

/** A report's name with the period it is about: "báo cáo kết quả … tháng 12/2026". */
export function namedReport(reportName: string, period: string | null): string {
  if (period === null || reportName.endsWith(period)) return reportName;
  // Behind "… năm 2026" the period would be read as part of it.
  return `${reportName}${/\d$/u.test(reportName) ? ',' : ''} ${period}`;
}

/** The matter of a report with the period it is about: "công tác … 6 tháng đầu năm 2026" and not "… năm 2026, 6 tháng đầu năm 2026". */
export function matterOf(subject: string, period: string | null): string {
  const year = / năm (\d{4})$/u.exec(subject);
  const repeats = year?.[1] !== undefined && period?.endsWith(year[1]) === true;
  return namedReport(repeats ? subject.slice(0, year.index) : subject, period);
}

/** The period that a name ends with, as `namedReport` wrote it, to be kept when the name is cut; '' for none. */
export function periodAtEndOf(reportName: string): string {
  return AT_END.exec(reportName)?.[0].trimStart() ?? '';
}

const AT_END =
  / (?:ngày \d{2}\/\d{1,2}\/\d{4}|tuần \d tháng \d{1,2}\/\d{4}|tháng \d{1,2}\/\d{4}|quý [IV]{1,3}\/\d{4}|6 tháng (?:đầu|cuối) năm \d{4}|năm \d{4})$/u;

/**
 * The last day that the figures of a period count, where the plan prints none: the 14th of its last
 * month (Điều 12 Nghị định 09/2019/NĐ-CP), with at least one working day left to send them (Điều 8
 * khoản 5). Null where the decree has no rule (day, week) or the report is asked for before that day.
 */
export function cutOffOf({ kind, to }: Period, sendBy: Day, calendar: Calendar): Day | null {
  if (kind === 'day' || kind === 'week') return null;
  const [year, month] = yearAndMonth(to);
  const cutOff = dayOf(year, month, 14);
  if (cutOff === null || workingDaysBetween(calendar, cutOff, sendBy) < 1) return null;
  return cutOff;
}

function yearAndMonth(on: Day): readonly [number, number] {
  return [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
}

/** Months 1 and 2 are padded as in every official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
function monthText(on: Day): string {
  return printedDay(on).slice(3);
}
