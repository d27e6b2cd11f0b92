import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What corrections taught an office about the words of documents. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table office_memory (
         office_id uuid not null references office (id) on delete cascade,
         id uuid not null,
         use text not null check (use in ('owers', 'recipients')),
         -- The words in small letters, by which they are found.
         key text not null,
         words text not null,
         meaning jsonb not null,
         -- What the plan was called that was corrected; it may be gone by now.
         source text not null,
         plan_id uuid not null,
         taught_by text not null,
         taught_at timestamptz not null,
         -- Forgotten rows stay, so that the same plan put forward again does not teach them anew.
         forgotten_at timestamptz,
         primary key (office_id, id),
         unique (office_id, use, key)
       )`,
    )
    .execute(db);
}
