import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Which version of a report was taken into the consolidation: its figures are shown while it is being supplemented. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table submission add column accepted_at timestamptz`,
  `update submission s set accepted_at = o.accepted_at
     from obligation o
    where o.office_id = s.office_id and o.id = s.obligation_id and o.version = s.version
      and o.state = 'accepted'`,
];
