import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The cycle in whose report the reports of this one go up, where a plan shares one duty out by days; null for a cycle with a report of its own. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table cycle add column merged_in uuid`.execute(db);
  await sql`alter table cycle add foreign key (office_id, merged_in) references cycle (office_id, id) on delete cascade deferrable initially deferred`.execute(
    db,
  );
}
