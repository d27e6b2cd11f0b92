import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { SettledMessage } from '../../activities/ledger-port.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import { fateOf } from '../../domain/mail-fate.js';
import type { Fate, TryOutcome } from '../../domain/mail-fate.js';
import { namedWait, verdictOf } from '../../domain/relay-verdict.js';
import type { Reply } from '../../domain/relay-verdict.js';
import type { Ledger } from '../scope.js';
import { keepTries } from './mail-tries.js';
import { legible } from './legible.js';
import { noteMailboxes } from './marked-contacts.js';
import { openRelay, relayState, shutRelay } from './relay-state.js';
import type { OfficeKind, RelayState, RelayTrouble } from './relay-state.js';
import { weighLatestAnswers } from './weigh-answers.js';
import { writeFates } from './write-fates.js';
import type { FateRow } from './write-fates.js';

interface SettleOptions {
  readonly ledger: Ledger;
  readonly officeKind: OfficeKind;
  readonly clock: { now(): Instant };
}

/** Writes the answers of a group: one statement where all were taken, one transaction else. */
export function mailSettler(options: SettleOptions) {
  const { ledger, officeKind, clock } = options;
  return async (answers: readonly SettledMessage[]): Promise<{ readonly relayShut: boolean }> => {
    if (answers.length === 0) return { relayShut: false };
    const settled = answers.map(legible);
    const at = { officeKind, realNow: clock.now() };
    if (settled.every(({ outcome }) => outcome.kind === 'sent')) {
      const { marksWait } = await writeFates(ledger.db, settled.map(sentFate), at);
      return marksWait ? weighLatestAnswers(ledger, at) : { relayShut: false };
    }
    const { answered, relayShut } = await ledger.transaction(async (trx) =>
      settleInDoubt(trx, settled, at),
    );
    const weighed = await weighLatestAnswers(ledger, { ...at, answered });
    return { relayShut: relayShut || weighed.relayShut };
  };
}

/** Writes what became of each mail, and how the relay stands by it. */
async function settleInDoubt(
  trx: Transaction<Tables>,
  settled: readonly SettledMessage[],
  at: { readonly officeKind: OfficeKind; readonly realNow: Instant },
): Promise<{ readonly answered: readonly string[]; readonly relayShut: boolean }> {
  const relay = await relayState(trx, at.officeKind);
  const rows = await heldRows(trx, settled, at);
  const fates = settled.flatMap((one) => {
    const row = rows.get(one.messageId);
    return row === undefined ? [] : [fateRow(one, row, relay)];
  });
  await writeFates(trx, fates, at);
  await keepTries(trx, settled);
  await noteMailboxes(trx, { fates, realNow: at.realNow });
  const trouble = troubleOf(settled, relay);
  const answered = fates.map(({ id }) => id);
  if (trouble !== null) {
    await shutRelay(trx, { relay: at.officeKind, trouble, now: at.realNow, answered });
  } else {
    const probe = settled.find(({ messageId }) => messageId === relay.probe);
    if (probe?.outcome.kind === 'answered') await openRelay(trx, at.officeKind);
  }
  return { answered, relayShut: trouble !== null };
}

/** What of the answers shuts the relay at once: nobody there, its own refusal, or the reply everybody gets. */
function troubleOf(settled: readonly SettledMessage[], relay: RelayState): RelayTrouble | null {
  for (const { outcome } of settled) {
    if (outcome.kind === 'unreachable') {
      return {
        standing: 'unreachable',
        refusal: null,
        reason: outcome.response,
        namedMs: null,
      };
    }
    if (outcome.kind === 'answered') {
      const ofRelay = verdictOf(outcome.reply).about === 'relay';
      if (ofRelay || isHeldFor(relay, outcome.reply)) {
        return {
          standing: 'held',
          refusal: ofRelay ? null : refusalKey(outcome.reply),
          reason: outcome.response,
          namedMs: namedWait(outcome.response),
        };
      }
    }
  }
  return null;
}

function isHeldFor(relay: RelayState, reply: Reply): boolean {
  return relay.standing === 'held' && relay.refusal === refusalKey(reply);
}

/** What replies of one kind share; their words differ by address. */
function refusalKey({ code, enhanced }: Reply): string {
  return enhanced === null ? String(code) : `${String(code)} ${enhanced}`;
}

function sentFate({
  officeId,
  messageId,
  lane,
  subject,
  entries,
  outcome,
}: SettledMessage): FateRow {
  return {
    officeId,
    id: messageId,
    lane,
    subject,
    entries: Object.keys(entries).length === 0 ? null : entries,
    state: 'sent',
    why: null,
    response: outcome.response,
    afterMs: 0,
    answered: true,
    refusal: null,
    about: null,
    failing: false,
    unanswered: false,
    notTried: false,
    contactId: null,
    markDue: false,
    mailbox: false,
  };
}

interface HeldRow {
  readonly contactId: string | null;
  readonly class: string;
  readonly attempts: number;
  readonly unanswered: number;
  readonly failingForMs: number;
  readonly mailboxFailingForMs: number;
}

function fateRow(one: SettledMessage, row: HeldRow, relay: RelayState): FateRow {
  const { outcome } = one;
  const reply = outcome.kind === 'answered' ? outcome.reply : null;
  const verdict = reply === null ? null : verdictOf(reply);
  // What everybody is answered is no word about this address.
  const fate: Fate =
    reply !== null && isHeldFor(relay, reply)
      ? { state: 'planned', why: 'relayBusy', afterMs: 0 }
      : fateOf(outcomeOf(one), {
          formal: row.class === 'formal',
          attempts: row.attempts,
          unanswered: row.unanswered,
          failingForMs: row.failingForMs,
          mailboxFailingForMs: row.mailboxFailingForMs,
        });
  const mark = fate.state === 'refused' ? fate.mark : null;
  return {
    ...sentFate(one),
    state: fate.state,
    why: 'why' in fate ? fate.why : null,
    response: outcome.kind === 'notTried' ? null : outcome.response,
    afterMs: fate.state === 'planned' ? fate.afterMs : 0,
    answered: outcome.kind === 'sent' || outcome.kind === 'answered',
    refusal: reply === null ? null : refusalKey(reply),
    // What is merely suspected of an address has to stand beside others that are taken (marked-contacts.ts).
    about: mark === 'suspected' ? 'address' : (verdict?.about ?? null),
    // A relay that is down, or refuses everybody, has refused none of its mails.
    failing:
      fate.state === 'planned' &&
      reply !== null &&
      !isHeldFor(relay, reply) &&
      verdict?.about !== 'relay',
    unanswered: outcome.kind === 'unknown',
    notTried: outcome.kind === 'notTried',
    contactId: row.contactId,
    markDue: mark !== null && row.contactId !== null,
    mailbox: verdict?.about === 'mailbox',
  };
}

function outcomeOf({ outcome }: SettledMessage): TryOutcome {
  if (outcome.kind !== 'answered') return { kind: outcome.kind };
  return {
    kind: 'answered',
    verdict: verdictOf(outcome.reply),
    namedMs: namedWait(outcome.response),
  };
}

/** The rows of a group that their lanes still hold, with what their fate hangs on. */
async function heldRows(
  trx: Transaction<Tables>,
  settled: readonly SettledMessage[],
  { realNow }: { readonly realNow: Instant },
): Promise<ReadonlyMap<string, HeldRow>> {
  const given = settled.map(({ officeId, messageId, lane }) => ({ officeId, id: messageId, lane }));
  const { rows } = await sql<HeldRow & { id: string }>`
    select m.id, m.contact_id as "contactId", m.class, m.attempts, m.unanswered,
           coalesce(extract(epoch from clock_timestamp() - m.failing_since) * 1000, 0)::float8
             as "failingForMs",
           coalesce(extract(epoch from ${realNow}::timestamptz - c.failing_since) * 1000, 0)::float8
             as "mailboxFailingForMs"
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
             as given("officeId" uuid, id uuid, lane text)
      join message m on m.office_id = given."officeId" and m.id = given.id
       and m.state = 'sending' and m.lease_by = given.lane
      left join contact c on c.office_id = m.office_id and c.id = m.contact_id
     order by m.office_id, m.id
       for update of m`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}
