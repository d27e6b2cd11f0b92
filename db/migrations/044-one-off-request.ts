import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a one-off request still waits for, and the file that goes with it. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // It rests on somebody's word: the number and date of its paper are asked of the officer each working morning.
  `alter table cycle add column number_awaited boolean not null default false`,
  `update cycle c set number_awaited = true
     from requirement r
    where r.office_id = c.office_id and r.id = c.requirement_id
      and r.basis->>'kind' = 'directed' and c.closed_at is null and c.cancelled_at is null`,
  `create table plan_attachment (
     office_id uuid not null,
     plan_id uuid not null,
     id uuid not null,
     file_name text not null,
     content_type text not null,
     sha256 text not null,
     bytes bytea not null,
     added_by text not null,
     added_at timestamptz not null,
     primary key (office_id, id),
     foreign key (office_id, plan_id) references plan (office_id, id) on delete cascade
   )`,
  `create index plan_attachment_plan on plan_attachment (office_id, plan_id)`,
];
