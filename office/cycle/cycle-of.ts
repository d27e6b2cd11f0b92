import type { LedgerDb } from '../../db/connection.js';

/** The cycle an obligation, an extension or a paper belongs to; null when the office has none. */
export async function cycleOf(
  db: LedgerDb,
  officeId: string,
  of:
    | { readonly obligationId: string }
    | { readonly extensionId: string }
    | { readonly documentId: string },
): Promise<string | null> {
  if ('documentId' in of) {
    const row = await db
      .selectFrom('document')
      .select('cycle_id')
      .where('office_id', '=', officeId)
      .where('id', '=', of.documentId)
      .executeTakeFirst();
    return row?.cycle_id ?? null;
  }
  if ('obligationId' in of) {
    const row = await db
      .selectFrom('obligation')
      .select('cycle_id')
      .where('office_id', '=', officeId)
      .where('id', '=', of.obligationId)
      .executeTakeFirst();
    return row?.cycle_id ?? null;
  }
  const row = await db
    .selectFrom('extension')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'extension.office_id')
        .onRef('obligation.id', '=', 'extension.obligation_id'),
    )
    .select('obligation.cycle_id')
    .where('extension.office_id', '=', officeId)
    .where('extension.id', '=', of.extensionId)
    .executeTakeFirst();
  return row?.cycle_id ?? null;
}
