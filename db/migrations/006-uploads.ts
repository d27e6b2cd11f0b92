import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Files kept in pieces before the act that takes them, reports known by the sending they came with, and what rows are found by. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table upload (
     office_id uuid not null references office (id) on delete cascade,
     id uuid not null,
     -- Who sent it: nobody else may attach it to a report.
     sender text not null,
     sha256 text not null,
     started_at timestamptz not null default clock_timestamp(),
     taken_at timestamptz,
     primary key (office_id, id)
   )`,
  `create index upload_waiting on upload (started_at) where taken_at is null`,
  `create table upload_piece (
     office_id uuid not null,
     upload_id uuid not null,
     n int not null,
     bytes bytea not null,
     primary key (office_id, upload_id, n),
     foreign key (office_id, upload_id) references upload (office_id, id) on delete cascade
   )`,
  // Files pressed already: another pass over them only costs time.
  `alter table upload_piece alter column bytes set storage external`,
  `alter table attachment
     add column upload_id uuid,
     add foreign key (office_id, upload_id) references upload (office_id, id)`,
  `alter table submission add column sending text`,
  `create unique index submission_of_sending on submission (office_id, obligation_id, sending)
     where sending is not null`,
  `create index if not exists obligation_of_agency on obligation (office_id, agency_id, cycle_id)`,
  `create index if not exists contact_of_agency on contact (office_id, agency_id)`,
  `create index contact_of_address on contact (lower(email))`,
  `create index audit_of_subject on audit (office_id, subject, ordinal)`,
  `create index if not exists extension_of_obligation on extension (office_id, obligation_id)`,
  `create index if not exists call_of_obligation on call (office_id, obligation_id)`,
  `create index attachment_of_submission on attachment (office_id, submission_id)`,
  `create index attachment_of_upload on attachment (office_id, upload_id) where upload_id is not null`,
];
