import type { Day, Instant } from './day.js';
import type { DeadlineSettings } from './deadline.js';
import { closingOfCycle, letterAt } from './desk.js';
import type { ClosingFacts } from './desk.js';
import { DAY_RULE, movedClock, ruleThatGives } from './due-clock.js';
import type { ClockRule, DueClock } from './due-clock.js';
import type { LadderSettings } from './ladder.js';

/** The calendars before and after a change, and the moment of it. */
export interface Clocks {
  readonly old: DeadlineSettings;
  readonly next: DeadlineSettings;
  readonly now: Instant;
}

/** A cycle's clock by another calendar and its own rule; a cycle from before rules were kept goes by the usual one that gives its clock. */
export function movedCycleClock(
  before: DueClock,
  { date, rule }: { readonly date: Day | null; readonly rule: ClockRule | null },
  clocks: Clocks,
): DueClock {
  if (date === null) return before;
  const by = rule ?? ruleThatGives(before, date, clocks.old);
  return by === null ? before : movedClock(before, { rule: by, date }, clocks);
}

/** The clock of one agency when its cycle's moves: a day given to it stays that day, an instant set by hand stays. */
export function movedDutyClock(
  own: DueClock,
  {
    grantedDay,
    cycle,
    clocks,
  }: {
    readonly grantedDay: Day | null;
    readonly cycle: { readonly before: DueClock; readonly after: DueClock };
    readonly clocks: Clocks;
  },
): DueClock {
  if (grantedDay !== null) {
    return movedClock(own, { rule: DAY_RULE, date: grantedDay }, clocks);
  }
  return isSameClock(own, cycle.before) ? cycle.after : own;
}

/** Whether two clocks ask for the same moment and are late from the same moment on. */
export function isSameClock(a: DueClock, b: DueClock): boolean {
  return a.targetAt === b.targetAt && a.overdueAt === b.overdueAt;
}

/** When a collecting cycle closes and urges, given its two instants; null without them. */
export function closingsBy(facts: ClosingFacts, settings: LadderSettings) {
  const { overdueAt, period } = facts;
  const closing = closingOfCycle(facts, settings);
  if (closing === null || overdueAt === null) return null;
  const { letterOnFirstLateDay } = closing;
  return {
    closesForNewAt: closing.forNewAt,
    closesForEditsAt: closing.forEditsAt,
    letterAt: letterAt(overdueAt, { period, letterOnFirstLateDay }, settings),
    letterOnFirstLateDay,
  };
}
