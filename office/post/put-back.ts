import { sql } from 'kysely';
import type { OfficeScope } from '../scope.js';

/** Leaves mails that a claim has taken as if it had not: they lose no try and wait for the next one. */
export async function putBack(scope: OfficeScope, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await scope.trx
    .updateTable('message')
    .set((eb) => ({
      state: 'planned',
      attempts: eb('attempts', '-', 1),
      lease_until: null,
      lease_by: null,
    }))
    .where('office_id', '=', scope.officeId)
    .where('id', '=', sql<string>`any(${[...messageIds]}::uuid[])`)
    .execute();
}
