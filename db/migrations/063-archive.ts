import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Plans that are over become files for the archive: the list of their papers as it was frozen, the texts
 * that were made for it, and who took it over. Traces of persons are forgotten after the office's term;
 * what somebody asks about the data held of him is a row of its own.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table work_file (
     office_id uuid not null,
     plan_id uuid not null,
     state text not null check (state in ('asked', 'made', 'handed')),
     asked_at timestamptz not null,
     asked_by text not null,
     made_at timestamptz,
     list jsonb not null default '[]',
     list_sha256 text,
     problem text,
     taken_by text,
     taken_on date,
     handed_at timestamptz,
     handed_by text,
     forgotten text check (forgotten in ('traces', 'papers')),
     forgotten_at timestamptz,
     primary key (office_id, plan_id),
     foreign key (office_id, plan_id) references plan (office_id, id) on delete cascade
   )`,
  `create index work_file_asked on work_file (asked_at) where state = 'asked'`,
  `create table work_file_text (
     office_id uuid not null,
     plan_id uuid not null,
     nth int not null,
     bytes bytea not null,
     primary key (office_id, plan_id, nth),
     foreign key (office_id, plan_id) references work_file (office_id, plan_id) on delete cascade
   )`,
  `create table person_request (
     office_id uuid not null references office (id) on delete cascade,
     id uuid not null,
     kind text not null check (kind in ('show', 'correct', 'erase')),
     person text not null,
     words text[] not null,
     received_on date not null,
     due_on date not null,
     state text not null check (state in ('open', 'done', 'refused')),
     answer text,
     noted_by text not null,
     noted_at timestamptz not null,
     answered_by text,
     answered_at timestamptz,
     primary key (office_id, id)
   )`,
];
