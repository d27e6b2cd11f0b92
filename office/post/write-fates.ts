import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { SettledMessage } from '../../activities/ledger-port.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import type { Fate } from '../../domain/mail-fate.js';
import { MARK_IS_DUE } from './marked-contacts.js';
import type { OfficeKind } from './relay-state.js';

/** One row of the statement that records what became of tries. */
export interface FateRow {
  readonly officeId: string;
  readonly id: string;
  readonly lane: string;
  readonly subject: string;
  /** What it told calendars; null: nothing. */
  readonly entries: SettledMessage['entries'] | null;
  readonly state: Fate['state'];
  readonly why: string | null;
  /** Null leaves what was said last. */
  readonly response: string | null;
  readonly afterMs: number;
  readonly answered: boolean;
  readonly refusal: string | null;
  readonly about: string | null;
  readonly failing: boolean;
  readonly unanswered: boolean;
  readonly notTried: boolean;
  readonly contactId: string | null;
  /** Whether the contact is to be marked: by this alone, or, refused by its address, once others are taken. */
  readonly markDue: boolean;
  /** Whether its mailbox took nothing. */
  readonly mailbox: boolean;
}

/**
 * Records what became of some tries, each only while its lane still holds it; a relay that takes mail
 * again is open. Answers whether marks of contacts waited before. A contact that somebody is changing is
 * calmed by its next mail: contacts stand before the messages that are held here (lock-order.ts).
 */
export async function writeFates(
  db: LedgerDb | Transaction<Tables>,
  fates: readonly FateRow[],
  { officeKind, realNow }: { readonly officeKind: OfficeKind; readonly realNow: Instant },
): Promise<{ readonly marksWait: boolean }> {
  if (fates.length === 0) return { marksWait: false };
  const { rows } = await sql<{ marksWait: boolean }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(fates)}::jsonb) as given(
        "officeId" uuid, id uuid, lane text, subject text, entries jsonb, state text, why text, response text,
        "afterMs" float8, answered boolean, refusal text, about text, failing boolean,
        unanswered boolean, "notTried" boolean, "markDue" boolean)
    ), done as (
      update message m
         set state = given.state, why = given.why, subject = given.subject,
             entries = given.entries,
             response = coalesce(left(given.response, 500), m.response),
             lease_until = null, lease_by = null,
             sent_at = case when given.state = 'sent'
                            then coalesce(o.clock_at, ${realNow}::timestamptz) end,
             sent_real_at = case when given.state = 'sent' then ${realNow}::timestamptz end,
             retry_at = case when given."afterMs" > 0 then
               clock_timestamp() + given."afterMs" * interval '1 millisecond' end,
             attempts = m.attempts - given."notTried"::int,
             unanswered = m.unanswered + given.unanswered::int,
             answered_at = case when given.answered then clock_timestamp() else m.answered_at end,
             refusal = given.refusal, refusal_about = given.about, mark_due = given."markDue",
             failing_since = case when given.failing
                                  then coalesce(m.failing_since, clock_timestamp()) end
        from given join office o on o.id = given."officeId"
       where m.office_id = given."officeId" and m.id = given.id
         and m.state = 'sending' and m.lease_by = given.lane
      returning m.office_id, m.id, m.contact_id, m.inside, given.state
    ), calmed as (
      update contact c set failing_since = null
        from (select c.office_id, c.id from contact c
                join done on done.state = 'sent' and c.office_id = done.office_id
                 and c.id = done.contact_id
               where c.failing_since is not null for no key update of c skip locked) free
       where c.office_id = free.office_id and c.id = free.id
    ), opened as (
      update relay_state r
         set standing = 'open', stopped_at = null, reason = null, refusal = null, try_at = null,
             pause_ms = null, probe = null, opened_at = clock_timestamp()
       where r.relay = ${officeKind} and r.standing <> 'open'
         -- What stayed inside has met no relay.
         and exists (select 1 from done where done.state = 'sent' and not done.inside
                      and (r.standing = 'unreachable' or done.id = r.probe))
    )
    select exists(select 1 from message m join office o on o.id = m.office_id and o.kind = ${officeKind}
                    left join relay_state r on r.relay = ${officeKind}
                   where ${MARK_IS_DUE}) as "marksWait"`.execute(db);
  return rows[0] ?? { marksWait: false };
}
