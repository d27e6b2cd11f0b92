import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What pages of lists are found by: agencies by name and by words of it without accents, sessions by their end. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // As domain/folded.ts folds what a person types.
  `alter table agency add column folded text not null generated always as (
     lower(translate(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dD'))
   ) stored`,
  `create index agency_by_name on agency (office_id, name collate "vi-x-icu", id)`,
  `create index link_session_end on link_session (expires_at)`,
  `create index plan_by_age on plan (office_id, created_at, code)`,
  `create index document_by_change on document (office_id, changed_at)`,
  `create index if not exists extension_of_obligation on extension (office_id, obligation_id)`,
  `create index if not exists call_of_obligation on call (office_id, obligation_id)`,
  `create index if not exists contact_of_agency on contact (office_id, agency_id)`,
];
