import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Reports handed to the office above that works with this product too: by which link of its, and how far
 * each has come. A report is known there by the hash of its content, so that it is never taken twice.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table upward_line (
     office_id uuid primary key references office (id) on delete cascade,
     address text not null,
     token text not null
   )`,
  `create table handed_up (
     office_id uuid not null,
     document_id uuid not null,
     state text not null check (state in
       ('waiting', 'unclear', 'received', 'accepted', 'returned', 'refused')),
     duty_id uuid,
     duties jsonb,
     -- When it is sent or asked about again; null: nothing is left to do, or a person has to choose.
     try_at timestamptz,
     tries int not null default 0,
     problem text,
     changed_at timestamptz not null,
     primary key (office_id, document_id),
     foreign key (office_id, document_id) references document (office_id, id) on delete cascade
   )`,
  `create index handed_up_due on handed_up (try_at) where try_at is not null`,
  `create index submission_sending on submission (office_id, sending) where sending is not null`,
];
