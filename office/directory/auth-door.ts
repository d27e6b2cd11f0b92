import type { betterAuth } from 'better-auth';
import type { openGate } from '../../db/gate.js';
import type { Instant } from '../../domain/day.js';
import type { Accounts, authSettings } from './staff-auth-tables.js';

export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Whether a code is asked besides the password. */
  readonly hasSecondFactor: boolean;
}

/** What all of it goes through: the library, its tables, and the few places at the hashing of passwords. */
export interface Door {
  readonly auth: ReturnType<typeof betterAuth<ReturnType<typeof authSettings>>>;
  readonly database: Accounts;
  /** The same tables with their dates as the library takes them: by this machine's clock. */
  readonly ofLibrary: Accounts;
  readonly hashing: ReturnType<typeof openGate>;
  /** By which codes of a telephone are counted. */
  readonly clock: { now(): Instant };
  readonly publicUrl: string;
}

/** Asks the library as a browser would, from our own address. */
export async function call(
  { auth, publicUrl }: Door,
  path: string,
  init: { readonly headers: Record<string, string>; readonly body?: string },
): Promise<Response> {
  return auth.handler(
    new Request(`${publicUrl}/api/auth${path}`, {
      ...init,
      method: 'POST',
      headers: { ...init.headers, origin: new URL(publicUrl).origin },
    }),
  );
}

/** The session of a cookie with its person, or null. */
export async function sessionOf({ auth }: Door, cookie: string | undefined) {
  return cookie === undefined ? null : auth.api.getSession({ headers: new Headers({ cookie }) });
}

/** The header of a request that carries a cookie. */
export function cookieHeader(cookie: string | undefined): { cookie?: string } {
  return cookie === undefined ? {} : { cookie };
}

/** An account as the library keeps it. */
export function accountOf(user: {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly twoFactorEnabled?: boolean | null | undefined;
}): Account {
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    hasSecondFactor: user.twoFactorEnabled === true,
  };
}

/** What a browser sends back of the cookies that it was given. */
export function cookiesGiven(setCookies: readonly string[]): string {
  return setCookies.map((text) => text.split(';')[0]).join('; ');
}
