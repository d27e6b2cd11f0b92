import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { testUtils } from 'better-auth/plugins';
import { accountTables, authSettings } from '../../../office/directory/staff-auth-tables.js';

/** A password nobody knows, as the library stores one: hashing a real one for each person would be a fifth of a suite's time. */
const NOBODYS_PASSWORD = `${randomBytes(16).toString('hex')}:${randomBytes(64).toString('hex')}`;

/** Makes accounts and lets them in without a password; what else they do is the product's own. */
export interface PeopleSignedIn {
  /** A new account and the cookie of its session. */
  enter(person: {
    readonly email: string;
    readonly name: string;
  }): Promise<{ readonly userId: string; readonly cookie: string }>;
  close(): Promise<void>;
}

/** Sessions on the tables of a test's server, known by the same secret. */
export function peopleSignedIn(options: {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly publicUrl: string;
}): PeopleSignedIn {
  const { database, close } = accountTables(options.databaseUrl, 'people');
  const settings = authSettings({ ...options, database });
  const { $context } = betterAuth({ ...settings, plugins: [...settings.plugins, testUtils()] });
  return {
    enter: async ({ email, name }) => {
      const { internalAdapter, test } = await $context;
      const user = await internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: NOBODYS_PASSWORD,
      });
      const { headers } = await test.login({ userId: user.id });
      return { userId: user.id, cookie: headers.get('cookie') ?? '' };
    },
    close,
  };
}
