import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import { holdDutiesOf } from '../lock-order.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { toNextContact } from './next-contact.js';
import type { OfficeKind } from './relay-state.js';

/** A mail that did not reach its contact for good, which the contact does not show yet. */
export interface DueMark {
  readonly officeId: string;
  readonly messageId: string;
  readonly contactId: string;
  readonly agencyId: string;
  readonly why: string;
  /** Refused by its address alone: others have to be taken before it is believed. */
  readonly suspected: boolean;
}

/** A refusal from before the relay was repaired is no evidence any more; needs `m` (message) and `r` (its relay's state, or none). */
export const MARK_IS_DUE = sql<boolean>`(m.mark_due and (m.refusal_about is distinct from 'address'
  or m.answered_at > coalesce(r.opened_at, '-infinity')))`;

/** The marks that wait in the offices of one kind, whoever settled their mails. */
export async function dueMarks(db: LedgerDb, officeKind: OfficeKind): Promise<readonly DueMark[]> {
  const { rows } = await sql<DueMark>`
    select m.office_id as "officeId", m.id as "messageId", m.contact_id as "contactId",
           m.agency_id as "agencyId", coalesce(m.why, 'refused') as why,
           m.refusal_about is not distinct from 'address' as suspected
      from message m
      join office o on o.id = m.office_id and o.kind = ${officeKind}
      left join relay_state r on r.relay = ${officeKind}
     where ${MARK_IS_DUE} and m.contact_id is not null and m.agency_id is not null`.execute(db);
  return rows;
}

/** Marks contacts as not to be reached and gives the rungs of their mails to the next contact; one transaction an office. */
export async function markContacts(ledger: Ledger, marks: readonly DueMark[]): Promise<void> {
  for (const officeId of [...new Set(marks.map((mark) => mark.officeId))].sort()) {
    const own = marks.filter((mark) => mark.officeId === officeId);
    await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => markOwn(scope, own));
  }
}

/** Everything is held first, in the order of lock-order.ts: duties, contacts, messages. */
async function markOwn(scope: OfficeScope, marks: readonly DueMark[]): Promise<void> {
  const { trx, officeId } = scope;
  await holdDutiesOf(
    scope,
    marks.map(({ agencyId }) => agencyId),
  );
  await holdContacts(scope, [...new Set(marks.map(({ contactId }) => contactId))]);
  // Another process, or a person who wants the mail sent again, may have been faster.
  const still = await trx
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', officeId)
    .where('mark_due', '=', true)
    .where('id', '=', sql<string>`any(${marks.map(({ messageId }) => messageId)}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const due = new Set(still.map(({ id }) => id));
  const own = marks.filter(({ messageId }) => due.has(messageId));
  if (own.length === 0) return;
  await sql`
    update contact c set bounced_at = ${scope.realNow}, bounced_by = given."messageId"
      from jsonb_to_recordset(${JSON.stringify(own)}::jsonb)
           as given("contactId" uuid, "messageId" uuid)
     where c.office_id = ${officeId} and c.id = given."contactId"
       and c.bounced_at is null`.execute(trx);
  await trx
    .updateTable('message')
    .set({ mark_due: false })
    .where('office_id', '=', officeId)
    .where('id', '=', sql<string>`any(${[...due]}::uuid[])`)
    .execute();
  await toNextContact(scope, own);
}

async function holdContacts(
  { trx, officeId }: OfficeScope,
  contactIds: readonly string[],
): Promise<void> {
  await trx
    .selectFrom('contact')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', '=', sql<string>`any(${[...contactIds]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Takes marks back that were the relay's own trouble. */
export async function unmarkContacts(
  trx: Transaction<Tables>,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`
    update contact c set bounced_at = null, bounced_by = null
      from (select office_id, id from contact where bounced_by = any(${[...messageIds]}::uuid[])
             order by office_id, id for no key update) marked
     where c.office_id = marked.office_id and c.id = marked.id`.execute(trx);
}

/** A try, and whether the mailbox of its contact took nothing. */
interface MailboxTry {
  readonly officeId: string;
  readonly contactId: string | null;
  readonly mailbox: boolean;
}

/**
 * Notes since when mailboxes have taken nothing: after days the next contact is written to. A contact
 * that somebody is changing is passed over until its next refusal: contacts stand before the messages
 * that are held here (lock-order.ts), so that nobody may wait for one.
 */
export async function noteMailboxes(
  trx: Transaction<Tables>,
  { fates, realNow }: { readonly fates: readonly MailboxTry[]; readonly realNow: Instant },
): Promise<void> {
  const full = fates.flatMap(({ mailbox, officeId, contactId }) =>
    mailbox && contactId !== null ? [{ officeId, contactId }] : [],
  );
  if (full.length === 0) return;
  await sql`
    update contact c set failing_since = ${realNow}
      from (select c.office_id, c.id from contact c
              join jsonb_to_recordset(${JSON.stringify(full)}::jsonb)
                     as given("officeId" uuid, "contactId" uuid)
                on c.office_id = given."officeId" and c.id = given."contactId"
             where c.failing_since is null for no key update of c skip locked) free
     where c.office_id = free.office_id and c.id = free.id`.execute(trx);
}
