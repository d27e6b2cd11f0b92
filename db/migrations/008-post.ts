import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Claims with what they name, notices that no longer stand for their rung, the relay's standing, tries and their conversations. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `create table claim (
     office_id uuid not null,
     id uuid not null,
     obligation_id uuid not null,
     state text not null check (state in ('open', 'confirmed', 'rejected', 'overtaken')),
     document_number text,
     document_date date,
     signer text,
     sender_name text not null,
     claimed_at timestamptz not null,
     arrived_at timestamptz,
     -- Why the office did not find the document.
     reason text,
     decided_at timestamptz,
     primary key (office_id, id),
     foreign key (office_id, obligation_id) references obligation (office_id, id) on delete cascade
   )`,
  // One obligation has one claim to be decided.
  `create unique index claim_open on claim (office_id, obligation_id) where state = 'open'`,
  `create index claim_of_obligation on claim (office_id, obligation_id)`,
  // Until now a claim's words stood in the notice that confirmed it.
  `insert into claim (office_id, id, obligation_id, state, document_number, document_date, signer,
       sender_name, claimed_at, arrived_at, reason, decided_at)
   select n.office_id, n.id, n.obligation_id,
          case
            when o.state = 'claimed' and later.id is null then 'open'
            when rejected.id is not null then 'rejected'
            when taken.id is not null then 'confirmed'
            else 'overtaken' end,
          nullif(n.data ->> 'documentNumber', ''), nullif(n.data ->> 'documentDate', '')::date,
          nullif(n.data ->> 'signer', ''), coalesce(n.data ->> 'senderName', ''), n.planned_for,
          case when rejected.id is null then taken.received_at end,
          rejected.data ->> 'reason',
          coalesce(rejected.planned_for, taken.received_at)
     from notice n
     join obligation o on o.office_id = n.office_id and o.id = n.obligation_id
     left join lateral (select l.id, l.ordinal from notice l
        where l.office_id = n.office_id and l.obligation_id = n.obligation_id and l.name = 'claimed'
          and l.ordinal > n.ordinal order by l.ordinal limit 1) later on true
     left join lateral (select r.id, r.data, r.planned_for from notice r
        where r.office_id = n.office_id and r.obligation_id = n.obligation_id
          and r.name = 'claimRejected' and r.ordinal > n.ordinal
          and (later.ordinal is null or r.ordinal < later.ordinal)
        order by r.ordinal limit 1) rejected on true
     left join lateral (select s.id, s.received_at from submission s
        where s.office_id = n.office_id and s.obligation_id = n.obligation_id
          and s.channel = 'document-system'
          and s.document_number is not distinct from nullif(n.data ->> 'documentNumber', '')
        order by s.version limit 1) taken on true
    where n.name = 'claimed' and n.kind = 'event'`,

  // A notice that was held back or refused gives its rung back: another one may take its key.
  `alter table notice add column given_back_at timestamptz`,
  // Before the keys are as they were: the rung may have been told again under the same one.
  `alter table notice drop constraint notice_office_id_key_key`,
  `update notice set given_back_at = planned_for, key = regexp_replace(key, '/(paused|refused)/[0-9a-f-]{36}$', '')
    where key ~ '/(paused|refused)/[0-9a-f-]{36}$'`,
  `create unique index notice_key on notice (office_id, key) where given_back_at is null`,

  `alter table message
     -- Tries that ended without an answer: after a second one the mail waits for a person.
     add column unanswered int not null default 0,
     add column answered_at timestamptz,
     -- What replies of one kind share, "550 5.1.1"; null when it was taken.
     add column refusal text,
     add column refusal_about text,
     add column failing_since timestamptz`,
  `create index message_answered on message (answered_at desc) where answered_at is not null`,
  `create index message_leased on message (lease_by) where state = 'sending'`,
  `alter table contact
     -- Since when its mailbox has taken nothing; null once it took a mail.
     add column failing_since timestamptz,
     -- The mail whose refusal or bounce marked it.
     add column bounced_by uuid`,

  `alter table relay_state
     add column standing text not null default 'open' check (standing in ('open', 'unreachable', 'held')),
     add column try_at timestamptz,
     add column pause_ms int,
     -- What everybody was answered; null when it is not one reply.
     add column refusal text,
     -- The one mail whose answer tells whether it takes mail again.
     add column probe uuid,
     -- Answers from before are no evidence any more.
     add column opened_at timestamptz`,
  `update relay_state set standing = 'held', try_at = clock_timestamp() where stopped_at is not null`,

  `create table mail_try (
     id bigint generated always as identity primary key,
     office_id uuid not null,
     message_id uuid not null,
     at timestamptz not null default clock_timestamp(),
     response text not null,
     -- Commands and answers, without passwords and bodies.
     conversation text,
     foreign key (office_id, message_id) references message (office_id, id) on delete cascade
   )`,
  `create index mail_try_of_message on mail_try (office_id, message_id)`,
  `create index mail_try_at on mail_try (at)`,
];
