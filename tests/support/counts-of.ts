import { countersOf, isSinceOverdue, NO_COUNTS } from '../../domain/counting.js';
import type { Countable, Counter, Counts } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';

/** How many of some obligations are in each counter at `now`: counted anew, to hold the kept counters against. */
export function countsOf(
  rows: readonly (Countable & { readonly overdueAt: Instant | null })[],
  now: Instant,
): Counts {
  const counts: Record<Counter, number> = { ...NO_COUNTS };
  for (const row of rows) {
    const isLate = row.overdueAt !== null && now >= row.overdueAt;
    for (const counter of countersOf(row)) {
      if (isLate || !isSinceOverdue(counter)) counts[counter] += 1;
    }
  }
  return counts;
}
