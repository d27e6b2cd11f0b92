import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Mails whose recipient is still to be marked as not to be reached: whoever settles next does it. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table message add column mark_due boolean not null default false`,
  `create index message_mark_due on message (office_id, id) where mark_due`,
];
