import { decideClaim } from './claim.js';
import type { Claim } from './claim.js';
import { dayAt } from './day.js';
import type { Day, Instant } from './day.js';
import { owes } from './obligation.js';
import type { CycleGate, NewDue, ObligationCommand } from './obligation.js';
import { dutyAfter } from './owed-duty.js';
import type { OwedDuty } from './owed-duty.js';
import type { RefusalCode } from './refusals.js';

/** What an officer may do to many duties at once. */
export const BULK_ACTS = ['remind', 'extend', 'grant', 'accept', 'return', 'reconcile'] as const;
export type BulkActName = (typeof BULK_ACTS)[number];

/** How many one request may act on: a short transaction; the pages send one after the other. */
export const MOST_AT_ONCE = 300;

/** By which notice an agency is reminded at once by a person. */
export const BY_HAND = 'remindNow';

/** An act with what it was given. */
export type BulkAct =
  | { readonly name: 'remind' | 'accept' | 'grant' }
  | { readonly name: 'extend' | 'return'; readonly day: Day; readonly reason: string }
  | { readonly name: 'reconcile'; readonly day: Day };

/** One duty with all that decides what an act at once makes of it. */
export interface BulkDuty {
  readonly owed: OwedDuty;
  /** Whether anybody is reminded of it at all: the standing body is not. */
  readonly chased: boolean;
  readonly gate: CycleGate;
  readonly paused: boolean;
  /** The latest extension asked for; null: none ever. */
  readonly extension: {
    readonly state: 'asked' | 'granted' | 'refused';
    readonly wantedDay: Day;
    readonly reason: string;
  } | null;
  /** What the agency says it sent and nobody has looked for yet. */
  readonly claim: Claim | null;
  /** Whether a mail to its agency can be expected to arrive. */
  readonly reachable: boolean;
  /** What was told to the agency today: by the ladder, by a person's reminder about this duty, or nothing. */
  readonly toldToday: 'ladder' | 'byHand' | null;
}

/** What would become of one duty: done by a command (none for a mere mail), so already, or refused. */
export type BulkOutcome =
  | { readonly kind: 'will'; readonly command: ObligationCommand | null }
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly code: RefusalCode };

interface At {
  readonly now: Instant;
  /** The two instants of a day that a person names. */
  readonly dueOf: (day: Day) => NewDue;
  /** Whether reminders may leave at this hour. */
  readonly sending: boolean;
}

/** What an act at once makes of one duty at `now`; the same for what is shown before and for what is done. */
export function bulkOutcome(act: BulkAct, duty: BulkDuty, when: At): BulkOutcome {
  if (isSo(act, duty)) return { kind: 'already' };
  switch (act.name) {
    case 'remind':
      return reminded(duty, when);
    case 'accept':
      return commanded({ type: 'accept' }, duty, when);
    case 'return':
      return commanded(
        { type: 'return', reason: act.reason, due: when.dueOf(act.day) },
        duty,
        when,
      );
    case 'extend':
      return extended(act, duty, when);
    case 'grant': {
      const { extension } = duty;
      if (extension?.state !== 'asked') return { kind: 'refused', code: 'NO_EXTENSION_ASKED' };
      return commanded(
        { type: 'extend', due: when.dueOf(extension.wantedDay), reason: extension.reason },
        duty,
        when,
      );
    }
    case 'reconcile':
      return reconciled(act.day, duty, when);
  }
}

/** Whether a duty stands already as the act would leave it: done twice, it is done once. */
function isSo(act: BulkAct, { owed, extension, toldToday }: BulkDuty): boolean {
  switch (act.name) {
    case 'remind':
      return owes(owed) && toldToday === 'byHand';
    case 'accept':
      return owed.state === 'accepted';
    case 'return':
      return owed.state === 'returned' && owed.grantedDay === act.day && owed.reason === act.reason;
    case 'extend':
      return owes(owed) && owed.grantedDay === act.day && extension?.state !== 'asked';
    case 'grant':
      return extension?.state === 'granted';
    case 'reconcile':
      return owed.state === 'submitted' || owed.state === 'accepted';
  }
}

function commanded(command: ObligationCommand, { owed, gate }: BulkDuty, { now }: At): BulkOutcome {
  const decided = dutyAfter(owed, command, { now, gate });
  return decided.ok ? { kind: 'will', command } : { kind: 'refused', code: decided.error };
}

/** A day for somebody who asked answers him; for the others it is the office's own word. */
function extended(
  { day, reason }: { readonly day: Day; readonly reason: string },
  duty: BulkDuty,
  when: At,
): BulkOutcome {
  const due = when.dueOf(day);
  const { overdueAt } = duty.owed;
  if (owes(duty.owed) && overdueAt !== null && due.overdueAt <= overdueAt) {
    return { kind: 'refused', code: 'DUE_NOT_LATER' };
  }
  const { extension } = duty;
  return commanded(
    extension?.state === 'asked'
      ? { type: 'extend', due, reason: extension.reason }
      : { type: 'setDue', due, reason },
    duty,
    when,
  );
}

function reconciled(day: Day, duty: BulkDuty, when: At): BulkOutcome {
  if (duty.owed.state !== 'claimed' || duty.claim === null) {
    return { kind: 'refused', code: 'NOT_CLAIMED' };
  }
  const decided = decideClaim(duty.claim, { type: 'confirm', arrivedOn: day }, when.now);
  if (!decided.ok) return { kind: 'refused', code: decided.error };
  if (decided.value.type !== 'confirmed') return { kind: 'refused', code: 'NOT_CLAIMED' };
  return commanded({ type: 'confirmClaim', arrivedAt: decided.value.arrivedAt }, duty, when);
}

/** A reminder by hand keeps the rules of those by the ladder: owed, told before, in hours, one a day. */
function reminded(
  { owed, chased, gate, paused, reachable, toldToday }: BulkDuty,
  { sending }: At,
): BulkOutcome {
  const code = ((): RefusalCode | null => {
    if (!gate.open) return 'CYCLE_NOT_OPEN';
    if (gate.editsClosed) return 'CLOSED_FOR_EDITS';
    if (owed.state === 'claimed') return 'SAYS_SENT';
    if (!owes(owed) || !chased) return 'NOT_OWED';
    if (paused) return 'CYCLE_PAUSED';
    if (owed.epoch === 0 && owed.reached === null) return 'NOT_ASKED_YET';
    if (!reachable) return 'NO_ADDRESS';
    if (toldToday === 'ladder') return 'TOLD_TODAY';
    return sending ? null : 'OUTSIDE_HOURS';
  })();
  return code === null ? { kind: 'will', command: null } : { kind: 'refused', code };
}

/** In which words somebody is reminded by hand: as the ladder would speak to him on this day. */
export function rungByHand(
  {
    targetAt,
    overdueAt,
    cutOff,
    binding,
    returned,
  }: {
    readonly targetAt: Instant | null;
    readonly overdueAt: Instant | null;
    readonly cutOff: Day | null;
    readonly binding: boolean;
    readonly returned: boolean;
  },
  now: Instant,
): 'prepare' | 'remind' | 'lastDay' | 'overdue' {
  const today = dayAt(now);
  if (!returned && cutOff !== null && today <= cutOff) return 'prepare';
  // Whoever is merely asked, or has sent one report, is never told that nothing has come.
  if (binding && !returned && overdueAt !== null && overdueAt <= now) return 'overdue';
  return targetAt !== null && targetAt > now && dayAt(targetAt) === today ? 'lastDay' : 'remind';
}
