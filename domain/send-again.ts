import { MAY_HAVE_GONE } from './untold.js';

/** What of a notice decides whether its mail can go once more. */
export interface ToldBefore {
  readonly kind: 'ladder' | 'event' | 'desk';
  /** Its rung went to another contact: told again it would be told twice. */
  readonly givenBack: boolean;
  /** Its cycle takes nothing more, was cancelled or is closed: nobody sends its reminders any more. */
  readonly cycleIsOver: boolean;
}

/** Whether a person can have a mail sent once more: it waits for him, was given up or came back, and what it says is still his to say. */
export function maySendAgain(
  { state, why }: { readonly state: string; readonly why: string | null },
  notices: readonly ToldBefore[],
): boolean {
  if (!['doubtful', 'refused', 'bounced'].includes(state)) return false;
  // Nobody wants any more what it says.
  if (why === MAY_HAVE_GONE) return false;
  if (notices.some(({ givenBack }) => givenBack)) return false;
  return notices.some(({ kind, cycleIsOver }) => kind !== 'ladder' || !cycleIsOver);
}
