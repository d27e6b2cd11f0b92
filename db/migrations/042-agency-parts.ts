import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which agencies came out of another when it was split, so that its earlier figures are found beside theirs. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table agency_part (
     office_id uuid not null,
     agency_id uuid not null,
     -- The agency that was split.
     from_id uuid not null,
     split_on date not null,
     primary key (office_id, agency_id, from_id),
     foreign key (office_id, agency_id) references agency (office_id, id) on delete cascade,
     foreign key (office_id, from_id) references agency (office_id, id) on delete cascade,
     check (agency_id <> from_id)
   )`,
  `create index agency_part_from on agency_part (office_id, from_id)`,
];
