import type { Day, Instant } from './day.js';
import type { Half } from './halves.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';

/** What one agency owes in one cycle; *overdue*, *unreachable* and *nil* are derived. */
export interface Obligation {
  readonly state: ObligationState;
  readonly binding: boolean;
  /** Raised by whatever re-arms the ladder: a return, an extension, a due day moved by a person. */
  readonly epoch: number;
  readonly originalTargetAt: Instant | null;
  readonly originalOverdueAt: Instant | null;
  readonly targetAt: Instant | null;
  readonly overdueAt: Instant | null;
  /** Number of the latest version received; 0 before the first. */
  readonly version: number;
  /** Fixed by the first report or document that passed the checks; null before it. */
  readonly onTime: boolean | null;
  readonly firstReceivedAt: Instant | null;
  readonly nil: boolean;
  /** The half that is still to come after the other: asked for, never owed as late. */
  readonly missingHalf: Half | null;
  readonly everReturned: boolean;
  readonly reason: string | null;
}

export type ObligationState =
  'expected' | 'submitted' | 'accepted' | 'claimed' | 'returned' | 'waived';

export interface NewDue {
  readonly day: Day;
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
}

export type ObligationCommand =
  | { readonly type: 'submit'; readonly nil: boolean; readonly missingHalf?: Half | null }
  | { readonly type: 'claim' }
  | {
      readonly type: 'confirmClaim';
      readonly arrivedAt: Instant;
      readonly missingHalf?: Half | null;
    }
  /** The signed document came after the figures, or is found to have come before them. */
  | { readonly type: 'documentArrived'; readonly arrivedAt: Instant }
  | { readonly type: 'rejectClaim'; readonly reason: string }
  | { readonly type: 'return'; readonly reason: string; readonly due: NewDue }
  | { readonly type: 'accept' }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'extend'; readonly due: NewDue; readonly reason: string }
  | { readonly type: 'setDue'; readonly due: NewDue; readonly reason: string }
  | { readonly type: 'waive'; readonly reason: string }
  | { readonly type: 'withdrawOnTime'; readonly reason: string };

export type ObligationEvent =
  | {
      readonly type: 'submitted';
      readonly version: number;
      readonly at: Instant;
      readonly onTime: boolean;
      readonly nil: boolean;
      readonly missingHalf: Half | null;
    }
  | { readonly type: 'claimed'; readonly at: Instant }
  | { readonly type: 'documentClaimed'; readonly at: Instant }
  | {
      readonly type: 'claimConfirmed';
      readonly arrivedAt: Instant;
      readonly onTime: boolean;
      readonly missingHalf: Half | null;
    }
  | { readonly type: 'documentArrived'; readonly arrivedAt: Instant; readonly onTime: boolean }
  | { readonly type: 'claimRejected'; readonly reason: string }
  | { readonly type: 'returned'; readonly reason: string; readonly due: NewDue }
  | { readonly type: 'accepted' }
  | { readonly type: 'reopened'; readonly reason: string }
  | { readonly type: 'extended'; readonly reason: string; readonly due: NewDue }
  | { readonly type: 'dueSet'; readonly reason: string; readonly due: NewDue }
  | { readonly type: 'waived'; readonly reason: string }
  | { readonly type: 'onTimeWithdrawn'; readonly reason: string };

export type ObligationRefusal =
  | 'CYCLE_NOT_OPEN'
  | 'CLOSED_FOR_EDITS'
  | 'ALREADY_ACCEPTED'
  | 'ALREADY_RECEIVED'
  | 'NOTHING_RECEIVED'
  | 'NO_HALF_MISSING'
  | 'NOT_CLAIMED'
  | 'WAIVED'
  | 'NOT_OWED'
  | 'REASON_MISSING'
  | 'DUE_NOT_LATER'
  | 'DUE_IN_THE_PAST'
  | 'DUE_AFTER_CLOSING'
  | 'DUE_AFTER_ONWARD'
  | 'NOT_ON_TIME';

/** What of its cycle bears on one obligation. */
export interface CycleGate {
  readonly open: boolean;
  readonly closesForEditsAt: Instant | null;
  readonly editsClosed: boolean;
  /** By when the report made of it is wanted above; null: by no moment, or an approver acts, who may let an agency report later. */
  readonly onwardAt: Instant | null;
}

/** What an act makes of an obligation at `now`, or why it is refused; changes nothing itself. */
export function decideObligation(
  owed: Obligation,
  command: ObligationCommand,
  { now, gate }: { readonly now: Instant; readonly gate: CycleGate },
): Result<readonly ObligationEvent[], ObligationRefusal> {
  if (!gate.open) return refuse('CYCLE_NOT_OPEN');
  if (gate.editsClosed || (gate.closesForEditsAt !== null && now >= gate.closesForEditsAt)) {
    return refuse('CLOSED_FOR_EDITS');
  }
  if ('reason' in command && command.reason.trim() === '') return refuse('REASON_MISSING');
  switch (command.type) {
    case 'submit':
      if (owed.state === 'accepted') return refuse('ALREADY_ACCEPTED');
      if (owed.state === 'waived') return refuse('WAIVED');
      return ok([
        {
          type: 'submitted',
          version: owed.version + 1,
          at: now,
          onTime: owed.onTime ?? isOnTime(owed, now),
          nil: command.nil,
          missingHalf: command.missingHalf ?? null,
        },
      ]);
    case 'claim':
      if (owed.state === 'waived') return refuse('WAIVED');
      // Of a report whose figures are here the document alone may still be said to be sent: it stays received.
      if (isReceived(owed) && owed.missingHalf === 'document') {
        return ok([{ type: 'documentClaimed', at: now }]);
      }
      if (!owes(owed)) return refuse('ALREADY_RECEIVED');
      return ok([{ type: 'claimed', at: now }]);
    case 'confirmClaim':
      if (owed.state !== 'claimed') return refuse('NOT_CLAIMED');
      return ok([
        {
          type: 'claimConfirmed',
          arrivedAt: command.arrivedAt,
          onTime: owed.onTime ?? isOnTime(owed, command.arrivedAt),
          missingHalf: command.missingHalf ?? null,
        },
      ]);
    case 'documentArrived':
      if (!isReceived(owed) || owed.missingHalf !== 'document') return refuse('NO_HALF_MISSING');
      // Either half in time is in time: a document that came before the figures may mend their mark, never worsen it.
      return ok([
        {
          type: 'documentArrived',
          arrivedAt: command.arrivedAt,
          onTime: owed.onTime === true || wasInTime(owed, command.arrivedAt),
        },
      ]);
    case 'rejectClaim':
      if (owed.state !== 'claimed') return refuse('NOT_CLAIMED');
      return ok([{ type: 'claimRejected', reason: command.reason }]);
    case 'return':
      if (owed.state !== 'submitted' && owed.state !== 'accepted')
        return refuse('NOTHING_RECEIVED');
      return refuseDue(command.due, { now, gate }) ?? ok([{ ...command, type: 'returned' }]);
    case 'accept':
      if (owed.state === 'accepted') return refuse('ALREADY_ACCEPTED');
      if (owed.state !== 'submitted') return refuse('NOTHING_RECEIVED');
      return ok([{ type: 'accepted' }]);
    case 'reopen':
      if (owed.state !== 'accepted' && owed.state !== 'waived') return refuse('NOTHING_RECEIVED');
      return ok([{ type: 'reopened', reason: command.reason }]);
    case 'extend':
      if (!owes(owed)) return refuse('NOT_OWED');
      if (owed.overdueAt !== null && command.due.overdueAt <= owed.overdueAt) {
        return refuse('DUE_NOT_LATER', { day: command.due.day });
      }
      return refuseLater(command.due, { now, gate }) ?? ok([{ ...command, type: 'extended' }]);
    case 'setDue':
      if (!owes(owed)) return refuse('NOT_OWED');
      return refuseLater(command.due, { now, gate }) ?? ok([{ ...command, type: 'dueSet' }]);
    case 'waive':
      if (owed.state === 'waived') return refuse('WAIVED');
      if (owed.state === 'accepted') return refuse('ALREADY_ACCEPTED');
      return ok([{ type: 'waived', reason: command.reason }]);
    case 'withdrawOnTime':
      if (owed.onTime !== true) return refuse('NOT_ON_TIME');
      return ok([{ type: 'onTimeWithdrawn', reason: command.reason }]);
  }
}

/** The obligation after one event. */
export function evolveObligation(owed: Obligation, event: ObligationEvent): Obligation {
  switch (event.type) {
    case 'submitted':
      return {
        ...owed,
        state: 'submitted',
        version: event.version,
        onTime: event.onTime,
        firstReceivedAt: owed.firstReceivedAt ?? event.at,
        nil: event.nil,
        missingHalf: event.missingHalf,
        reason: null,
      };
    case 'claimed':
      return { ...owed, state: 'claimed' };
    case 'documentClaimed':
      return owed;
    case 'claimConfirmed':
      return {
        ...owed,
        state: 'submitted',
        version: owed.version + 1,
        onTime: event.onTime,
        firstReceivedAt: owed.firstReceivedAt ?? event.arrivedAt,
        missingHalf: event.missingHalf,
        reason: null,
      };
    case 'documentArrived':
      return {
        ...owed,
        missingHalf: null,
        onTime: event.onTime,
        firstReceivedAt: earlier(owed.firstReceivedAt, event.arrivedAt),
      };
    case 'claimRejected':
      return {
        ...owed,
        state: owed.everReturned ? 'returned' : 'expected',
        epoch: owed.epoch + 1,
        reason: event.reason,
      };
    case 'returned':
      return {
        ...owed,
        ...rearmed(owed, event.due),
        state: 'returned',
        everReturned: true,
        reason: event.reason,
      };
    case 'accepted':
      return { ...owed, state: 'accepted', reason: null };
    case 'reopened':
      // What had come before the waiver is here still: nobody is asked for it again.
      return owed.state === 'waived' && owed.version === 0
        ? { ...owed, state: 'expected', epoch: owed.epoch + 1, reason: event.reason }
        : { ...owed, state: 'submitted', reason: event.reason };
    case 'extended':
    case 'dueSet':
      return { ...owed, ...rearmed(owed, event.due) };
    case 'waived':
      return { ...owed, state: 'waived', reason: event.reason };
    case 'onTimeWithdrawn':
      return { ...owed, onTime: null, firstReceivedAt: null };
  }
}

/** Whether a report is still to come: nothing received, or sent back for a supplement. */
export function owes(owed: Pick<Obligation, 'state'>): boolean {
  return OWING_STATES.includes(owed.state);
}

/** In which states something is owed still. */
export const OWING_STATES: readonly ObligationState[] = ['expected', 'returned'];

/** Whether a report is in hand, taken in or not. */
export function isReceived(owed: Pick<Obligation, 'state'>): boolean {
  return owed.state === 'submitted' || owed.state === 'accepted';
}

/** Whether it counts as late now; merely asked bodies and claims never do. */
export function isOverdue(
  owed: Pick<Obligation, 'state' | 'binding' | 'overdueAt' | 'onTime'>,
  now: Instant,
): boolean {
  return (
    owed.binding &&
    owes(owed) &&
    owed.onTime === null &&
    owed.overdueAt !== null &&
    now >= owed.overdueAt
  );
}

function earlier(one: Instant | null, other: Instant): Instant {
  return one !== null && one < other ? one : other;
}

/** The day given for a supplement is not one by which the first document was due. */
function wasInTime(owed: Obligation, arrivedAt: Instant): boolean {
  const overdueAt = owed.everReturned ? owed.originalOverdueAt : owed.overdueAt;
  return overdueAt === null || arrivedAt < overdueAt;
}

function isOnTime(owed: Obligation, receivedAt: Instant): boolean {
  return owed.overdueAt === null || receivedAt < owed.overdueAt;
}

/** The first instants are kept: timeliness is shown against both clocks. */
function rearmed(
  owed: Obligation,
  due: NewDue,
): Pick<Obligation, 'epoch' | 'targetAt' | 'overdueAt'> {
  return { epoch: owed.epoch + 1, targetAt: due.targetAt, overdueAt: due.overdueAt };
}

/** More time than the report upward leaves is a leader's to give: that report goes out without the agency's. */
function refuseLater(
  due: NewDue,
  at: { readonly now: Instant; readonly gate: CycleGate },
): Result<never, ObligationRefusal> | null {
  const isPast = isLeadersToGive(due, at.gate);
  return refuseDue(due, at) ?? (isPast ? refuse('DUE_AFTER_ONWARD', { day: due.day }) : null);
}

/** Whether a day is later than the report upward: only a leader may give it. */
export function isLeadersToGive(
  due: Pick<NewDue, 'targetAt'>,
  { onwardAt }: Pick<CycleGate, 'onwardAt'>,
): boolean {
  return onwardAt !== null && due.targetAt > onwardAt;
}

function refuseDue(
  due: NewDue,
  { now, gate }: { readonly now: Instant; readonly gate: CycleGate },
): Result<never, ObligationRefusal> | null {
  if (due.targetAt <= now) return refuse('DUE_IN_THE_PAST', { day: due.day });
  if (gate.closesForEditsAt !== null && due.overdueAt > gate.closesForEditsAt) {
    return refuse('DUE_AFTER_CLOSING', { day: due.day });
  }
  return null;
}
