import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';

/** More than an officer rings in a day; the rest moves up as these are settled. */
const MOST_CALLS = 200;

/**
 * Ids of the obligations to ring about: agencies that owe and are overdue or unreachable, those not rung
 * yet first, then by how long they have been late. A promise that has not come due yet rests.
 */
export async function callList(
  db: LedgerDb,
  {
    officeId,
    cycleId,
    now,
    unreachable,
  }: {
    readonly officeId: string;
    readonly cycleId: string;
    readonly now: Instant;
    readonly unreachable: readonly string[];
  },
): Promise<string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select o.id
      from obligation o
      left join lateral (
        select k.promised_day from call k
         where k.office_id = o.office_id and k.obligation_id = o.id
         order by k.at desc limit 1) as rung on true
     where o.office_id = ${officeId} and o.cycle_id = ${cycleId}
       and o.binding and o.chased and o.state in ('expected', 'returned')
       and (('overdue' = any(o.counted) and o.overdue_at <= ${now})
            or o.agency_id = any(${[...unreachable]}::uuid[]))
       and (rung.promised_day is null or rung.promised_day < ${dayAt(now)})
     order by exists (select 1 from call k
                       where k.office_id = o.office_id and k.obligation_id = o.id),
              o.overdue_at nulls first, o.id
     limit ${MOST_CALLS}`.execute(db);
  return rows.map(({ id }) => id);
}
