import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OfficeScope } from '../scope.js';

/** Gives every agency of some cycles its one link, if it has none yet. */
export async function ensureLinks(scope: OfficeScope, cycleIds: readonly string[]): Promise<void> {
  await sql`
    insert into link (office_id, id, agency_id)
      select o.office_id, gen_random_uuid(), o.agency_id
        from (select distinct office_id, agency_id from obligation
               where office_id = ${scope.officeId}
                 and cycle_id = any(${[...cycleIds]}::uuid[])
               order by agency_id) o
      on conflict (office_id, agency_id) do nothing`.execute(scope.trx);
}

/** The agency's link: one for all it owes, revoked by raising the generation. */
export async function ensureLink(
  scope: OfficeScope,
  agencyId: string,
): Promise<{ linkId: string; generation: number }> {
  const row = await scope.trx
    .insertInto('link')
    .values({
      office_id: scope.officeId,
      id: randomUUID(),
      agency_id: agencyId,
      revoked_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['office_id', 'agency_id'])
        .doUpdateSet({ generation: sql<number>`link.generation` }),
    )
    .returning(['id', 'generation'])
    .executeTakeFirstOrThrow();
  return { linkId: row.id, generation: row.generation };
}
