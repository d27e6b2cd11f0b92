import { sql } from 'kysely';
import { refuse, ok } from '../../domain/result.js';
import type { Instant } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { POST_CHANNEL, pokeCycle } from '../poke.js';
import type { OfficeScope } from '../scope.js';

/** A person has found out that a doubtful mail did arrive. */
export async function mailArrived(
  scope: OfficeScope,
  { messageId }: { readonly messageId: string },
): ActResult {
  const row = await lockMail(scope, messageId);
  if (row === undefined) return refuse('NOT_FOUND');
  if (row.state !== 'doubtful') return refuse('ALREADY_DONE');
  await scope.trx
    .updateTable('message')
    .set({ state: 'sent', why: 'saidArrived', sent_at: scope.now, sent_real_at: scope.realNow })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', messageId)
    .execute();
  await record(scope, 'mailArrived', `message:${messageId}`);
  return ok({});
}

/** A person wants a mail that is doubtful, was refused or came back sent once more, under its own Message-ID. */
export async function sendMailAgain(
  scope: OfficeScope,
  { messageId }: { readonly messageId: string },
): ActResult {
  const row = await lockMail(scope, messageId);
  if (row === undefined) return refuse('NOT_FOUND');
  const cycleIds = await cyclesToldBy(scope, messageId);
  // A rung that went to the next contact meanwhile must not be told twice.
  if (!['doubtful', 'refused', 'bounced'].includes(row.state) || cycleIds === null) {
    return refuse('ALREADY_DONE');
  }
  await scope.trx
    .updateTable('message')
    .set({
      state: 'planned',
      why: null,
      attempts: 0,
      unanswered: 0,
      retry_at: null,
      failing_since: null,
      refusal: null,
      refusal_about: null,
      mark_due: false,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', messageId)
    .execute();
  await record(scope, 'sendMailAgain', `message:${messageId}`);
  for (const cycleId of cycleIds) await pokeCycle(scope, cycleId);
  await sql`select pg_notify(${POST_CHANNEL}, ${scope.office.kind})`.execute(scope.trx);
  return ok({});
}

/** What was said at the failed tries of a mail in the last thirty days, the newest first; null for no mail of this office. */
export async function mailTries(
  db: LedgerDb,
  { officeId, messageId }: { readonly officeId: string; readonly messageId: string },
): Promise<readonly { at: Instant; response: string; conversation: string | null }[] | null> {
  const known = await db
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (known === undefined) return null;
  return db
    .selectFrom('mail_try')
    .select(['at', 'response', 'conversation'])
    .where('office_id', '=', officeId)
    .where('message_id', '=', messageId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}

async function lockMail(scope: OfficeScope, messageId: string) {
  return scope.trx
    .selectFrom('message')
    .select(['state', 'class'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', messageId)
    .forUpdate()
    .executeTakeFirst();
}

/** The cycles whose rungs a mail tells of; null when one of them has been given back. */
async function cyclesToldBy(
  scope: OfficeScope,
  messageId: string,
): Promise<readonly string[] | null> {
  const rows = await scope.trx
    .selectFrom('notice')
    .select(['cycle_id', 'kind', 'given_back_at'])
    .where('office_id', '=', scope.officeId)
    .where('message_id', '=', messageId)
    .execute();
  if (rows.some(({ given_back_at }) => given_back_at !== null)) return null;
  const ids = rows.flatMap(({ kind, cycle_id }) =>
    kind === 'ladder' && cycle_id !== null ? [cycle_id] : [],
  );
  return [...new Set(ids)].sort();
}
