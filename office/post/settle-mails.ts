import { sql } from 'kysely';
import type { SettledMessage } from '../../activities/ledger-port.js';
import type { Instant } from '../../domain/day.js';
import type { Ledger } from '../scope.js';
import { toNextContact } from './next-contact.js';

/** Writes the answers of a group in one transaction, each only while its lease still holds. */
export async function settleMails(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: { now(): Instant } },
  { lane, settled }: { readonly lane: string; readonly settled: readonly SettledMessage[] },
): Promise<void> {
  if (settled.length === 0) return;
  const realNow = clock.now();
  await ledger.transaction(async (trx) => {
    for (const { messageId, outcome } of settled) {
      const answer = answerOf(outcome);
      const row = await trx
        .updateTable('message')
        .from('office')
        .whereRef('office.id', '=', 'message.office_id')
        .set({
          ...answer,
          response: outcome.response.slice(0, 500),
          // Without an answer the lease stays: only its end tells that the row is doubtful.
          ...(outcome.kind === 'unknown' ? {} : { lease_until: null, lease_by: null }),
          sent_at:
            outcome.kind === 'sent' ? sql<Instant>`coalesce(office.clock_at, ${realNow})` : null,
          sent_real_at: outcome.kind === 'sent' ? realNow : null,
          retry_at:
            outcome.kind === 'retry'
              ? sql<Instant>`clock_timestamp() + ${outcome.afterMs} * interval '1 millisecond'`
              : null,
        })
        .where('message.id', '=', messageId)
        .where('message.state', '=', 'sending')
        .where('message.lease_by', '=', lane)
        .returning(['message.office_id', 'message.id', 'message.contact_id'])
        .executeTakeFirst();
      if (row?.contact_id != null && outcome.kind === 'refused') {
        await trx
          .updateTable('contact')
          .set({ bounced_at: realNow })
          .where('office_id', '=', row.office_id)
          .where('id', '=', row.contact_id)
          .execute();
        await toNextContact(trx, { officeId: row.office_id, messageId: row.id, realNow });
      }
    }
  });
}

function answerOf(outcome: SettledMessage['outcome']): {
  state: 'sent' | 'refused' | 'planned' | 'sending';
  why: string | null;
} {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', why: null };
    case 'refused':
      return { state: 'refused', why: 'refused' };
    case 'retry':
      return { state: 'planned', why: 'relayBusy' };
    // Left to its lease: whoever finds it expired treats it by its class.
    case 'unknown':
      return { state: 'sending', why: 'noAnswer' };
  }
}
