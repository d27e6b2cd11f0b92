import { at, dayAt, dayOrNull, minuteAt, plusDays } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import type { ConfirmedCycle } from '../../domain/schemas/confirmed-plan.js';
import { lateAfterDay } from '../format/deadline-text.js';

/** The two days of a cycle as a person sees them. */
export function daysOf(cycle: ConfirmedCycle): { readonly target: Day; readonly lateAfter: Day } {
  return { target: dayAt(cycle.targetAt), lateAfter: lateAfterDay(cycle.overdueAt) };
}

/** The cycle asked for on another day, at the hour it had; unchanged when the text is no day. */
export function withTargetDay(cycle: ConfirmedCycle, text: string): ConfirmedCycle {
  const on = dayOrNull(text);
  return on === null ? cycle : byHand({ ...cycle, targetAt: at(on, minuteAt(cycle.targetAt)) });
}

/** The cycle counted late only after the end of another day; an hour-bound one keeps its hour. */
export function withLateAfterDay(cycle: ConfirmedCycle, text: string): ConfirmedCycle {
  const on = dayOrNull(text);
  if (on === null) return cycle;
  const minute = minuteAt(cycle.overdueAt);
  return byHand({ ...cycle, overdueAt: minute === 0 ? at(plusDays(on, 1), 0) : at(on, minute) });
}

/** What a person sets follows no rule any more: no calendar moves it before the start. */
function byHand({ rule: _rule, ...cycle }: ConfirmedCycle): ConfirmedCycle {
  return cycle;
}
