import type { Instant } from './day.js';
import type { ConfirmedCycle, ConfirmedPlan } from './schemas/confirmed-plan.js';

/** A cycle with a day; one without ("theo quy định") is asked for once and never reminded of by date. */
export type DatedCycle = ConfirmedCycle & {
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
};

/** Whether a cycle has a day yet. */
export function isDated(cycle: ConfirmedCycle): cycle is DatedCycle {
  return cycle.targetAt !== null && cycle.overdueAt !== null;
}

/** Whether a cycle is late for everybody; one without a day never is. */
export function isPast({ overdueAt }: Pick<ConfirmedCycle, 'overdueAt'>, now: Instant): boolean {
  return overdueAt !== null && overdueAt <= now;
}

/** The plan without what has no day: where time is stepped through, nothing says when such a duty ends. */
export function withoutUndated(plan: ConfirmedPlan): ConfirmedPlan {
  return {
    ...plan,
    requirements: plan.requirements.flatMap((one) => {
      const cycles = one.cycles.filter(isDated);
      return cycles.length === 0 ? [] : [{ ...one, cycles }];
    }),
  };
}
