import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who follows a plan: one named officer, whom its mails name, and others beside him. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table plan_officer (
     office_id uuid not null,
     plan_id uuid not null,
     staff_id uuid not null,
     named boolean not null,
     primary key (office_id, plan_id, staff_id),
     foreign key (office_id, plan_id) references plan (office_id, id) on delete cascade,
     foreign key (office_id, staff_id) references staff (office_id, id) on delete cascade
   )`,
  `create unique index plan_officer_named on plan_officer (office_id, plan_id) where named`,
  `create index plan_officer_staff on plan_officer (office_id, staff_id)`,
  // Until now a plan named its officer by words alone: whose address or name these are.
  `insert into plan_officer (office_id, plan_id, staff_id, named)
   select distinct on (p.office_id, p.id) p.office_id, p.id, s.id, true
     from plan p
     join staff s on s.office_id = p.office_id
      and (lower(s.email) = lower(p.identity ->> 'replyTo') or s.name = p.identity ->> 'officerName')
    where p.cancelled_at is null and p.closed_at is null
    order by p.office_id, p.id, lower(s.email) = lower(p.identity ->> 'replyTo') desc nulls last, s.active desc, s.id`,
];
