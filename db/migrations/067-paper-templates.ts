import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Layouts of an office's own for its papers. One that was used stays: what was agreed to in it is drawn
 * from it again, whatever is used since.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table paper_template (
     office_id uuid not null references office (id) on delete cascade,
     kind text not null,
     sha256 text not null,
     file_name text not null,
     bytes bytea not null,
     in_use boolean not null,
     uploaded_at timestamptz not null,
     uploaded_by text not null,
     primary key (office_id, kind, sha256)
   )`,
  // One at a time.
  `create unique index paper_template_in_use on paper_template (office_id, kind) where in_use`,
];
