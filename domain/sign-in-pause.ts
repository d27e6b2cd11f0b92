import { plusMs } from './day.js';
import type { Instant } from './day.js';

/** What is known of passwords entered for one address that were wrong. */
export interface SignInFailures {
  readonly failures: number;
  readonly lastAt: Instant;
  readonly pausedUntil: Instant | null;
}

/** So many slips of the hand cost nothing. */
const FREE_TRIES = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** After a quiet day the slips of before are forgotten. */
export const FORGOTTEN_MS = 24 * 3_600_000;

/** Whether no password is looked at now. */
export function isPaused(known: SignInFailures | null, now: Instant): boolean {
  return known !== null && known.pausedUntil !== null && known.pausedUntil > now;
}

/** What is known after one more wrong password: from the fifth on each is followed by a pause, twice as long as the one before, of an hour at most. */
export function afterFailure(known: SignInFailures | null, now: Instant): SignInFailures {
  const isRecent = known !== null && plusMs(known.lastAt, FORGOTTEN_MS) > now;
  const failures = (isRecent ? known.failures : 0) + 1;
  const beyond = failures - FREE_TRIES;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** beyond);
  return { failures, lastAt: now, pausedUntil: beyond < 0 ? null : plusMs(now, pause) };
}
