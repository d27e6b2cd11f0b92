import type { Calendar } from '../domain/calendar.js';
import type { Day } from '../domain/day.js';
import type { Recurrence } from '../domain/schemas/plan-draft.js';

/** What the rest of the document tells a due phrase. */
export interface DueContext {
  /** The year of the plan, for days printed without one; null when unknown. */
  readonly planYear: number | null;
  /** The first year of the school year that the document is for, "năm học 2026 - 2027"; undefined for none. */
  readonly schoolYear?: number | undefined;
  /** The last day of the campaign, for "kể từ ngày kết thúc …". */
  readonly windowEnd: Day | null;
  /** The day of the document, for "kể từ ngày ban hành …". */
  readonly issuedOn: Day | null;
  /** The calendar that working days are counted by. */
  readonly calendar: Calendar;
  /** Whether the document is a regulation ("17/2027/QĐ-UBND"): a day without a year comes each year. */
  readonly isStanding?: boolean;
  /** How often the document's periodic reports come, for "tháng cuối kỳ báo cáo"; unknown when left out. */
  readonly periods?: readonly Recurrence['every'][];
}

/** What tells the year of a day that is printed without one. */
export type KnownYears = Pick<DueContext, 'planYear' | 'schoolYear'> &
  Partial<Pick<DueContext, 'issuedOn'>>;

/** The month in which a school year begins. */
const SCHOOL_BEGINS = 8;

/**
 * The year of a month printed without one; null when unknown. In a school year it is the one in which the
 * month comes, never one before the document's own; what comes both before it begins and at its end is unknown.
 */
export function yearOfMonth(
  { planYear, schoolYear, issuedOn = null }: KnownYears,
  month: number,
): number | null {
  if (schoolYear === undefined) return planYear;
  const year = month >= SCHOOL_BEGINS ? schoolYear : schoolYear + 1;
  if (issuedOn === null) return year;
  const [issuedYear, issuedMonth] = [Number(issuedOn.slice(0, 4)), Number(issuedOn.slice(5, 7))];
  const isBefore = issuedYear === schoolYear && issuedMonth < SCHOOL_BEGINS;
  if (isBefore && month >= issuedMonth && month < SCHOOL_BEGINS) return null;
  return Math.max(year, issuedYear);
}
