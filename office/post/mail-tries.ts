import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { SettledMessage } from '../../activities/ledger-port.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';

/** For how many days an admin can read what was said at a failed try. */
const KEPT_DAYS = 30;

/** Keeps the conversations of failed tries, one row each. */
export async function keepTries(
  trx: Transaction<Tables>,
  settled: readonly SettledMessage[],
): Promise<void> {
  const failed = settled.flatMap(({ officeId, messageId, outcome }) =>
    'conversation' in outcome
      ? [
          {
            office_id: officeId,
            message_id: messageId,
            response: outcome.response.slice(0, 500),
            conversation: outcome.conversation,
          },
        ]
      : [],
  );
  if (failed.length > 0) await trx.insertInto('mail_try').values(failed).execute();
}

/** Removes conversations older than thirty days. */
export async function purgeTries(db: LedgerDb): Promise<void> {
  await db
    .deleteFrom('mail_try')
    .where('at', '<', sql<never>`clock_timestamp() - ${KEPT_DAYS} * interval '1 day'`)
    .execute();
}
