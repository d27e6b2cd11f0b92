import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The agencies of a plan's list as the approver was shown them, so that a start is held against what was agreed to; null for a consent from before. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table plan_version add column agreed_agencies jsonb`.execute(db);
}
