import { workingDayOnOrAfter } from './calendar.js';
import type { Day, Instant } from './day.js';
import { dueInstants } from './deadline.js';
import type { DeadlineSettings, DueRule } from './deadline.js';
import { closingOf } from './office-hours.js';

/** The rule that gave a cycle its two instants, kept so that another calendar can give them anew. */
export interface ClockRule {
  readonly boundary: DueRule['boundary'];
  /** `14:00`, for before_time. */
  readonly time: string | null;
  /** For within_period: the point meant. */
  readonly point: 'start' | 'middle' | 'end' | null;
  /** The officer took the end of the due day as target. */
  readonly endOfDueDay: boolean;
}

/** A due clock: what mails ask for, and the first instant that counts as late. */
export interface DueClock {
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
}

/** A day that a person grants or sets: until the end of it. */
export const DAY_RULE: ClockRule = {
  boundary: 'by_end_of_day',
  time: null,
  point: null,
  endOfDueDay: false,
};

/** The clock of a rule on its day; null when the rule gives none. */
export function clockOf(rule: ClockRule, date: Day, settings: DeadlineSettings): DueClock | null {
  const { boundary, time, point } = rule;
  const { remindTargetAt, overdueAt } = dueInstants(
    { boundary, date, time, ...(point === null ? {} : { point }) },
    settings,
  );
  if (remindTargetAt === null || overdueAt === null) return null;
  const targetAt = rule.endOfDueDay
    ? closingOf(settings.hours, workingDayOnOrAfter(settings.calendar, date))
    : remindTargetAt;
  return { targetAt, overdueAt };
}

/** The rules tried, in this order, for a clock whose own rule was not kept. */
const USUAL_RULES: readonly ClockRule[] = [
  { ...DAY_RULE, boundary: 'before_day' },
  DAY_RULE,
  { ...DAY_RULE, boundary: 'within_period', point: 'start' },
  { ...DAY_RULE, endOfDueDay: true },
];

/** A usual rule that gives this clock, else one that gives its lateness where the target was set by a person; null when none does. */
export function ruleThatGives(
  clock: DueClock,
  date: Day,
  settings: DeadlineSettings,
): ClockRule | null {
  const late = USUAL_RULES.filter(
    (rule) => clockOf(rule, date, settings)?.overdueAt === clock.overdueAt,
  );
  const whole = late.find((rule) => clockOf(rule, date, settings)?.targetAt === clock.targetAt);
  return whole ?? late[0] ?? null;
}

/**
 * A clock by another calendar. An instant that the rule does not give was set by a person and
 * stays; what would become late before `now` stays as well, since nobody is late backwards.
 */
export function movedClock(
  clock: DueClock,
  { rule, date }: { readonly rule: ClockRule; readonly date: Day },
  { old, next, now }: { old: DeadlineSettings; next: DeadlineSettings; now: Instant },
): DueClock {
  if (clock.overdueAt <= now) return clock;
  const gave = clockOf(rule, date, old);
  const gives = clockOf(rule, date, next);
  if (gave === null || gives === null) return clock;
  const overdueAt =
    gave.overdueAt === clock.overdueAt && gives.overdueAt > now ? gives.overdueAt : clock.overdueAt;
  const moves = gave.targetAt === clock.targetAt && gives.targetAt <= overdueAt;
  // Nobody is asked for a moment at which he is late already.
  return { targetAt: moves ? gives.targetAt : clock.targetAt, overdueAt };
}
