import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { isFor, isReachable } from '../../domain/reach.js';
import { WHOLE } from '../../domain/pending-counts.js';

interface At {
  readonly officeId: string;
  readonly now: Instant;
}

/**
 * Ids of the agencies to which no mail for those who write the report can be expected to arrive today.
 * Whoever has an address that never bounced and holds without end needs no look at the rule; the few
 * others are asked it.
 */
export async function unreachableAgencies(
  db: LedgerDb,
  { officeId, now }: At,
): Promise<readonly string[]> {
  const asked = sql<{
    readonly agencyId: string;
    readonly role: 'mailbox' | 'person' | 'head' | null;
    readonly bounced: boolean;
    readonly validFrom: ReturnType<typeof dayAt> | null;
    readonly validTo: ReturnType<typeof dayAt> | null;
  }>`
    select a.id as "agencyId", c.role, c.bounced_at is not null as bounced,
           c.valid_from as "validFrom", c.valid_to as "validTo"
      from agency a
      left join contact c on c.office_id = a.office_id and c.agency_id = a.id
     where a.office_id = ${officeId}
       and not exists (
         select 1 from contact sure
          where sure.office_id = a.office_id and sure.agency_id = a.id and sure.role <> 'head'
            and sure.bounced_at is null and sure.valid_from is null and sure.valid_to is null)`;
  const rows = await keptRows(db, asked);
  const today = dayAt(now);
  const reached = new Set(
    rows.flatMap(({ agencyId, role, ...validity }) =>
      role !== null && isFor({ role }, 'writers') && isReachable(validity, today) ? [agencyId] : [],
    ),
  );
  return [...new Set(rows.map(({ agencyId }) => agencyId))].filter((id) => !reached.has(id));
}

/** How many bound and chased obligations of some cycles are of agencies known to be unreachable, by cycle id. */
export async function unreachableByCycle(
  db: LedgerDb,
  {
    officeId,
    cycleIds,
    agencyIds,
  }: {
    readonly officeId: string;
    readonly cycleIds: readonly string[];
    readonly agencyIds: readonly string[];
  },
): Promise<ReadonlyMap<string, number>> {
  if (agencyIds.length === 0 || cycleIds.length === 0) return new Map();
  const rows = await keptRows(
    db,
    sql<{ readonly cycleId: string; readonly n: number }>`
      select cycle_id as "cycleId", count(*)::int as n from obligation
       where office_id = ${officeId} and agency_id = any(${[...agencyIds]}::uuid[])
         and cycle_id = any(${[...cycleIds]}::uuid[]) and binding and chased
       group by cycle_id`,
  );
  return new Map(rows.map(({ cycleId, n }) => [cycleId, n]));
}

/** The same of one cycle by group, the whole cycle under the empty name; of agencies known to be unreachable. */
export async function unreachableByGroup(
  db: LedgerDb,
  {
    officeId,
    cycleId,
    agencyIds,
  }: {
    readonly officeId: string;
    readonly cycleId: string;
    readonly agencyIds: readonly string[];
  },
): Promise<ReadonlyMap<string, number>> {
  if (agencyIds.length === 0) return new Map();
  const rows = await keptRows(
    db,
    sql<{ readonly name: string; readonly n: number }>`
      select name, count(*)::int as n from obligation, unnest(${WHOLE}::text || groups) as name
       where office_id = ${officeId} and agency_id = any(${[...agencyIds]}::uuid[])
         and cycle_id = ${cycleId} and binding and chased
       group by name`,
  );
  return new Map(rows.map(({ name, n }) => [name, n]));
}
