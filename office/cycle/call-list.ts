import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';

/** More than an officer rings in a day; the rest moves up as these are settled. */
const MOST_CALLS = 200;

/**
 * Whether an obligation `o` is to be rung about: its agency owes and is overdue or unreachable, or has been
 * reminded in vain of the half of its report that is still to come. A promise that has not come due yet rests.
 */
export function isToCall({
  now,
  unreachable,
}: {
  readonly now: Instant;
  readonly unreachable: readonly string[];
}): RawBuilder<unknown> {
  return sql`(o.binding and o.chased
    and (o.state in ('expected', 'returned')
           and ('overdue' = any(o.counted) and o.overdue_at <= ${now}
                or o.agency_id = any(${[...unreachable]}::uuid[]))
         or o.state in ('submitted', 'accepted') and o.missing_half is not null
           and exists (select 1 from notice n
                        where n.office_id = o.office_id and n.obligation_id = o.id
                          and n.epoch = o.epoch and n.name = 'missingHalf')
           and not exists (select 1 from claim k
                            where k.office_id = o.office_id and k.obligation_id = o.id
                              and k.state = 'open'))
    and not exists (
      select 1 from (
        select k.promised_day from call k
         where k.office_id = o.office_id and k.obligation_id = o.id
         order by k.at desc limit 1) as last
       where last.promised_day >= ${dayAt(now)}))`;
}

/** Ids of the obligations to ring about, those not rung yet first, then by how long they have been late. */
export async function callList(
  db: LedgerDb,
  {
    officeId,
    cycleId,
    ...at
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
     where o.office_id = ${officeId} and o.cycle_id = ${cycleId} and ${isToCall(at)}
     order by exists (select 1 from call k
                       where k.office_id = o.office_id and k.obligation_id = o.id),
              o.missing_half is not null, o.overdue_at nulls first, o.id
     limit ${MOST_CALLS}`.execute(db);
  return rows.map(({ id }) => id);
}
