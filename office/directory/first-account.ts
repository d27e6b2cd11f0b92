import type { Transaction } from 'kysely';
import type { Tables } from '../../db/tables.js';
import type { Ledger } from '../scope.js';
import { inSetUp } from './in-set-up.js';
import type { StaffAuth } from './staff-auth.js';

type Person = Parameters<StaffAuth['createAccount']>[0];

/**
 * Makes the account of one of an office's people, within the transaction that makes them its staff (holdSetUp).
 * An account that none of the staff holds was left by one that did not end: it is made anew, as nobody knows its
 * password. Null where the address is somebody's.
 */
export async function firstAccount(
  trx: Transaction<Tables>,
  auth: StaffAuth,
  person: Person,
): ReturnType<StaffAuth['createAccount']> {
  const made = await auth.createAccount(person);
  if (made !== null) return made;
  const userId = await auth.userIdOf(person.email);
  if (userId !== null) {
    if (await isHeld(trx, userId)) return null;
    await auth.deleteAccount(userId);
  }
  return auth.createAccount(person);
}

/** Whether any of the staff holds an account; a set-up whose answer was lost is waited for. */
export async function isHeldAfterAll(ledger: Ledger, userId: string): Promise<boolean> {
  return inSetUp(ledger, async (trx) => isHeld(trx, userId));
}

async function isHeld(trx: Transaction<Tables>, userId: string): Promise<boolean> {
  const holder = await trx
    .selectFrom('staff')
    .select('id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst();
  return holder !== undefined;
}
