import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { ClaimResult, LaneScope } from '../../activities/ledger-port.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import { sendingMoment } from '../../domain/ladder.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { composeClaimed } from './compose-claimed.js';
import type { ComposeOptions } from './compose-options.js';
import type { MessageRow } from './load-notice-facts.js';
import { putBack } from './put-back.js';
import { countUse, relayLimits, roomAtRelay } from './relay-use.js';
import { relayState, takeProbe } from './relay-state.js';
import type { OfficeKind, RelayState } from './relay-state.js';

export interface ClaimOptions extends ComposeOptions {
  readonly ledger: Ledger;
  /** Lanes of live offices never see a rehearsal's mail, nor the other way round. */
  readonly officeKind: OfficeKind;
  readonly clock: { now(): Instant };
}

/** How long a lane looks away while the relay's limit is reached. */
const LIMIT_WAIT_MS = 5_000;

interface Claim {
  readonly scope: LaneScope;
  readonly lane: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly begins?: number;
}

const POST_CLASSES = ['event', 'desk', 'formal'] as const;
/** A lane stays for mails that are to be tried again so soon; for later ones it comes again. */
const SOON_MS = 60_000;
const NOTHING: ClaimResult = { claimed: [], left: 0, underWay: 0, againInMs: null };

/** Takes mails that may leave now, under a lease, and puts them into words. */
export async function claimMails(options: ClaimOptions, input: Claim): Promise<ClaimResult> {
  const relay = await relayState(options.ledger.db, options.officeKind);
  if (relay.standing !== 'open') {
    const inside = await claimInside(options, input);
    if (inside !== null) return inside;
  }
  if (relay.standing !== 'open' && relay.waitMs > 0) {
    const waiting = await waitingMails(options.ledger.db, options.officeKind, input);
    return { claimed: [], ...waiting, againInMs: relay.waitMs };
  }
  const officeIds =
    input.scope.officeId === null ? await officesWithPost(options) : [input.scope.officeId];
  for (const officeId of officeIds) {
    const result = await claimIn(options, officeId, { ...input, relay });
    if (result.claimed.length > 0 || officeIds.length === 1) return result;
  }
  return NOTHING;
}

/** Of offices that are not open yet: mails that stay inside, which wait for no relay. Null where none waits. */
async function claimInside(options: ClaimOptions, input: Claim): Promise<ClaimResult | null> {
  const { ledger, officeKind } = options;
  const prepared = await ledger.db
    .selectFrom('office')
    .select('id')
    .where('kind', '=', officeKind)
    .where('opened_at', 'is', null)
    .$if(input.scope.officeId !== null, (query) =>
      query.where('id', '=', input.scope.officeId ?? ''),
    )
    .orderBy('id')
    .execute();
  for (const { id: officeId } of prepared) {
    const claimed = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
      if (!mayLeaveNow(scope, input)) return [];
      const rows = await takeRows(scope, { ...input, shut: false, which: 'inside' });
      return composeClaimed(scope, options, rows);
    });
    if (claimed.length > 0) return { claimed, left: claimed.length, underWay: 0, againInMs: 0 };
  }
  return null;
}

/** Reminders keep the office's hours; answers to acts go at once. */
function mayLeaveNow({ now, settings }: OfficeScope, { scope }: Pick<Claim, 'scope'>): boolean {
  return scope.kind !== 'ladder' || sendingMoment(now, settings) === now;
}

function classesOf({ kind }: LaneScope): readonly string[] {
  return kind === 'ladder' ? ['ladder'] : POST_CLASSES;
}

/** The offices that have answers to acts or mails to their own people to send; whose mail has waited longest comes first. */
async function officesWithPost({ ledger, officeKind }: ClaimOptions): Promise<readonly string[]> {
  const offices = await ledger.db
    .selectFrom('message')
    .innerJoin('office', 'office.id', 'message.office_id')
    .select('office.id')
    .where('office.kind', '=', officeKind)
    .where('message.state', 'in', ['planned', 'sending'])
    .where('message.class', 'in', POST_CLASSES)
    .groupBy('office.id')
    .orderBy((eb) => eb.fn.min('message.ordinal'))
    .execute();
  return offices.map(({ id }) => id);
}

async function claimIn(
  options: ClaimOptions,
  officeId: string,
  input: Claim & { readonly relay: RelayState },
): Promise<ClaimResult> {
  return options.ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    if (scope.office.kind !== options.officeKind) return NOTHING;
    const ladder = input.scope.kind === 'ladder';
    if (!mayLeaveNow(scope, input)) return NOTHING;
    const waiting = async () =>
      waitingMails(scope.trx, options.officeKind, {
        ...input,
        scope: { ...input.scope, officeId },
      });
    const shut = input.relay.standing !== 'open';
    const bounds = {
      relay: options.officeKind,
      limits: await relayLimits(scope.trx, options.officeKind),
    };
    const wanted = shut ? 1 : input.limit;
    const limit = await roomAtRelay(scope.trx, { ...bounds, wanted, ladder });
    if (limit === 0) {
      return { claimed: [], ...(await waiting()), againInMs: LIMIT_WAIT_MS };
    }
    const rows = await takeRows(scope, { ...input, limit, shut, which: shut ? 'outside' : 'all' });
    const [first] = rows;
    if (
      shut &&
      first !== undefined &&
      !(await takeProbe(scope.trx, options.officeKind, first.id))
    ) {
      // Another lane was faster.
      await putBack(scope, [first.id]);
      return { claimed: [], left: 1, underWay: 0, againInMs: null };
    }
    const claimed = await composeClaimed(scope, options, rows);
    const outward = claimed.filter(({ mail }) => mail.inside !== true);
    await countUse(scope.trx, { ...bounds, mails: outward.length });
    if (rows.length > 0) {
      // What is left is only asked once there is nothing to claim: counting costs as much as claiming.
      return { claimed, left: rows.length, underWay: 0, againInMs: 0 };
    }
    return { claimed, ...(await waiting()) };
  });
}

/**
 * Planned rows, and rows whose lease has run out: those may have been under way when a process died. What
 * was only claimed goes as if nothing had been; a reminder whose sending had begun goes again with its
 * Message-ID, once; such a letter, and what was lost twice, waits for a person. A lease that has run
 * out is first only suspected: the ledger may have been away, and whoever holds it has the time to renew
 * it before anybody else sends.
 */
async function takeRows(
  scope: OfficeScope,
  input: Claim & {
    readonly shut: boolean;
    /** A mail that stays inside tells nothing of a relay that is tried. */
    readonly which: 'all' | 'inside' | 'outside';
  },
): Promise<readonly MessageRow[]> {
  const classes = classesOf(input.scope);
  const hasRunOut = sql`state = 'sending' and lease_until < clock_timestamp()`;
  const isLost = sql`${hasRunOut} and suspected_at < clock_timestamp() - ${graceOf(input)}`;
  // Until it is opened, an office reaches its own people and nobody else.
  const isPrepared = scope.office.opened_at === null;
  const inDoubt = sql`(begun and (class = 'formal' or unanswered >= 1))`;
  const { rows } = await sql<MessageRow>`
    with suspected as (
      update message set suspected_at = clock_timestamp()
       where office_id = ${scope.officeId} and class = any(${[...classes]})
         and ${hasRunOut} and suspected_at is null
    ), doubtful as (
      update message set state = 'doubtful', why = 'leaseLost', lease_until = null, lease_by = null
       where office_id = ${scope.officeId} and class = any(${[...classes]})
         and ${isLost} and ${inDoubt}
    ), taken as (
      select office_id, id, ordinal from message
       where office_id = ${scope.officeId} and class = any(${[...classes]})
         and (${input.which === 'all'}
              or (${isPrepared} and staff_id is null) = ${input.which === 'inside'})
         and ((state = 'planned'
               and (${input.shut} or retry_at is null or retry_at <= clock_timestamp()))
              or (${isLost} and not ${inDoubt}))
       order by ${input.shut ? sql`refusal is not null,` : sql``} ordinal
       limit ${input.limit} for update skip locked
    )
    update message m
       set state = 'sending', attempts = m.attempts + (m.state = 'planned' or m.begun)::int,
           lease_by = ${input.lane}, begun = nth <= ${input.begins ?? input.limit},
           unanswered = m.unanswered + (m.state = 'sending' and m.begun)::int, suspected_at = null,
           inside = ${isPrepared} and m.staff_id is null,
           lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 millisecond'
      from (select *, row_number() over (order by ordinal) as nth from taken) numbered
     where m.office_id = numbered.office_id and m.id = numbered.id
    returning m.*`.execute(scope.trx);
  return [...rows].sort((a, b) => a.ordinal - b.ordinal);
}

/** So long a holder has for renewing a lease that was seen to have run out: more than the pause between two renewals. */
function graceOf({ leaseMs }: Pick<Claim, 'leaseMs'>) {
  return sql`${Math.round(leaseMs * 0.4)} * interval '1 millisecond'`;
}

/** How many mails of a scope are to leave within a minute, and when the first of them may be tried. */
async function waitingMails(
  db: LedgerDb | Transaction<Tables>,
  officeKind: OfficeKind,
  { scope, leaseMs }: Pick<Claim, 'scope' | 'leaseMs'>,
): Promise<Omit<ClaimResult, 'claimed'>> {
  const { rows } = await sql<Omit<ClaimResult, 'claimed'>>`
    select count(*)::int as left,
           count(*) filter (where m.state = 'sending' and m.lease_until > clock_timestamp())::int
             as "underWay",
           greatest(0, ceil(extract(epoch from min(coalesce(m.retry_at, greatest(m.lease_until, m.suspected_at + ${graceOf({ leaseMs })}))) - clock_timestamp()) * 1000))::int
             as "againInMs"
      from message m join office o on o.id = m.office_id
     where o.kind = ${officeKind} and m.class = any(${[...classesOf(scope)]})
       and (${scope.officeId}::uuid is null or m.office_id = ${scope.officeId}::uuid)
       and m.state in ('planned', 'sending')
       and (m.retry_at is null or m.retry_at <= clock_timestamp() + ${SOON_MS} * interval '1 millisecond')`.execute(
    db,
  );
  return rows[0] ?? NOTHING;
}
