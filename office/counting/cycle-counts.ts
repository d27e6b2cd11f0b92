import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { COUNTERS, NO_COUNTS, sumOf } from '../../domain/counting.js';
import type { Counts } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import type { OfficeScope } from '../scope.js';
import { pendingIn, WHOLE } from '../../domain/pending-counts.js';
import { columnOf } from './pending-counts.js';

interface Where {
  readonly officeId: string;
  readonly cycleIds: readonly string[];
  readonly now: Instant;
}

/** The counts of some cycles at `now`, by cycle id; a cycle without obligations has none. */
export async function countsOfCycles(
  db: LedgerDb,
  { officeId, cycleIds, now }: Where,
): Promise<ReadonlyMap<string, Counts>> {
  if (cycleIds.length === 0) return new Map();
  const rows = await keptRows(
    db,
    sql<Counts & { readonly cycleId: string }>`
      select cycle_id as "cycleId", ${COUNT_SUMS} from cycle_count
       where office_id = ${officeId} and cycle_id = any(${[...cycleIds]}::uuid[])
         and group_name = ${WHOLE} and since <= ${now}
       group by cycle_id`,
  );
  return new Map(rows.map(({ cycleId, ...counts }) => [cycleId, counts]));
}

/** The counts of one cycle, whole and by group of agencies, by name; an agency with two tags is in both groups. */
export async function countsByGroup(
  db: LedgerDb,
  { officeId, cycleId, now }: Omit<Where, 'cycleIds'> & { readonly cycleId: string },
): Promise<{
  readonly whole: Counts;
  readonly groups: readonly { readonly name: string; readonly counts: Counts }[];
}> {
  const rows = await keptRows(
    db,
    sql<Counts & { readonly name: string }>`
      select group_name as name, ${COUNT_SUMS} from cycle_count
       where office_id = ${officeId} and cycle_id = ${cycleId} and since <= ${now}
       group by group_name
      having sum(total) + sum(asked) > 0 or group_name = ${WHOLE}`,
  );
  const counted = rows.map(({ name, ...counts }) => ({ name, counts }));
  return {
    whole: counted.find(({ name }) => name === WHOLE)?.counts ?? NO_COUNTS,
    groups: counted
      .filter(({ name }) => name !== WHOLE)
      .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
  };
}

/** The counts of some cycles as this transaction sees them, its own acts included; by cycle id. */
export async function countsInScope(
  scope: OfficeScope,
  cycleIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const { officeId, now } = scope;
  const written = await countsOfCycles(scope.trx, { officeId, cycleIds, now });
  return new Map(
    cycleIds.map((id) => [
      id,
      sumOf([written.get(id) ?? NO_COUNTS, pendingIn(scope.counts, id, now)]),
    ]),
  );
}

/** When the next wave of each of some cycles is due, by cycle id; a cycle without one is left out. */
export async function nextWaves(
  db: LedgerDb,
  { officeId, cycleIds }: Omit<Where, 'now'>,
): Promise<ReadonlyMap<string, Instant>> {
  if (cycleIds.length === 0) return new Map();
  // One look into the index a cycle: the least of a group would read every obligation of it.
  const { rows } = await sql<{ readonly id: string; readonly at: Instant }>`
    select wanted.id, first.next_at as at
      from unnest(${[...cycleIds]}::uuid[]) as wanted(id),
           lateral (select o.next_at from obligation o
                     where o.office_id = ${officeId} and o.cycle_id = wanted.id
                       and o.next_at is not null
                     order by o.next_at limit 1) as first`.execute(db);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The counters of the rows of `cycle_count` that are asked for, summed up, each by its name. */
export const COUNT_SUMS: RawBuilder<unknown> = sql.join(
  COUNTERS.map(
    (counter) => sql`coalesce(sum(${sql.ref(columnOf(counter))}), 0) as ${sql.ref(counter)}`,
  ),
);
