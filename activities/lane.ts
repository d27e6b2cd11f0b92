import { verdictOf } from '../domain/relay-verdict.js';
import type { AnswerBook } from './answer-book.js';
import { heldLeases, LEASE_MS } from './held-leases.js';
import type { ClaimedMessage, LaneScope, MailLedger } from './ledger-port.js';
import type { MailTransport, MailVerdict } from './ports.js';

/** How long a lane looks away while others hold the last rows, or a relay is shut. */
const LOOK_AGAIN_MS = 250;
const LONGEST_LOOK_AWAY_MS = 2_000;
/** A claim holds what leaves in two seconds, or one mail a connection where that is more. */
const CLAIM_MS = 2_000;
const MOST_CLAIMED = 150;
/** A mail whose turn comes so long after its claim is claimed anew: meanwhile a report may have come, or the day ended. */
const STALE_MS = 30_000;

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
  /** Ends the lane: no further mail is begun, those under way are waited for. */
  readonly signal: AbortSignal;
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
 * the last half of the one before leaves.
 */
export async function runLane(options: LaneOptions): Promise<LaneResult> {
  return options.book.during(workOff(options));
}

async function workOff(options: LaneOptions): Promise<LaneResult> {
  const { mails, scope, lane, connections, signal, monotonicMs, book } = options;
  const startedAt = monotonicMs();
  const endsAt = startedAt + options.sliceMs;
  const leases = heldLeases(options);
  const counts = { sent: 0, refused: 0 };
  const queue: QueuedMail[] = [];
  const senders = new Set<Promise<void>>();
  const isOver = (): boolean => signal.aborted || monotonicMs() >= endsAt;
  let limit = connections;
  let finished = 0;
  let left = 0;

  const sendNext = async ({ askedAt, ...next }: QueuedMail): Promise<void> => {
    await book.room();
    const isFresh = monotonicMs() - askedAt < STALE_MS;
    const ready = isFresh && !signal.aborted && !book.relayShut();
    // A lease lost is somebody else's mail now: it is neither sent nor answered for.
    if (ready && !leases.holds(next.messageId)) {
      leases.forget(next.messageId);
      return;
    }
    const outcome: MailVerdict = ready
      ? await options.transport.send(next.mail)
      : { kind: 'notTried', response: 'not tried' };
    leases.forget(next.messageId);
    if (ready) finished += 1;
    if (outcome.kind === 'sent') counts.sent += 1;
    if (outcome.kind === 'answered' && verdictOf(outcome.reply).about === 'address') {
      counts.refused += 1;
    }
    book.add({
      officeId: next.officeId,
      messageId: next.messageId,
      lane,
      subject: next.mail.subject,
      entries: next.entries,
      outcome,
    });
    // Each further mail would fail the same way; the ledger says when one may try.
    if (shuts(outcome)) await book.written();
  };
  let lastClaim = 0;
  const isFew = (): boolean => queue.length < Math.max(connections, lastClaim / 2);
  let onFew = (): void => undefined;
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (isFew()) onFew();
      await sendNext(next);
    }
  };
  /** Resolves once half of what was claimed last has begun: the next claim is made while the rest leaves. */
  const fewLeft = async (): Promise<void> =>
    new Promise((resolve) => {
      onFew = resolve;
      if (isFew()) resolve();
    });
  const startSenders = (): void => {
    while (senders.size < Math.min(connections, senders.size + queue.length)) {
      const one = sender().finally(() => {
        senders.delete(one);
      });
      senders.add(one);
    }
  };
  try {
    while (!isOver()) {
      await book.caughtUp();
      const askedAt = monotonicMs();
      const claim = await mails.claim({ scope, lane, limit, leaseMs: LEASE_MS });
      left = claim.left;
      if (claim.claimed.length > 0) {
        book.opened();
        leases.took(
          claim.claimed.map(({ messageId }) => messageId),
          askedAt,
        );
        lastClaim = claim.claimed.length;
        queue.push(...claim.claimed.map((mail) => ({ ...mail, askedAt })));
        startSenders();
        await fewLeft();
        limit = claimSize(finished, { tookMs: monotonicMs() - startedAt, connections });
        continue;
      }
      if (senders.size > 0) {
        await Promise.all(senders);
        await book.written();
        continue;
      }
      if (left === 0 || !options.waitForOthers) break;
      await pause(Math.min(claim.againInMs ?? LOOK_AGAIN_MS, LONGEST_LOOK_AWAY_MS), signal);
    }
    await Promise.all(senders);
    await book.written();
  } finally {
    // Nothing cuts off a send that has begun: its answer would be lost and the mail go twice.
    await Promise.allSettled(senders);
    leases.stop();
  }
  return { ...counts, left };
}

/** A claimed mail that waits for its turn, and when its claim was asked for. */
type QueuedMail = ClaimedMessage & { readonly askedAt: number };

/** Whether every further mail would meet the same: nobody there, or the relay itself says no. */
function shuts(outcome: MailVerdict): boolean {
  if (outcome.kind === 'unreachable') return true;
  return outcome.kind === 'answered' && verdictOf(outcome.reply).about === 'relay';
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
