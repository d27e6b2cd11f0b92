import type { OfficeScope } from '../scope.js';
import type { Data } from '../../db/tables.js';

/** Writes what somebody did, in the transaction that did it; no personal data, so that erasure never breaks the chain. */
export async function record(
  scope: OfficeScope,
  act: string,
  subject: string,
  details: Data = {},
): Promise<void> {
  await scope.trx
    .insertInto('audit')
    .values({
      office_id: scope.officeId,
      at: scope.now,
      actor: scope.actor,
      act,
      subject,
      details: JSON.stringify(details),
      sealed_as: null,
      seal: null,
    })
    .execute();
}
