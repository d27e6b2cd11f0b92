import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Contacts that agencies want to have, until their registered mailbox has said yes or no; names and addresses go with the answer. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table contact_change (
         office_id uuid not null,
         id uuid not null,
         agency_id uuid not null,
         replaces uuid,
         name text,
         email text,
         phone text,
         asked_by text,
         asked_at timestamptz not null,
         ends_at timestamptz not null,
         settled_at timestamptz,
         primary key (office_id, id),
         foreign key (office_id, agency_id) references agency (office_id, id) on delete cascade
       )`,
    )
    .execute(db);
  await sql
    .raw(`create index contact_change_of_agency on contact_change (office_id, agency_id)`)
    .execute(db);
}
