import type { TriedMail } from './mail-fate.js';

/** Of a reminder that nobody wants any more, whether it has gone cannot be known: a try of its mail was never answered. */
export const MAY_HAVE_GONE = 'mayHaveGone';

type Tried = Pick<TriedMail, 'unanswered'>;

/** How a mail stands that is not to leave any more. */
export interface UntoldFate {
  readonly state: 'suppressed' | 'doubtful';
  readonly why: string;
}

/**
 * Why a notice is not told any more, as it is kept; null: its mail waits for a person, who decides about it.
 * What may have been told must not be called left out, nor be told once more as a plan is resumed; but
 * where its mail goes on without it, what a pause held back is told afterwards: it may never have gone.
 */
export function whyUntold(
  why: string,
  { unanswered, mailGoesOn }: Tried & { readonly mailGoesOn: boolean },
): string | null {
  if (unanswered === 0) return why;
  if (why === 'paused') return mailGoesOn ? why : null;
  return MAY_HAVE_GONE;
}

/** What becomes of a mail of whose notices none is told any more, for reasons `whys`; `otherwise`: what is said of one that has surely not gone. */
export function fateOfUntold(
  whys: readonly string[],
  { unanswered, otherwise }: Tried & { readonly otherwise: string },
): UntoldFate {
  if (unanswered === 0) return { state: 'suppressed', why: otherwise };
  // After a pause it is wanted again: somebody has to say whether it arrived.
  return { state: 'doubtful', why: whys.includes('paused') ? 'noAnswer' : MAY_HAVE_GONE };
}
