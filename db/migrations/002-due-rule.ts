import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The rule behind a cycle's due clock, by which another calendar gives the clock anew; null for cycles older than this. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table cycle add column due_rule jsonb`.execute(db);
}
