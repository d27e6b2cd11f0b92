import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgencyCaller } from '../../office/collection/agency-page.js';
import type { ServerDeps } from '../ports.js';
import {
  agencyAtWork,
  agencyOfEndedSession,
  agencyOfSession,
  endAgencySession,
  renewSession,
} from '../../office/collection/agency-session.js';

/** By its prefix no page without TLS can have set it (RFC 6265bis). */
function cookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Secure-dondoc_agency' : 'dondoc_agency';
}

/** Longer than the ledger keeps a session open, which decides: what was typed in a page whose session has ended is kept by it. */
const SECONDS = 24 * 60 * 60;

/** The agency whose session a request carries, which goes on while somebody posts in it; null when there is none or it has ended. */
export async function agencyOf(
  deps: ServerDeps,
  request: FastifyRequest,
): Promise<AgencyCaller | null> {
  const at = sessionAt(deps, request);
  if (at === null) return null;
  const look = request.method === 'POST' ? agencyAtWork : agencyOfSession;
  return look(deps.ledger.db, at);
}

/** The agency whose session has ended while its page was open; null when it never had one. */
export async function agencyThatWas(
  deps: ServerDeps,
  request: FastifyRequest,
): Promise<AgencyCaller | null> {
  const at = sessionAt(deps, request);
  return at === null ? null : agencyOfEndedSession(deps.ledger.db, at);
}

/** Lets a session go on and remember who says to be typing in it; null where nobody said. */
export async function goOn(
  deps: ServerDeps,
  request: FastifyRequest,
  typist: string | null,
): Promise<void> {
  const at = sessionAt(deps, request);
  if (at !== null) await renewSession(deps.ledger.db, { ...at, typist });
}

/** Hands the browser the session's cookie: for these pages alone, out of reach of scripts and other sites. */
export function openSession(reply: FastifyReply, token: string, publicUrl: string): void {
  reply.setCookie(cookieName(publicUrl), token, {
    path: '/b',
    httpOnly: true,
    sameSite: 'strict',
    secure: publicUrl.startsWith('https:'),
    maxAge: SECONDS,
  });
}

/** Ends the session of a request, here and in the browser. */
export async function endSession(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const at = sessionAt(deps, request);
  if (at !== null) await endAgencySession(deps.ledger.db, at.tokenHash);
  const { publicUrl } = deps;
  const secure = publicUrl.startsWith('https:');
  reply.clearCookie(cookieName(publicUrl), { path: '/b', secure });
}

function sessionAt(deps: ServerDeps, request: FastifyRequest) {
  const token = request.cookies[cookieName(deps.publicUrl)];
  if (token === undefined || token === '') return null;
  const tokenHash = createHash('sha256').update(token).digest('hex');
  return { tokenHash, realNow: deps.clock.now() };
}
