import { dayIn } from '../answers.js';
import type { Day } from '../day.js';

/** When something is due, in words: as the plan prints it, with the day that the office itself asks for beside it. */
export function shownDue(phrase: string, officeDue: string | null | undefined): string {
  return officeDue === null || officeDue === undefined ? phrase : `${phrase} (nay: ${officeDue})`;
}

/** When a cycle as it was confirmed is due, in words. */
export function dueOf({
  duePhrase,
  officeDue,
}: {
  readonly duePhrase: string;
  readonly officeDue?: string | null | undefined;
}): string {
  return shownDue(duePhrase, officeDue);
}

/** When the first cycle of a duty is due, in words; empty for none. */
export function firstDueOf({
  cycles: [first],
}: {
  readonly cycles: readonly Parameters<typeof dueOf>[0][];
}): string {
  return first === undefined ? '' : dueOf(first);
}

/**
 * The day by which a cycle is due now: the one that the office itself asks for, else the plan's; null for none.
 * Never to be read from the cycle's key, which stays as it was when an amendment moves the day.
 */
export function standingDay({
  dueDay,
  officeDue,
}: {
  readonly dueDay: Day | null;
  readonly officeDue?: string | null | undefined;
}): Day | null {
  return dayIn(officeDue ?? null) ?? dueDay;
}
