import { call, cookieHeader, cookiesGiven, accountOf, sessionOf } from './auth-door.js';
import type { Account, Door } from './auth-door.js';
import type { TypedCode } from '../../domain/second-factor.js';
import { asKept, hashEarlierCodes, keptCodes } from './recovery-codes.js';
import { CLIENT_ADDRESS, SCHEMA } from './staff-auth-tables.js';
import { asMachineCounts } from './telephone-code.js';

/** What a person takes into the telephone, and keeps on paper; told once. */
export interface Enrolment {
  /** `otpauth://…`, with the secret in it. */
  readonly address: string;
  readonly recoveryCodes: readonly string[];
}

/** The second factor of accounts: codes of a telephone (TOTP, RFC 6238), and recovery codes for when it is lost. */
export interface SecondFactor {
  /** Whose right password a cookie of `signIn` tells of, while a code is waited for; null for nobody's. */
  challengedOf(cookie: string | undefined): Promise<string | null>;
  /** Opens the session that a right password asked for; `over` once too much time or too many codes have gone by. */
  enterCode(
    cookie: string | undefined,
    typed: TypedCode,
    from: { readonly address: string; readonly browser?: string | undefined },
  ): Promise<
    | { readonly kind: 'in'; readonly setCookies: readonly string[]; readonly account: Account }
    | { readonly kind: 'wrong' | 'over' | 'tooMany' }
  >;
  /** A new secret and recovery codes, which count once a code of them was right; null where the password is wrong. */
  beginEnrolment(cookie: string | undefined, password: string): Promise<Enrolment | null>;
  /** From now on a code is asked; every other session of the account ends. Null where the code is wrong. */
  confirmEnrolment(cookie: string | undefined, code: string): Promise<readonly string[] | null>;
  /** Whether a code of the telephone, or a recovery code, which is then used up, is right for whoever is signed in. */
  checkCode(cookie: string | undefined, typed: TypedCode): Promise<boolean>;
  /** Other recovery codes in the place of those before; null where the password is wrong. */
  newRecoveryCodes(cookie: string | undefined, password: string): Promise<readonly string[] | null>;
  /** How many recovery codes of an account are left. */
  recoveryCodesLeft(userId: string): Promise<number>;
  /** Hashes the recovery codes that an earlier build had only encrypted; they go on to serve. How many accounts. */
  hashEarlierCodes(): Promise<number>;
  /** No code is asked any more; every session of the account ends but the one of `keeping`. */
  endSecondFactor(userId: string, keeping?: string): Promise<void>;
  /** Which of some accounts have a second factor. */
  enrolledOf(userIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The second factor of the accounts behind a door. */
export function secondFactor(door: Door): SecondFactor {
  return { ...challenges(door), ...enrolling(door), ...standing(door) };
}

function challenges(door: Door): Pick<SecondFactor, 'challengedOf' | 'enterCode' | 'checkCode'> {
  const pathOf = ({ kind }: TypedCode) =>
    kind === 'telephone' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
  const challengedOf = async (cookie: string | undefined): Promise<string | null> => {
    if (cookie === undefined) return null;
    return door.auth.api.challenged({ headers: new Headers({ cookie }) });
  };
  /** What the library compares: recovery codes are kept by their hashes, those of a telephone counted by its own clock. */
  const compared = async (userId: string | null, { kind, code }: TypedCode): Promise<string> => {
    if (userId === null) return code;
    if (kind === 'telephone') return asMachineCounts(door, { userId, code });
    return (await door.hashing(() => asKept(door, { userId, code }))) ?? code;
  };
  return {
    challengedOf,
    enterCode: async (cookie, typed, { address, browser = '' }) => {
      const code = await compared(await challengedOf(cookie), typed);
      const response = await call(door, pathOf(typed), {
        ...asked(cookie, { code }),
        headers: {
          ...asked(cookie, {}).headers,
          'user-agent': browser.slice(0, 300),
          [CLIENT_ADDRESS]: address,
        },
      });
      if (response.status === 429) return { kind: 'tooMany' };
      if (response.status >= 500) throw new Error('cannot check a code');
      if (response.ok) {
        const { user } = (await response.json()) as { user: Parameters<typeof accountOf>[0] };
        const setCookies = response.headers.getSetCookie();
        return { kind: 'in', setCookies, account: accountOf(user) };
      }
      const { code: why } = (await response.json()) as { code?: string };
      const isWrong = why === 'INVALID_CODE' || why === 'INVALID_BACKUP_CODE';
      return { kind: isWrong ? 'wrong' : 'over' };
    },
    checkCode: async (cookie, typed) => {
      const own = await sessionOf(door, cookie);
      if (own === null) return false;
      const code = await compared(own.user.id, typed);
      return (await call(door, pathOf(typed), asked(cookie, { code }))).ok;
    },
  };
}

function enrolling(
  door: Door,
): Pick<SecondFactor, 'beginEnrolment' | 'confirmEnrolment' | 'newRecoveryCodes'> {
  const withPassword = async <Answer>(
    path: string,
    cookie: string | undefined,
    password: string,
  ): Promise<Answer | null> => {
    const response = await door.hashing(() => call(door, path, asked(cookie, { password })));
    if (response.status >= 500) throw new Error('cannot check a password');
    return response.ok ? ((await response.json()) as Answer) : null;
  };
  return {
    beginEnrolment: async (cookie, password) => {
      const begun = await withPassword<{ totpURI: string; backupCodes: string[] }>(
        '/two-factor/enable',
        cookie,
        password,
      );
      if (begun === null) return null;
      return { address: begun.totpURI, recoveryCodes: begun.backupCodes };
    },
    confirmEnrolment: async (cookie, code) => {
      // Without a session the library would take the code for a sign-in.
      const asking = await sessionOf(door, cookie);
      if (asking === null) return null;
      const counted = await asMachineCounts(door, { userId: asking.user.id, code });
      const response = await call(
        door,
        '/two-factor/verify-totp',
        asked(cookie, { code: counted }),
      );
      if (!response.ok) return null;
      const setCookies = response.headers.getSetCookie();
      const own = await sessionOf(door, cookiesGiven(setCookies));
      // Whoever has come in by the password alone comes in no longer.
      if (own !== null) await endOthers(door, own.user.id, own.session.id);
      return setCookies;
    },
    newRecoveryCodes: async (cookie, password) => {
      const made = await withPassword<{ backupCodes: string[] }>(
        '/two-factor/generate-backup-codes',
        cookie,
        password,
      );
      return made?.backupCodes ?? null;
    },
  };
}

function standing(
  door: Door,
): Pick<SecondFactor, 'recoveryCodesLeft' | 'hashEarlierCodes' | 'endSecondFactor' | 'enrolledOf'> {
  const accounts = door.database.withSchema(SCHEMA);
  return {
    recoveryCodesLeft: async (userId) => {
      return (await keptCodes(door, userId)).length;
    },
    hashEarlierCodes: () => hashEarlierCodes(door),
    endSecondFactor: async (userId, keeping) => {
      await accounts.deleteFrom('twoFactor').where('userId', '=', userId).execute();
      const { internalAdapter } = await door.auth.$context;
      await internalAdapter.updateUser(userId, { twoFactorEnabled: false });
      await endOthers(door, userId, keeping ?? null);
    },
    enrolledOf: async (userIds) => {
      if (userIds.length === 0) return new Set();
      const rows = await accounts
        .selectFrom('user')
        .select('id')
        .where('id', 'in', [...userIds])
        .where('twoFactorEnabled', '=', true)
        .execute();
      return new Set(rows.map(({ id }) => id));
    },
  };
}

async function endOthers(door: Door, userId: string, kept: string | null): Promise<void> {
  await door.database
    .withSchema(SCHEMA)
    .deleteFrom('session')
    .where('userId', '=', userId)
    .$if(kept !== null, (query) => query.where('id', '!=', kept))
    .execute();
}

function asked(cookie: string | undefined, body: object) {
  return {
    headers: { 'content-type': 'application/json', ...cookieHeader(cookie) },
    body: JSON.stringify(body),
  };
}
