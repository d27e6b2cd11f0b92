import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import type { BetterAuthOptions } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { PATIENCE } from '../../db/connection.js';
import type { PatienceName } from '../../db/connection.js';
import { openGate } from '../../db/gate.js';

/** Sign-in of staff: accounts, passwords and sessions, in a schema of their own beside the ledger. */
export interface StaffAuth {
  /** The account a request's cookie belongs to, or null. */
  accountOf(cookie: string | undefined): Promise<Account | null>;
  /** Checks a password and opens a session; `tooMany` after thirty tries in a minute from one address. */
  signIn(
    credentials: { readonly email: string; readonly password: string },
    clientAddress: string,
  ): Promise<
    | { readonly kind: 'in'; readonly setCookies: readonly string[]; readonly account: Account }
    | {
        readonly kind: 'wrong' | 'tooMany';
      }
  >;
  /** Ends the session of a cookie; what the browser is to forget comes back. */
  signOut(cookie: string | undefined): Promise<readonly string[]>;
  /** Sets another password and ends the account's other sessions; false when `current` is wrong. */
  changePassword(
    cookie: string | undefined,
    passwords: { readonly current: string; readonly next: string },
  ): Promise<boolean>;
  /** Makes an account with a random first password, or answers null where the address has one. */
  createAccount(person: {
    readonly email: string;
    readonly name: string;
  }): Promise<{ readonly userId: string; readonly password: string } | null>;
  /** Gives an account a new random password and ends all its sessions. */
  resetPassword(userId: string): Promise<string>;
  /** Moves an account to another address; false where that has an account of its own. */
  changeEmail(userId: string, email: string): Promise<boolean>;
  /** The account of an address, or null. */
  userIdOf(email: string): Promise<string | null>;
  close(): Promise<void>;
}

export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

const SCHEMA = 'staff_auth';
/** A working day: whoever comes in the morning signs in. */
const SESSION_SECONDS = 12 * 3600;
/** Set by our own server alone, so that each client has its own allowance of tries. */
const CLIENT_ADDRESS = 'x-dondoc-client';

/** A password is hashed for a quarter of a second of one core: so many at a time, so many wait. */
const HASHING = { most: 2, waiting: 12 };

/** Opens the sign-in of staff on the ledger's server; `secureCookies` wherever people come by https. */
export function openStaffAuth(options: {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly publicUrl: string;
}): StaffAuth {
  const { database, close } = accounts(options.databaseUrl, 'people');
  const auth = betterAuth(settings({ ...options, database }));
  const hashing = openGate(HASHING.most, HASHING.waiting);
  const call = (
    path: string,
    init: { method: string; headers?: Record<string, string>; body?: string },
  ) =>
    auth.handler(
      new Request(`${options.publicUrl}/api/auth${path}`, {
        ...init,
        headers: { ...init.headers, origin: new URL(options.publicUrl).origin },
      }),
    );
  const sessionOf = (cookie: string | undefined) =>
    cookie === undefined ? null : auth.api.getSession({ headers: new Headers({ cookie }) });
  return {
    accountOf: async (cookie) => {
      const found = await sessionOf(cookie);
      return found === null ? null : accountOf(found.user);
    },
    signIn: async (credentials, clientAddress) => {
      const response = await hashing(() =>
        call('/sign-in/email', {
          method: 'POST',
          headers: { 'content-type': 'application/json', [CLIENT_ADDRESS]: clientAddress },
          body: JSON.stringify(credentials),
        }),
      );
      if (response.status === 429) return { kind: 'tooMany' };
      if (response.status >= 500) throw new Error('cannot check a sign-in');
      if (!response.ok) return { kind: 'wrong' };
      const { user } = (await response.json()) as {
        user: { id: string; name: string; email: string };
      };
      return { kind: 'in', setCookies: response.headers.getSetCookie(), account: accountOf(user) };
    },
    signOut: async (cookie) => {
      const response = await call('/sign-out', {
        method: 'POST',
        headers: cookie === undefined ? {} : { cookie },
      });
      return response.headers.getSetCookie();
    },
    changePassword: async (cookie, { current, next }) => {
      const response = await hashing(() =>
        call('/change-password', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(cookie === undefined ? {} : { cookie }),
          },
          body: JSON.stringify({ currentPassword: current, newPassword: next }),
        }),
      );
      if (!response.ok) return false;
      const found = await sessionOf(cookie);
      if (found !== null) {
        await database
          .withSchema(SCHEMA)
          .deleteFrom('session')
          .where('userId', '=', found.user.id)
          .where('id', '!=', found.session.id)
          .execute();
      }
      return true;
    },
    createAccount: async ({ email, name }) => {
      const context = await auth.$context;
      if ((await context.internalAdapter.findUserByEmail(email)) !== null) return null;
      const password = firstPassword();
      const hash = await hashing(() => context.password.hash(password));
      const user = await context.internalAdapter.createUser(
        {
          email: email.toLowerCase(),
          name,
          emailVerified: true,
        },
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
    resetPassword: async (userId) => {
      const context = await auth.$context;
      const password = firstPassword();
      const hash = await hashing(() => context.password.hash(password));
      await context.internalAdapter.updatePassword(userId, hash);
      await database
        .withSchema(SCHEMA)
        .deleteFrom('session')
        .where('userId', '=', userId)
        .execute();
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
    close,
  };
}

/** Brings the tables of staff accounts to the version the library wants; two processes may call it at once. */
export async function migrateStaffAuth(databaseUrl: string): Promise<void> {
  const { database, close } = accounts(databaseUrl, 'migration');
  try {
    await database.connection().execute(async (connection) => {
      // The library looks first and creates after: of two that start together one has to wait.
      await sql`select pg_advisory_lock(hashtext(${SCHEMA}))`.execute(connection);
      try {
        const secret = randomBytes(32).toString('hex');
        const plan = await getMigrations(
          settings({ database, secret, publicUrl: 'http://127.0.0.1' }),
        );
        await plan.runMigrations();
      } finally {
        await sql`select pg_advisory_unlock(hashtext(${SCHEMA}))`.execute(connection);
      }
    });
  } finally {
    await close();
  }
}

type Accounts = Kysely<{ session: { id: string; userId: string } }>;

/** A pool of its own: the library wants the driver's Dates where the ledger reads ISO text. */
function accounts(
  databaseUrl: string,
  patience: PatienceName,
): { database: Accounts; close: () => Promise<void> } {
  const { connectMs, lockMs, statementMs, idleMs } = PATIENCE[patience];
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: connectMs,
    lock_timeout: lockMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleMs,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const database: Accounts = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { database, close: () => database.destroy() };
}

function settings({
  database,
  secret,
  publicUrl,
}: {
  readonly database: Accounts;
  readonly secret: string;
  readonly publicUrl: string;
}) {
  return {
    baseURL: publicUrl,
    secret,
    database: { db: database, type: 'postgres', schemaName: SCHEMA },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 256,
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 1000,
      // Wide, since a whole office may come from one address; guesses at one account are paused by sign-in-pause.
      customRules: { '/sign-in/email': { window: 60, max: 30 } },
    },
    advanced: {
      cookiePrefix: 'dondoc',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
    },
  } as const satisfies BetterAuthOptions;
}

function accountOf(user: {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}): Account {
  return { userId: user.id, name: user.name, email: user.email };
}

/** 18 characters without look-alikes, about 90 bits: typed once from a sheet of paper. */
function firstPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'.padEnd(32, '4').slice(0, 32);
  const text = [...randomBytes(18)].map((byte) => letters[byte % 32] ?? 'a').join('');
  return text.replace(/(.{6})(?=.)/g, '$1-');
}
