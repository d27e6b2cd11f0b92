import { randomUUID } from 'node:crypto';
import type { Data } from '../../db/tables.js';
import type { OfficeScope } from '../scope.js';

/**
 * Writes what somebody did, in the transaction that did it. No personal data and no free text stands
 * in `details`: rows are sealed for good, and erasing one would break the chain.
 */
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

/** Keeps the reason a person gave; the audit row of the act points at it as `reasonId`. */
export async function keepReason(scope: OfficeScope, text: string): Promise<string> {
  const id = randomUUID();
  await scope.trx
    .insertInto('reason')
    .values({ office_id: scope.officeId, id, text, at: scope.now })
    .execute();
  return id;
}
