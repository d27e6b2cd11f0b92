import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A sentence of the officer's that goes before what a duty asks, in its first mail. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`alter table requirement add column covering text`).execute(db);
}
