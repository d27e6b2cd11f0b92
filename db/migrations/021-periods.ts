import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Periods of duties that come again, with the names they are called by. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // Of cycles that are tracked already the ladder and the name stay what they were.
  `alter table cycle add column period_kind text
     check (period_kind in ('day', 'week', 'month', 'quarter', 'half-year', 'year'))`,
  `alter table cycle add column report_name text`,
  `alter table cycle add column next_opens_at timestamptz`,
  `alter table cycle add column last_of_series boolean not null default false`,
];
