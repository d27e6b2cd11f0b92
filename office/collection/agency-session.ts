import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { isOfToday, SESSION_MS } from '../agency-link/link.js';
import type { AgencyCaller } from './agency-page.js';

/** However long somebody types, the link is to be opened anew after half a working day. */
const LONGEST_SESSION_MS = 12 * 60 * 60_000;
/** Of half an hour a minute less is the same to who types. */
const RENEWED_EVERY_MS = 60_000;

interface SessionAt {
  readonly tokenHash: string;
  readonly realNow: Instant;
}

/** Whose session a cookie opens (by the hash of its token); null when it has ended or its link was revoked. */
export async function agencyOfSession(db: LedgerDb, at: SessionAt): Promise<AgencyCaller | null> {
  const session = await sessionOf(db, at);
  return session === null || session.expiresAt <= at.realNow ? null : session.who;
}

/**
 * Whose session a cookie opened until a while ago: what was typed in its page may still be kept as a draft,
 * and nothing is shown for it. Null where the session is open, was closed or revoked, or ended long ago.
 */
export async function agencyOfEndedSession(
  db: LedgerDb,
  at: SessionAt,
): Promise<AgencyCaller | null> {
  const session = await sessionOf(db, at);
  if (session === null || session.expiresAt > at.realNow) return null;
  return plusMs(session.openedAt, LONGEST_SESSION_MS) > at.realNow ? session.who : null;
}

async function sessionOf(db: LedgerDb, { tokenHash, realNow }: SessionAt) {
  const asked = db
    .selectFrom('link_session')
    .innerJoin('link', (join) =>
      join
        .onRef('link.office_id', '=', 'link_session.office_id')
        .onRef('link.agency_id', '=', 'link_session.agency_id')
        .onRef('link.generation', '=', 'link_session.generation'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'link_session.office_id')
        .onRef('agency.id', '=', 'link_session.agency_id'),
    )
    .innerJoin('office', 'office.id', 'link_session.office_id')
    .select([
      'office.id as officeId',
      'agency.id as agencyId',
      'agency.name as agency',
      'office.name as office',
      'office.kind as officeKind',
      'office.clock_at as clockAt',
      'agency.valid_to as validTo',
      'link_session.typist',
      'link_session.opened_at as openedAt',
      'link_session.expires_at as expiresAt',
    ])
    .where('link_session.token_hash', '=', tokenHash)
    .where('link.revoked_at', 'is', null);
  const [row] = await keptRows(db, asked);
  if (row === undefined) return null;
  const { officeKind, clockAt, validTo, openedAt, expiresAt, ...who } = row;
  if (!isOfToday(validTo, clockAt ?? realNow)) return null;
  return { who: { ...who, rehearsal: officeKind === 'rehearsal' }, openedAt, expiresAt };
}

/** Half an hour more for a session in which somebody is at work, up to half a working day in all; remembers who is typing. */
export async function renewSession(
  db: LedgerDb,
  { tokenHash, realNow, typist }: SessionAt & { readonly typist: string | null },
): Promise<void> {
  const session = await sessionOf(db, { tokenHash, realNow });
  if (session === null || session.expiresAt <= realNow) return;
  await prolong(db, session, { tokenHash, realNow, typist });
}

/** Whose session a cookie opens, as `agencyOfSession` answers, for somebody who is at work in it: it goes on. */
export async function agencyAtWork(db: LedgerDb, at: SessionAt): Promise<AgencyCaller | null> {
  const session = await sessionOf(db, at);
  if (session === null || session.expiresAt <= at.realNow) return null;
  // A rehearsal can only be looked at.
  if (!session.who.rehearsal) await prolong(db, session, { ...at, typist: null });
  return session.who;
}

async function prolong(
  db: LedgerDb,
  session: NonNullable<Awaited<ReturnType<typeof sessionOf>>>,
  { tokenHash, realNow, typist }: SessionAt & { readonly typist: string | null },
): Promise<void> {
  const wanted = plusMs(realNow, SESSION_MS);
  const longest = plusMs(session.openedAt, LONGEST_SESSION_MS);
  const expiresAt = wanted < longest ? wanted : longest;
  const isSamePerson = typist === null || typist === session.who.typist;
  // Written with every click, the end of the session would make each of them wait for the disk.
  const isFresh =
    session.expiresAt <= expiresAt && expiresAt <= plusMs(session.expiresAt, RENEWED_EVERY_MS);
  if (isSamePerson && isFresh) return;
  await db
    .updateTable('link_session')
    .set({
      expires_at: expiresAt,
      ...(typist === null ? {} : { typist }),
    })
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** Ends the session of a cookie. */
export async function endAgencySession(db: LedgerDb, tokenHash: string): Promise<void> {
  await db.deleteFrom('link_session').where('token_hash', '=', tokenHash).execute();
}
