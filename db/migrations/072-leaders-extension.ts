import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Whether a request for more time is a leader's to grant, by the rule of the day it was asked. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(`alter table extension add column leaders boolean not null default false`)
    .execute(db);
}
