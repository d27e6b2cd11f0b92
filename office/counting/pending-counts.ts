import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import { keptRows } from '../../db/kept-plans.js';
import { COUNTERS } from '../../domain/counting.js';
import type { Counter } from '../../domain/counting.js';
import type { PendingCounts } from '../../domain/pending-counts.js';
import type { Tables } from '../../db/tables.js';

/**
 * Writes what is pending. The rows of `cycle_count` are the last thing a transaction locks, in one order:
 * many acts on one cycle queue here for the moment until they commit, and nowhere else.
 */
export async function writeCounts(
  trx: Transaction<Tables>,
  officeId: string,
  pending: PendingCounts,
): Promise<void> {
  const rows = takenFrom(pending);
  if (rows.length > 0) await keptRows(trx, written(officeId, rows));
}

/**
 * Writes what is pending and answers `then`, in one statement: whoever holds a cycle while many wait for it
 * should not ask the ledger twice. `then` sees the counts as they were before.
 */
export async function writeCountsAnd<T>(
  trx: Transaction<Tables>,
  { officeId, pending }: { readonly officeId: string; readonly pending: PendingCounts },
  then: RawBuilder<T>,
): Promise<readonly T[]> {
  const rows = takenFrom(pending);
  if (rows.length === 0) return keptRows(trx, then);
  return keptRows(trx, sql<T>`with written as (${written(officeId, rows)}) ${then}`);
}

/** The changes that are not nothing, as rows; they are pending no longer. */
function takenFrom(pending: PendingCounts): readonly object[] {
  const rows = [...pending.values()]
    .filter(({ by }) => COUNTERS.some((counter) => by[counter] !== 0))
    .map(({ cycleId, group, since, by }) => ({
      cycle_id: cycleId,
      group_name: group,
      since: since ?? '-infinity',
      ...Object.fromEntries(COUNTERS.map((counter) => [columnOf(counter), by[counter]])),
    }));
  pending.clear();
  return rows;
}

function written(officeId: string, rows: readonly object[]): RawBuilder<unknown> {
  const columns = COUNTERS.map((counter) => sql.ref(columnOf(counter)));
  return sql`
    insert into cycle_count (office_id, cycle_id, group_name, since, ${sql.join(columns)})
    select ${officeId}, cycle_id, group_name, since, ${sql.join(columns)}
      from jsonb_populate_recordset(null::cycle_count, ${JSON.stringify(rows)}::jsonb)
     order by cycle_id, group_name, since
    on conflict (office_id, cycle_id, group_name, since) do update
       set ${sql.join(columns.map((column) => sql`${column} = cycle_count.${column} + excluded.${column}`))}`;
}

/** The column of `cycle_count` a counter stands in. */
export function columnOf(counter: Counter): string {
  return counter.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
