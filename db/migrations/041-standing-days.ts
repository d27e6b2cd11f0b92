import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a paper that is frozen was due by, and where a plan in the making went whose address people still have. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // The day of its cycle as it was put forward: an amendment afterwards moves the cycle's, never this.
  `alter table document add column due_day date`,
  `update document d set due_day = c.due_day
     from cycle c
    where c.office_id = d.office_id and c.id = d.cycle_id and d.content_sha256 is not null`,
  `create table former_plan (
     office_id uuid not null references office (id) on delete cascade,
     id uuid not null,
     fate text not null check (fate in ('inForce', 'takenBack', 'taken', 'deleted')),
     -- The plan that it amended; null for a draft of its own.
     amends uuid,
     at timestamptz not null,
     primary key (office_id, id),
     foreign key (office_id, amends) references plan (office_id, id) on delete cascade
   )`,
];
