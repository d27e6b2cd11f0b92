import { dayOf, lastDayOfMonth, plusDays, weekday, type Day } from './day.js';
import type { Period } from './period.js';
import type { Recurrence } from './schemas/plan-draft.js';

/** One concrete due day of a recurring duty, with the period it reports on. */
export interface Occurrence {
  readonly date: Day;
  readonly boundary: 'before_day' | 'by_end_of_day';
  /** The hour that this rule alone prints, as `14:00`; null for that of the whole phrase. */
  readonly time: string | null;
  readonly period: Period;
}

/** A span of days, both ends included. */
export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The due days inside `span` of every printed rule, by date; a day that a month does not have (30
 * February) is its last day, and a rule with no day printed has no occurrences.
 */
export function recurrenceDates(recurrence: readonly Recurrence[], span: DaySpan): Occurrence[] {
  return recurrence
    .flatMap((rule) => occurrencesOf(rule, span))
    .filter(({ date }) => span.from <= date && date <= span.to)
    .sort((a, b) => compared(a.date, b.date) || compared(a.time ?? '', b.time ?? ''));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a rule holds in the month of a day. */
function holdsIn({ months, exceptMonths }: Recurrence, date: Day): boolean {
  const month = Number(date.slice(5, 7));
  return (months?.includes(month) ?? true) && exceptMonths?.includes(month) !== true;
}

function occurrencesOf(rule: Recurrence, span: DaySpan): Occurrence[] {
  const time = rule.time ?? null;
  return datesOf(rule, span)
    .filter(({ date }) => holdsIn(rule, date))
    .map((found) => ({ ...found, time }));
}

function datesOf(rule: Recurrence, span: DaySpan): Omit<Occurrence, 'time'>[] {
  const boundary = rule.boundary ?? 'by_end_of_day';
  if (rule.every === 'day') {
    return daysOf(span).map((date) => ({
      date,
      boundary,
      period: { kind: 'day' as const, from: date, to: date },
    }));
  }
  if (rule.every === 'week') {
    return daysOf(span)
      .filter((date) => weekday(date) === rule.weekday)
      .map((date) => ({ date, boundary, period: { kind: 'week' as const, ...weekOf(date) } }));
  }
  const { day } = rule;
  if (day === undefined) return [];
  return periodsAround(rule, span).flatMap(({ period, due }) => {
    const date = clamped(due.year, due.month, day);
    return [{ date, boundary, period: { kind: rule.every, ...period } }];
  });
}

interface Month {
  readonly year: number;
  readonly month: number;
}

/** Every period that may have its due day inside the span, with the month its due day lies in. */
function periodsAround(rule: Recurrence, span: DaySpan): { period: DaySpan; due: Month }[] {
  const length = { month: 1, quarter: 3, 'half-year': 6, year: 12, week: 0, day: 0 }[rule.every];
  const firstYear = yearOf(span.from) - 2;
  const lastYear = yearOf(span.to) + 1;
  const found: { period: DaySpan; due: Month }[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (let first = 1; first <= 12; first += length) {
      const due = dueMonth(rule, { year, month: first }, length);
      if (due !== null) found.push({ period: monthsFrom(year, first, length), due });
    }
  }
  return found;
}

/** The month in which the report on the period that begins in `first` is due; null when this rule is not for that period. */
function dueMonth(rule: Recurrence, first: Month, length: number): Month | null {
  if (rule.month !== undefined) return namedMonth(rule, rule.month, first, length);
  const ofPeriod =
    rule.monthOfPeriod === undefined || rule.monthOfPeriod === 'last' ? length : rule.monthOfPeriod;
  return shifted(first, ofPeriod - 1 + 12 * (rule.yearOffset ?? 0));
}

/**
 * A rule that names its month ("15/6, 15/12"): a report due in the last month of a period or in
 * the months after it is about that period.
 */
function namedMonth(rule: Recurrence, month: number, first: Month, length: number): Month | null {
  if (rule.every === 'year') return { year: first.year + (rule.yearOffset ?? 0), month };
  const last = shifted(first, length - 1);
  for (let step = 0; step < length; step += 1) {
    const candidate = shifted(last, step);
    if (candidate.month === month) return candidate;
  }
  return null;
}

function shifted({ year, month }: Month, months: number): Month {
  const index = year * 12 + (month - 1) + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

function monthsFrom(year: number, month: number, length: number): DaySpan {
  const last = shifted({ year, month }, length - 1);
  return { from: clamped(year, month, 1), to: lastDayOfMonth(last.year, last.month) };
}

function clamped(year: number, month: number, day: number): Day {
  return dayOf(year, month, day) ?? lastDayOfMonth(year, month);
}

function weekOf(date: Day): DaySpan {
  const monday = plusDays(date, 1 - weekday(date));
  return { from: monday, to: plusDays(monday, 6) };
}

function daysOf({ from, to }: DaySpan): Day[] {
  const days: Day[] = [];
  for (let on = from; on <= to; on = plusDays(on, 1)) days.push(on);
  return days;
}

function yearOf(date: Day): number {
  return Number(date.slice(0, 4));
}
