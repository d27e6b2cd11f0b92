import type { FastifyRequest } from 'fastify';
import type { StaffInOffice } from '../office/directory/offices.js';
import type { Account } from '../office/directory/auth-door.js';
import type { Role } from '../contract/values.js';
import type { ServerDeps } from './ports.js';
import { Refused } from './refused.js';
import { officesOfStaff } from '../office/directory/offices.js';

/** Who asks: the account, and the office the request concerns with the person's roles in it. */
export interface Caller {
  readonly account: Account;
  readonly offices: readonly StaffInOffice[];
  readonly office: StaffInOffice;
  /** As the ledger names who acts: `staff:<id>`, or `token:<id>` for a program. */
  readonly actor: string;
}

/** The signed-in caller of a request; refuses without a session, or for an account without an office. */
export async function callerOf(deps: ServerDeps, request: FastifyRequest): Promise<Caller> {
  const account = await deps.auth.accountOf(request.headers.cookie);
  if (account === null) throw new Refused('UNAUTHENTICATED');
  const offices = await officesOfStaff(deps.ledger.db, {
    userId: account.userId,
    realNow: deps.clock.now(),
  });
  const wanted = officeNamed(request);
  const office =
    wanted === null ? offices[0] : offices.find(({ id }) => id === wanted.toLowerCase());
  if (office === undefined) throw new Refused('OFFICE_FORBIDDEN');
  return { account, offices, office, actor: `staff:${office.staffId}` };
}

/**
 * Refuses whoever has no second factor where the office asks for one, whoever holds none of the roles, and every
 * change in a rehearsal, which can only be read.
 */
export function allow(
  { account, office }: Caller,
  route: { readonly inRehearsal: boolean; readonly roles: readonly Role[] | 'staff' },
): void {
  if (office.asksSecondFactor && !account.hasSecondFactor) {
    throw new Refused('SECOND_FACTOR_REQUIRED');
  }
  const { roles } = route;
  if (roles !== 'staff' && !roles.some((role) => office.roles.includes(role))) {
    throw new Refused('FORBIDDEN');
  }
  if (!route.inRehearsal && !office.canWrite) throw new Refused('REHEARSAL_READ_ONLY');
}

/**
 * Refuses a change that does not come from our own pages: besides SameSite cookies, a header that no
 * foreign page can add without asking first, and the Origin where the browser names one.
 */
export function refuseForeign(request: FastifyRequest, publicUrl: string): void {
  if (request.headers['x-requested-with'] !== 'dondoc') throw new Refused('FOREIGN_REQUEST');
  refuseForeignOrigin(request, publicUrl);
}

/** Refuses a request whose Origin is another site; a browser always names it with a POST. */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin } = request.headers;
  if (origin === undefined) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw new Refused('FOREIGN_REQUEST');
    return;
  }
  const own = [new URL(publicUrl).host, request.host];
  if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) {
    throw new Refused('FOREIGN_REQUEST');
  }
}

/** The office that a request names; null where it names none. */
export function officeNamed(request: FastifyRequest): string | null {
  const header = request.headers['x-office'];
  if (typeof header === 'string' && header !== '') return header;
  const { office } = request.query as { readonly office?: unknown };
  return typeof office === 'string' && office !== '' ? office : null;
}
