import { sql } from 'kysely';
import type { OfficeScope } from '../scope.js';

/** The names of some agencies of the office by their ids. */
export async function agencyNames(
  { trx, officeId }: Pick<OfficeScope, 'trx' | 'officeId'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('agency')
    .select(['id', 'name'])
    .where('office_id', '=', officeId)
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
