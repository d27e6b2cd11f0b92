import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { plusMs } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { ensureLink } from './ensure-links.js';
import { planNotice } from '../reminding/notices.js';
import type { ActResult } from '../act-result.js';

/** How long an opened link lets its holder work, in milliseconds of real time. */
const SESSION_MS = 30 * 60_000;

/** The agency's link and its generation. */
export async function linkFor(
  scope: OfficeScope,
  agencyId: string,
): Promise<{ linkId: string; generation: number }> {
  return ensureLink(scope, agencyId);
}

/** Opens a short session for the holder of a link whose signature was checked by the caller. */
export async function openLink(
  scope: OfficeScope,
  { linkId, generation }: { linkId: string; generation: number },
): ActResult<{ agencyId: string; sessionToken: string }> {
  const link = await scope.trx
    .selectFrom('link')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', linkId)
    .executeTakeFirst();
  if (link === undefined) return refuse('LINK_UNKNOWN');
  if (link.generation !== generation || link.revoked_at !== null) return refuse('LINK_REVOKED');
  if (link.expires_at !== null && link.expires_at <= scope.realNow) return refuse('LINK_EXPIRED');
  await purgeSessions(scope);
  const sessionToken = randomBytes(32).toString('base64url');
  await scope.trx
    .insertInto('link_session')
    .values({
      token_hash: hashOf(sessionToken),
      office_id: scope.officeId,
      agency_id: link.agency_id,
      generation,
      expires_at: plusMs(scope.realNow, SESSION_MS),
    })
    .execute();
  await record(scope, 'openLink', `agency:${link.agency_id}`);
  return ok({ agencyId: link.agency_id, sessionToken });
}

/** Sessions that have ended are worth nothing; each new one takes some of them away, so that they never pile up. */
async function purgeSessions({ trx, realNow }: OfficeScope): Promise<void> {
  await sql`
    delete from link_session where token_hash in (
      select token_hash from link_session where expires_at < ${realNow}
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
  const { linkId, generation } = await ensureLink(scope, agencyId);
  await scope.trx
    .updateTable('link')
    .set({ generation: generation + 1 })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', linkId)
    .execute();
  await scope.trx
    .deleteFrom('link_session')
    .where('office_id', '=', scope.officeId)
    .where('agency_id', '=', agencyId)
    .execute();
  await record(scope, 'revokeLink', `agency:${agencyId}`);
  return ok({});
}

/** Sends the link again, to the registered mailbox only; refused while nothing is owed. */
export async function resendLink(
  scope: OfficeScope,
  { agencyId }: { agencyId: string },
): ActResult {
  await ensureLink(scope, agencyId);
  const owed = await scope.trx
    .selectFrom('obligation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
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
    to: { kind: 'agency', agencyId, role: 'desk' },
    planId: owed.plan_id,
    cycleId: owed.cycle_id,
    obligationId: owed.id,
  });
  await record(scope, 'resendLink', `agency:${agencyId}`);
  return ok({});
}
