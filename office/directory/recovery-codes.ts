import { symmetricDecrypt } from 'better-auth/crypto';
import type { Door } from './auth-door.js';
import { hashedRecoveryCodes, hashOf, isHashed, saltOf } from './recovery-code-hash.js';
import { SCHEMA } from './staff-auth-tables.js';

/** A typed code as it would be kept for an account; null where the account has none. */
export async function asKept(
  door: Door,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<string | null> {
  const [one] = await keptCodes(door, userId);
  return one === undefined ? null : hashOf(code, saltOf(one));
}

/** The recovery codes that an account has left, hashed. */
export async function keptCodes(door: Door, userId: string): Promise<readonly string[]> {
  const row = await door.database
    .withSchema(SCHEMA)
    .selectFrom('twoFactor')
    .select(['userId', 'backupCodes'])
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row === undefined ? [] : (JSON.parse(await hashedRow(door, row)) as string[]);
}

/** Hashes the codes of every account that an earlier build had encrypted; each goes on to serve. Returns how many accounts. */
export async function hashEarlierCodes(door: Door): Promise<number> {
  const rows = await door.database
    .withSchema(SCHEMA)
    .selectFrom('twoFactor')
    .select(['userId', 'backupCodes'])
    .where('backupCodes', 'not like', '[%')
    .execute();
  for (const row of rows) await hashedRow(door, row);
  return rows.length;
}

async function hashedRow(
  door: Door,
  { userId, backupCodes }: { readonly userId: string; readonly backupCodes: string },
): Promise<string> {
  if (isHashed(backupCodes)) return backupCodes;
  const { secretConfig } = await door.auth.$context;
  const codes = await symmetricDecrypt({ key: secretConfig, data: backupCodes });
  const hashed = await hashedRecoveryCodes.encrypt(codes);
  // Of two that find them at once one writes; who comes later reads what stands there.
  const { numUpdatedRows } = await door.database
    .withSchema(SCHEMA)
    .updateTable('twoFactor')
    .set({ backupCodes: hashed })
    .where('userId', '=', userId)
    .where('backupCodes', '=', backupCodes)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return hashed;
  const now = await door.database
    .withSchema(SCHEMA)
    .selectFrom('twoFactor')
    .select('backupCodes')
    .where('userId', '=', userId)
    .executeTakeFirst();
  return now !== undefined && isHashed(now.backupCodes) ? now.backupCodes : '[]';
}
