import type { Instant } from '../day.js';
import { folded } from '../folded.js';
import { organKey } from './organ-id.js';
import { statusMeaning } from './status-code.js';

/** A status as it is kept with the document it is about. */
interface KeptStatus {
  readonly from: { readonly organId: string; readonly name: string };
  readonly code: string;
  readonly saidAt: Instant | null;
  readonly takenAt: Instant;
  /** The office has said that it saw to it. */
  readonly seenTo: boolean;
}

/**
 * The refusals of one document that still stand: each office's last word on it, where that is a refusal which
 * nobody has seen to. What an office refused and registered afterwards is with it.
 */
export function standingRefusals<Status extends KeptStatus>(
  statuses: readonly Status[],
): readonly Status[] {
  return statuses.filter(
    (one) =>
      statusMeaning(one.code) === 'refused' &&
      !one.seenTo &&
      !statuses.some((other) => isSameOffice(one.from, other.from) && isLater(other, one)),
  );
}

/** By the id where both say one, else by the name. */
function isSameOffice(one: KeptStatus['from'], other: KeptStatus['from']): boolean {
  const [a, b] = [organKey(one.organId), organKey(other.organId)];
  return a !== '' && b !== '' ? a === b : folded(one.name) === folded(other.name);
}

/** Of two said at one moment the one taken later; a status without its own moment is of when it was taken. */
function isLater(one: KeptStatus, other: KeptStatus): boolean {
  const [a, b] = [one.saidAt ?? one.takenAt, other.saidAt ?? other.takenAt];
  return a === b ? one.takenAt > other.takenAt : a > b;
}
