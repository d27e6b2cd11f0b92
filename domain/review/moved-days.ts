import { at, dayAt, minuteAt, plusDays, plusMs } from '../day.js';
import type { Day, Instant } from '../day.js';
import { isDated } from '../dated-cycle.js';
import type { ConfirmedCycle } from '../schemas/confirmed-plan.js';

/** The two days of a cycle as a person sees them; null for one without a day. */
export function daysOf(cycle: ConfirmedCycle): {
  readonly target: Day;
  readonly lateAfter: Day;
} | null {
  if (!isDated(cycle)) return null;
  return { target: dayAt(cycle.targetAt), lateAfter: lateAfterDay(cycle.overdueAt) };
}

/** The day after whose end something is late; a midnight belongs to the day before it. */
export function lateAfterDay(overdueAt: Instant): Day {
  return dayAt(minuteAt(overdueAt) === 0 ? plusMs(overdueAt, -1) : overdueAt);
}

/** A cycle asked for on another day, at the hour it had, or late only after the end of another; an hour-bound one keeps its hour. */
export function withMovedDays(
  cycle: ConfirmedCycle,
  {
    target,
    lateAfter,
  }: { readonly target?: Day | undefined; readonly lateAfter?: Day | undefined },
): ConfirmedCycle {
  if ((target === undefined && lateAfter === undefined) || !isDated(cycle)) return cycle;
  // What a person sets follows no rule any more: no calendar moves it before the start.
  const { rule: _rule, ...byHand } = cycle;
  const minute = minuteAt(cycle.overdueAt);
  return {
    ...byHand,
    ...(target === undefined ? {} : { targetAt: at(target, minuteAt(cycle.targetAt)) }),
    ...(lateAfter === undefined
      ? {}
      : { overdueAt: minute === 0 ? at(plusDays(lateAfter, 1), 0) : at(lateAfter, minute) }),
  };
}
