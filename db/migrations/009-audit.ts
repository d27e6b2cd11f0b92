import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const STATEMENTS = [
  // Free text that a person gave as a reason: a fact beside the audit, so that it can be corrected or erased without breaking the chain.
  `create table reason (
     office_id uuid not null references office (id) on delete cascade,
     id uuid not null,
     text text not null,
     at timestamptz not null,
     primary key (office_id, id)
   )`,
  // Every office whose audit was ever sealed, in order and without a tie to it: a removed office leaves its line.
  `create table audit_register (
     office_id uuid primary key,
     registered_as bigint not null unique,
     at timestamptz not null default clock_timestamp()
   )`,
  `insert into audit_register (office_id, registered_as)
     select office_id, row_number() over (order by at, office_id) from audit_head`,
  // How many offices were registered when this head was made; part of its MAC, so that lines cannot be cut off the register.
  `alter table audit_head add column registered bigint`,
  // Why the approver sent the list back: a fact of the version, not to be read out of the audit.
  `alter table plan_version add column sent_back_reason text`,
  `update plan_version v set sent_back_reason = last.reason
     from (select distinct on (office_id, subject) office_id, subject, act, details ->> 'reason' as reason
             from audit where subject like 'plan:%' order by office_id, subject, ordinal desc) last,
          plan p
    where last.act = 'returnPlan' and p.office_id = last.office_id
      and 'plan:' || p.id::text = last.subject
      and v.office_id = p.office_id and v.plan_id = p.id and v.version = p.version`,
  // Who put a list or a paper forward: where the office wants it, somebody else agrees to it.
  `alter table plan_version add column confirmed_by text`,
  `alter table document add column submitted_by text`,
];

/** Reasons as facts, and a register that tells when the audit of a whole office has gone. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
