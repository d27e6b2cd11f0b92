import { sql } from 'kysely';
import { batches } from '../../db/batches.js';
import { placesOf } from '../../domain/wave.js';
import type { Place } from '../../domain/wave.js';
import { holdObligations } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import { ARMED_COLUMNS, dutyOf } from './ladder-rows.js';
import type { LadderContext } from './ladder-rows.js';

/** Computes the next rung of every obligation of a cycle anew: after a resume, a release to heads. */
export async function rearmCycle(scope: OfficeScope, ladder: LadderContext): Promise<void> {
  await rearmCycles(scope, [ladder]);
}

/** So many obligations are looked at together: a hundred thousand at once would be a hundred megabytes. */
const ARMED_AT_ONCE = 5_000;

/** Computes the next rung of every obligation of some cycles anew, in two statements for some thousands. */
export async function rearmCycles(
  scope: OfficeScope,
  ladders: readonly LadderContext[],
): Promise<void> {
  if (ladders.length === 0) return;
  const byCycle = new Map(ladders.map((ladder) => [ladder.cycle.id, ladder]));
  const held = await holdObligations(scope, [...byCycle.keys()]);
  for (const ids of batches([...held.values()].flat(), ARMED_AT_ONCE)) {
    await rearm(scope, ids, byCycle);
  }
}

/** The same for some obligations; the caller holds their rows. */
async function rearm(
  scope: OfficeScope,
  ids: readonly string[],
  byCycle: ReadonlyMap<string, LadderContext>,
): Promise<void> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .select([...ARMED_COLUMNS, 'next_at', 'next_rung'])
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...ids]}::uuid[])`))
    .execute();
  const armed = rows.flatMap((row) => {
    const ladder = byCycle.get(row.cycle_id);
    return ladder === undefined ? [] : [{ row, duty: dutyOf(row, ladder) }];
  });
  const places = placesOf(
    armed.map(({ duty }) => duty),
    scope,
  );
  const moved = places.filter(({ nextAt, nextRung }, index) => {
    const row = armed[index]?.row;
    return nextAt !== row?.next_at || nextRung !== row.next_rung;
  });
  await savePlaces(scope, moved);
}

/** Writes where obligations stand on their ladders; the caller holds their rows. */
export async function savePlaces(scope: OfficeScope, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  await sql`
    update obligation o
       set reached = place.reached, next_rung = place.next_rung, next_at = place.next_at,
           changed_at = ${scope.now}
      from unnest(
        ${places.map(({ dutyId }) => dutyId)}::uuid[],
        ${places.map(({ reached }) => reached)}::text[],
        ${places.map(({ nextRung }) => nextRung)}::text[],
        ${places.map(({ nextAt }) => nextAt)}::timestamptz[]
      ) as place(id, reached, next_rung, next_at)
     where o.office_id = ${scope.officeId} and o.id = place.id`.execute(scope.trx);
}
