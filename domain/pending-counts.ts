import { COUNTERS, isSinceOverdue, NO_COUNTS } from './counting.js';
import type { Counter, Counts } from './counting.js';
import type { Instant } from './day.js';

/** What an obligation says of its counting. */
export interface CountedDuty {
  readonly cycleId: string;
  readonly counted: readonly Counter[];
  readonly groups: readonly string[];
  readonly overdueAt: Instant | null;
}

/** By how much the counts of a cycle, or of one of its groups, are to change; `since` null: counts at once. */
interface Change {
  readonly cycleId: string;
  readonly group: string;
  readonly since: Instant | null;
  readonly by: Record<Counter, number>;
}

/** Changes of counters, added up by cycle, group and the instant from which they count. */
export type PendingCounts = Map<string, Change>;

/** Counts of the whole cycle, not of one of its groups. */
export const WHOLE = '';

/** Notes that a duty was counted one way and now is another; null where there was or will be none. */
export function noteCounted(
  pending: PendingCounts,
  before: CountedDuty | null,
  after: CountedDuty | null,
): void {
  if (before !== null) add(pending, before, -1);
  if (after !== null) add(pending, after, 1);
}

function add(pending: PendingCounts, duty: CountedDuty, by: 1 | -1): void {
  for (const counter of duty.counted) {
    const isLater = isSinceOverdue(counter);
    if (isLater && duty.overdueAt === null) continue;
    for (const group of [WHOLE, ...duty.groups]) {
      changeOf(pending, duty.cycleId, group, isLater ? duty.overdueAt : null).by[counter] += by;
    }
  }
}

function changeOf(
  pending: PendingCounts,
  cycleId: string,
  group: string,
  since: Instant | null,
): Change {
  const key = JSON.stringify([cycleId, group, since]);
  const known = pending.get(key);
  if (known !== undefined) return known;
  const change: Change = { cycleId, group, since, by: { ...NO_COUNTS } };
  pending.set(key, change);
  return change;
}

/** By how much the pending changes move the counts of a whole cycle at `now`. */
export function pendingIn(pending: PendingCounts, cycleId: string, now: Instant): Counts {
  const moved: Record<Counter, number> = { ...NO_COUNTS };
  for (const change of pending.values()) {
    if (change.cycleId !== cycleId || change.group !== WHOLE) continue;
    if (change.since !== null && change.since > now) continue;
    for (const counter of COUNTERS) moved[counter] += change.by[counter];
  }
  return moved;
}
