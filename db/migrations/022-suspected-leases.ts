import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When a lease was first seen to have run out: its holder may only have been without the ledger. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`alter table message add column suspected_at timestamptz`).execute(db);
}
