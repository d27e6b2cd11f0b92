import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Data } from '../../db/tables.js';
import { UUID } from './actor-names.js';

/**
 * The details of some audit rows as people read them: the reason that a row points at stands in its place,
 * and so do the names of the people and agencies it names by their ids. Rows written before reasons were
 * facts carry their text themselves.
 */
export async function readableDetails<Row extends { readonly details: Data }>(
  db: LedgerDb,
  officeId: string,
  rows: readonly Row[],
): Promise<Row[]> {
  const reasons = await reasonsOf(db, officeId, rows);
  const names = await namesOf(db, officeId, rows);
  return rows.map((row) => {
    const { reasonId, ...details } = row.details;
    return {
      ...row,
      details: {
        ...Object.fromEntries(
          Object.entries(details).map(([key, value]) => [key, named(value, names)]),
        ),
        ...(typeof reasonId === 'string' ? { reason: reasons.get(reasonId) ?? '' } : {}),
      },
    };
  });
}

async function reasonsOf(
  db: LedgerDb,
  officeId: string,
  rows: readonly { readonly details: Data }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ details }) =>
    typeof details['reasonId'] === 'string' ? [details['reasonId']] : [],
  );
  if (ids.length === 0) return new Map();
  const reasons = await db
    .selectFrom('reason')
    .select(['id', 'text'])
    .where('office_id', '=', officeId)
    .where('id', 'in', ids)
    .execute();
  return new Map(reasons.map(({ id, text }) => [id, text]));
}

/** The names of the office's people and agencies among the ids that some details hold. */
async function namesOf(
  db: LedgerDb,
  officeId: string,
  rows: readonly { readonly details: Data }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(rows.flatMap(({ details }) => Object.values(details).flat().filter(isId)));
  if (ids.size === 0) return new Map();
  const { rows: found } = await sql<{ readonly id: string; readonly name: string }>`
    select id, name from staff where office_id = ${officeId} and id = any(${[...ids]}::uuid[])
    union all
    select id, name from agency where office_id = ${officeId} and id = any(${[...ids]}::uuid[])`.execute(
    db,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, names));
  return isId(value) ? (names.get(value) ?? value) : value;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
