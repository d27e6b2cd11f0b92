import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a signed document that came as a file says of itself, and the file that came with a claim. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // Signatures, number, date, issuer and signer as read when it came; null where it was not read.
  `alter table upload add column file_name text, add column signed jsonb`,
  `alter table claim
     add column upload_id uuid,
     add foreign key (office_id, upload_id) references upload (office_id, id)`,
];
