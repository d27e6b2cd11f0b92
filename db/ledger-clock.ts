import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { instantOf } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { LedgerDb } from './connection.js';
import { LedgerAway } from './transaction.js';

/** The ledger's time as one process knows it. Whoever asks it does not wait for the database. */
export interface LedgerClock {
  /** Never earlier than what it answered before; throws LedgerAway until the ledger has been asked once. */
  now(): Instant;
  /** How far the ledger's clock was ahead of this machine's as it was last measured, in milliseconds; null: not yet. */
  aheadMs(): number | null;
  /** Resolves once the ledger has been asked. */
  readonly known: Promise<void>;
  stop(): void;
}

/** The clocks of a process: the time of day, which an administrator may set, and one that only goes on. */
export interface OwnClocks {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
}

const OWN: OwnClocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

/** What drifts apart in this time is a fraction of a millisecond; what is set anew is known in as long. */
const AGAIN_MS = 10_000;
const FIRST_AGAIN_MS = 250;
/** The quickest of so many questions counts: half of the time it took is all it can be wrong by. */
const QUESTIONS = 3;
/** An answer that was longer on its way says too little to move a clock that is already known. */
const SLOW_MS = 1_000;
/** So far the clock waits for the ledger's that was put back, rather than go back itself; beyond it the ledger's was wrong by hours or days. */
const WAITS_MS = 10 * 60_000;

/**
 * Follows the ledger's clock: its offset against a clock of this process that only goes on is measured,
 * and measured again while it runs. So all processes, on whatever machines, live in one time, and
 * somebody who sets a machine's clock moves no deadline.
 */
export function followLedgerClock(
  read: () => Promise<number>,
  { own = OWN, againMs = AGAIN_MS }: { readonly own?: OwnClocks; readonly againMs?: number } = {},
): LedgerClock {
  /** The ledger's time at an instant of the clock that only goes on, and what this machine's showed then. */
  let fix: { readonly ledgerMs: number; readonly atMs: number; readonly wallMs: number } | null =
    null;
  let lastMs = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let tell = (): void => undefined;
  const known = new Promise<void>((resolve) => {
    tell = resolve;
  });

  const measure = async (): Promise<void> => {
    let best: { readonly tookMs: number; readonly fix: NonNullable<typeof fix> } | null = null;
    for (let nth = 0; nth < QUESTIONS; nth += 1) {
      const askedMs = own.monotonicMs();
      const answer = await read();
      const atMs = own.monotonicMs();
      const tookMs = atMs - askedMs;
      if (best !== null && best.tookMs <= tookMs) continue;
      best = { tookMs, fix: { ledgerMs: answer + tookMs / 2, atMs, wallMs: own.wallMs() } };
    }
    if (best !== null && (fix === null || best.tookMs <= SLOW_MS)) fix = best.fix;
  };
  const loop = async (): Promise<void> => {
    try {
      await measure();
      tell();
    } catch {
      // While the ledger is away its time goes on at the pace of ours.
    }
    if (stopped) return;
    timer = setTimeout(() => void loop(), fix === null ? FIRST_AGAIN_MS : againMs);
    timer.unref();
  };
  void loop();

  return {
    now: () => {
      if (fix === null) throw new LedgerAway('the ledger has not been asked for its time yet');
      const nowMs = fix.ledgerMs + own.monotonicMs() - fix.atMs;
      if (nowMs > lastMs || lastMs - nowMs > WAITS_MS) lastMs = nowMs;
      return instantOf(Math.floor(lastMs));
    },
    aheadMs: () => (fix === null ? null : fix.ledgerMs - fix.wallMs),
    known,
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** What the ledger's clock shows, in milliseconds since 1970. */
export async function ledgerTimeMs(db: LedgerDb): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the ledger does not tell the time');
  return row.ms;
}
