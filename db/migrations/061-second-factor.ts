import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Codes of a telephone that have let somebody in: each serves once, though it is right for a minute and a half. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table spent_code (
         user_id text not null,
         code_hash text not null,
         spent_at timestamptz not null,
         primary key (user_id, code_hash)
       )`,
    )
    .execute(db);
}
