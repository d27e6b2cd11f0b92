import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Periods that an amendment took out of their plan, apart from those that only are not asked for. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table cycle add column dropped boolean not null default false`.execute(db);
}
