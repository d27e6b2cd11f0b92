import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import { weighAnswers, WEIGHED_ANSWERS } from '../../domain/relay-pause.js';
import type { Ledger } from '../scope.js';
import { dueMarks, markContacts, unmarkContacts } from './marked-contacts.js';
import { shutRelay } from './relay-state.js';
import type { OfficeKind } from './relay-state.js';

interface AnswerRow {
  readonly messageId: string;
  readonly refusal: string | null;
  readonly response: string | null;
}

/**
 * Weighs the latest answers of a relay together and does what they call for: contacts that are due are
 * marked, those whose address alone was refused while others are taken; what everybody is answered is
 * the relay's own trouble, speaks against nobody and waits with it. All of it is read from the ledger,
 * so that what a process left undone as it died the next one does.
 */
export async function weighLatestAnswers(
  ledger: Ledger,
  {
    officeKind,
    realNow,
    answered = [],
  }: {
    readonly officeKind: OfficeKind;
    readonly realNow: Instant;
    /** Mails answered just now. */
    readonly answered?: readonly string[];
  },
): Promise<{ readonly relayShut: boolean }> {
  const latest = await latestAnswers(ledger.db, officeKind);
  const { held, sound, giveBack: weighed } = weighAnswers(latest);
  const due = await dueMarks(ledger.db, officeKind);
  await markContacts(
    ledger,
    due.filter(({ suspected }) => sound || !suspected),
  );
  if (held === null) return { relayShut: false };
  const said = latest.find(({ refusal }) => refusal === held)?.response ?? held;
  const giveBack = await withItsBurst(ledger.db, { officeKind, refusal: held, weighed });
  await ledger.transaction(async (trx) => {
    await unmarkContacts(trx, giveBack);
    await putBack(trx, giveBack);
    await shutRelay(trx, {
      relay: officeKind,
      trouble: { standing: 'held', refusal: held, reason: said, namedMs: null },
      now: realNow,
      answered,
    });
  });
  return { relayShut: true };
}

async function latestAnswers(db: LedgerDb, officeKind: OfficeKind): Promise<readonly AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select m.id as "messageId", m.refusal, m.response
      from message m
      join office o on o.id = m.office_id and o.kind = ${officeKind}
      left join relay_state r on r.relay = ${officeKind}
     where m.answered_at is not null
       and m.answered_at > coalesce(r.opened_at, '-infinity')
     order by m.answered_at desc
     limit ${WEIGHED_ANSWERS}`.execute(db);
  return rows;
}

/** Answers so shortly before those that were weighed are of the same trouble. */
const BURST_MS = 60_000;

/**
 * The mails that were weighed, with all others that the relay gave the same reply at that time: many answers
 * are written at once, and more than are weighed may have come before anybody could tell.
 */
async function withItsBurst(
  db: LedgerDb,
  {
    officeKind,
    refusal,
    weighed,
  }: {
    readonly officeKind: OfficeKind;
    readonly refusal: string;
    readonly weighed: readonly string[];
  },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id
      from message m
      join office o on o.id = m.office_id and o.kind = ${officeKind}
      left join relay_state r on r.relay = ${officeKind}
     where m.refusal = ${refusal} and m.state in ('planned', 'refused')
       and m.answered_at > coalesce(r.opened_at, '-infinity')
       and m.answered_at > (select min(answered_at) from message
                             where id = any(${[...weighed]}::uuid[]))
             - ${BURST_MS} * interval '1 millisecond'`.execute(db);
  return [...new Set([...weighed, ...rows.map(({ id }) => id)])];
}

/**
 * Mails refused for no fault of their own are planned again, but for those whose rung has been given to the
 * next contact; what was given up before today's trouble would come out of the blue.
 */
async function putBack(trx: Transaction<Tables>, messageIds: readonly string[]): Promise<void> {
  await sql`
    update message m
       set state = 'planned', why = 'relayBusy', retry_at = null, answered_at = null, mark_due = false
      from (select office_id, id from message where id = any(${[...messageIds]}::uuid[])
             order by office_id, id for no key update) held
     where m.office_id = held.office_id and m.id = held.id
       and (m.state = 'planned' or m.state = 'refused'
            and m.answered_at > clock_timestamp() - interval '1 day')
       and not exists (select 1 from notice n where n.office_id = m.office_id
                          and n.message_id = m.id and n.given_back_at is not null)`.execute(trx);
}
