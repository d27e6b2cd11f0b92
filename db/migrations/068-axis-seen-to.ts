import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** That an office has seen to a refusal which came over the document axis: when, and who said so. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    alter table axis_message
      add column seen_to_at timestamptz,
      add column seen_to_by text,
      add check ((seen_to_at is null) = (seen_to_by is null))`.execute(db);
}
