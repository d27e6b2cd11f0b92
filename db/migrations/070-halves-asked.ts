import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When the halves of reports that are still to come are asked for next in a cycle. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table cycle add column halves_at timestamptz`.execute(db);
}
