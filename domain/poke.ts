import type { Instant } from './day.js';

/** What of a cycle decides whether its workflow must look again. */
export interface OpenCounts {
  /** The next wave, for agencies or for the office itself. */
  readonly nextAt: Instant | null;
  /** Obligations of bound agencies that owe. */
  readonly owing: number;
  /** Claims to reconcile and reports to check. */
  readonly unchecked: number;
}

/**
 * Whether the workflow of a cycle must be told of a change: its next wave came earlier, or the last of
 * something was settled. A wake that became later needs no poke, so submissions leave no trace in the history.
 */
export function wantsPoke(before: OpenCounts, after: OpenCounts): boolean {
  const earlier = after.nextAt !== null && (before.nextAt === null || after.nextAt < before.nextAt);
  const settled =
    (before.owing > 0 && after.owing === 0 && after.unchecked === 0) ||
    (before.unchecked > 0 && after.unchecked === 0 && after.owing === 0);
  const reopened = before.owing === 0 && after.owing > 0;
  return earlier || settled || reopened;
}
