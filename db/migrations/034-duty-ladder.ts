import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The rungs that a person chose for one duty; without them it climbs the office's ladder. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table requirement add column ladder jsonb').execute(db);
}
