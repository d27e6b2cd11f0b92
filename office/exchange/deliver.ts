import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { actsOf, afterAnswer, eventOf, webhookBody } from '../../domain/webhooks.js';
import type { WebhookAnswer } from '../../domain/webhooks.js';
import { batches } from '../../db/batches.js';
import type { LedgerDb } from '../../db/connection.js';
import type { LedgerPool } from '../../db/transaction.js';
import type { Tables } from '../../db/tables.js';
import type { SecretOf } from './webhooks.js';

/** One try, as it goes over the wire. */
export interface WebhookTry {
  readonly url: string;
  /** The same at each try and when it is replayed. */
  readonly id: string;
  readonly at: Instant;
  readonly body: string;
  /** Whose secrets it is signed with, the newest first. */
  readonly secrets: readonly SecretOf[];
}

/** How a try reaches its receiver; it never throws. */
export type WebhookPost = (one: WebhookTry) => Promise<WebhookAnswer>;

/** Longer than any receiver is waited for: a try whose worker died comes again after it. */
const TAKEN_MS = 60_000;
/** So many tries are made in one go, and so many rows of the audit are looked through for each address. */
const AT_MOST = 50;
const ROWS_AT_ONCE = 500;

/**
 * Makes deliveries of what the audit says since, and sends those that are due. Rows are told once they are
 * sealed, in the order of their seals: what is sealed is there for good, and none comes in before it later.
 */
export async function tellWebhooks(
  ledger: LedgerPool & { readonly db: LedgerDb },
  post: WebhookPost,
  clock: { now(): Instant },
): Promise<number> {
  await ledger.transaction((trx) => makeDeliveries(trx, clock.now()));
  let sent = 0;
  for (; sent < AT_MOST; sent += 1) {
    const due = await takeDue(ledger.db, clock.now());
    if (due === null) break;
    const answer = await post(due);
    await settle(ledger.db, due, answer, clock.now());
  }
  return sent;
}

async function makeDeliveries(trx: Transaction<Tables>, now: Instant): Promise<void> {
  const hooks = await trx
    .selectFrom('webhook')
    .innerJoin('office', 'office.id', 'webhook.office_id')
    .select(['webhook.office_id as officeId', 'webhook.id', 'events', 'told_up_to as toldUpTo'])
    .where('webhook.off_at', 'is', null)
    // What is tried while an office is being prepared is told to nobody outside.
    .where('office.opened_at', 'is not', null)
    .forUpdate('webhook')
    .skipLocked()
    .execute();
  for (const { officeId, id, events, toldUpTo } of hooks) {
    const sealed = await trx
      .selectFrom('audit')
      .select(['at', 'act', 'subject', 'sealed_as as sealedAs'])
      .where('office_id', '=', officeId)
      .where('sealed_as', '>', toldUpTo)
      .orderBy('sealed_as')
      .limit(ROWS_AT_ONCE)
      .execute();
    const last = sealed.at(-1)?.sealedAs;
    if (last == null) continue;
    const acts = new Set(actsOf(events));
    const told = sealed.flatMap(({ at, act, subject }) => {
      const type = acts.has(act) ? eventOf(act) : null;
      if (type === null) return [];
      return [
        {
          ...{ office_id: officeId, id: randomUUID(), webhook_id: id, event: type },
          body: webhookBody({ type, at, officeId, subject }),
          ...{ made_at: at, state: 'waiting' as const, try_at: now },
          ...{ status: null, problem: null, tried_at: null },
        },
      ];
    });
    for (const some of batches(told)) {
      await trx.insertInto('webhook_delivery').values(some).execute();
    }
    await trx
      .updateTable('webhook')
      .set({ told_up_to: last })
      .where('office_id', '=', officeId)
      .where('id', '=', id)
      .execute();
  }
}

interface DueTry extends WebhookTry {
  readonly officeId: string;
  readonly webhookId: string;
  readonly deliveryId: string;
  readonly tries: number;
}

/** The one that is due first, put off so far that no other process tries it meanwhile; null when none is. */
async function takeDue(db: LedgerDb, now: Instant): Promise<DueTry | null> {
  const { rows } = await sql<{
    officeId: string;
    webhookId: string;
    deliveryId: string;
    tries: number;
    body: string;
    url: string;
    generation: number;
    formerUntil: Instant | null;
  }>`
    update webhook_delivery d set try_at = ${plusMs(now, TAKEN_MS)}, tries = d.tries + 1
      from webhook w
     where w.office_id = d.office_id and w.id = d.webhook_id and (d.office_id, d.id) in (
       select due.office_id, due.id from webhook_delivery due
         join webhook on webhook.office_id = due.office_id and webhook.id = due.webhook_id
        where due.state = 'waiting' and due.try_at <= ${now} and webhook.off_at is null
        order by due.try_at limit 1 for update of due skip locked)
    returning d.office_id as "officeId", d.webhook_id as "webhookId", d.id as "deliveryId", d.tries, d.body,
      w.url, w.generation, w.former_until as "formerUntil"`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const { generation, formerUntil, ...due } = row;
  const live = [generation, ...(formerUntil !== null && formerUntil > now ? [generation - 1] : [])];
  return {
    ...due,
    id: due.deliveryId,
    at: now,
    secrets: live.map((nth) => ({ webhookId: due.webhookId, generation: nth })),
  };
}

async function settle(
  db: LedgerDb,
  { officeId, webhookId, deliveryId, tries }: DueTry,
  answer: WebhookAnswer,
  now: Instant,
): Promise<void> {
  const after = afterAnswer(answer, { tries, now });
  await db
    .updateTable('webhook_delivery')
    .set({
      state: after.state === 'gone' ? 'failed' : after.state,
      try_at: after.state === 'waiting' ? after.tryAt : null,
      status: answer.status,
      problem: answer.problem,
      tried_at: now,
    })
    .where('office_id', '=', officeId)
    .where('id', '=', deliveryId)
    .execute();
  if (after.state !== 'gone') return;
  await db
    .updateTable('webhook')
    .set({ off_at: now, off_why: 'gone' })
    .where('office_id', '=', officeId)
    .where('id', '=', webhookId)
    .where('off_at', 'is', null)
    .execute();
}
