import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Which templates of an office's own lay out the Tờ trình too, by which a draft is put before the committee;
 * those from before do not. A table of its own, by the hash: that of the templates is made by a later migration.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table proposing_template (
         office_id uuid not null references office (id) on delete cascade,
         sha256 text not null,
         primary key (office_id, sha256)
       )`,
    )
    .execute(db);
}
