import type { LedgerDb } from '../../db/connection.js';

/** The ids of the cycles whose reports make one: the cycle's own, and those merged in it that are not left out. */
export function cyclesOfReport(
  db: LedgerDb,
  { officeId, cycleId }: { readonly officeId: string; readonly cycleId: string },
) {
  return db
    .selectFrom('cycle')
    .select('cycle.id')
    .where('cycle.office_id', '=', officeId)
    .where((eb) =>
      eb.or([
        eb('cycle.id', '=', cycleId),
        eb.and([eb('cycle.merged_in', '=', cycleId), eb('cycle.cancelled_at', 'is', null)]),
      ]),
    );
}
