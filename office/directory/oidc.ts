import { betterAuth } from 'better-auth';
import type { OidcSettings } from '../../config/env.js';
import { accountOf, cookieHeader, cookiesGiven, sessionOf } from './auth-door.js';
import type { Account, Door } from './auth-door.js';
import { CLIENT_ADDRESS, oidcSettings, providerOf, SCHEMA } from './staff-auth-tables.js';

/** Sign-in by a provider of accounts (OpenID Connect): a person links an account of it once, and comes in by it. */
export interface Oidc {
  /** What people call the provider; null where there is none. */
  readonly oidcName: string | null;
  /** Where the browser goes to sign in, or to be linked to whoever `cookie` has signed in; null while the provider does not answer. */
  beginOidc(
    for_: 'signIn' | { readonly cookie: string | undefined; readonly userId: string },
    from: { readonly address: string },
  ): Promise<{ readonly url: string; readonly setCookies: readonly string[] } | null>;
  /** What came of it, with the query that the provider sent the browser back with. */
  endOidc(asked: {
    readonly cookie: string | undefined;
    readonly provider: string;
    readonly query: string;
    readonly address: string;
    readonly browser?: string | undefined;
  }): Promise<OidcEnd>;
  /** Whether an account is linked. */
  isLinked(userId: string): Promise<boolean>;
  /** Ends the link of an account; how many there were. */
  unlink(userId: string): Promise<number>;
}

export type OidcEnd =
  | { readonly kind: 'in'; readonly setCookies: readonly string[]; readonly account: Account }
  /** A code is waited for, as after a right password. */
  | { readonly kind: 'code'; readonly setCookies: readonly string[] }
  | { readonly kind: 'linked'; readonly userId: string; readonly setCookies: readonly string[] }
  /** Linked to nobody here, or to somebody else; or nothing that the provider has said. */
  | { readonly kind: 'unknown' | 'taken' | 'failed' };

/** Long enough for a slow provider, short enough for whoever waits before the button. */
const DISCOVERY_MS = 10_000;
/** With the account it was linked to; the library keeps it until the browser is back, and hands it to us alone. */
const LINKED = '/account?linked=';
const ENTERED = '/work';
const REFUSED = '/sign-in';

/** The sign-in by a provider; the library asks it for its addresses, so a part of its own waits for it and no password does. */
export function openOidc(
  door: Door,
  { secret, oidc }: { readonly secret: string; readonly oidc: OidcSettings | null },
): Oidc {
  if (oidc === null) return WITHOUT;
  const providerId = providerOf(oidc);
  let opened: Promise<OidcAuth> | null = null;
  const provider = async (): Promise<OidcAuth | null> => {
    opened ??= openProvider(door, { secret, oidc });
    const auth = await within(DISCOVERY_MS, opened);
    // The next who comes asks anew.
    if (auth === null) opened = null;
    return auth;
  };
  const ask = async (path: string, init: RequestInit): Promise<Response | null> => {
    const auth = await provider();
    const asked = new Request(`${door.publicUrl}/api/auth${path}`, init);
    return auth === null ? null : auth.handler(asked);
  };
  return {
    oidcName: oidc.name,
    beginOidc: async (for_, { address }) => {
      const isSignIn = for_ === 'signIn';
      const response = await ask(isSignIn ? '/sign-in/social' : '/link-social', {
        method: 'POST',
        headers: {
          ...(isSignIn ? {} : cookieHeader(for_.cookie)),
          'content-type': 'application/json',
          origin: new URL(door.publicUrl).origin,
          [CLIENT_ADDRESS]: address,
        },
        body: JSON.stringify({
          provider: providerId,
          callbackURL: isSignIn ? ENTERED : `${LINKED}${for_.userId}`,
          errorCallbackURL: REFUSED,
          disableRedirect: true,
        }),
      });
      if (response?.ok !== true) return null;
      const { url } = (await response.json()) as { url: string };
      return { url, setCookies: response.headers.getSetCookie() };
    },
    endOidc: async ({ cookie, provider: named, query, address, browser = '' }) => {
      if (named !== providerId) return { kind: 'failed' };
      const response = await ask(`/callback/${providerId}?${query}`, {
        method: 'GET',
        headers: {
          ...cookieHeader(cookie),
          'user-agent': browser.slice(0, 300),
          [CLIENT_ADDRESS]: address,
        },
        redirect: 'manual',
      });
      return response === null ? { kind: 'failed' } : ended(door, response);
    },
    isLinked: async (userId) => {
      const row = await door.database
        .withSchema(SCHEMA)
        .selectFrom('account')
        .select('id')
        .where('userId', '=', userId)
        .where('providerId', '=', providerId)
        .executeTakeFirst();
      return row !== undefined;
    },
    unlink: async (userId) => unlinkAll(door, userId),
  };
}

/** Ends whatever leads into an account besides its password. */
export async function unlinkAll(door: Door, userId: string): Promise<number> {
  const { numDeletedRows } = await door.database
    .withSchema(SCHEMA)
    .deleteFrom('account')
    .where('userId', '=', userId)
    .where('providerId', '!=', 'credential')
    .executeTakeFirst();
  return Number(numDeletedRows);
}

type OidcAuth = ReturnType<typeof betterAuth<ReturnType<typeof oidcSettings>>>;

async function openProvider(
  { ofLibrary: database, publicUrl }: Door,
  { secret, oidc }: { readonly secret: string; readonly oidc: OidcSettings },
): Promise<OidcAuth> {
  const auth = betterAuth(oidcSettings({ database, secret, publicUrl }, oidc));
  const { socialProviders } = await auth.$context;
  const [provider] = socialProviders;
  if (provider === undefined) throw new Error('the provider of accounts does not answer');
  // Whoever answers at this address in another's name would let in whom that other knows.
  if (provider.issuer !== oidc.issuer) throw new Error('the provider of accounts is another one');
  return auth;
}

async function within<T>(ms: number, waited: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, ms);
  });
  try {
    return await Promise.race([waited, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function ended(door: Door, response: Response): Promise<OidcEnd> {
  const location = response.headers.get('location') ?? '';
  const at = URL.canParse(location, door.publicUrl) ? new URL(location, door.publicUrl) : null;
  const error = at?.searchParams.get('error') ?? null;
  const setCookies = response.headers.getSetCookie();
  if (error === 'account_already_linked_to_different_user') return { kind: 'taken' };
  if (error === 'signup_disabled' || error === 'account_not_linked') return { kind: 'unknown' };
  if (at === null || error !== null) return { kind: 'failed' };
  const linked = at.pathname === '/account' ? at.searchParams.get('linked') : null;
  if (linked !== null) return { kind: 'linked', userId: linked, setCookies };
  const cookie = cookiesGiven(setCookies);
  const session = at.pathname === ENTERED ? await sessionOf(door, cookie) : null;
  if (session === null) return { kind: 'failed' };
  const account = accountOf(session.user);
  if (!account.hasSecondFactor) return { kind: 'in', setCookies, account };
  const headers = new Headers({ cookie });
  const challenged = await door.auth.api.challenge({ headers, returnHeaders: true });
  return { kind: 'code', setCookies: challenged.headers.getSetCookie() };
}

const WITHOUT: Oidc = {
  oidcName: null,
  beginOidc: () => Promise.resolve(null),
  endOidc: () => Promise.resolve({ kind: 'failed' }),
  isLinked: () => Promise.resolve(false),
  unlink: () => Promise.resolve(0),
};
