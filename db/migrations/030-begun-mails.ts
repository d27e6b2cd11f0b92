import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which claimed mails had begun to be sent: only those are in doubt when their process dies. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // True for what a worker of the version before holds or claims: it notes nothing of the kind.
  `alter table message add column begun boolean not null default true`,
];
