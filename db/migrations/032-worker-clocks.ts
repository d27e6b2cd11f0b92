import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What each worker has measured of its machine's clock, so that one that is wrong can be named. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table installation_run
     -- How far the ledger's clock was ahead of that of the worker's machine, in milliseconds.
     add column ledger_ahead_ms float8,
     add column beat_at timestamptz`,
];
