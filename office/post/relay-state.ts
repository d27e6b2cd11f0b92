import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import { relayPauseMs } from '../../domain/relay-pause.js';
import type { RelayStanding } from '../../domain/relay-pause.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';

export type OfficeKind = 'live' | 'rehearsal';

/** The relay of one kind of office, as every process sees it. */
export interface RelayState {
  readonly standing: RelayStanding;
  /** The kind of reply it gives to everybody; null when it is not one reply. */
  readonly refusal: string | null;
  /** How long until one mail may try it, in milliseconds; 0: now. */
  readonly waitMs: number;
  readonly pauseMs: number | null;
  /** The mail that tries it now, or did last. */
  readonly probe: string | null;
  readonly openedAt: Instant | null;
}

const OPEN: RelayState = {
  standing: 'open',
  refusal: null,
  waitMs: 0,
  pauseMs: null,
  probe: null,
  openedAt: null,
};

/** How a relay stands; one never heard of is open. */
export async function relayState(
  db: LedgerDb | Transaction<Tables>,
  relay: OfficeKind,
): Promise<RelayState> {
  const row = await db
    .selectFrom('relay_state')
    .select(['standing', 'refusal', 'pause_ms', 'probe', 'opened_at'])
    .select(
      sql<number>`greatest(0, ceil(extract(epoch from try_at - clock_timestamp()) * 1000))::int`.as(
        'waitMs',
      ),
    )
    .where('relay', '=', relay)
    .executeTakeFirst();
  if (row === undefined) return OPEN;
  return {
    standing: row.standing,
    refusal: row.refusal,
    waitMs: row.waitMs,
    pauseMs: row.pause_ms,
    probe: row.probe,
    openedAt: row.opened_at,
  };
}

/** How long a mail that tries the relay keeps others from trying it too. */
const PROBE_MS = 15_000;

/** Makes a mail the one that tries a shut relay; false when another one has become that meanwhile. */
export async function takeProbe(
  trx: Transaction<Tables>,
  relay: OfficeKind,
  messageId: string,
): Promise<boolean> {
  const taken = await trx
    .updateTable('relay_state')
    .set({
      probe: messageId,
      try_at: sql<Instant>`clock_timestamp() + ${PROBE_MS} * interval '1 millisecond'`,
    })
    .where('relay', '=', relay)
    .where('standing', '!=', 'open')
    .where('try_at', '<=', sql<Instant>`clock_timestamp()`)
    .returning('relay')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Why a relay is shut now, and what it said. */
export interface RelayTrouble {
  readonly standing: Exclude<RelayStanding, 'open'>;
  readonly refusal: string | null;
  readonly reason: string;
  readonly namedMs: number | null;
}

/**
 * Shuts a relay, or leaves it shut: only the first trouble and that of the mail that tried it set
 * the pause, since what was under way when it shut says nothing new.
 */
export async function shutRelay(
  trx: Transaction<Tables>,
  {
    relay,
    trouble,
    now,
    answered,
  }: {
    readonly relay: OfficeKind;
    readonly trouble: RelayTrouble;
    readonly now: Instant;
    /** Mails answered together with it. */
    readonly answered: readonly string[];
  },
): Promise<void> {
  const before = await relayState(trx, relay);
  const shut = before.standing !== 'open';
  const probed = before.probe !== null && answered.includes(before.probe);
  if (shut && !probed) return;
  const pauseMs = relayPauseMs({
    standing: trouble.standing,
    namedMs: trouble.namedMs,
    previousMs: before.standing === trouble.standing ? before.pauseMs : null,
  });
  const row = {
    standing: trouble.standing,
    reason: trouble.reason.slice(0, 500),
    refusal: trouble.refusal,
    pause_ms: pauseMs,
    probe: null,
    try_at: sql<Instant>`clock_timestamp() + ${pauseMs} * interval '1 millisecond'`,
  };
  await trx
    .insertInto('relay_state')
    .values({ relay, stopped_at: now, ...row })
    .onConflict((conflict) =>
      conflict.column('relay').doUpdateSet(shut ? row : { ...row, stopped_at: now }),
    )
    .execute();
}

/** Lets a relay take mail again that one mail has tried. */
export async function openRelay(trx: Transaction<Tables>, relay: OfficeKind): Promise<void> {
  await trx
    .updateTable('relay_state')
    .set(opened())
    .where('relay', '=', relay)
    .where('standing', '!=', 'open')
    .execute();
}

/** What a relay that takes mail again is set to; earlier answers are no evidence any more. */
export function opened() {
  return {
    standing: 'open' as const,
    stopped_at: null,
    reason: null,
    refusal: null,
    try_at: null,
    pause_ms: null,
    probe: null,
    opened_at: sql<Instant>`clock_timestamp()`,
  };
}

/** Lets one mail try every shut relay of this installation at once: a new process may have a new password. */
export async function tryRelayNow(db: LedgerDb, relay: OfficeKind): Promise<void> {
  await db
    .updateTable('relay_state')
    .set({ try_at: sql<Instant>`clock_timestamp()`, pause_ms: null })
    .where('relay', '=', relay)
    .where('standing', '!=', 'open')
    .execute();
}

/** A person wants the relay tried again now. */
export async function retryRelay(scope: OfficeScope): Promise<void> {
  await scope.trx
    .updateTable('relay_state')
    .set({ try_at: sql<Instant>`clock_timestamp()`, pause_ms: null })
    .where('relay', '=', scope.office.kind)
    .where('standing', '!=', 'open')
    .execute();
  await record(scope, 'retryRelay', `relay:${scope.office.kind}`);
}
