import type { AnswerBook } from './answer-book.js';
import { givingWay } from './giving-way.js';
import { heldLeases, LEASE_MS } from './held-leases.js';
import type { HeldLeases } from './held-leases.js';
import { laneSenders } from './lane-senders.js';
import type { LaneSenders } from './lane-senders.js';
import type { LaneScope, MailLedger } from './ledger-port.js';
import type { MailTransport } from './ports.js';

/** How long a lane looks away while others hold the last rows, or a relay is shut. */
const LOOK_AGAIN_MS = 250;
const LONGEST_LOOK_AWAY_MS = 2_000;
/** A claim holds what leaves in two seconds, or one mail a connection where that is more. */
const CLAIM_MS = 2_000;
const MOST_CLAIMED = 300;
/**
 * So long a lane stays when answers under way are all that is left: longer than a lease, so that what
 * a killed process held is taken over, and no longer, or the next wave would wait for a slow relay.
 */
const LAST_ANSWERS_MS = 10_000;
/** Answers to acts come at any moment, and the post is run again for each. */
const LAST_ANSWERS_OF_POST_MS = 1_000;
/** So long a wave gives way to a crowd of people, and the answers to what they do: their acts come before their receipts. */
const WAVE_GIVES_WAY_MS = 5_000;
const POST_GIVES_WAY_MS = 1_000;

export interface LaneOptions {
  readonly mails: MailLedger;
  readonly transport: MailTransport;
  /** The answers of this process; a lane returns when its own are written. */
  readonly book: AnswerBook;
  readonly scope: LaneScope;
  /** Unique among all lanes alive; the rows it holds carry it. */
  readonly lane: string;
  /** Mails under way at once: the connections of the pool. */
  readonly connections: number;
  /** Ends the lane: no further mail is begun; those under way are answered for by the book. */
  readonly signal: AbortSignal;
  /** Once it fires no further claim is made and the lane returns; what it holds still leaves. */
  readonly claimsEnd?: AbortSignal;
  /** The lane ends when this many milliseconds are over, even with rows left. */
  readonly sliceMs: number;
  /** Whether to wait for rows that other lanes hold, and for a relay that is shut. */
  readonly waitForOthers: boolean;
  readonly monotonicMs: () => number;
}

export interface LaneResult {
  readonly sent: number;
  readonly refused: number;
  readonly left: number;
}

/**
 * Works off planned mails until none is left, everything is paused or the slice is over. The rows
 * are the progress: a retried lane goes on where the last one stopped. The next claim is made while
 * the last half of the one before leaves. An answer that is long in coming is not waited for: its
 * lease is kept and it is written when it comes, while the lane returns.
 */
export async function runLane(options: LaneOptions): Promise<LaneResult> {
  const { book } = options;
  const leases = heldLeases(options);
  const giveWay = givingWayOf(options);
  const senders = laneSenders({ ...options, leases, giveWay });
  const working = workOff({ ...options, giveWay }, leases, senders);
  // Nothing cuts off a send that has begun: its answer would be lost and the mail go twice.
  const ending = working
    .catch(() => undefined)
    .then(async () => senders.allEnded())
    .then(async () => book.written())
    .finally(() => {
      leases.stop();
      senders.over();
    });
  void book.during(ending);
  const { left } = await working;
  return { ...senders.counts, left };
}

function givingWayOf({ mails, scope, monotonicMs, signal }: LaneOptions): () => Promise<void> {
  const mostMs = scope.kind === 'ladder' ? WAVE_GIVES_WAY_MS : POST_GIVES_WAY_MS;
  return givingWay({ crowded: async () => mails.crowded(), monotonicMs, pause, signal, mostMs });
}

async function workOff(
  options: LaneOptions & { readonly giveWay: () => Promise<void> },
  leases: HeldLeases,
  senders: LaneSenders,
): Promise<{ readonly left: number }> {
  const { mails, scope, lane, connections, monotonicMs, book } = options;
  const signal =
    options.claimsEnd === undefined
      ? options.signal
      : AbortSignal.any([options.signal, options.claimsEnd]);
  const startedAt = monotonicMs();
  const endsAt = startedAt + options.sliceMs;
  const isOver = (): boolean => signal.aborted || monotonicMs() >= endsAt;
  const patienceMs = options.waitForOthers ? LAST_ANSWERS_MS : LAST_ANSWERS_OF_POST_MS;
  let limit = connections;
  let left = 0;
  let idleSince: number | null = null;
  while (!isOver()) {
    await book.caughtUp();
    await options.giveWay();
    const askedAt = monotonicMs();
    // What begins at once is noted with the claim; while others leave, nothing of it does.
    const begins = senders.isIdle() ? connections : 0;
    const claim = await mails.claim({ scope, lane, limit, leaseMs: LEASE_MS, begins });
    left = claim.left;
    if (claim.claimed.length > 0) {
      idleSince = null;
      book.opened();
      leases.took(
        claim.claimed.map(({ messageId }) => messageId),
        askedAt,
      );
      senders.add(claim.claimed, askedAt);
      await unlessOver(senders.fewLeft(), signal);
      limit = claimSize(senders.tried(), { tookMs: monotonicMs() - startedAt, connections });
      continue;
    }
    const lookAwayMs = Math.min(claim.againInMs ?? LOOK_AGAIN_MS, LONGEST_LOOK_AWAY_MS);
    if (claim.left > claim.underWay) {
      // Mails that wait for their moment, or for a relay that is shut.
      if (!options.waitForOthers && senders.isIdle()) break;
      idleSince = null;
    } else if (claim.left === 0 && senders.isIdle()) break;
    else if (senders.isIdle() && !options.waitForOthers) break;
    idleSince ??= monotonicMs();
    if (monotonicMs() - idleSince >= patienceMs) break;
    if (senders.isIdle()) await pause(lookAwayMs, signal);
    else await answered(senders, book, signal);
  }
  return { left };
}

/** Waits a moment for the answers under way. */
async function answered(senders: LaneSenders, book: AnswerBook, signal: AbortSignal) {
  const over = new AbortController();
  await Promise.race([
    senders.allEnded().then(async () => book.written()),
    pause(LOOK_AGAIN_MS, AbortSignal.any([signal, over.signal])),
  ]);
  over.abort();
}

/** Waits for something, or for the end of the lane where that comes first. */
async function unlessOver(waited: Promise<void>, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (): void => resolve();
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) resolve();
    waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', done));
  });
}

/** How many mails leave in two seconds at the pace of the lane so far. */
function claimSize(
  finished: number,
  { tookMs, connections }: { readonly tookMs: number; readonly connections: number },
): number {
  const pace = Math.floor((finished * CLAIM_MS) / Math.max(tookMs, 1));
  return Math.max(connections, Math.min(pace, MOST_CLAIMED));
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
