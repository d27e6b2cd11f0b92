import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Forms of a running plan that another has taken the place of: reports keep the one they were given with. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table former_form (
     office_id uuid not null,
     requirement_id uuid not null,
     version integer not null,
     definition jsonb not null,
     -- Who put another in its place, and when.
     replaced_by text not null,
     replaced_at timestamptz not null,
     primary key (office_id, requirement_id, version),
     foreign key (office_id, requirement_id) references requirement (office_id, id) on delete cascade
   )`,
  `alter table requirement add column form_version integer not null default 1`,
  `alter table submission
     -- Which version of the form it was given with; the first where none is said.
     add column form_version integer not null default 1,
     -- By indicator: what makes its figure inexact, in the agency's word ("khoảng").
     add column approximate jsonb not null default '{}'`,
];
