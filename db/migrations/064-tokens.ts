import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Tokens by which programs of others read what an office lets them; kept as hashes, each with an end. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table api_token (
         office_id uuid not null references office (id) on delete cascade,
         id uuid not null,
         name text not null,
         token_hash text not null unique,
         scopes text[] not null,
         made_by text not null,
         made_at timestamptz not null,
         ends_at timestamptz not null,
         last_used_at timestamptz,
         revoked_at timestamptz,
         primary key (office_id, id)
       )`,
    )
    .execute(db);
}
