import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { OfficeScope } from './scope.js';
import type { Tables } from '../db/tables.js';

/**
 * The one order in which a transaction takes its locks. Two that take the same rows in different orders
 * wait for each other until the database ends one of them.
 *
 * 1. office, shared: a rehearsal's alone, so that its clock does not jump under an act
 * 2. the advisory locks `wave/` and `calendar/` of an office: one wave, one change of the calendar at a time
 * 3. plan
 * 4. cycles, in CYCLE_ORDER: `for update` by whoever changes a whole cycle or decides from all of its
 *    obligations, `for key share` by an act on one obligation. A key share lets other acts and changes of
 *    the row's own columns pass, so that acts on one cycle run beside each other; it waits for, and holds
 *    up, only those who take the whole.
 * 5. obligations by id, then their extension
 * 6. papers, messages by id, then notices: a lane holds a message when it leaves out one of its notices
 * 7. last, right before the commit (LastSteps): the plan's and the cycle's own columns that follow from
 *    acts (the office's next mail, the revision), then the counters. Everybody who acts on one cycle
 *    queues here; whoever comes after the other counts what the other has committed, so that of two who
 *    settle the last two reports one sees that nothing is left.
 *
 * Bytes of files are written before the act, in transactions of their own (collection/upload.ts).
 */
export const CYCLE_ORDER = sql<number>`case when merged_in is not null then 0 when kind = 'collect' then 1 else 2 end`;

/** A cycle as an act on one of its obligations holds it: nobody closes, pauses or consolidates it meanwhile. */
export async function shareCycle(
  scope: OfficeScope,
  cycleId: string,
): Promise<Selectable<Tables['cycle']> | null> {
  const cycle = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .forKeyShare()
    .executeTakeFirst();
  return cycle ?? null;
}

/** Holds every obligation of a cycle, in order, for a statement that changes them in whatever order it finds them. */
export async function holdObligations(
  scope: OfficeScope,
  cycleId: string,
): Promise<readonly string[]> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycleId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map(({ id }) => id);
}
