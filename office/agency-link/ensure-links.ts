import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OfficeScope } from '../scope.js';

/** Gives every agency of a cycle its one link, if it has none yet. */
export async function ensureLinks(scope: OfficeScope, cycleId: string): Promise<void> {
  const agencies = await scope.trx
    .selectFrom('obligation')
    .select('agency_id')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycleId)
    .execute();
  for (const { agency_id } of agencies) await ensureLink(scope, agency_id);
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
      expires_at: null,
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
