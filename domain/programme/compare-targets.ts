import type { Day } from '../day.js';
import { decimal, ratioOf } from '../decimal.js';
import type { Decimal } from '../decimal.js';
import type { DraftTarget } from '../schemas/plan-draft.js';
import { standingOfUnits } from './units-of-day.js';
import type { ProgrammeUnit, Standing } from './units-of-day.js';

/** A target as the plan states it: count and share are two stated values, neither computed from the other. */
export type StatedTarget = Pick<
  DraftTarget,
  'subject' | 'year' | 'comparator' | 'count' | 'percent' | 'of'
>;

/** A target against the standing. */
export interface ComparedTarget {
  readonly target: StatedTarget;
  /** At the end of its year, or on the day that is looked at while the year goes on; null before it begins. */
  readonly standing: Standing | null;
  /** The share of the units of that day, with at most two decimals; null where there are none. */
  readonly share: Decimal | null;
  /** Null where the plan states no count, or its year has not begun. */
  readonly countMet: boolean | null;
  /** Measured on the units of that day; null where the plan states no share. */
  readonly shareMet: boolean | null;
}

/** The targets for one subject by year, each against what stood at the end of its year, as seen on a day; nothing is summed over years. */
export function compareTargets(
  targets: readonly StatedTarget[],
  units: readonly ProgrammeUnit[],
  on: Day,
): readonly ComparedTarget[] {
  return [...targets]
    .sort((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity))
    .map((target) => {
      const measuredOn = dayMeasured(target.year, on);
      if (measuredOn === null) {
        return { target, standing: null, share: null, countMet: null, shareMet: null };
      }
      const standing = standingOfUnits(units, measuredOn);
      const { comparator, count, percent } = target;
      return {
        target,
        standing,
        share: shareOf(standing),
        countMet: count === null ? null : isMet(comparator, standing.recognised, count),
        // In hundredths, so that 97,5 % of 120 is compared exactly.
        shareMet:
          percent === null || standing.units === 0
            ? null
            : isMet(
                comparator,
                standing.recognised * 10_000,
                Math.round(percent * 100) * standing.units,
              ),
      };
    });
}

/** The share of the units of a day that stood recognised, in percent; null where there was no unit. */
export function shareOf({ recognised, units }: Standing): Decimal | null {
  return ratioOf(decimal(String(recognised)), decimal(String(units)), {
    factor: 100,
    decimals: 2,
  });
}

/** What a plan of many years may count by units: the subjects that it states a target for, the one with most years first. */
export function subjectsOf(targets: readonly StatedTarget[]): readonly string[] {
  const years = new Map<string, number>();
  for (const { subject } of targets) years.set(subject, (years.get(subject) ?? 0) + 1);
  return [...years.keys()].sort((a, b) => (years.get(b) ?? 0) - (years.get(a) ?? 0));
}

function dayMeasured(year: number | null, on: Day): Day | null {
  if (year === null) return on;
  const [first, last] = [`${String(year)}-01-01` as Day, `${String(year)}-12-31` as Day];
  if (on < first) return null;
  return on < last ? on : last;
}

/** "Phấn đấu xây dựng 20 xã" is reached by more than 20 as well. */
function isMet(comparator: StatedTarget['comparator'], stands: number, stated: number): boolean {
  return comparator === 'at_most' ? stands <= stated : stands >= stated;
}
