import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { COUNTERS, isSinceOverdue, NO_COUNTS } from '../../domain/counting.js';
import type { Counter, Counts } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import type { Tables } from '../../db/tables.js';

/** What an obligation's row says of its counting. */
export interface CountedRow {
  readonly cycle_id: string;
  readonly counted: readonly Counter[];
  readonly groups: readonly string[];
  readonly overdue_at: Instant | null;
}

/** By how much one row of `cycle_count` is to change; `since` null: counts at once. */
interface Change {
  readonly cycleId: string;
  readonly group: string;
  readonly since: Instant | null;
  readonly by: Record<Counter, number>;
}

/** What a transaction has changed of the counters and not written yet. */
export type PendingCounts = Map<string, Change>;

/** Counts of the whole cycle, not of one of its groups. */
export const WHOLE = '';

/** Notes that a row was counted one way and now is another; null where there was or will be no row. */
export function noteCounted(
  pending: PendingCounts,
  before: CountedRow | null,
  after: CountedRow | null,
): void {
  if (before !== null) add(pending, before, -1);
  if (after !== null) add(pending, after, 1);
}

function add(pending: PendingCounts, row: CountedRow, by: 1 | -1): void {
  for (const counter of row.counted) {
    const isLater = isSinceOverdue(counter);
    if (isLater && row.overdue_at === null) continue;
    for (const group of [WHOLE, ...row.groups]) {
      changeOf(pending, row.cycle_id, group, isLater ? row.overdue_at : null).by[counter] += by;
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

/**
 * Writes what is pending. The rows of `cycle_count` are the last thing a transaction locks, in one order:
 * many acts on one cycle queue here for the moment until they commit, and nowhere else.
 */
export async function writeCounts(
  trx: Transaction<Tables>,
  officeId: string,
  pending: PendingCounts,
): Promise<void> {
  const rows = [...pending.values()]
    .filter(({ by }) => COUNTERS.some((counter) => by[counter] !== 0))
    .map(({ cycleId, group, since, by }) => ({
      cycle_id: cycleId,
      group_name: group,
      since: since ?? '-infinity',
      ...Object.fromEntries(COUNTERS.map((counter) => [columnOf(counter), by[counter]])),
    }));
  pending.clear();
  if (rows.length === 0) return;
  const columns = COUNTERS.map((counter) => sql.ref(columnOf(counter)));
  await sql`
    insert into cycle_count (office_id, cycle_id, group_name, since, ${sql.join(columns)})
    select ${officeId}, cycle_id, group_name, since, ${sql.join(columns)}
      from jsonb_populate_recordset(null::cycle_count, ${JSON.stringify(rows)}::jsonb)
     order by cycle_id, group_name, since
    on conflict (office_id, cycle_id, group_name, since) do update
       set ${sql.join(columns.map((column) => sql`${column} = cycle_count.${column} + excluded.${column}`))}`.execute(
    trx,
  );
}

/** The column of `cycle_count` a counter stands in. */
export function columnOf(counter: Counter): string {
  return counter.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
