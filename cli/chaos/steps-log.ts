import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { MailStep } from './witnesses.js';

/**
 * Lets the private ledger of the chaos note every step of every mail, in the transaction that takes
 * it: so it can be told afterwards when a mail was marked, and that none was after it had been sent.
 */
export async function logSteps(db: LedgerDb): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table if not exists chaos_step (
     ordinal bigint generated always as identity, office_id uuid, header_id text, was text,
     became text, lane text, begun_at timestamptz, at timestamptz)`,
  `create or replace function chaos_note() returns trigger language plpgsql as $$
   begin
     insert into chaos_step (office_id, header_id, was, became, lane, begun_at, at)
       values (new.office_id, new.header_id, old.state, new.state, new.lease_by,
               transaction_timestamp(), pg_catalog.clock_timestamp());
     return null;
   end $$`,
  `create or replace trigger chaos_note after update on message for each row
     when (old.state is distinct from new.state or
           (new.lease_by is not null and old.lease_by is distinct from new.lease_by))
     execute function chaos_note()`,
];

/** The steps of an office's mails in the order in which they were taken. */
export async function stepsOf(db: LedgerDb, officeId: string): Promise<readonly MailStep[]> {
  const { rows } = await sql<MailStep>`
    select header_id as "headerId", was, became,
           (extract(epoch from begun_at) * 1000)::float8 as "begunAtMs",
           (extract(epoch from at) * 1000)::float8 as "atMs"
      from chaos_step where office_id = ${officeId} order by ordinal`.execute(db);
  return rows;
}
