import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import type { Ledger } from '../scope.js';
import { toNextContact } from './next-contact.js';
import type { FateRow } from './write-fates.js';

/** A contact that a mail did not reach for good. */
export interface Mark {
  readonly officeId: string;
  readonly messageId: string;
  readonly contactId: string;
  readonly why: string;
}

/** Marks contacts as not to be reached and gives the rungs of their mails to the next contact; one transaction an office. */
export async function markContacts(ledger: Ledger, marks: readonly Mark[]): Promise<void> {
  for (const officeId of [...new Set(marks.map((mark) => mark.officeId))].sort()) {
    const own = marks.filter((mark) => mark.officeId === officeId);
    await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
      await sql`
        update contact c set bounced_at = ${scope.realNow}, bounced_by = given."messageId"
          from jsonb_to_recordset(${JSON.stringify(own)}::jsonb)
               as given("contactId" uuid, "messageId" uuid)
         where c.office_id = ${officeId} and c.id = given."contactId"
           and c.bounced_at is null`.execute(scope.trx);
      for (const why of new Set(own.map((mark) => mark.why))) {
        const messageIds = own.filter((mark) => mark.why === why).map((mark) => mark.messageId);
        await toNextContact(scope, { messageIds, why });
      }
    });
  }
}

/** Takes marks back that were the relay's own trouble. */
export async function unmarkContacts(
  trx: Transaction<Tables>,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await trx
    .updateTable('contact')
    .set({ bounced_at: null, bounced_by: null })
    .where('bounced_by', '=', sql<string>`any(${[...messageIds]}::uuid[])`)
    .execute();
}

/** Notes since when mailboxes have taken nothing: after days the next contact is written to. */
export async function noteMailboxes(
  trx: Transaction<Tables>,
  { fates, realNow }: { readonly fates: readonly FateRow[]; readonly realNow: Instant },
): Promise<void> {
  const full = fates.flatMap(({ mailbox, officeId, contactId }) =>
    mailbox && contactId !== null ? [{ officeId, contactId }] : [],
  );
  if (full.length === 0) return;
  await sql`
    update contact c set failing_since = ${realNow}
      from jsonb_to_recordset(${JSON.stringify(full)}::jsonb) as given("officeId" uuid, "contactId" uuid)
     where c.office_id = given."officeId" and c.id = given."contactId"
       and c.failing_since is null`.execute(trx);
}
