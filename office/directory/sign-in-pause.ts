import { createHash } from 'node:crypto';
import type { LedgerDb } from '../../db/connection.js';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { afterFailure, FORGOTTEN_MS, isPaused } from '../../domain/sign-in-pause.js';
import type { SignInFailures } from '../../domain/sign-in-pause.js';
import type { Ledger } from '../scope.js';

/**
 * Counts a password about to be looked at as wrong, so that many at once cannot outrun the counting; false while
 * the address is paused, when it must not be looked at. A right one is told by `forgiveTries`.
 */
export async function countTry(
  ledger: Ledger,
  { email, now }: { readonly email: string; readonly now: Instant },
): Promise<boolean> {
  const hash = hashOf(email);
  return ledger.transaction(async (trx) => {
    await trx
      .insertInto('sign_in_failure')
      .values({ address_hash: hash, failures: 0, last_at: now, paused_until: null })
      .onConflict((conflict) => conflict.column('address_hash').doNothing())
      .execute();
    const row = await trx
      .selectFrom('sign_in_failure')
      .select(['failures', 'last_at as lastAt', 'paused_until as pausedUntil'])
      .where('address_hash', '=', hash)
      .forUpdate()
      .executeTakeFirst();
    const known: SignInFailures | null = row ?? null;
    if (isPaused(known, now)) return false;
    const next = afterFailure(known, now);
    await trx
      .updateTable('sign_in_failure')
      .set({ failures: next.failures, last_at: next.lastAt, paused_until: next.pausedUntil })
      .where('address_hash', '=', hash)
      .execute();
    return true;
  });
}

/** The password was right: what was counted against the address is gone. */
export async function forgiveTries(ledger: Ledger, email: string): Promise<void> {
  await ledger.transaction((trx) =>
    trx.deleteFrom('sign_in_failure').where('address_hash', '=', hashOf(email)).execute(),
  );
}

/** Under what the codes of an account's second factor are counted, apart from its passwords: who knows the password could start their count anew. */
export function codesOf(userId: string): string {
  return `codes of ${userId}`;
}

/** Which of some addresses are paused, in small letters, and until when. */
export async function pausedAddresses(
  db: LedgerDb,
  { emails, now }: { readonly emails: readonly string[]; readonly now: Instant },
): Promise<ReadonlyMap<string, Instant>> {
  const byHash = new Map(emails.map((email) => [hashOf(email), email.toLowerCase()]));
  if (byHash.size === 0) return new Map();
  const rows = await db
    .selectFrom('sign_in_failure')
    .select(['address_hash as hash', 'paused_until as until'])
    .where('address_hash', 'in', [...byHash.keys()])
    .where('paused_until', '>', now)
    .execute();
  return new Map(
    rows.flatMap(({ hash, until }) => {
      const email = byHash.get(hash);
      return email === undefined || until === null ? [] : [[email, until] as const];
    }),
  );
}

/** Removes what is forgotten by then anyway: whoever tries made-up addresses would fill the ledger with them. */
export async function purgeTriedAddresses(db: LedgerDb, now: Instant): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('last_at', '<', plusMs(now, -FORGOTTEN_MS))
    .execute();
}

/** Addresses are kept as hashes: people type passwords into the wrong field. */
function hashOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}
