import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The mails in trouble, which the administrator's page asks for every few seconds, among all that were ever sent. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create index message_in_trouble on message (office_id, ordinal)
    where state in ('refused', 'bounced', 'doubtful')`,
];
