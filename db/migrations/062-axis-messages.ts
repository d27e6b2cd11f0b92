import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Messages of the document axis that were taken: reports by their duties, statuses by our documents. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // What an .edxml file says, with its files that are kept; null for every other upload.
  `alter table upload add column axis jsonb`,
  `create table axis_message (
     office_id uuid not null references office (id) on delete cascade,
     id uuid not null,
     -- By which it is known when it is brought again.
     key text not null,
     sha256 text not null,
     from_organ text not null,
     from_name text not null,
     -- The duty whose report it is; else whose paper or plan it is a status of.
     obligation_id uuid,
     document_id uuid,
     plan_id uuid,
     status_code text,
     description text,
     said_at timestamptz,
     taken_at timestamptz not null,
     taken_by text not null,
     primary key (office_id, id),
     unique (office_id, key),
     check (num_nonnulls(obligation_id, document_id, plan_id) = 1),
     check ((status_code is null) = (obligation_id is not null)),
     foreign key (office_id, obligation_id) references obligation (office_id, id) on delete cascade,
     foreign key (office_id, document_id) references document (office_id, id) on delete cascade,
     foreign key (office_id, plan_id) references plan (office_id, id) on delete cascade
   )`,
  `create index axis_message_of_document on axis_message (office_id, document_id)
     where document_id is not null`,
  `create index axis_message_of_plan on axis_message (office_id, plan_id) where plan_id is not null`,
  `create index axis_message_of_obligation on axis_message (office_id, obligation_id)
     where obligation_id is not null`,
];
