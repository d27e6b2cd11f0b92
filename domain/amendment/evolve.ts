import type { Instant } from '../day.js';
import { owes } from '../obligation.js';
import { evolveObligation } from '../obligation.js';
import type { OwedDuty } from '../owed-duty.js';
import type { AmendedDue, CycleChange, DutyChange, RunningCycle, RunningDuty } from './decide.js';

/** A duty as an amendment leaves it at `now`: told of it now, its ladder begins here and it is not assigned once more. */
export function amendedDuty<T extends OwedDuty>(
  duty: T,
  change: DutyChange,
  { now, reason }: { readonly now: Instant; readonly reason: string },
): T {
  switch (change.kind) {
    case 'released':
      return { ...duty, ...evolveObligation(duty, { type: 'waived', reason }), reached: null };
    case 'wantedAgain': {
      const again = { ...duty, ...evolveObligation(duty, { type: 'reopened', reason }) };
      return owes(again)
        ? { ...again, ...clockOf(change.due), armedAt: now, reached: null }
        : { ...again, ...clockOf(change.due) };
    }
    case 'begun':
      return { ...duty, ...clockOf(change.due), ...anew(duty, now) };
    case 'moved':
      return { ...duty, ...clockOf(change.due), ...(change.told ? anew(duty, now) : {}) };
    case 'rebound':
      return { ...duty, binding: change.binding };
    case 'added':
    case 'restated':
    case 'dropped':
      return duty;
  }
}

/** A plan that runs, after its amendment: what the ledger holds then, by the same rule. */
export function amendedCycles(
  cycles: readonly RunningCycle[],
  changes: readonly CycleChange[],
  at: { readonly now: Instant; readonly reason: string; readonly idOf: (of: string) => string },
): readonly RunningCycle[] {
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const kept = cycles.map((cycle): RunningCycle => {
    const change = byKey.get(cycle.key);
    if (change === undefined || change.kind === 'added' || change.kind === 'over') return cycle;
    if (change.kind === 'dropped') return { ...cycle, state: 'leftOut' };
    const opening =
      change.moved && cycle.state === 'waiting' ? change.tracked?.planned.opensAt : undefined;
    return {
      ...cycle,
      state: change.opensNow ? 'open' : cycle.state,
      opensAt: opening ?? cycle.opensAt,
      duties: [
        ...cycle.duties.map((duty) => afterAll(duty, change.duties, at)),
        ...begun(cycle.key, change, at),
      ],
    };
  });
  const added = changes.flatMap((change): readonly RunningCycle[] =>
    change.kind !== 'added'
      ? []
      : [
          {
            key: keyOf(change),
            state: change.opensNow ? 'open' : 'waiting',
            opensAt: change.tracked.planned.opensAt,
            mergedIn: change.tracked.mergedIn?.cycle.key ?? null,
            duties: begun(keyOf(change), change, at),
          },
        ],
  );
  return [...kept, ...added];
}

/** The key of the cycle that a change is about. */
export function keyOf(change: CycleChange): string {
  return change.kind === 'added' ? change.tracked.planned.cycle.key : change.from.cycle.key;
}

function afterAll(
  duty: RunningDuty,
  changes: readonly DutyChange[],
  at: { readonly now: Instant; readonly reason: string },
): RunningDuty {
  return changes
    .filter((change) => 'dutyId' in change && change.dutyId === duty.id)
    .reduce((after: RunningDuty, change) => amendedDuty(after, change, at), duty);
}

/** Duties that begin with an amendment; those told of it are not assigned by a wave. */
function begun(
  key: string,
  { duties }: CycleChange,
  { now, idOf }: { readonly now: Instant; readonly idOf: (of: string) => string },
): readonly RunningDuty[] {
  return duties.flatMap((change) =>
    change.kind === 'added'
      ? [
          {
            ...BEGINNING,
            ...change.ower,
            ...clockOf(change.due),
            id: idOf(`${key}/${change.agencyId}`),
            originalTargetAt: change.due.targetAt,
            originalOverdueAt: change.due.overdueAt,
            ...(change.told ? { epoch: 1, armedAt: now } : {}),
            asked: change.told,
          },
        ]
      : [],
  );
}

const BEGINNING: Omit<
  RunningDuty,
  | 'id'
  | 'agencyId'
  | 'asked'
  | 'chased'
  | 'binding'
  | 'targetAt'
  | 'overdueAt'
  | 'originalTargetAt'
  | 'originalOverdueAt'
> = {
  state: 'expected',
  epoch: 0,
  version: 0,
  onTime: null,
  firstReceivedAt: null,
  nil: false,
  everReturned: false,
  reason: null,
  dueDay: null,
  grantedDay: null,
  armedAt: null,
  reached: null,
  receivedAt: null,
  claimedAt: null,
  acceptedAt: null,
  missingHalf: null,
};

function clockOf({ targetAt, overdueAt, day, granted }: AmendedDue) {
  return { targetAt, overdueAt, dueDay: day, grantedDay: granted };
}

function anew({ epoch }: OwedDuty, now: Instant) {
  return { epoch: epoch + 1, armedAt: now, reached: null };
}
