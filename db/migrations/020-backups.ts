import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When the ledger was backed up, and when it was tried whether a backup can be restored. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table backup_run (
     id uuid primary key,
     kind text not null check (kind in ('backup', 'drill')),
     started_at timestamptz not null default clock_timestamp(),
     finished_at timestamptz,
     folder text not null,
     rows bigint,
     bytes bigint,
     sha256 text,
     -- Why it did not come to its end; null while it runs and after a good one.
     problem text
   )`,
  `create index backup_run_of_kind on backup_run (kind, started_at desc)`,
];
