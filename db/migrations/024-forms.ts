import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The form of a duty written out; null for one kept before by its key alone, which is the library's. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`alter table requirement add column form_definition jsonb`).execute(db);
}
