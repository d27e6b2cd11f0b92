import type { Instant } from './day.js';
import type { LadderFacts, timetable } from './ladder.js';
import { owes } from './obligation.js';
import type { ObligationState } from './obligation.js';

/** A notice of the ladder with what it hangs on, as the ledger knows it at the moment its mail is to leave. */
export interface LeavingNotice {
  readonly rung: string;
  readonly nth: number;
  readonly epoch: number;
  readonly obligation: { readonly state: ObligationState; readonly epoch: number };
  readonly ladder: LadderFacts;
  readonly cycle: {
    readonly pausedAt: Instant | null;
    readonly cancelledAt: Instant | null;
    readonly editsClosedAt: Instant | null;
  };
}

/** Why a notice of the ladder is not told any more at `now`; null: still owed, of the present epoch, not paused, still true. */
export function reasonNotToSend(
  { rung, nth, epoch, obligation, ladder, cycle }: LeavingNotice,
  {
    now,
    timetableOf,
  }: {
    readonly now: Instant;
    readonly timetableOf: (facts: LadderFacts) => ReturnType<typeof timetable>;
  },
): string | null {
  if (!owes(obligation)) return obligation.state === 'submitted' ? 'received' : obligation.state;
  if (obligation.epoch !== epoch) return 'epoch';
  if (cycle.pausedAt !== null) return 'paused';
  if (cycle.cancelledAt !== null) return 'cancelled';
  // One that was under way when the doors closed and came back from the relay: nothing can be sent in any more.
  if (cycle.editsClosedAt !== null) return 'closed';
  const step = timetableOf(ladder).steps.find((one) => one.rung === rung && one.nth === nth);
  return step?.usefulUntil != null && now >= step.usefulUntil ? 'past' : null;
}
