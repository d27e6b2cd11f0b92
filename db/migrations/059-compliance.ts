import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * How agencies kept their duties over a period: lists put before an approver, word for word as they may
 * leave the office, and what agencies say against a row about them.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table compliance_list (
     office_id uuid not null references office (id) on delete cascade,
     id uuid not null,
     from_day date not null,
     to_day date not null,
     state text not null check (state in ('awaitingApproval', 'agreed', 'sentBack', 'superseded')),
     content text not null,
     sha256 text not null,
     put_forward_by text not null,
     put_forward_at timestamptz not null,
     decided_by uuid,
     decided_at timestamptz,
     reason text,
     primary key (office_id, id)
   )`,
  `create table compliance_objection (
     office_id uuid not null,
     id uuid not null,
     obligation_id uuid not null,
     words text not null,
     said_by text not null,
     said_at timestamptz not null,
     answer text,
     answered_by uuid,
     answered_at timestamptz,
     primary key (office_id, id),
     foreign key (office_id, obligation_id) references obligation (office_id, id) on delete cascade
   )`,
  `create index compliance_objection_of on compliance_objection (office_id, obligation_id)`,
];
