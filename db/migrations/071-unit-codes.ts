import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Under which code of the administrative units an agency is kept; null for every other body. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table agency add column unit_code text check (unit_code ~ '^[0-9]{5}$')`.execute(db);
}
