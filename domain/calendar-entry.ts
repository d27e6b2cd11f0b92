import type { Instant } from './day.js';
import { owes } from './obligation.js';
import type { ObligationState } from './obligation.js';

/** What an agency's calendar is told of one duty (RFC 5546 3.2): an entry at a moment, or that it goes. */
export interface EntryMessage {
  readonly method: 'REQUEST' | 'CANCEL';
  /** Raised with whatever changes the duty; of two the higher counts (RFC 5546 2.1.5). */
  readonly sequence: number;
  readonly target: Instant;
}

/** The moment at which a duty is to stand in the agency's calendar; null: nowhere. */
export function entryWanted(duty: {
  readonly state: ObligationState;
  /** Whether its cycle was cancelled. */
  readonly cancelled: boolean;
  /** The moment mails may name; null where they name none. */
  readonly shownTarget: Instant | null;
}): Instant | null {
  return owes(duty) && !duty.cancelled ? duty.shownTarget : null;
}

/**
 * What brings a calendar from what it was told last to what is wanted; null: it is so already. `last` null:
 * it was told nothing, and gets no CANCEL for what it never had; 'unknown': a mail with an entry may be
 * under way, so it is told in any case.
 */
export function entryToSend({
  wanted,
  last,
  sequence,
  target,
}: {
  readonly wanted: Instant | null;
  readonly last: EntryMessage | 'unknown' | null;
  readonly sequence: number;
  /** The duty's own target, for an entry that goes. */
  readonly target: Instant | null;
}): EntryMessage | null {
  if (wanted !== null) {
    const stands = last !== null && last !== 'unknown' && last.method === 'REQUEST';
    return stands && last.target === wanted
      ? null
      : { method: 'REQUEST', sequence, target: wanted };
  }
  if (last === null) return null;
  if (last === 'unknown') return target && { method: 'CANCEL', sequence, target };
  return last.method === 'CANCEL' ? null : { method: 'CANCEL', sequence, target: last.target };
}
