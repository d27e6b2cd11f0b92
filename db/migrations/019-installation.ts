import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Where this ledger belongs, what it went through when it was restored, and what is held since. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `drop table instance`,
  `create table installation (
     one boolean primary key default true check (one),
     instance_id text not null,
     -- A hash of machine and folder; null where processes stand on several machines.
     seat text,
     -- PostgreSQL's identifier of its files when the ledger was bound.
     system_id text,
     beat bigint not null default 0,
     beat_at timestamptz not null default clock_timestamp(),
     closed_why text check (closed_why in ('restored', 'byHand')),
     -- Of a restored ledger: what it was on this instant.
     restored_to timestamptz
   )`,
  // A mark outside that names a start unknown here was written beside another, newer ledger.
  `create table installation_run (
     run uuid primary key,
     started_at timestamptz not null default clock_timestamp()
   )`,
  // A time that a restore took away: its ends, what an officer decided, and until when nobody is asked for a report.
  `alter table office
     add column lost_from timestamptz,
     add column lost_until timestamptz,
     add column lost_decision text check (lost_decision in ('agenciesTold', 'nothingLost')),
     add column quiet_until timestamptz`,
  `create index notice_restored on notice (office_id, ordinal) where why = 'restored' and given_back_at is null`,
];
