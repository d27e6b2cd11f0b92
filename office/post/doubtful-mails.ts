import { sql } from 'kysely';
import { refuse, ok } from '../../domain/result.js';
import { maySendAgain } from '../../domain/send-again.js';
import type { ToldBefore } from '../../domain/send-again.js';
import { MAY_HAVE_GONE } from '../../domain/untold.js';
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
  await scope.trx
    .updateTable('notice')
    .set({ why: null })
    .where('office_id', '=', scope.officeId)
    .where('message_id', '=', messageId)
    .where('why', '=', MAY_HAVE_GONE)
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
  const told = await toldBy(scope, messageId);
  if (!maySendAgain(row, told)) return refuse('ALREADY_DONE');
  await scope.trx
    .updateTable('message')
    .set({
      state: 'planned',
      why: null,
      attempts: 0,
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
  for (const { kind, cycleId } of told) {
    if (kind === 'ladder' && cycleId !== null) await pokeCycle(scope, cycleId);
  }
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
    .select(['state', 'why', 'class'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', messageId)
    .forUpdate()
    .executeTakeFirst();
}

/** What a mail tells, and whether anybody would still send it. */
async function toldBy(
  scope: OfficeScope,
  messageId: string,
): Promise<readonly (ToldBefore & { readonly cycleId: string | null })[]> {
  const rows = await scope.trx
    .selectFrom('notice')
    .leftJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'notice.office_id')
        .onRef('cycle.id', '=', 'notice.cycle_id'),
    )
    .select(['notice.kind', 'notice.cycle_id', 'notice.given_back_at'])
    .select(['cycle.edits_closed_at', 'cycle.closed_at', 'cycle.cancelled_at'])
    .where('notice.office_id', '=', scope.officeId)
    .where('notice.message_id', '=', messageId)
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    cycleId: row.cycle_id,
    givenBack: row.given_back_at !== null,
    cycleIsOver: (row.edits_closed_at ?? row.closed_at ?? row.cancelled_at) !== null,
  }));
}
