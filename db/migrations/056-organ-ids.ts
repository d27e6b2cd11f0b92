import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** By what the document axis knows an agency (mã định danh, QCVN 102:2016). */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table agency add column organ_id text`.execute(db);
}
