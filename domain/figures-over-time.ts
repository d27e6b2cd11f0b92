import type { Day } from './day.js';
import { isLess, max, ratioOf, sum } from './decimal.js';
import type { Decimal } from './decimal.js';
import type { Totals } from './phrases.js';
import type { Indicator } from './schemas/form-definition.js';

/** The totals of one period of a duty; both ends included. */
export interface PeriodTotals {
  readonly from: Day;
  readonly to: Day;
  /** "6 tháng đầu năm 2026". */
  readonly name: string;
  readonly totals: Totals;
}

type Span = Pick<PeriodTotals, 'from' | 'to'>;

/** The periods that lie within a longer one and do not overlap, in order: of two that do, the longer is taken. */
export function periodsWithin(
  whole: Span,
  periods: readonly PeriodTotals[],
): readonly PeriodTotals[] {
  const inside = periods.filter(
    ({ from, to }) =>
      whole.from <= from && to <= whole.to && (from !== whole.from || to !== whole.to),
  );
  const longestFirst = [...inside].sort(
    (a, b) => daysIn(b) - daysIn(a) || (a.from < b.from ? -1 : 1),
  );
  const taken: PeriodTotals[] = [];
  for (const one of longestFirst) {
    if (taken.every(({ from, to }) => one.to < from || to < one.from)) taken.push(one);
  }
  return taken.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/**
 * The figures of periods that follow each other as those of one, each by its own rule over time: what
 * happened adds up, what there is at the end is the last one's, a ratio is computed anew.
 */
export function overTime(
  indicators: readonly Indicator[],
  periods: readonly PeriodTotals[],
): Totals {
  const plain = Object.fromEntries(
    indicators.map((indicator) => [indicator.code, ofPeriods(indicator, periods)]),
  );
  const ratios = indicators.flatMap(({ code, ratio, decimals }) => {
    if (ratio === null) return [];
    const part = plain[ratio.part] ?? null;
    const whole = plain[ratio.whole] ?? null;
    const of = { factor: ratio.factor, decimals };
    return [[code, part === null || whole === null ? null : ratioOf(part, whole, of)] as const];
  });
  return { ...plain, ...Object.fromEntries(ratios) };
}

function ofPeriods(
  { code, time, nature }: Indicator,
  periods: readonly PeriodTotals[],
): Decimal | null {
  const values = periods.flatMap(({ totals }) => totals[code] ?? []);
  if (values.length === 0) return null;
  // A stock added up over periods counts the same thing in each of them.
  if (nature === 'stock' || time === 'last') return values.at(-1) ?? null;
  return time === 'max' ? max(values) : time === 'sum' ? sum(values) : null;
}

/** A figure of a longer period that is less than what its parts had reported. */
export interface BelowParts {
  readonly code: string;
  readonly total: Decimal;
  readonly parts: Decimal;
  /** Which parts: "6 tháng đầu năm 2026". */
  readonly of: string;
}

/** What happened in a year cannot be less than what happened in its half: such figures are asked about. */
export function belowTheirParts(
  indicators: readonly Indicator[],
  { totals, within }: { readonly totals: Totals; readonly within: readonly PeriodTotals[] },
): readonly BelowParts[] {
  const parts = overTime(indicators, within);
  return indicators.flatMap(({ code, nature, time, ratio }): BelowParts[] => {
    const total = totals[code] ?? null;
    const sumOfParts = parts[code] ?? null;
    if (ratio !== null || nature !== 'flow' || time === 'last') return [];
    if (total === null || sumOfParts === null || !isLess(total, sumOfParts)) return [];
    return [{ code, total, parts: sumOfParts, of: within.map(({ name }) => name).join(', ') }];
  });
}

function daysIn({ from, to }: Span): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
