import { sql } from 'kysely';
import type { OfficeScope } from './scope.js';

/** The channel on which the relay hears that something waits in the outbox. */
export const OUTBOX_CHANNEL = 'dondoc_outbox';
/** The channel on which the post hears that event mails wait. */
export const POST_CHANNEL = 'dondoc_post';

/** Tells a cycle's workflow to look at the ledger again: one revision more and a row for the relay. */
export async function pokeCycle(scope: OfficeScope, cycleId: string): Promise<void> {
  const poked = await scope.trx
    .updateTable('cycle')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .where('closed_at', 'is', null)
    .returning('merged_in')
    .executeTakeFirst();
  // The workflow of a closed cycle has ended; there is nobody to tell.
  if (poked === undefined) return;
  await post(scope, 'cycle', cycleId);
  // The report that its reports go up in waits for them.
  if (poked.merged_in !== null) await pokeCycle(scope, poked.merged_in);
}

/** Tells a plan's workflow to look at the ledger again. */
export async function pokePlan(scope: OfficeScope, planId: string): Promise<void> {
  await scope.trx
    .updateTable('plan')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  await post(scope, 'plan', planId);
}

/** Asks the relay to have the driver of a rehearsal running. */
export async function pokeRehearsal(scope: OfficeScope): Promise<void> {
  await post(scope, 'rehearsal', scope.officeId);
}

async function post(
  scope: OfficeScope,
  target: 'plan' | 'cycle' | 'rehearsal',
  targetId: string,
): Promise<void> {
  await scope.trx
    .insertInto('outbox')
    .values({ office_id: scope.officeId, target, target_id: targetId, delivered_at: null })
    .execute();
  await sql`select pg_notify(${OUTBOX_CHANNEL}, ${scope.office.kind})`.execute(scope.trx);
}
