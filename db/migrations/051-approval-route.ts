import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Who is away and who does the work meanwhile; the one to three steps in which a paper is agreed to, each
 * with its own decision; and what an approver says beside a paragraph.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table absence (
     office_id uuid not null,
     id uuid not null,
     staff_id uuid not null,
     from_day date not null,
     to_day date not null check (to_day >= from_day),
     taker_id uuid,
     primary key (office_id, id),
     foreign key (office_id, staff_id) references staff (office_id, id) on delete cascade
   )`,
  `create index absence_days on absence (office_id, to_day)`,
  // Papers under way were put before everybody who approves.
  `alter table document add column route jsonb`,
  `alter table document add column agreed int not null default 0`,
  `update document set agreed = 1 where approved_at is not null`,
  // What was decided before was the only step of its round.
  `alter table approval add column stage int not null default 1`,
  `alter table approval add column step_name text`,
  `alter table approval add column in_place_of text`,
  `alter table approval drop constraint approval_pkey`,
  `alter table approval add primary key (office_id, document_id, step, stage)`,
  `create table paper_comment (
     office_id uuid not null,
     id uuid not null,
     document_id uuid not null,
     step int not null,
     paragraph int not null,
     quote text not null,
     words text not null,
     by_staff uuid not null,
     at timestamptz not null,
     primary key (office_id, id),
     foreign key (office_id, document_id) references document (office_id, id) on delete cascade
   )`,
  `create index paper_comment_document on paper_comment (office_id, document_id)`,
];
