import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import { weighAnswers, WEIGHED_ANSWERS } from '../../domain/relay-pause.js';
import { markContacts, unmarkContacts } from './marked-contacts.js';
import { shutRelay } from './relay-state.js';
import type { OfficeKind } from './relay-state.js';
import type { Ledger } from '../scope.js';
import type { LedgerDb } from '../../db/connection.js';

interface AnswerRow {
  readonly officeId: string;
  readonly messageId: string;
  readonly contactId: string | null;
  readonly refusal: string | null;
  readonly about: string | null;
  readonly response: string | null;
  readonly marked: boolean;
}

/**
 * Weighs the latest answers of a relay together: addresses are marked while others are taken, and
 * what everybody is answered is the relay's own trouble, speaks against nobody and waits with it.
 */
export async function weighLatestAnswers(
  ledger: Ledger,
  {
    officeKind,
    realNow,
    answered,
  }: {
    readonly officeKind: OfficeKind;
    readonly realNow: Instant;
    /** Mails answered just now. */
    readonly answered: readonly string[];
  },
): Promise<{ readonly relayShut: boolean; readonly suspects: boolean }> {
  const rows = await latestAnswers(ledger.db, officeKind);
  const weighing = weighAnswers(
    rows.map(({ messageId, contactId, refusal, about, marked }) => ({
      messageId,
      contactId,
      refusal: refusal === null ? null : { key: refusal, aboutAddress: about === 'address' },
      marked,
    })),
  );
  await markContacts(
    ledger,
    rows.flatMap(({ officeId, messageId, contactId, about }) =>
      about === 'address' && contactId !== null && weighing.mark.includes(contactId)
        ? [{ officeId, messageId, contactId, why: 'refused' }]
        : [],
    ),
  );
  const { held, giveBack, mark } = weighing;
  if (held === null) {
    const suspects = rows.some(
      ({ about, marked, contactId }) =>
        about === 'address' && !marked && contactId !== null && !mark.includes(contactId),
    );
    return { relayShut: false, suspects };
  }
  const said = rows.find(({ refusal }) => refusal === held)?.response ?? held;
  await ledger.transaction(async (trx) => {
    await putBack(trx, giveBack);
    await unmarkContacts(trx, giveBack);
    await shutRelay(trx, {
      relay: officeKind,
      trouble: { standing: 'held', refusal: held, reason: said, namedMs: null },
      now: realNow,
      answered,
    });
  });
  return { relayShut: true, suspects: true };
}

async function latestAnswers(db: LedgerDb, officeKind: OfficeKind): Promise<readonly AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select m.office_id as "officeId", m.id as "messageId", m.contact_id as "contactId", m.refusal,
           m.refusal_about as about, m.response, coalesce(c.bounced_by = m.id, false) as marked
      from message m
      join office o on o.id = m.office_id and o.kind = ${officeKind}
      left join relay_state r on r.relay = ${officeKind}
      left join contact c on c.office_id = m.office_id and c.id = m.contact_id
     where m.answered_at is not null
       and m.answered_at > coalesce(r.opened_at, '-infinity')
     order by m.answered_at desc
     limit ${WEIGHED_ANSWERS}`.execute(db);
  return rows;
}

/**
 * Mails refused for no fault of their own are planned again, but for those whose rung has been given to the
 * next contact; what was given up before today's trouble would come out of the blue.
 */
async function putBack(trx: Transaction<Tables>, messageIds: readonly string[]): Promise<void> {
  await sql`
    update message m
       set state = 'planned', why = 'relayBusy', retry_at = null, answered_at = null
     where m.id = any(${[...messageIds]}::uuid[])
       and (m.state = 'planned' or m.state = 'refused'
            and m.answered_at > clock_timestamp() - interval '1 day')
       and not exists (select 1 from notice n where n.office_id = m.office_id
                          and n.message_id = m.id and n.given_back_at is not null)`.execute(trx);
}
