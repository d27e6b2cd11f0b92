import { sql } from 'kysely';
import type { OfficeScope } from '../scope.js';

/** Makes every link given out so far to some agencies worthless and ends their sessions; the next mail carries a new one. */
export async function endLinks(scope: OfficeScope, agencyIds: readonly string[]): Promise<void> {
  if (agencyIds.length === 0) return;
  const { trx, officeId } = scope;
  const theirs = sql<boolean>`agency_id = any(${[...agencyIds]}::uuid[])`;
  await trx
    .updateTable('link')
    .set((eb) => ({ generation: eb('generation', '+', 1) }))
    .where('office_id', '=', officeId)
    .where(theirs)
    .execute();
  await trx.deleteFrom('link_session').where('office_id', '=', officeId).where(theirs).execute();
}
