import { obligationsInCycles } from '../../db/joined.js';
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { dayAt, plusMs } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { endLinks } from './end-links.js';
import { ensureLink } from './ensure-links.js';
import { planNotice } from '../reminding/notices.js';
import type { ActResult } from '../act-result.js';

/** How long an opened link lets its holder be away from work, in milliseconds of real time. */
export const SESSION_MS = 30 * 60_000;

/** A link that nothing was owed by for so long rests: the mail that carries it may lie in a mailbox that changed hands. */
const RESTS_AFTER_MS = 365 * 24 * 3_600_000;

/** Whose link this is; refused where it is unknown, revoked, its agency has ended or has owed nothing for a year. */
export async function agencyOfLink(
  scope: Pick<OfficeScope, 'trx' | 'officeId' | 'now'>,
  { linkId, generation }: { readonly linkId: string; readonly generation: number },
): ActResult<{ agencyId: string }> {
  const link = await scope.trx
    .selectFrom('link')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'link.office_id')
        .onRef('agency.id', '=', 'link.agency_id'),
    )
    .select(['agency_id as agencyId', 'generation', 'revoked_at', 'valid_to as validTo'])
    .select(['created_at as madeAt'])
    .select((eb) =>
      eb
        .exists(
          obligationsInCycles(scope.trx)
            .select('obligation.id')
            .where('obligation.office_id', '=', eb.ref('link.office_id'))
            .where('obligation.agency_id', '=', eb.ref('link.agency_id'))
            .where(
              sql<boolean>`coalesce(cycle.closed_at, cycle.cancelled_at, 'infinity') > ${plusMs(scope.now, -RESTS_AFTER_MS)}`,
            ),
        )
        .as('isOwed'),
    )
    .where('link.office_id', '=', scope.officeId)
    .where('link.id', '=', linkId)
    .executeTakeFirst();
  if (link === undefined) return refuse('LINK_UNKNOWN');
  if (link.generation !== generation || link.revoked_at !== null) return refuse('LINK_REVOKED');
  if (!isOfToday(link.validTo, scope.now)) return refuse('LINK_ENDED');
  const isNew = plusMs(link.madeAt, RESTS_AFTER_MS) > scope.now;
  if (link.isOwed !== true && !isNew) return refuse('LINK_RESTS');
  return ok({ agencyId: link.agencyId });
}

/** Opens a short session for the holder of a link whose signature was checked by the caller. */
export async function openLink(
  scope: OfficeScope,
  { linkId, generation }: { linkId: string; generation: number },
): ActResult<{ agencyId: string; sessionToken: string }> {
  const holder = await agencyOfLink(scope, { linkId, generation });
  if (!holder.ok) return holder;
  const { agencyId } = holder.value;
  await purgeSessions(scope);
  const sessionToken = randomBytes(32).toString('base64url');
  await scope.trx
    .insertInto('link_session')
    .values({
      token_hash: hashOf(sessionToken),
      office_id: scope.officeId,
      agency_id: agencyId,
      generation,
      expires_at: plusMs(scope.realNow, SESSION_MS),
      opened_at: scope.realNow,
    })
    .execute();
  await record(scope, 'openLink', `agency:${agencyId}`);
  return ok({ agencyId, sessionToken });
}

/** How long a session that has ended is known still: what was typed in its page is kept as a draft. */
const KEPT_MS = 24 * 60 * 60_000;

/** Sessions that ended long ago are worth nothing; each new one takes some of them away, so that they never pile up. */
async function purgeSessions({ trx, realNow }: OfficeScope): Promise<void> {
  await sql`
    delete from link_session where token_hash in (
      select token_hash from link_session where expires_at < ${plusMs(realNow, -KEPT_MS)}
       order by expires_at limit 50 for update skip locked)`.execute(trx);
}

/** The hash under which a session token is kept; the token itself is only in the cookie. */
export function hashOf(sessionToken: string): string {
  return createHash('sha256').update(sessionToken).digest('hex');
}

/** Makes every link of an agency given out so far worthless and ends its sessions. */
export async function revokeLink(
  scope: OfficeScope,
  { agencyId }: { agencyId: string },
): ActResult {
  await endLinks(scope, [agencyId]);
  await record(scope, 'revokeLink', `agency:${agencyId}`);
  return ok({});
}

/** Anybody who knows an address may ask for its link: so many mails a day are a help, more are a nuisance. */
const MOST_ASKED_A_DAY = 3;

/**
 * Sends the link again, to the registered mailbox only; refused while nothing is owed, and to a `stranger`,
 * who has proved nothing, after a few times a day.
 */
export async function resendLink(
  scope: OfficeScope,
  { agencyId, by = 'officer' }: { agencyId: string; by?: 'officer' | 'stranger' },
): ActResult {
  if (by === 'stranger' && (await sentToday(scope, agencyId)) >= MOST_ASKED_A_DAY) {
    return refuse('RATE_LIMITED');
  }
  await ensureLink(scope, agencyId);
  const owed = await obligationsInCycles(scope.trx)
    .select(['cycle.plan_id as plan_id', 'cycle.id as cycle_id', 'obligation.id as id'])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.agency_id', '=', agencyId)
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.closed_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .orderBy('cycle.opened_at', 'desc')
    .executeTakeFirst();
  if (owed === undefined) return refuse('NOT_OWED');
  await planNotice(scope, {
    // One resend a minute is enough for anybody, and keeps a stranger from flooding a mailbox.
    key: `event/link/${agencyId}/${scope.realNow.slice(0, 16)}`,
    name: 'link',
    kind: 'event',
    class: 'event',
    to: { kind: 'agency', agencyId, role: 'writers' },
    planId: owed.plan_id,
    cycleId: owed.cycle_id,
    obligationId: owed.id,
  });
  await record(scope, 'resendLink', `agency:${agencyId}`);
  return ok({});
}

/** How many mails with the link alone were planned for an agency since midnight UTC. */
async function sentToday(
  { trx, officeId, realNow }: OfficeScope,
  agencyId: string,
): Promise<number> {
  const { sent } = await trx
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('sent'))
    .where('office_id', '=', officeId)
    .where('key', 'like', `event/link/${agencyId}/${realNow.slice(0, 10)}%`)
    .executeTakeFirstOrThrow();
  return sent;
}

/** Whether an agency that ends on a day, if on any, is still there. */
export function isOfToday(validTo: Day | null, now: Instant): boolean {
  return validTo === null || validTo >= dayAt(now);
}
