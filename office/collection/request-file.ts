import type { LedgerDb } from '../../db/connection.js';

/** A file that a request brought, for an agency that is asked by it; null for anybody else. */
export async function requestFile(
  db: LedgerDb,
  of: { readonly officeId: string; readonly agencyId: string; readonly attachmentId: string },
): Promise<{ fileName: string; contentType: string; bytes: Buffer } | null> {
  const row = await db
    .selectFrom('plan_attachment as file')
    .select(['file.file_name as fileName', 'file.content_type as contentType', 'file.bytes'])
    .where('file.office_id', '=', of.officeId)
    .where('file.id', '=', of.attachmentId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('obligation')
          .innerJoin('cycle', (join) =>
            join
              .onRef('cycle.office_id', '=', 'obligation.office_id')
              .onRef('cycle.id', '=', 'obligation.cycle_id'),
          )
          .select('obligation.id')
          .whereRef('cycle.office_id', '=', 'file.office_id')
          .whereRef('cycle.plan_id', '=', 'file.plan_id')
          .where('obligation.agency_id', '=', of.agencyId)
          .where('cycle.opened_at', 'is not', null),
      ),
    )
    .executeTakeFirst();
  return row ?? null;
}

/** What files a request brought, by id and name. */
export async function requestFiles(
  db: LedgerDb,
  { officeId, planId }: { readonly officeId: string; readonly planId: string },
): Promise<readonly { readonly id: string; readonly fileName: string }[]> {
  return db
    .selectFrom('plan_attachment')
    .select(['id', 'file_name as fileName'])
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('added_at')
    .orderBy('file_name')
    .execute();
}
