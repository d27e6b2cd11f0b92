import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import { createAuthEndpoint, getSessionFromCtx } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { OidcSettings } from '../../config/env.js';
import { PATIENCE } from '../../db/connection.js';
import type { PatienceName } from '../../db/connection.js';
import { randomLetters } from './random-letters.js';
import { hashedRecoveryCodes } from './recovery-code-hash.js';

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
  account: { id: string; userId: string; providerId: string; createdAt: Date };
  user: { id: string; twoFactorEnabled: boolean | null };
  twoFactor: { userId: string; backupCodes: string; secret: string };
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

/** A code is waited for as long as the library itself waits. */
const CHALLENGE_SECONDS = 600;

/** What the library does with the second factor only on its own way in: asks for it, and tells who is asked. */
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
    /** Takes the session of a cookie back and waits for a code instead, as after a right password. */
    challenge: createAuthEndpoint.serverOnly(
      { method: 'POST' },
      async (asked): Promise<boolean> => {
        const { context } = asked;
        const session = await getSessionFromCtx(asked);
        if (session === null) return false;
        await context.internalAdapter.deleteSession(session.session.token);
        const identifier = `2fa-${randomLetters(24, 24)}`;
        const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1000);
        const waits = { value: session.user.id, identifier, expiresAt };
        await context.internalAdapter.createVerificationValue(waits);
        const attempts = { value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt };
        await context.internalAdapter.createVerificationValue(attempts);
        const cookie = context.createAuthCookie('two_factor', { maxAge: CHALLENGE_SECONDS });
        await asked.setSignedCookie(cookie.name, identifier, context.secret, cookie.attributes);
        return true;
      },
    ),
  },
} as const;

interface AuthPlace {
  readonly database: Accounts;
  readonly secret: string;
  readonly publicUrl: string;
}

/** How the library is set up; `secureCookies` wherever people come by https. */
export function authSettings({ database, secret, publicUrl }: AuthPlace) {
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
        '/sign-in/social': { window: 60, max: 30 },
        '/two-factor/*': { window: 60, max: 30 },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Đôn đốc',
        backupCodeOptions: {
          customBackupCodesGenerate: recoveryCodes,
          storeBackupCodes: hashedRecoveryCodes,
        },
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

/**
 * The same with a provider of accounts. An account of it is known by issuer and subject alone: the provider's id is
 * made of the issuer, and no address of it is ever looked at, since whoever may write one there could write anybody's.
 */
export function oidcSettings(place: AuthPlace, oidc: OidcSettings) {
  const settings = authSettings(place);
  const providerId = providerOf(oidc);
  const guarded = providerId.replace(/[^a-z0-9]/g, '');
  return {
    ...settings,
    // The way back comes from another site, which sends no strict cookie.
    advanced: {
      ...settings.advanced,
      cookies: { state: { attributes: { sameSite: 'lax' } } },
    },
    // What the provider hands out besides the subject is nobody's business here.
    databaseHooks: {
      account: {
        create: { before: (made) => Promise.resolve({ data: { ...made, ...NO_TOKENS } }) },
      },
    },
    account: {
      storeStateStrategy: 'database',
      updateAccountOnSignIn: false,
      accountLinking: {
        disableImplicitLinking: true,
        allowDifferentEmails: true,
        trustedProviders: [providerId],
      },
    },
    plugins: [
      ...settings.plugins,
      genericOAuth({
        config: [
          {
            providerId,
            clientId: oidc.clientId,
            ...(oidc.clientSecret === null ? {} : { clientSecret: oidc.clientSecret }),
            discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
            requireIdTokenVerification: true,
            scopes: ['openid'],
            pkce: true,
            disableSignUp: true,
            disableImplicitSignUp: true,
            // Called with a token whose signature, issuer, audience, time and nonce were right.
            getUserInfo: ({ idToken }) => {
              const sub = subjectIn(idToken);
              if (sub === null) return Promise.resolve(null);
              const nobodys = { email: `${randomUUID()}@${guarded}.invalid`, emailVerified: false };
              return Promise.resolve({ sub, name: '', ...nobodys });
            },
          },
        ],
      }),
    ],
  } as const satisfies BetterAuthOptions;
}

function subjectIn(idToken: string | undefined): string | null {
  const [, claims = ''] = idToken?.split('.') ?? [];
  if (claims === '') return null;
  const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: unknown };
  return typeof sub === 'string' && sub !== '' ? sub : null;
}

const NO_TOKENS = { idToken: null, accessToken: null, refreshToken: null, scope: null };

/** Under what the accounts of a provider are kept: another issuer is another provider, whatever its subjects are called. */
export function providerOf({ issuer }: Pick<OidcSettings, 'issuer'>): string {
  return `oidc-${createHash('sha256').update(issuer).digest('hex').slice(0, 24)}`;
}
