import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Papers that the leader signs in the document system only, with who agreed there and when; and what the
 * signed PDF says beside the paper that was agreed to.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table document add column outside boolean not null default false`,
  `alter table document add column signed_check jsonb`,
  `alter table approval add column outside_by text`,
  `alter table approval add column outside_on date`,
];
