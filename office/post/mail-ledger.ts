import { sql } from 'kysely';
import type {
  ClaimedMessage,
  ClaimResult,
  LaneScope,
  MailLedger,
  SettledMessage,
} from '../../activities/ledger-port.js';
import type { OutgoingMail } from '../../activities/ports.js';
import type { Instant } from '../../domain/day.js';
import { sendingMoment, timetable } from '../../domain/ladder.js';
import { owes } from '../../domain/obligation.js';
import type { MailInFacts } from '../../mail/outgoing.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { scopeOf } from '../scope.js';
import { agencyContent, calendarEntry, noticeFacts } from './notice-facts.js';
import type { MessageRow, NoticeFacts } from './notice-facts.js';
import { ladderFactsOf } from '../reminding/ladder-rows.js';
import { officeContent } from './office-mail-content.js';
import { toNextContact } from './next-contact.js';

export interface MailLedgerOptions {
  readonly ledger: Ledger;
  /** Lanes of live offices never see a rehearsal's mail, nor the other way round. */
  readonly officeKind: 'live' | 'rehearsal';
  readonly clock: { now(): Instant };
  readonly compose: (mail: MailInFacts) => OutgoingMail;
  readonly linkUrl: (link: { readonly linkId: string; readonly generation: number }) => string;
  readonly pageUrl: (path: string) => string;
}

const POST_CLASSES = ['event', 'desk', 'formal'] as const;

/** The mails of the ledger as lanes see them. */
export function createMailLedger(options: MailLedgerOptions): MailLedger {
  const { ledger } = options;
  return {
    claim: async (input) => {
      const officeIds = await officesOf(options, input.scope);
      for (const officeId of officeIds) {
        const result = await claimIn(options, officeId, input);
        if (result.claimed.length > 0 || officeIds.length === 1) return result;
      }
      return { claimed: [], left: 0 };
    },
    settle: ({ lane, settled }) => settle(options, lane, settled),
    stopRelay: async (reason) => {
      await ledger.db
        .insertInto('relay_state')
        .values({ relay: options.officeKind, stopped_at: options.clock.now(), reason })
        .onConflict((conflict) =>
          conflict.column('relay').doUpdateSet({ stopped_at: options.clock.now(), reason }),
        )
        .execute();
    },
  };
}

/** Lets a relay be tried again that had refused our login: a new process may have a new password. */
export async function resumeRelay(db: LedgerDb, officeKind: 'live' | 'rehearsal'): Promise<void> {
  await db.deleteFrom('relay_state').where('relay', '=', officeKind).execute();
}

/** The offices whose mail a lane may take now: the one asked for, or all of its kind that have some. */
async function officesOf(
  { ledger, officeKind }: MailLedgerOptions,
  scope: LaneScope,
): Promise<readonly string[]> {
  const relay = await ledger.db
    .selectFrom('relay_state')
    .select('stopped_at')
    .where('relay', '=', officeKind)
    .executeTakeFirst();
  if (relay?.stopped_at != null) return [];
  const offices = await ledger.db
    .selectFrom('office')
    .select('id')
    .where('kind', '=', officeKind)
    .$if(scope.officeId !== null, (query) => query.where('id', '=', scope.officeId ?? ''))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('message')
          .select('message.id')
          .whereRef('message.office_id', '=', 'office.id')
          .where('message.state', 'in', ['planned', 'sending'])
          .where('message.class', 'in', scope.kind === 'ladder' ? ['ladder'] : [...POST_CLASSES]),
      ),
    )
    .orderBy('id')
    .execute();
  return offices.map(({ id }) => id);
}

async function claimIn(
  options: MailLedgerOptions,
  officeId: string,
  input: { scope: LaneScope; lane: string; limit: number; leaseMs: number },
): Promise<ClaimResult> {
  return options.ledger.db.transaction().execute(async (trx) => {
    const scope = await scopeOf(trx, {
      officeId,
      actor: 'system',
      realNow: options.clock.now(),
    });
    const ladder = input.scope.kind === 'ladder';
    if (ladder && sendingMoment(scope.now, scope.settings) !== scope.now) {
      return { claimed: [], left: 0 };
    }
    const rows = await takeRows(scope, input);
    const facts = await noticeFacts(
      trx,
      officeId,
      rows.map(({ id }) => id),
    );
    const claimed: ClaimedMessage[] = [];
    for (const row of rows) {
      const mail = await mailOrTrouble(scope, options, row, facts.get(row.id) ?? []);
      if (mail !== null) claimed.push({ messageId: row.id, mail });
    }
    return { claimed, left: await leftIn(scope, input.scope) };
  });
}

/**
 * Planned rows, and rows whose lease has run out: those were being sent when a process died, so they
 * are doubtful. A reminder goes again with its Message-ID; a formal letter waits for a person.
 */
async function takeRows(
  scope: OfficeScope,
  input: { scope: LaneScope; lane: string; limit: number; leaseMs: number },
): Promise<readonly MessageRow[]> {
  const classes = input.scope.kind === 'ladder' ? ['ladder' as const] : POST_CLASSES;
  await scope.trx
    .updateTable('message')
    .set({ state: 'doubtful', why: 'leaseLost' })
    .where('office_id', '=', scope.officeId)
    .where('class', '=', 'formal')
    .where('state', '=', 'sending')
    .where('lease_until', '<', sql<Instant>`clock_timestamp()`)
    .execute();
  const { rows } = await sql<MessageRow>`
    update message m
       set state = 'sending', attempts = m.attempts + 1, lease_by = ${input.lane},
           lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 millisecond'
      from (select office_id, id from message
             where office_id = ${scope.officeId} and class = any(${[...classes]})
               and (state = 'planned' or (state = 'sending' and lease_until < clock_timestamp()))
               and (retry_at is null or retry_at <= clock_timestamp())
             order by ordinal limit ${input.limit} for update skip locked) taken
     where m.office_id = taken.office_id and m.id = taken.id
    returning m.*`.execute(scope.trx);
  return [...rows].sort((a, b) => a.ordinal - b.ordinal);
}

/** One mail that cannot be put into words must not hold up all the others: it waits for a person. */
async function mailOrTrouble(
  scope: OfficeScope,
  options: MailLedgerOptions,
  row: MessageRow,
  facts: readonly NoticeFacts[],
): Promise<OutgoingMail | null> {
  try {
    return await mailOf(scope, options, row, facts);
  } catch (error) {
    // An error of the database has ended the transaction: nothing can be written any more.
    if (error instanceof Error && 'severity' in error) throw error;
    await scope.trx
      .updateTable('message')
      .set({ state: 'doubtful', why: 'notComposed', lease_until: null, lease_by: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', row.id)
      .execute();
    return null;
  }
}

/** The mail of a claimed row, or null when it is not wanted any more; the row then says why. */
async function mailOf(
  scope: OfficeScope,
  options: MailLedgerOptions,
  row: MessageRow,
  facts: readonly NoticeFacts[],
): Promise<OutgoingMail | null> {
  const wanted: NoticeFacts[] = [];
  for (const one of facts) {
    const why = reasonNotToSend(one, scope);
    if (why === null) wanted.push(one);
    else await leaveOut(scope, one.notice.id, why);
  }
  const [first] = wanted;
  const content =
    first === undefined
      ? null
      : row.agency_id === null
        ? await officeContent(scope, first, { pageUrl: options.pageUrl, message: row })
        : agencyContent(wanted, {
            now: scope.now,
            settings: scope.settings,
            linkUrl: options.linkUrl,
          });
  if (first === undefined || content === null || row.to_address === null) {
    await scope.trx
      .updateTable('message')
      .set({ state: 'suppressed', why: 'notWanted', lease_until: null, lease_by: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', row.id)
      .execute();
    return null;
  }
  const { identity } = first;
  const mail = options.compose({
    messageId: row.header_id,
    officeId: scope.officeId,
    to: { name: row.to_name, address: row.to_address },
    replyTo:
      identity === null || identity.replyTo === ''
        ? null
        : { name: identity.officerName || identity.unit, address: identity.replyTo },
    senderName: identity?.sendingBody ?? scope.office.short_name,
    content: 'content' in content ? content.content : content,
    calendar: row.agency_id === null ? null : calendarEntry(wanted),
    attachments: 'content' in content ? content.attachments : [],
    reference: first.notice.key,
    writtenAt: scope.now,
  });
  await scope.trx
    .updateTable('message')
    .set({ subject: mail.subject })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', row.id)
    .execute();
  return mail;
}

/** Ladder notices are asked once more right before they go: still owed, epoch current, not paused, still true. */
function reasonNotToSend(
  { notice, obligation, cycle, what, eventDays }: NoticeFacts,
  { now, settings }: Pick<OfficeScope, 'now' | 'settings'>,
): string | null {
  if (notice.kind !== 'ladder') return null;
  if (obligation === null || cycle === null) return 'gone';
  if (!owes(obligation)) return obligation.state === 'submitted' ? 'received' : obligation.state;
  if (obligation.epoch !== notice.epoch) return 'epoch';
  if (cycle.paused_at !== null) return 'paused';
  if (cycle.cancelled_at !== null) return 'cancelled';
  const { steps } = timetable(ladderFactsOf(obligation, { cycle, what, eventDays }), settings);
  const nth = Number(notice.data['nth'] ?? 1);
  const step = steps.find((one) => one.rung === notice.name && one.nth === nth);
  return step?.usefulUntil != null && now >= step.usefulUntil ? 'past' : null;
}

async function leaveOut(scope: OfficeScope, noticeId: string, why: string): Promise<void> {
  await scope.trx
    .updateTable('notice')
    .set({ why })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', noticeId)
    .execute();
}

async function leftIn(scope: OfficeScope, { kind }: LaneScope): Promise<number> {
  const { left } = await scope.trx
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('office_id', '=', scope.officeId)
    .where('class', 'in', kind === 'ladder' ? ['ladder'] : [...POST_CLASSES])
    .where('state', 'in', ['planned', 'sending'])
    .where((eb) =>
      eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', sql<Instant>`clock_timestamp()`)]),
    )
    .executeTakeFirstOrThrow();
  return left;
}

/** Writes the answers of a group in one transaction, each only while its lease still holds. */
async function settle(
  { ledger, clock }: MailLedgerOptions,
  lane: string,
  settled: readonly SettledMessage[],
): Promise<void> {
  if (settled.length === 0) return;
  const realNow = clock.now();
  await ledger.db.transaction().execute(async (trx) => {
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
