import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When somebody joined an office, which tells whose account it is; passwords guessed in vain; a link ends with its agency and not on a day of its own. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table staff add column joined_at timestamptz not null default now()`,
  // An address that is no account has a row as well: which of them exist is nobody's business.
  `create table sign_in_failure (
     address_hash text primary key,
     failures int not null,
     last_at timestamptz not null,
     paused_until timestamptz
   )`,
  `alter table link drop column expires_at`,
];
