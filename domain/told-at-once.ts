import type { Obligation, ObligationCommand } from './obligation.js';

/** By which event an agency hears of an act on its duty, and what tells two of a kind apart; null: it hears nothing of it. */
const EVENTS: Readonly<
  Record<
    Exclude<ObligationCommand['type'], 'extend'>,
    { readonly event: string; readonly apart: 'version' | 'epoch' | 'changes' } | null
  >
> = {
  submit: { event: 'received', apart: 'version' },
  confirmClaim: { event: 'received', apart: 'version' },
  documentArrived: null,
  claim: { event: 'claimed', apart: 'epoch' },
  rejectClaim: { event: 'claimRejected', apart: 'epoch' },
  return: { event: 'returned', apart: 'epoch' },
  // Taken back and done once more, these are told once more.
  accept: { event: 'accepted', apart: 'changes' },
  setDue: { event: 'dueMoved', apart: 'epoch' },
  waive: { event: 'noLongerOwed', apart: 'changes' },
  reopen: null,
  withdrawOnTime: null,
};

/** What the agency is told at once of an act that left its duty so; null: nothing. An answer to an extension names the request. */
export function toldAtOnce(
  act: keyof typeof EVENTS,
  after: Pick<Obligation, 'version' | 'epoch'> & { readonly changes: number },
): { readonly event: string; readonly occurrence: string } | null {
  const told = EVENTS[act];
  return told === null ? null : { event: told.event, occurrence: String(after[told.apart]) };
}

/** Whoever was told that nothing is owed is told that it is again; an acceptance taken back asks nothing of anybody. */
export function toldOfReopening(
  before: Pick<Obligation, 'state'>,
  after: { readonly changes: number },
): { readonly event: string; readonly occurrence: string } | null {
  return before.state === 'waived'
    ? { event: 'wantedAgain', occurrence: String(after.changes) }
    : null;
}
