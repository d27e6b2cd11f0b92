import { dayAt, plusDays } from './day.js';
import type { Day, Instant } from './day.js';
import { owes } from './obligation.js';
import type { Obligation, ObligationState } from './obligation.js';
import { dutyAfter } from './owed-duty.js';
import type { OwedDuty } from './owed-duty.js';

/** What an agency that ends still owes in a cycle that is not over. */
export interface EndingDuty {
  readonly id: string;
  readonly cycleId: string;
  readonly state: ObligationState;
  readonly targetAt: Instant | null;
}

/**
 * What becomes of a duty: `stays` with the agency, which sends it before it ends; `moves` to the successor;
 * `joins` the report of the successor in the same cycle; `waived` where nobody succeeds; `kept`: what was sent,
 * or is said to have been, and counts on.
 */
export type DutyFate = 'stays' | 'moves' | 'joins' | 'waived' | 'kept';

/** What an agency that takes a duty over has of its own in the same cycle. */
export type OwnDuty = Pick<Obligation, 'state' | 'version'>;

/**
 * Whether a duty joins the report that whoever takes it over owes or has sent. One that was waived before anything
 * came is no report: joined to it, the duty would be owed by nobody, so it is handed on as where there is none.
 */
export function joinsOwn(own: OwnDuty | null): boolean {
  return own !== null && (own.state !== 'waived' || own.version > 0);
}

/** Ends and begins what agencies owe also in cycles that have not opened, so that these open with who is there then. */
export const GATE_OF_ENDING = {
  open: true,
  closesForEditsAt: null,
  editsClosed: false,
  onwardAt: null,
} as const;

/**
 * What an agency has in a cycle after it took a duty over there: the same, but wanted again where it was waived. If
 * nothing had come of it, it is owed as that duty is, by the same day; told of it now, it is not assigned once more.
 */
export function ownAfter(
  own: OwedDuty,
  ending: OwedDuty,
  {
    now,
    isOpen,
    reason,
  }: { readonly now: Instant; readonly isOpen: boolean; readonly reason: string },
): OwedDuty {
  if (own.state !== 'waived') return own;
  const again = dutyAfter(own, { type: 'reopen', reason }, { now, gate: GATE_OF_ENDING });
  if (!again.ok || joinsOwn(own)) return again.ok ? again.value : own;
  const { binding, targetAt, overdueAt, dueDay, grantedDay } = ending;
  const { epoch, armedAt, reached } = own;
  return {
    ...again.value,
    ...{ binding, targetAt, overdueAt, dueDay, grantedDay },
    // Before its cycle opens nobody is told: it is assigned with all others then.
    ...(isOpen ? {} : { epoch, armedAt, reached }),
  };
}

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
    /** What the successor has of its own, by cycle; null: nobody succeeds. */
    readonly successor: { readonly own: ReadonlyMap<string, OwnDuty> } | null;
  },
): ReadonlyMap<string, DutyFate> {
  return new Map(
    duties.map((duty): [string, DutyFate] => {
      const ended = keptBy(duty, { on, today });
      if (ended !== null) return [duty.id, ended];
      if (successor === null) return [duty.id, 'waived'];
      return [duty.id, joinsOwn(successor.own.get(duty.cycleId) ?? null) ? 'joins' : 'moves'];
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

/** Whether another has to send what an agency owes that has ended: it was not sent, and not due while it was there. */
export function wantsHeir(
  duty: EndingDuty,
  { lastDay, today }: { readonly lastDay: Day; readonly today: Day },
): boolean {
  return keptBy(duty, { on: firstDayWithout(lastDay), today }) === null;
}

/** The last day of an agency that is gone from `on`. */
export function lastDayOf(on: Day): Day {
  return plusDays(on, -1);
}

/** The first day without an agency whose last day was `lastDay`. */
export function firstDayWithout(lastDay: Day): Day {
  return plusDays(lastDay, 1);
}
