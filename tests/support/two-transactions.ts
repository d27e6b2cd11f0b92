import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';

/** A promise and what fulfils it. */
export function signal(): readonly [Promise<void>, () => void] {
  let fulfil: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    fulfil = resolve;
  });
  return [promise, fulfil];
}

/** Looks until some transaction waits for a row that another one holds. */
export async function untilSomebodyWaits({
  ledger,
}: {
  readonly ledger: { readonly db: LedgerDb };
}): Promise<void> {
  for (let looks = 0; looks < 10_000; looks += 1) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`.execute(ledger.db);
    if ((rows[0]?.waiting ?? 0) > 0) return;
  }
  throw new Error('nobody came to wait');
}
