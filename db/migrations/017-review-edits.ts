import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What people do on the review page of a plan, kept as they do it; and what a duty rests on besides its plan. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table plan_review (
     office_id uuid not null,
     plan_id uuid not null,
     version integer not null,
     -- How many times something was done; a page says which it has seen.
     revision integer not null,
     edits jsonb not null,
     -- By field: the revision that wrote it last, and who did.
     places jsonb not null,
     changed_by text not null,
     changed_at timestamptz not null,
     primary key (office_id, plan_id, version),
     foreign key (office_id, plan_id, version)
       references plan_version (office_id, plan_id, version) on delete cascade
   )`,
  `alter table requirement add column basis jsonb`,
];
