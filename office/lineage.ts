import type { LineageAgency } from '../domain/brought-figures.js';
import type { AgencyPart } from '../domain/split-agency.js';
import { presentOf } from '../domain/amendment/successors.js';
import type { FormerAgency } from '../domain/review/named-successors.js';
import type { LedgerDb } from '../db/connection.js';

/** Every agency that is or was on the office's list, with whom it was merged into. */
export async function lineage(db: LedgerDb, officeId: string): Promise<readonly LineageAgency[]> {
  return db
    .selectFrom('agency')
    .select(['id', 'name', 'kind', 'successor_id as successorId'])
    .where('office_id', '=', officeId)
    .execute();
}

/** Which agencies of an office came out of which when that was split. */
export async function agencyParts(db: LedgerDb, officeId: string): Promise<readonly AgencyPart[]> {
  return db
    .selectFrom('agency_part')
    .select(['agency_id as agencyId', 'from_id as fromId'])
    .where('office_id', '=', officeId)
    .orderBy('agency_id')
    .execute();
}

/** Who came after each agency that is gone: its successor, or its parts; nobody for one that was closed without. */
export async function successors(
  db: LedgerDb,
  officeId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const gone = await db
    .selectFrom('agency')
    .select(['id', 'successor_id'])
    .where('office_id', '=', officeId)
    .where('valid_to', 'is not', null)
    .execute();
  const parts = await agencyParts(db, officeId);
  return new Map(
    gone.map(({ id, successor_id: successor }) => [
      id,
      successor === null
        ? parts.flatMap(({ agencyId, fromId }) => (fromId === id ? [agencyId] : []))
        : [successor],
    ]),
  );
}

/** Every agency that is gone, by its name, with who there is of it today. */
export async function formerAgencies(
  db: LedgerDb,
  officeId: string,
): Promise<readonly FormerAgency[]> {
  const gone = await successors(db, officeId);
  if (gone.size === 0) return [];
  const named = await lineage(db, officeId);
  return named.flatMap(({ id, name }) =>
    gone.has(id) ? [{ name, agencyIds: presentOf(id, gone) }] : [],
  );
}
