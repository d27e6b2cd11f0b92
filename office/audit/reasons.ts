import type { LedgerDb } from '../../db/connection.js';
import type { Data } from '../../db/tables.js';

/**
 * The details of some audit rows as people read them: the reason that a row points at stands in its
 * place. Rows written before reasons were facts carry their text themselves.
 */
export async function detailsWithReasons<Row extends { readonly details: Data }>(
  db: LedgerDb,
  officeId: string,
  rows: readonly Row[],
): Promise<Row[]> {
  const ids = rows.flatMap(({ details }) =>
    typeof details['reasonId'] === 'string' ? [details['reasonId']] : [],
  );
  if (ids.length === 0) return [...rows];
  const reasons = await db
    .selectFrom('reason')
    .select(['id', 'text'])
    .where('office_id', '=', officeId)
    .where('id', 'in', ids)
    .execute();
  const texts = new Map(reasons.map(({ id, text }) => [id, text]));
  return rows.map((row) => {
    const { reasonId, ...details } = row.details;
    return typeof reasonId === 'string'
      ? { ...row, details: { ...details, reason: texts.get(reasonId) ?? '' } }
      : row;
  });
}
