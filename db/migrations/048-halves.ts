import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which half of a report, the signed document or the figures, is still to come after the other. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `alter table obligation add column missing_half text check (missing_half in ('document', 'figures'))`,
    )
    .execute(db);
}
