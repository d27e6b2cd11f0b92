import { sql } from 'kysely';
import type { OfficeScope } from '../scope.js';

/**
 * What a pause, or a period left out, held back was not sent: its rungs count as not reached, so that the rule can decide
 * anew, and the same rung may be told again. A rung that did go out stays reached.
 */
export async function giveBackHeld(
  scope: OfficeScope,
  cycleId: string,
  whys: readonly ('paused' | 'skipped' | 'cancelled')[],
): Promise<void> {
  await sql`
    with held as (
      update notice n set given_back_at = ${scope.now}
       where n.office_id = ${scope.officeId} and n.cycle_id = ${cycleId}
         and n.kind = 'ladder' and n.why = any(${[...whys]}::text[]) and n.given_back_at is null
      returning n.obligation_id, n.epoch, n.ordinal, n.data
    ), first as (
      select distinct on (obligation_id, epoch) obligation_id, epoch, data ->> 'reachedBefore' as reached
        from held order by obligation_id, epoch, ordinal
    )
    update obligation o set reached = first.reached
      from first
     where o.office_id = ${scope.officeId} and o.cycle_id = ${cycleId}
       and o.id = first.obligation_id and o.epoch = first.epoch`.execute(scope.trx);
}
