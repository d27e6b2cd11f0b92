import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { sql } from 'kysely';
import { instantOf } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { OidcSettings } from '../../config/env.js';
import { openGate } from '../../db/gate.js';
import { accountOf, call, cookieHeader, sessionOf } from './auth-door.js';
import type { Account, Door } from './auth-door.js';
import { datesOfLedger } from './ledger-dates.js';
import { openOidc, unlinkAll } from './oidc.js';
import type { Oidc } from './oidc.js';
import { randomLetters } from './random-letters.js';
import { secondFactor } from './second-factor.js';
import type { SecondFactor } from './second-factor.js';
import { accountTables, authSettings, CLIENT_ADDRESS, SCHEMA } from './staff-auth-tables.js';
import { sessionLooks } from './session-looks.js';
import type { SessionLooks } from './session-looks.js';

/** Sign-in of staff: accounts, passwords and sessions, in a schema of their own beside the ledger. */
export interface StaffAuth extends SecondFactor, Oidc {
  /** The account a request's cookie belongs to, or null. */
  accountOf(cookie: string | undefined): Promise<Account | null>;
  /** Checks a password and opens a session; `tooMany` after thirty tries in a minute from one address. */
  signIn(
    credentials: { readonly email: string; readonly password: string },
    clientAddress: string,
    /** The program that signs in, as it names itself. */
    browser?: string,
  ): Promise<
    | { readonly kind: 'in'; readonly setCookies: readonly string[]; readonly account: Account }
    /** The password was right and a code is asked; who sends it sends these cookies with it. */
    | { readonly kind: 'code'; readonly setCookies: readonly string[] }
    | { readonly kind: 'wrong' }
    | { readonly kind: 'tooMany' }
  >;
  /** Ends the session of a cookie; what the browser is to forget comes back. */
  signOut(cookie: string | undefined): Promise<readonly string[]>;
  /** Sets another password and ends the account's other sessions; false when `current` is wrong. */
  changePassword(
    cookie: string | undefined,
    passwords: { readonly current: string; readonly next: string },
  ): Promise<boolean>;
  /** Whether a password is that of whoever is signed in. */
  checkPassword(cookie: string | undefined, password: string): Promise<boolean>;
  /** Makes an account, or answers null where the address has one. */
  createAccount(person: {
    readonly email: string;
    readonly name: string;
    /** Chosen by its owner; left out: a random one for the first time. */
    readonly password?: string;
  }): Promise<{ readonly userId: string; readonly password: string } | null>;
  /** Takes back an account that nobody has used: what it was made for failed. */
  deleteAccount(userId: string): Promise<void>;
  /** Gives an account another password, a random one unless it is chosen, and ends all its sessions and whatever else led into it. */
  resetPassword(userId: string, chosen?: string): Promise<string>;
  /** Where an account is signed in, the latest first. */
  sessionsOf(userId: string): Promise<readonly AccountSession[]>;
  /** Which of its sessions a cookie belongs to; null without one. */
  sessionIdOf(cookie: string | undefined): Promise<string | null>;
  /** Ends one session of an account; false where it has no such. */
  endSession(userId: string, sessionId: string): Promise<boolean>;
  /** Ends every session of an account; how many there were. */
  endSessions(userId: string): Promise<number>;
  /** Moves an account to another address; false where that has an account of its own. */
  changeEmail(userId: string, email: string): Promise<boolean>;
  /** The account of an address, or null. */
  userIdOf(email: string): Promise<string | null>;
  close(): Promise<void>;
}

/** A browser in which an account is signed in. */
export interface AccountSession {
  readonly id: string;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  /** From which address, and by which program, as it said itself. */
  readonly address: string | null;
  readonly browser: string | null;
}

/** A password is hashed for a quarter of a second of one core: so many at a time, so many wait. */
const HASHING = { most: 2, waiting: 12 };

/** Opens the sign-in of staff on the ledger's server; its cookies are secure wherever people come by https. */
export function openStaffAuth(options: {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly publicUrl: string;
  /** By which sessions, tries and codes are counted; left out: the machine's. */
  readonly clock?: { now(): Instant };
  /** Left out or null: there is no provider of accounts. */
  readonly oidc?: OidcSettings | null;
}): StaffAuth {
  const { database, close } = accountTables(options.databaseUrl, 'people');
  const { clock } = options;
  const ofLibrary = clock === undefined ? database : database.withPlugin(datesOfLedger(clock));
  const door: Door = {
    auth: betterAuth(authSettings({ ...options, database: ofLibrary })),
    database,
    ofLibrary,
    hashing: openGate(HASHING.most, HASHING.waiting),
    clock: clock ?? { now: () => instantOf(Date.now()) },
    publicUrl: options.publicUrl,
  };
  const looks = sessionLooks(async (cookie) => {
    const found = await sessionOf(door, cookie);
    return found === null ? null : accountOf(found.user);
  });
  return afterwards(
    {
      ...sessions(door, looks),
      ...ownPassword(door),
      ...signedIn(door),
      ...accounts(door),
      ...secondFactor(door),
      ...openOidc(door, { secret: options.secret, oidc: options.oidc ?? null }),
      close,
    },
    looks.forget,
  );
}

/** What ends sessions or changes an account is seen by the next request, whichever it is. */
function afterwards(auth: StaffAuth, forget: () => void): StaffAuth {
  const forgetting =
    <In extends unknown[], Out>(act: (...given: In) => Promise<Out>) =>
    async (...given: In): Promise<Out> => {
      try {
        return await act(...given);
      } finally {
        forget();
      }
    };
  return {
    ...auth,
    signOut: forgetting(auth.signOut),
    changePassword: forgetting(auth.changePassword),
    resetPassword: forgetting(auth.resetPassword),
    endSession: forgetting(auth.endSession),
    endSessions: forgetting(auth.endSessions),
    changeEmail: forgetting(auth.changeEmail),
    confirmEnrolment: forgetting(auth.confirmEnrolment),
    endSecondFactor: forgetting(auth.endSecondFactor),
  };
}

function sessions(
  door: Door,
  looks: SessionLooks<Account>,
): Pick<StaffAuth, 'accountOf' | 'signIn' | 'signOut'> {
  return {
    accountOf: (cookie) => looks.shared(cookie),
    signIn: async (credentials, clientAddress, browser = '') => {
      const response = await door.hashing(() =>
        call(door, '/sign-in/email', {
          headers: {
            'content-type': 'application/json',
            'user-agent': browser.slice(0, 300),
            [CLIENT_ADDRESS]: clientAddress,
          },
          body: JSON.stringify(credentials),
        }),
      );
      if (response.status === 429) return { kind: 'tooMany' };
      if (response.status >= 500) throw new Error('cannot check a sign-in');
      if (!response.ok) return { kind: 'wrong' };
      const answer = (await response.json()) as
        { twoFactorRedirect: true } | { user: Parameters<typeof accountOf>[0] };
      const setCookies = response.headers.getSetCookie();
      if ('twoFactorRedirect' in answer) return { kind: 'code', setCookies };
      return { kind: 'in', setCookies, account: accountOf(answer.user) };
    },
    signOut: async (cookie) => {
      const response = await call(door, '/sign-out', { headers: cookieHeader(cookie) });
      return response.headers.getSetCookie();
    },
  };
}

function signedIn(
  door: Door,
): Pick<StaffAuth, 'sessionsOf' | 'sessionIdOf' | 'endSession' | 'endSessions'> {
  const end = (userId: string) =>
    door.database.withSchema(SCHEMA).deleteFrom('session').where('userId', '=', userId);
  return {
    sessionsOf: async (userId) => {
      const rows = await door.database
        .withSchema(SCHEMA)
        .selectFrom('session')
        .select(['id', 'createdAt', 'expiresAt', 'ipAddress', 'userAgent'])
        .where('userId', '=', userId)
        .where('expiresAt', '>', sql<Date>`clock_timestamp()`)
        .orderBy('createdAt', 'desc')
        .execute();
      return rows.map(({ id, createdAt, expiresAt, ipAddress, userAgent }) => ({
        id,
        startedAt: instantOf(createdAt.getTime()),
        endsAt: instantOf(expiresAt.getTime()),
        address: ipAddress === '' ? null : ipAddress,
        browser: userAgent === '' ? null : userAgent,
      }));
    },
    sessionIdOf: async (cookie) => (await sessionOf(door, cookie))?.session.id ?? null,
    endSession: async (userId, sessionId) => {
      const { numDeletedRows } = await end(userId).where('id', '=', sessionId).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    endSessions: async (userId) => Number((await end(userId).executeTakeFirst()).numDeletedRows),
  };
}

function ownPassword(door: Door): Pick<StaffAuth, 'changePassword' | 'checkPassword'> {
  return {
    checkPassword: async (cookie, password) => {
      try {
        const headers = new Headers(cookieHeader(cookie));
        const asked = { headers, body: { password } };
        return (await door.hashing(() => door.auth.api.verifyPassword(asked))).status;
      } catch (error) {
        if (isAPIError(error)) return false;
        throw error;
      }
    },
    changePassword: async (cookie, { current, next }) => {
      const response = await door.hashing(() =>
        call(door, '/change-password', {
          headers: { 'content-type': 'application/json', ...cookieHeader(cookie) },
          body: JSON.stringify({ currentPassword: current, newPassword: next }),
        }),
      );
      if (!response.ok) return false;
      const found = await sessionOf(door, cookie);
      if (found !== null) {
        await door.database
          .withSchema(SCHEMA)
          .deleteFrom('session')
          .where('userId', '=', found.user.id)
          .where('id', '!=', found.session.id)
          .execute();
      }
      return true;
    },
  };
}

function accounts(
  door: Door,
): Pick<
  StaffAuth,
  'createAccount' | 'deleteAccount' | 'resetPassword' | 'changeEmail' | 'userIdOf'
> {
  const { auth, database, hashing } = door;
  return {
    createAccount: async ({ email, name, password = randomLetters(18, 6) }) => {
      const context = await auth.$context;
      if ((await context.internalAdapter.findUserByEmail(email)) !== null) return null;
      const hash = await hashing(() => context.password.hash(password));
      const user = await context.internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      );
      await context.internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: hash,
      });
      return { userId: user.id, password };
    },
    deleteAccount: async (userId) => {
      const context = await auth.$context;
      await context.internalAdapter.deleteUser(userId);
    },
    resetPassword: async (userId, password = randomLetters(18, 6)) => {
      const context = await auth.$context;
      const hash = await hashing(() => context.password.hash(password));
      await context.internalAdapter.updatePassword(userId, hash);
      await database
        .withSchema(SCHEMA)
        .deleteFrom('session')
        .where('userId', '=', userId)
        .execute();
      // Whoever was in by a stolen session could have linked an account of their own.
      await unlinkAll(door, userId);
      return password;
    },
    changeEmail: async (userId, email) => {
      const context = await auth.$context;
      const known = await context.internalAdapter.findUserByEmail(email);
      if (known !== null) return known.user.id === userId;
      await context.internalAdapter.updateUser(userId, { email: email.toLowerCase() });
      return true;
    },
    userIdOf: async (email) => {
      const context = await auth.$context;
      return (await context.internalAdapter.findUserByEmail(email))?.user.id ?? null;
    },
  };
}
