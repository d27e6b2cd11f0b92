import type { LaneScope, MailLedger, SettledMessage } from './ledger-port.js';
import type { MailTransport, OutgoingMail } from './ports.js';

/** A lane never outlives its claim: the lease is shorter than the heartbeat timeout (20 s). */
export const LEASE_MS = 15_000;
/** A send is given up before half the lease is over, so that its answer is still recorded under it. */
const SEND_MS = 7_000;
/** A mail not begun so long after its claim is given back: sent and recorded it would outlive the lease. */
const BEGIN_MS = LEASE_MS - SEND_MS - 1_000;
/** Answers are recorded in groups: so many rows, or so long after the first of them. */
const GROUP_ROWS = 15;
const GROUP_MS = 200;
/** How long a lane looks on while another one holds the last rows. */
const FOREIGN_WAIT_MS = 250;

export interface LaneOptions {
  readonly mails: MailLedger;
  readonly transport: MailTransport;
  readonly scope: LaneScope;
  /** Unique among all lanes alive; the rows it holds carry it. */
  readonly lane: string;
  /** Mails under way at once: the connections of the pool. */
  readonly connections: number;
  readonly signal: AbortSignal;
  /** The lane ends when this many milliseconds are over, even with rows left. */
  readonly sliceMs: number;
  /** Whether to wait for rows that other lanes hold. */
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
 * are the progress: a retried lane goes on where the last one stopped.
 */
export async function runLane(options: LaneOptions): Promise<LaneResult> {
  const { mails, scope, lane, connections, signal, monotonicMs } = options;
  const endsAt = monotonicMs() + options.sliceMs;
  const book = answerBuffer(options);
  let left = 0;
  while (!signal.aborted && monotonicMs() < endsAt && !book.relayStopped()) {
    const claimedAt = monotonicMs();
    const claim = await mails.claim({ scope, lane, limit: connections * 2, leaseMs: LEASE_MS });
    left = claim.left;
    if (claim.claimed.length === 0) {
      if (left === 0 || !options.waitForOthers) break;
      await pause(FOREIGN_WAIT_MS, signal);
      continue;
    }
    const queue = [...claim.claimed];
    await Promise.all(
      Array.from({ length: Math.min(connections, queue.length) }, async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const inTime = monotonicMs() - claimedAt <= BEGIN_MS;
          const outcome =
            inTime && !signal.aborted && !book.relayStopped()
              ? await sendOne(options, next.mail, book)
              : ({ kind: 'retry', response: 'not tried', afterMs: 0 } as const);
          book.add({ messageId: next.messageId, outcome });
        }
      }),
    );
    await book.flush();
  }
  await book.flush();
  return { ...book.counts(), left };
}

interface AnswerBuffer {
  add(settled: SettledMessage): void;
  flush(): Promise<void>;
  stopRelay(reason: string): Promise<void>;
  relayStopped(): boolean;
  counts(): { readonly sent: number; readonly refused: number };
}

/** Collects answers and records them in groups; a group that could not be written goes with the next. */
function answerBuffer({ mails, lane }: LaneOptions): AnswerBuffer {
  const waiting: SettledMessage[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const counts = { sent: 0, refused: 0 };
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.splice(0, GROUP_ROWS);
      try {
        await mails.settle({ lane, settled: group });
      } catch (error) {
        // Those mails have left: forgetting the answers would send them a second time.
        waiting.unshift(...group);
        throw error;
      }
    }
  };
  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.catch(() => undefined).then(write);
    await writing;
  };
  return {
    flush,
    relayStopped: () => stopped,
    counts: () => counts,
    stopRelay: async (reason) => {
      // Several mails were under way: one alert is enough.
      if (stopped) return;
      stopped = true;
      await mails.stopRelay(reason);
    },
    add: (settled) => {
      waiting.push(settled);
      if (settled.outcome.kind === 'sent') counts.sent += 1;
      if (settled.outcome.kind === 'refused') counts.refused += 1;
      if (waiting.length >= GROUP_ROWS) {
        // The failure of a group surfaces at the next awaited flush.
        flush().catch(() => undefined);
      } else {
        timer ??= setTimeout(() => {
          flush().catch(() => undefined);
        }, GROUP_MS);
      }
    },
  };
}

async function sendOne(
  { transport, signal }: LaneOptions,
  mail: OutgoingMail,
  book: AnswerBuffer,
): Promise<SettledMessage['outcome']> {
  const verdict = await transport.send(
    mail,
    AbortSignal.any([signal, AbortSignal.timeout(SEND_MS)]),
  );
  if (verdict.kind !== 'loginRefused') return verdict;
  // Every further try would fail the same way and may lock the account.
  await book.stopRelay(verdict.response);
  return { kind: 'retry', response: verdict.response, afterMs: 60_000 };
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
