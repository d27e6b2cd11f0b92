import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgencyCaller } from '../../office/collection/agency-page.js';
import type { ServerDeps } from '../ports.js';
import { agencyOfSession, endAgencySession } from '../../office/collection/agency-page.js';

const COOKIE = 'dondoc_agency';
/** As long as the ledger keeps the session open. */
const SECONDS = 30 * 60;

/** The agency whose session a request carries; null when there is none or it has ended. */
export async function agencyOf(
  deps: ServerDeps,
  request: FastifyRequest,
): Promise<AgencyCaller | null> {
  const token = request.cookies[COOKIE];
  if (token === undefined || token === '') return null;
  return agencyOfSession(deps.ledger.db, {
    tokenHash: hashOf(token),
    realNow: deps.clock.now(),
  });
}

/** Hands the browser the session's cookie: for these pages alone, out of reach of scripts and other sites. */
export function openSession(reply: FastifyReply, token: string, publicUrl: string): void {
  reply.setCookie(COOKIE, token, {
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
  const token = request.cookies[COOKIE];
  if (token !== undefined) {
    await endAgencySession(deps.ledger.db, hashOf(token));
  }
  reply.clearCookie(COOKIE, { path: '/b' });
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
