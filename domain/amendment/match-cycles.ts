import { dayAt, minuteAt } from '../day.js';
import type { Instant } from '../day.js';
import { isPast } from '../dated-cycle.js';
import { printedDay } from '../printed-day.js';
import type { ConfirmedCycle } from '../schemas/confirmed-plan.js';

/**
 * The cycles of a duty when it is due otherwise: each that is meant again keeps its key, by which the ledger
 * knows it. What has gone by stays as it was. A cycle of no counterpart is new, one that has none any more
 * is gone.
 */
export function matchedCycles(
  was: readonly ConfirmedCycle[],
  is: readonly ConfirmedCycle[],
  { now, taken }: { readonly now: Instant; readonly taken: ReadonlySet<string> },
): readonly ConfirmedCycle[] {
  const past = was.filter((cycle) => isPast(cycle, now));
  const ahead = was.filter((cycle) => !isPast(cycle, now));
  const ofPast = new Set(past.map(periodOf));
  const wanted = is.filter(
    (cycle) =>
      !isPast(cycle, now) && !(cycle.periodKind !== undefined && ofPast.has(periodOf(cycle))),
  );
  const pairs = pairsOf(ahead, wanted);
  const keys = new Set([...taken, ...was.map(({ key }) => key)]);
  const next = wanted.map((cycle) => {
    const before = pairs.get(cycle);
    if (before !== undefined) return { ...cycle, key: before.key };
    const key = freshKey(cycle.key, keys);
    keys.add(key);
    return { ...cycle, key };
  });
  return [...past, ...next];
}

/** By their keys, then by their periods, then, where as many are left on both sides, in their order. */
function pairsOf(
  was: readonly ConfirmedCycle[],
  is: readonly ConfirmedCycle[],
): ReadonlyMap<ConfirmedCycle, ConfirmedCycle> {
  const pairs = new Map<ConfirmedCycle, ConfirmedCycle>();
  const left = new Set(was);
  const pair = (sameAs: (a: ConfirmedCycle, b: ConfirmedCycle) => boolean): void => {
    for (const cycle of is) {
      if (pairs.has(cycle)) continue;
      const before = [...left].find((one) => sameAs(one, cycle));
      if (before === undefined) continue;
      pairs.set(cycle, before);
      left.delete(before);
    }
  };
  pair((a, b) => a.key === b.key);
  pair((a, b) => a.periodKind !== undefined && periodOf(a) === periodOf(b));
  const open = is.filter((cycle) => !pairs.has(cycle));
  if (open.length === left.size) {
    const rest = [...left];
    open.forEach((cycle, nth) => {
      const before = rest[nth];
      if (before !== undefined) pairs.set(cycle, before);
    });
  }
  return pairs;
}

function periodOf({ periodKind, periodFrom, periodTo, key }: ConfirmedCycle): string {
  return periodKind === undefined ? key : `${periodKind}/${periodFrom ?? ''}/${periodTo ?? ''}`;
}

/** A key that no cycle of the plan has. */
export function freshKey(wanted: string, keys: ReadonlySet<string>): string {
  for (let nth = 2; ; nth += 1) {
    const key = nth === 2 && !keys.has(wanted) ? wanted : `${wanted}-${String(nth)}`;
    if (!keys.has(key)) return key;
  }
}

/** Cycles that the office itself has due on another day: the plan's phrase stays, with that day beside it. */
export function byHand(
  was: readonly ConfirmedCycle[],
  is: readonly ConfirmedCycle[],
): readonly ConfirmedCycle[] {
  const before = new Map(was.map((cycle) => [cycle.key, cycle]));
  return is.map((cycle) => {
    const printed = before.get(cycle.key);
    if (printed === undefined) return cycle;
    const { officeDue: _none, ...plain } = cycle;
    const isSame = printed.targetAt === cycle.targetAt && printed.overdueAt === cycle.overdueAt;
    if (isSame && printed.duePhrase === cycle.duePhrase) return printed;
    // Said in the plan's own words again, nothing stands beside them.
    const isPrinted = printed.officeDue !== undefined && cycle.duePhrase === printed.duePhrase;
    if (isPrinted && cycle.rule !== undefined) return plain;
    const officeDue = officeDueOf(cycle);
    return {
      ...plain,
      duePhrase: printed.duePhrase,
      ...(officeDue === null ? {} : { officeDue }),
    };
  });
}

function officeDueOf({ hourBound, targetAt }: ConfirmedCycle): string | null {
  if (targetAt === null) return null;
  const day = printedDay(dayAt(targetAt));
  if (!hourBound) return `đến hết ngày ${day}`;
  const minute = minuteAt(targetAt);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
  return `trước ${clock.join(' giờ ')} ngày ${day}`;
}
