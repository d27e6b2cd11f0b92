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
    with rung as (
      select distinct on (k.obligation_id) k.obligation_id, k.promised_day
        from call k
        join obligation o on o.office_id = k.office_id and o.id = k.obligation_id
       where k.office_id = ${officeId} and o.cycle_id = ${cycleId}
       order by k.obligation_id, k.at desc)
    select o.id
      from obligation o
      left join rung on rung.obligation_id = o.id
     where o.office_id = ${officeId} and o.cycle_id = ${cycleId}
       and o.binding and o.chased and o.state in ('expected', 'returned')
       and (('overdue' = any(o.counted) and o.overdue_at <= ${now})
            or o.agency_id = any(${[...unreachable]}::uuid[]))
       and (rung.promised_day is null or rung.promised_day < ${dayAt(now)})
     order by rung.obligation_id is not null, o.overdue_at nulls first, o.id
     limit ${MOST_CALLS}`.execute(db);
  return rows.map(({ id }) => id);
}
