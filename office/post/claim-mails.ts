import { sql } from 'kysely';
import type { ClaimedMessage, ClaimResult, LaneScope } from '../../activities/ledger-port.js';
import type { Instant } from '../../domain/day.js';
import { sendingMoment } from '../../domain/ladder.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { mailOrTrouble } from './compose-claimed.js';
import type { ComposeOptions } from './compose-claimed.js';
import { loadNoticeFacts } from './load-notice-facts.js';
import type { MessageRow } from './load-notice-facts.js';
import { relayStopped } from './relay-state.js';

export interface ClaimOptions extends ComposeOptions {
  readonly ledger: Ledger;
  /** Lanes of live offices never see a rehearsal's mail, nor the other way round. */
  readonly officeKind: 'live' | 'rehearsal';
  readonly clock: { now(): Instant };
}

interface Claim {
  readonly scope: LaneScope;
  readonly lane: string;
  readonly limit: number;
  readonly leaseMs: number;
}

const POST_CLASSES = ['event', 'desk', 'formal'] as const;

/** Takes mails that may leave now, under a lease, and puts them into words. */
export async function claimMails(options: ClaimOptions, input: Claim): Promise<ClaimResult> {
  const officeIds = await officesOf(options, input.scope);
  for (const officeId of officeIds) {
    const result = await claimIn(options, officeId, input);
    if (result.claimed.length > 0 || officeIds.length === 1) return result;
  }
  return { claimed: [], left: 0 };
}

/** The offices whose mail a lane may take now: the one asked for, or all of its kind that have some. */
async function officesOf(
  { ledger, officeKind }: ClaimOptions,
  scope: LaneScope,
): Promise<readonly string[]> {
  if (await relayStopped(ledger.db, officeKind)) return [];
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
  options: ClaimOptions,
  officeId: string,
  input: Claim,
): Promise<ClaimResult> {
  return options.ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const ladder = input.scope.kind === 'ladder';
    if (ladder && sendingMoment(scope.now, scope.settings) !== scope.now) {
      return { claimed: [], left: 0 };
    }
    const rows = await takeRows(scope, input);
    const facts = await loadNoticeFacts(
      scope.trx,
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
async function takeRows(scope: OfficeScope, input: Claim): Promise<readonly MessageRow[]> {
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
