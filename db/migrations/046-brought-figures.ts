import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The figures of the same period before, brought in from a file where the ledger has none of its own. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table brought_figures (
     office_id uuid not null references office (id) on delete cascade,
     cycle_id uuid not null,
     file_name text not null,
     sha256 text not null,
     totals jsonb not null,
     by_agency jsonb not null,
     brought_at timestamptz not null,
     brought_by text not null,
     primary key (office_id, cycle_id),
     foreign key (office_id, cycle_id) references cycle (office_id, id) on delete cascade)`,
];
