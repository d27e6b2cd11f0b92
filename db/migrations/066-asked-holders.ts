import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Since when whoever holds a paper knows of it: before the report is due upward he is reminded once a day at most. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table document add column asked_at timestamptz').execute(db);
}
