import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Plans that change while they run: a version in the making names the plan it amends, and a cycle what the office itself asks for. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table plan add column amends uuid`,
  `alter table plan add foreign key (office_id, amends)
     references plan (office_id, id) on delete cascade`,
  // One at a time: two could each take away what the other rests on.
  `create unique index plan_amends on plan (office_id, amends) where amends is not null`,
  `alter table plan_version add column amendment jsonb`,
  `alter table cycle add column office_due text`,
];
