import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { Tables } from '../../db/tables.js';

/**
 * After an address was refused, the rungs of that mail count as not reached where the agency has
 * another reachable contact: the next wave writes to that one. The refused notice keeps its row and
 * leaves its key.
 */
export async function toNextContact(
  trx: Transaction<Tables>,
  {
    officeId,
    messageId,
    realNow,
  }: { readonly officeId: string; readonly messageId: string; readonly realNow: Instant },
): Promise<void> {
  const { rows } = await sql<{ cycle_id: string; notice_id: string }>`
    update obligation o
       set reached = n.data ->> 'reachedBefore', next_rung = n.name,
           next_at = coalesce(office.clock_at, ${realNow}::timestamptz)
      from notice n, office
     where n.office_id = ${officeId} and n.message_id = ${messageId}
       and n.kind = 'ladder' and n.why is null
       and office.id = n.office_id
       and o.office_id = n.office_id and o.id = n.obligation_id
       and o.epoch = n.epoch and o.state in ('expected', 'returned')
       and exists (select 1 from contact c
                    where c.office_id = o.office_id and c.agency_id = o.agency_id
                      and c.bounced_at is null
                      and (c.role = 'head') = (n.name = 'toHead'))
    returning o.cycle_id, n.id as notice_id`.execute(trx);
  if (rows.length === 0) return;
  await trx
    .updateTable('notice')
    .set({ why: 'refused', key: sql<string>`key || '/refused/' || id::text` })
    .where('office_id', '=', officeId)
    .where(
      'id',
      'in',
      rows.map(({ notice_id }) => notice_id),
    )
    .execute();
  for (const cycleId of new Set(rows.map(({ cycle_id }) => cycle_id))) {
    await trx
      .updateTable('cycle')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('office_id', '=', officeId)
      .where('id', '=', cycleId)
      .execute();
    // The relay finds the row at its next look; a second address is never a matter of seconds.
    await trx
      .insertInto('outbox')
      .values({ office_id: officeId, target: 'cycle', target_id: cycleId, delivered_at: null })
      .execute();
  }
}
