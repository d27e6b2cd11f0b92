import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Whether letters to the heads of agencies need the leader's word each time, as he decided with his consent. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table plan add column heads_need_word boolean not null default false`.execute(db);
}
