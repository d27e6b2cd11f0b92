import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { OfficeScope } from './scope.js';
import { keptRows } from '../db/kept-plans.js';
import type { Tables } from '../db/tables.js';

/**
 * The one order in which a transaction takes its locks. Two that take the same rows in different orders
 * wait for each other until the database ends one of them.
 *
 * 1. office, shared: a rehearsal's alone, so that its clock does not jump under an act; a live one's for a change
 *    of its settings
 * 2. the advisory lock `calendar/` of an office: one change of the calendar at a time
 * 3. plan, `for no key update`: its cycles ask for a key share of it when they are changed twice (see 6)
 * 4. cycles, in CYCLE_ORDER: `for update` by whoever changes a whole cycle or decides from all of its
 *    obligations, `for key share` by an act on one obligation. A key share lets other acts and changes of
 *    the row's own columns pass, so that acts on one cycle run beside each other; it waits for, and holds
 *    up, only those who take the whole.
 * 5. obligations by id, then their extension
 * 6. agencies, then contacts: a row that is changed twice in one transaction has its foreign keys asked
 *    again, which needs a key share of its agency, and a new name of an agency does not give one
 * 7. papers, messages by id, then notices: a lane holds a message when it leaves out one of its notices
 * 8. last, right before the commit (LastSteps): the plan's and the cycle's own columns that follow from
 *    acts (the office's next mail, the revision), then the counters. Everybody who acts on one cycle
 *    queues here; whoever comes after the other counts what the other has committed, so that of two who
 *    settle the last two reports one sees that nothing is left. Where no poke will lock a further cycle, the
 *    counters are written in the statement that asks what the others have committed.
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

/** The cycles of some obligations, held as acts on these do, in their order. */
export async function shareCyclesOf(
  scope: OfficeScope,
  obligationIds: readonly string[],
): Promise<readonly Selectable<Tables['cycle']>[]> {
  const shared = scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where(
      sql<boolean>`id in (
        select o.cycle_id from obligation o
         where o.office_id = ${scope.officeId} and o.id = any(${[...obligationIds]}::uuid[]))`,
    )
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forKeyShare();
  return keptRows(scope.trx, shared);
}

/** Holds everything that some agencies owe, and its cycles as acts do, before the agencies themselves are changed. */
export async function holdDutiesOf(
  scope: OfficeScope,
  agencyIds: readonly string[],
): Promise<void> {
  const { trx, officeId } = scope;
  const theirs = sql<boolean>`obligation.agency_id = any(${[...agencyIds]}::uuid[])`;
  await trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('obligation')
        .select('obligation.cycle_id')
        .where('obligation.office_id', '=', officeId)
        .where(theirs),
    )
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forKeyShare()
    .execute();
  await trx
    .selectFrom('obligation')
    .select('id')
    .where('office_id', '=', officeId)
    .where(theirs)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Holds every obligation of some cycles, all in one order, for statements that change them in whatever order they find them; their ids by cycle. */
export async function holdObligations(
  scope: OfficeScope,
  cycleIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .select(['id', 'cycle_id'])
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`cycle_id = any(${[...cycleIds]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const ids = new Map<string, string[]>(cycleIds.map((cycleId) => [cycleId, []]));
  for (const row of rows) ids.get(row.cycle_id)?.push(row.id);
  return ids;
}
