import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a relay has taken of late, for its limits, and what alarm was told by another way. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  // A row for each few seconds and each few minutes in which mails were handed over.
  `create table relay_use (
     relay text not null,
     span text not null check (span in ('minute', 'day')),
     since timestamptz not null,
     mails int not null,
     primary key (relay, span, since)
   )`,
  // What the operator set, one for all workers; null: as many as there are.
  `create table relay_limit (
     relay text primary key,
     minute int,
     day int
   )`,
  `create table relay_alarm (
     relay text primary key,
     -- What was said last; null once it was said that mail goes out again.
     said text,
     said_at timestamptz not null default clock_timestamp()
   )`,
];
