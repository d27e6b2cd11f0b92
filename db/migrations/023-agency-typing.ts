import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who typed what of a draft, sessions that last while somebody types, and what an agency says of an unusual figure. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table link_session
     add column opened_at timestamptz not null default now(),
     -- Who said to be typing in this session: colleagues share one mailbox and one link.
     add column typist text`,
  // By field of the form: who filled it in last, and when.
  `alter table form_draft add column filled jsonb not null default '{}'`,
  `alter table submission
     -- By section of the report: who filled it in.
     add column filled_by jsonb not null default '{}',
     -- By indicator: why its figure is so far from the last one.
     add column notes jsonb not null default '{}'`,
];
