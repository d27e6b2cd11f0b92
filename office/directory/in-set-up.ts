import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../db/tables.js';
import type { Ledger } from '../scope.js';

/** One transaction at a time of all that make offices: whether there is one is asked, and stays so to its end. */
export async function inSetUp<T>(
  ledger: Ledger,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return ledger.transaction(async (trx) => {
    await holdSetUp(trx);
    return work(trx);
  });
}

/** Waits, within a transaction, for every other that makes an office or an account, and lets the next wait for it. */
export async function holdSetUp(trx: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('set-up'))`.execute(trx);
}
