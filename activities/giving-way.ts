/** How often it looks whether they still wait. */
const LOOK_MS = 100;

interface GivingWayOptions {
  /** Whether so many people wait for the ledger that each mail makes them wait longer. */
  readonly crowded: () => Promise<boolean>;
  readonly monotonicMs: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** So long a lane gives way at most, and so long it then goes on whoever waits. */
  readonly mostMs: number;
}

/**
 * Before more mails begin: waits while a crowd of people is at the ledger, half of the time at most. A reminder
 * has all morning; whoever sends a report in the last minute has not.
 */
export function givingWay({
  crowded,
  monotonicMs,
  pause,
  signal,
  mostMs,
}: GivingWayOptions): () => Promise<void> {
  let looksAgainMs = -Infinity;
  return async () => {
    const fromMs = monotonicMs();
    if (fromMs < looksAgainMs) return;
    let isLong = false;
    // While the ledger is away the lane finds that out by itself.
    while (!isLong && !signal.aborted && (await crowded().catch(() => false))) {
      await pause(LOOK_MS, signal);
      isLong = monotonicMs() - fromMs >= mostMs;
    }
    looksAgainMs = monotonicMs() + (isLong ? mostMs : LOOK_MS);
  };
}
