import type { LedgerDb } from '../../db/connection.js';
import type { OfficeScope } from '../scope.js';

/** The name of whoever acted, by the actor text of the ledger; only those asked for are looked up. */
export async function actorNames(
  db: LedgerDb,
  officeId: string,
  actors: readonly string[],
): Promise<(actor: string) => string> {
  const names = new Map<string, string>();
  const staffIds = idsOf(actors, 'staff');
  if (staffIds.length > 0) {
    const rows = await db
      .selectFrom('staff')
      .select(['id', 'name'])
      .where('id', 'in', staffIds)
      .execute();
    for (const { id, name } of rows) names.set(`staff:${id}`, name);
  }
  const agencyIds = idsOf(actors, 'agency');
  if (agencyIds.length > 0) {
    const rows = await db
      .selectFrom('agency')
      .select(['id', 'name'])
      .where('office_id', '=', officeId)
      .where('id', 'in', agencyIds)
      .execute();
    for (const { id, name } of rows) names.set(`agency:${id}`, name);
  }
  const tokenIds = idsOf(actors, 'token');
  if (tokenIds.length > 0) {
    const rows = await db
      .selectFrom('api_token')
      .select(['id', 'name'])
      .where('office_id', '=', officeId)
      .where('id', 'in', tokenIds)
      .execute();
    for (const { id, name } of rows) names.set(`token:${id}`, name);
  }
  return (actor) =>
    names.get(actor) ??
    (actor.startsWith('agency:') ? 'Cơ quan' : actor.startsWith('staff:') ? 'Cán bộ' : 'Hệ thống');
}

/** The name of the person whose act this is; null where no member of staff acts. */
export async function nameOfActor(scope: OfficeScope): Promise<string | null> {
  if (!scope.actor.startsWith('staff:')) return null;
  const nameOf = await actorNames(scope.trx, scope.officeId, [scope.actor]);
  return nameOf(scope.actor);
}

export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ids behind the texts of one kind, `staff:<id>`; what carries no id is left out. */
export function idsOf(texts: readonly string[], kind: string): string[] {
  const ids = texts
    .filter((text) => text.startsWith(`${kind}:`))
    .map((text) => text.slice(kind.length + 1))
    .filter((id) => UUID.test(id));
  return [...new Set(ids)];
}
