import { plusWorkingDays } from './calendar.js';
import { at, dayAt } from './day.js';
import type { Instant } from './day.js';
import type { Half } from './halves.js';
import { sendingMoment } from './ladder.js';
import type { LadderSettings } from './ladder.js';
import { isReceived } from './obligation.js';
import type { ObligationState } from './obligation.js';

/** So many working days after the report's first half was acknowledged the other is asked for once more. */
const REMINDERS: readonly number[] = [3, 6, 10];

/** One half of a report that is still to come, as its reminders see it. */
export interface AwaitedHalf {
  /** When it was asked for first, with the receipt of the other. */
  readonly since: Instant;
  /** The latest reminder so far; 0 before any. */
  readonly reminded: number;
  /** A body that is merely asked is reminded once. */
  readonly binding: boolean;
}

/** The mornings on which a missing half is asked for once more: working days, and never a fourth time. */
export function halfReminders(
  { since, binding }: Pick<AwaitedHalf, 'since' | 'binding'>,
  settings: LadderSettings,
): readonly Instant[] {
  return REMINDERS.slice(0, binding ? undefined : 1).map((days) =>
    sendingMoment(
      at(plusWorkingDays(settings.calendar, dayAt(since), days), settings.mailMinute),
      settings,
    ),
  );
}

/** Which reminder is due now, by its number (null: none), and when the next one is; of several that were missed the latest alone. */
export function nextHalfReminder(
  half: AwaitedHalf,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): { readonly due: number | null; readonly nextAt: Instant | null } {
  const moments = halfReminders(half, settings);
  const reached = moments.filter((moment) => moment <= now).length;
  return {
    due: reached > half.reminded ? reached : null,
    nextAt: moments[reached] ?? null,
  };
}

/** Why a missing half is not asked for any more; null while it is. */
export function reasonNotToAskForHalf(
  asked: Half,
  {
    state,
    missingHalf,
    cycle,
  }: {
    readonly state: ObligationState;
    readonly missingHalf: Half | null;
    readonly cycle: {
      readonly pausedAt: Instant | null;
      readonly cancelledAt: Instant | null;
      readonly editsClosedAt: Instant | null;
    };
  },
): string | null {
  if (state === 'waived' || state === 'returned') return state;
  if (!isReceived({ state }) || missingHalf !== asked) return 'halfCame';
  if (cycle.pausedAt !== null) return 'paused';
  if (cycle.cancelledAt !== null) return 'cancelled';
  return cycle.editsClosedAt === null ? null : 'closed';
}
