import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * An office is being prepared until an administrator opens it; every one from before is open. What its mails
 * said meanwhile stayed inside. The codes by which the first office of an installation is set up.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // A default that is a moment: offices that know nothing of it, rehearsals among them, are open.
  `alter table office add column opened_at timestamptz default now()`,
  `alter table office add column sample boolean not null default false`,
  `alter table message add column inside boolean not null default false`,
  `create table set_up_code (
     code_hash text primary key,
     made_at timestamptz not null,
     ends_at timestamptz not null
   )`,
];
