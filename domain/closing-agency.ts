import { dayAt, plusDays } from './day.js';
import type { Day, Instant } from './day.js';
import { owes } from './obligation.js';
import type { ObligationState } from './obligation.js';

/** What an agency that ends still owes in a cycle that is not over. */
export interface EndingDuty {
  readonly id: string;
  readonly cycleId: string;
  readonly state: ObligationState;
  readonly targetAt: Instant | null;
}

/**
 * What becomes of a duty: `stays` with the agency, which sends it before it ends; `moves` to the successor;
 * `joins` what the successor owes in the same cycle; `waived` where nobody succeeds; `kept`: what was sent,
 * or is said to have been, and counts on.
 */
export type DutyFate = 'stays' | 'moves' | 'joins' | 'waived' | 'kept';

/** The fate of each duty of an agency that is gone from `on`. */
export function fatesOfDuties(
  duties: readonly EndingDuty[],
  {
    on,
    today,
    successor,
  }: {
    readonly on: Day;
    readonly today: Day;
    /** The cycles in which the successor owes already; null: nobody succeeds. */
    readonly successor: { readonly cycleIds: ReadonlySet<string> } | null;
  },
): ReadonlyMap<string, DutyFate> {
  return new Map(
    duties.map((duty): [string, DutyFate] => {
      const ended = keptBy(duty, { on, today });
      if (ended !== null) return [duty.id, ended];
      if (successor === null) return [duty.id, 'waived'];
      return [duty.id, successor.cycleIds.has(duty.cycleId) ? 'joins' : 'moves'];
    }),
  );
}

/** What keeps a duty with an agency that is gone from `on`: it has been sent, or is sent before; null: another has to. */
export function keptBy(
  duty: EndingDuty,
  { on, today }: { readonly on: Day; readonly today: Day },
): 'kept' | 'stays' | null {
  if (duty.state === 'waived' || !owes(duty)) return 'kept';
  const isDueBefore = duty.targetAt !== null && dayAt(duty.targetAt) < on;
  return on > today && isDueBefore ? 'stays' : null;
}

/** The last day of an agency that is gone from `on`. */
export function lastDayOf(on: Day): Day {
  return plusDays(on, -1);
}

/** The first day without an agency whose last day was `lastDay`. */
export function firstDayWithout(lastDay: Day): Day {
  return plusDays(lastDay, 1);
}
