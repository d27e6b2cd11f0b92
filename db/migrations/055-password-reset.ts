import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Links by which one of the staff chooses another password, each for once and for a short while. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table password_reset (
         office_id uuid not null,
         id uuid not null,
         staff_id uuid not null,
         made_at timestamptz not null,
         ends_at timestamptz not null,
         used_at timestamptz,
         primary key (office_id, id),
         foreign key (office_id, staff_id) references staff (office_id, id) on delete cascade
       )`,
    )
    .execute(db);
}
