import { randomUUID } from 'node:crypto';
import { batches } from '../../db/batches.js';
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
  await recordAll(scope, [{ act, subject, details }]);
}

/** Writes several rows as `record` does, in their order. */
export async function recordAll(
  scope: OfficeScope,
  acts: readonly { readonly act: string; readonly subject: string; readonly details?: Data }[],
): Promise<void> {
  const rows = acts.map(({ act, subject, details = {} }) => ({
    office_id: scope.officeId,
    at: scope.now,
    actor: scope.actor,
    act,
    subject,
    details: JSON.stringify(details),
    sealed_as: null,
    seal: null,
  }));
  for (const some of batches(rows)) {
    await scope.trx.insertInto('audit').values(some).execute();
  }
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
