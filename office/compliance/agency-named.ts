import type { OfficeScope } from '../scope.js';

/** The name of an agency of the office; null where it has none of that id. */
export async function agencyNamed(
  { trx, officeId }: Pick<OfficeScope, 'trx' | 'officeId'>,
  agencyId: string,
): Promise<string | null> {
  const row = await trx
    .selectFrom('agency')
    .select('name')
    .where('office_id', '=', officeId)
    .where('id', '=', agencyId)
    .executeTakeFirst();
  return row?.name ?? null;
}
