import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Whose work on a plan somebody does for the time being: nobody was named yet to take it over. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`alter table plan add column handed_from uuid`).execute(db);
}
