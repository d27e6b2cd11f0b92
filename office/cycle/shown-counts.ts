import type { Counts as ShownCounts } from '../../contract/cycles.js';
import type { LedgerDb } from '../../db/connection.js';
import { NO_COUNTS, sumOf } from '../../domain/counting.js';
import type { Counts } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import { countsByGroup, countsOfCycles } from '../counting/cycle-counts.js';
import { WHOLE } from '../../domain/pending-counts.js';
import {
  unreachableAgencies,
  unreachableByCycle,
  unreachableByGroup,
} from '../counting/unreachable.js';

interface At {
  readonly officeId: string;
  readonly now: Instant;
}

/** What people see of the counts of some cycles, from the counters; `of` answers for one cycle or several together. */
export async function shownCounts(
  db: LedgerDb,
  at: At & { readonly cycleIds: readonly string[] },
): Promise<{ readonly of: (cycleIds: readonly string[]) => ShownCounts }> {
  const [counts, unreachable] = await Promise.all([
    countsOfCycles(db, at),
    unreachableByCycle(db, {
      ...at,
      agencyIds: await unreachableAgencies(db, at),
    }),
  ]);
  return {
    of: (cycleIds) =>
      shown(
        sumOf(cycleIds.map((id) => counts.get(id) ?? NO_COUNTS)),
        cycleIds.reduce((all, id) => all + (unreachable.get(id) ?? 0), 0),
      ),
  };
}

/** The counts of one cycle, whole and by group of agencies. */
export async function shownGroups(
  db: LedgerDb,
  {
    officeId,
    cycleId,
    now,
    unreachable: agencyIds,
  }: At & { readonly cycleId: string; readonly unreachable: readonly string[] },
): Promise<{
  readonly counts: ShownCounts;
  readonly groups: { name: string; counts: ShownCounts }[];
}> {
  const [{ whole, groups }, unreachable] = await Promise.all([
    countsByGroup(db, { officeId, cycleId, now }),
    unreachableByGroup(db, { officeId, cycleId, agencyIds }),
  ]);
  return {
    counts: shown(whole, unreachable.get(WHOLE) ?? 0),
    groups: groups.map(({ name, counts }) => ({
      name,
      counts: shown(counts, unreachable.get(name) ?? 0),
    })),
  };
}

/** The counters that people see, in the contract's order. */
export function shown(counts: Counts, unreachable: number): ShownCounts {
  return {
    total: counts.total,
    expected: counts.expected,
    claimed: counts.claimed,
    submitted: counts.submitted,
    returned: counts.returned,
    accepted: counts.accepted,
    waived: counts.waived,
    onTime: counts.onTime,
    late: counts.late,
    missing: counts.missing,
    overdue: counts.overdue,
    nil: counts.nil,
    unreachable,
    asked: counts.asked,
  };
}
