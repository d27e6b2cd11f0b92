import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Papers keep what was put forward, word for word, and the files made of it; an approval names it by its
 * hash. Papers put forward before this are frozen from the ledger right after the migration
 * (`freezeEarlierPapers`). A plan counts its confirmations of a round, so that a consent is to the one seen.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table document
     add column withdrawn_at timestamptz,
     add column content_sha256 text,
     add column signed_pdf_sha256 text,
     add column files_owed boolean not null default false`,
  `update document set signed_pdf_sha256 = encode(sha256(signed_pdf), 'hex')
    where signed_pdf is not null`,
  `create index document_files_owed on document (office_id, id) where files_owed`,
  `alter table approval add column content_sha256 text`,
  `create table paper_content (
     office_id uuid not null,
     document_id uuid not null,
     step int not null,
     sha256 text not null,
     content text not null,
     frozen_at timestamptz not null,
     late boolean not null default false,
     primary key (office_id, document_id, step),
     foreign key (office_id, document_id) references document (office_id, id) on delete cascade
   )`,
  `create table paper_file (
     office_id uuid not null,
     document_id uuid not null,
     format text not null check (format in ('docx', 'xlsx')),
     content_sha256 text not null,
     registration text not null,
     bytes bytea not null,
     sha256 text not null,
     kept_at timestamptz not null default clock_timestamp(),
     primary key (office_id, document_id, format, content_sha256, registration),
     foreign key (office_id, document_id) references document (office_id, id) on delete cascade
   )`,
  `alter table plan_version add column confirmations int not null default 0`,
  `update plan_version set confirmations = 1 where confirmed is not null`,
];
