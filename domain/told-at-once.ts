import type { Obligation, ObligationCommand } from './obligation.js';

/** By which event an agency hears of an act on its duty, and what tells two of a kind apart; null: it hears nothing of it. */
const EVENTS: Readonly<
  Record<
    Exclude<ObligationCommand['type'], 'extend'>,
    { readonly event: string; readonly apart: 'version' | 'epoch' } | null
  >
> = {
  submit: { event: 'received', apart: 'version' },
  confirmClaim: { event: 'received', apart: 'version' },
  claim: { event: 'claimed', apart: 'epoch' },
  rejectClaim: { event: 'claimRejected', apart: 'epoch' },
  return: { event: 'returned', apart: 'epoch' },
  accept: { event: 'accepted', apart: 'version' },
  setDue: { event: 'dueMoved', apart: 'epoch' },
  waive: { event: 'noLongerOwed', apart: 'epoch' },
  reopen: null,
  withdrawOnTime: null,
};

/** What the agency is told at once of an act that left its duty so; null: nothing. An answer to an extension names the request. */
export function toldAtOnce(
  act: keyof typeof EVENTS,
  after: Pick<Obligation, 'version' | 'epoch'>,
): { readonly event: string; readonly occurrence: string } | null {
  const told = EVENTS[act];
  return told === null ? null : { event: told.event, occurrence: String(after[told.apart]) };
}
