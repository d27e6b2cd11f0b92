import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { webhookBody } from '../../domain/webhooks.js';
import type { WebhookEvent } from '../../domain/webhooks.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';
import type { OfficeScope } from '../scope.js';

/** Which secret is meant: the same id and generation give the same one. */
export interface SecretOf {
  readonly webhookId: string;
  readonly generation: number;
}

/** For how long the secret before is signed with beside a new one. */
const ROTATES_MS = 24 * 3_600_000;

/** Adds an address that is told of events from now on. */
export async function addWebhook(
  scope: OfficeScope,
  asked: { readonly name: string; readonly url: string; readonly events: readonly WebhookEvent[] },
): ActResult<SecretOf> {
  if (!isReceiver(asked.url)) return refuse('WEBHOOK_ADDRESS');
  const webhookId = randomUUID();
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(sealed_as), 0)::bigint as last from audit
     where office_id = ${scope.officeId}`.execute(scope.trx);
  await scope.trx
    .insertInto('webhook')
    .values({
      office_id: scope.officeId,
      id: webhookId,
      name: asked.name,
      url: asked.url,
      events: [...new Set(asked.events)],
      made_by: scope.actor,
      made_at: scope.now,
      told_up_to: rows[0]?.last ?? 0,
    })
    .execute();
  await record(scope, 'addWebhook', `webhook:${webhookId}`, { events: [...asked.events] });
  return ok({ webhookId, generation: 1 });
}

function isReceiver(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

/** Takes an address away with everything it was told. */
export async function removeWebhook(
  scope: OfficeScope,
  { webhookId }: { readonly webhookId: string },
): ActResult {
  const gone = await scope.trx
    .deleteFrom('webhook')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', webhookId)
    .returning('id')
    .executeTakeFirst();
  if (gone === undefined) return refuse('NOT_FOUND');
  await record(scope, 'removeWebhook', `webhook:${webhookId}`);
  return ok({});
}

/** Gives it another secret; the one before is signed with too for a day. */
export async function rotateSecret(
  scope: OfficeScope,
  { webhookId }: { readonly webhookId: string },
): ActResult<SecretOf> {
  const turned = await scope.trx
    .updateTable('webhook')
    .set({
      generation: sql<number>`generation + 1`,
      former_until: plusMs(scope.realNow, ROTATES_MS),
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', webhookId)
    .returning('generation')
    .executeTakeFirst();
  if (turned === undefined) return refuse('NOT_FOUND');
  await record(scope, 'rotateWebhookSecret', `webhook:${webhookId}`);
  return ok({ webhookId, generation: turned.generation });
}

/** Switches it off, or on again: then it is told from where it was. */
export async function switchWebhook(
  scope: OfficeScope,
  { webhookId, on }: { readonly webhookId: string; readonly on: boolean },
): ActResult {
  const switched = await scope.trx
    .updateTable('webhook')
    .set(on ? { off_at: null, off_why: null } : { off_at: scope.now, off_why: 'person' })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', webhookId)
    .returning('id')
    .executeTakeFirst();
  if (switched === undefined) return refuse('NOT_FOUND');
  await record(scope, 'switchWebhook', `webhook:${webhookId}`, { active: on });
  return ok({});
}

/** Sends an event that means nothing, to see whether it arrives. */
export async function testWebhook(
  scope: OfficeScope,
  { webhookId }: { readonly webhookId: string },
): ActResult {
  const hook = await lockHook(scope, webhookId);
  if (hook === undefined) return refuse('NOT_FOUND');
  if (hook.off_at !== null) return refuse('WEBHOOK_OFF');
  const { officeId, now } = scope;
  const subject = `webhook:${webhookId}`;
  await scope.trx
    .insertInto('webhook_delivery')
    .values({
      ...{ office_id: officeId, id: randomUUID(), webhook_id: webhookId, event: 'test' },
      body: webhookBody({ type: 'test', at: now, officeId, subject }),
      ...{ made_at: now, state: 'waiting', try_at: scope.realNow },
      ...{ status: null, problem: null, tried_at: null },
    })
    .execute();
  await record(scope, 'testWebhook', subject);
  return ok({});
}

/** Sends a delivery once more, under the id it had. */
export async function replayDelivery(
  scope: OfficeScope,
  { webhookId, deliveryId }: { readonly webhookId: string; readonly deliveryId: string },
): ActResult {
  const hook = await lockHook(scope, webhookId);
  if (hook === undefined) return refuse('NOT_FOUND');
  const again = await scope.trx
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', try_at: scope.realNow, tries: 0 })
    .where('office_id', '=', scope.officeId)
    .where('webhook_id', '=', webhookId)
    .where('id', '=', deliveryId)
    .returning('id')
    .executeTakeFirst();
  if (again === undefined) return refuse('NOT_FOUND');
  if (hook.off_at !== null) return refuse('WEBHOOK_OFF');
  await record(scope, 'replayDelivery', `webhook:${webhookId}`);
  return ok({});
}

async function lockHook({ trx, officeId }: OfficeScope, webhookId: string) {
  return trx
    .selectFrom('webhook')
    .select('off_at')
    .where('office_id', '=', officeId)
    .where('id', '=', webhookId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The addresses of an office with how many deliveries wait and failed. */
export async function webhooksOf(db: LedgerDb, officeId: string) {
  const counted = (state: 'waiting' | 'failed') =>
    sql<number>`(select count(*)::int from webhook_delivery d
       where d.office_id = webhook.office_id and d.webhook_id = webhook.id and d.state = ${state})`;
  const rows = await db
    .selectFrom('webhook')
    .select(['id', 'name', 'url', 'events', 'former_until', 'made_at', 'off_at', 'off_why'])
    .select([counted('waiting').as('waiting'), counted('failed').as('failed')])
    .where('office_id', '=', officeId)
    .orderBy('made_at')
    .execute();
  return rows.map(({ former_until, made_at, off_at, off_why, ...row }) => ({
    ...row,
    formerUntil: former_until,
    madeAt: made_at,
    offAt: off_at,
    offWhy: off_why,
  }));
}

/** One page of what an address was told, the latest first; null when the office has no such address. */
export async function deliveriesOf(
  db: LedgerDb,
  {
    officeId,
    webhookId,
    limit,
    after,
  }: PageAsked & { readonly officeId: string; readonly webhookId: string },
) {
  const hook = await db
    .selectFrom('webhook')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', '=', webhookId)
    .executeTakeFirst();
  if (hook === undefined) return null;
  let query = db
    .selectFrom('webhook_delivery')
    .select(['id', 'event', 'state', 'tries', 'status', 'problem'])
    .select(['made_at as madeAt', 'tried_at as triedAt', 'try_at as tryAt'])
    .where('office_id', '=', officeId)
    .where('webhook_id', '=', webhookId);
  if (after !== undefined) {
    query = query.where(sql<boolean>`(made_at, id) < (
      select b.made_at, b.id from webhook_delivery b
       where b.office_id = ${officeId} and b.id = ${after})`);
  }
  const found = await query
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  return { deliveries: [...rows], next };
}

/** Deliveries that are over are kept for so long. */
const KEPT = '30 days';

/** Removes what was delivered or failed long ago; answers how many. */
export async function purgeDeliveries(db: LedgerDb, now: Instant): Promise<number> {
  const gone = await db
    .deleteFrom('webhook_delivery')
    .where('state', '!=', 'waiting')
    .where(sql<boolean>`made_at < ${now}::timestamptz - ${KEPT}::interval`)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
