import { randomBytes } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { PATIENCE } from '../../db/connection.js';
import type { PatienceName } from '../../db/connection.js';
import { randomLetters } from './random-letters.js';

/** The schema of the tables of accounts, beside the ledger's. */
export const SCHEMA = 'staff_auth';
/** A working day: whoever comes in the morning signs in. */
const SESSION_SECONDS = 12 * 3600;
/** Set by our own server alone, so that each client has its own allowance of tries. */
export const CLIENT_ADDRESS = 'x-dondoc-client';

/** Brings the tables of staff accounts to the version the library wants; two processes may call it at once. */
export async function migrateStaffAuth(databaseUrl: string): Promise<void> {
  const { database, close } = accountTables(databaseUrl, 'migration');
  try {
    await database.connection().execute(async (connection) => {
      // The library looks first and creates after: of two that start together one has to wait.
      await sql`select pg_advisory_lock(hashtext(${SCHEMA}))`.execute(connection);
      try {
        const secret = randomBytes(32).toString('hex');
        const plan = await getMigrations(
          authSettings({ database, secret, publicUrl: 'http://127.0.0.1' }),
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

/** What we ask of the library's tables ourselves. */
export type Accounts = Kysely<{
  user: { id: string; twoFactorEnabled: boolean | null };
  twoFactor: { userId: string; backupCodes: string };
  session: {
    id: string;
    userId: string;
    createdAt: Date;
    expiresAt: Date;
    ipAddress: string | null;
    userAgent: string | null;
  };
}>;

/** A pool of its own: the library wants the driver's Dates where the ledger reads ISO text. */
export function accountTables(
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

const RECOVERY_CODES = 10;

function recoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => randomLetters(10, 5));
}

/** Tells whose right password a browser has shown, which the library itself tells only with the code. */
const challengePlugin = {
  id: 'dondoc-challenge',
  endpoints: {
    challenged: createAuthEndpoint.serverOnly(
      { method: 'GET' },
      async (asked): Promise<string | null> => {
        const { name } = asked.context.createAuthCookie('two_factor');
        const identifier = await asked.getSignedCookie(name, asked.context.secret);
        if (typeof identifier !== 'string' || identifier === '') return null;
        const challenge = await asked.context.internalAdapter.findVerificationValue(identifier);
        return challenge === null || challenge.expiresAt < new Date() ? null : challenge.value;
      },
    ),
  },
} as const;

/** How the library is set up; `secureCookies` wherever people come by https. */
export function authSettings({
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
      customRules: {
        '/sign-in/email': { window: 60, max: 30 },
        '/two-factor/*': { window: 60, max: 30 },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Đôn đốc',
        backupCodeOptions: { customBackupCodesGenerate: recoveryCodes },
        // Wrong codes are counted by sign-in-pause, from which an administrator can let somebody in again.
        accountLockout: { enabled: false },
      }),
      challengePlugin,
    ],
    advanced: {
      cookiePrefix: 'dondoc',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      // Session and person in one read: every request pays for it.
      database: { joins: true },
    },
  } as const satisfies BetterAuthOptions;
}
