import type { Day, Instant } from './day.js';
import type { LadderFacts, Reached } from './ladder.js';
import { decideObligation, evolveObligation, owes } from './obligation.js';
import type { CycleGate, Obligation, ObligationCommand, ObligationRefusal } from './obligation.js';
import { ok } from './result.js';
import type { Result } from './result.js';

/** An obligation with what its ladder and its days remember of it. */
export interface OwedDuty extends Obligation {
  readonly dueDay: Day | null;
  /** The day a person set for this agency alone; null: its cycle's. */
  readonly grantedDay: Day | null;
  /** When its ladder began anew; null: with its cycle. */
  readonly armedAt: Instant | null;
  readonly reached: Reached;
  readonly receivedAt: Instant | null;
  readonly claimedAt: Instant | null;
  readonly acceptedAt: Instant | null;
}

/** What of its cycle the ladder of a duty hangs on. */
export interface LadderCycle extends Pick<
  LadderFacts,
  | 'what'
  | 'period'
  | 'eventDays'
  | 'ladder'
  | 'cutOff'
  | 'headReleasedAt'
  | 'hourBound'
  | 'letterOnFirstLateDay'
> {
  readonly opensAt: Instant;
  readonly openedAt: Instant | null;
}

/** The duty as a command leaves it at `now`, its ladder at the foot where it begins anew, or why it is refused. */
export function dutyAfter(
  owed: OwedDuty,
  command: ObligationCommand,
  at: { readonly now: Instant; readonly gate: CycleGate },
): Result<OwedDuty, ObligationRefusal> {
  const decided = decideObligation(owed, command, at);
  if (!decided.ok) return decided;
  const { now } = at;
  const after = decided.value.reduce(evolveObligation, owed);
  const rearmed = after.epoch !== owed.epoch;
  return ok({
    ...owed,
    ...after,
    dueDay: 'due' in command ? command.due.day : owed.dueDay,
    grantedDay: 'due' in command ? command.due.day : owed.grantedDay,
    receivedAt: after.version > owed.version ? now : owed.receivedAt,
    claimedAt: command.type === 'claim' ? now : owed.claimedAt,
    acceptedAt: after.state === 'accepted' ? (owed.acceptedAt ?? now) : null,
    reached: rearmed ? null : owed.reached,
    armedAt: rearmed ? now : owed.armedAt,
  });
}

/** Why the mails of the ladder that wait about a duty are left out after a command; null where they stay true. */
export function silencedBy(
  command: Pick<ObligationCommand, 'type'>,
  before: Pick<Obligation, 'epoch'>,
  after: Pick<Obligation, 'epoch' | 'state'>,
): string | null {
  if (owes(after)) return after.epoch === before.epoch ? null : 'epoch';
  return command.type === 'submit' ? 'received' : after.state;
}

/** What the rule of the ladder needs to know of a duty; a day given to one agency is never by the hour. */
export function ladderFactsOf(
  duty: Pick<
    OwedDuty,
    'armedAt' | 'targetAt' | 'overdueAt' | 'grantedDay' | 'dueDay' | 'binding' | 'state' | 'epoch'
  >,
  { openedAt, opensAt, ...cycle }: LadderCycle,
): LadderFacts {
  return {
    startedAt: duty.armedAt ?? openedAt ?? opensAt,
    targetAt: duty.targetAt,
    overdueAt: duty.overdueAt,
    hourBound: cycle.hourBound && duty.grantedDay === null,
    dueDay: duty.dueDay,
    what: cycle.what,
    period: cycle.period,
    binding: duty.binding,
    returned: duty.state === 'returned',
    epoch: duty.epoch,
    cutOff: cycle.cutOff,
    eventDays: cycle.eventDays,
    ladder: cycle.ladder ?? null,
    headReleasedAt: cycle.headReleasedAt,
    letterOnFirstLateDay: cycle.letterOnFirstLateDay,
  };
}
