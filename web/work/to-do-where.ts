import type { ToDo } from '../../contract/to-do.js';
import type { Shown } from '../../domain/board-filter.js';

/** The page on which a thing is done, with the rows of the board that it is about. */
export type Where =
  | { readonly to: '/papers/$documentId'; readonly params: { readonly documentId: string } }
  | {
      readonly to: '/cycles/$cycleId';
      readonly params: { readonly cycleId: string };
      readonly show: Shown | null;
    }
  | {
      readonly to: '/plans/$planId' | '/plans/$planId/review';
      readonly params: { readonly planId: string };
    }
  | { readonly to: '/admin/cycles' };

/** Where a thing to do leads. */
export function whereOf({ what, about: { planId, cycleId, documentId } }: ToDo): Where {
  if (documentId !== null) return { to: '/papers/$documentId', params: { documentId } };
  if (cycleId !== null) {
    return { to: '/cycles/$cycleId', params: { cycleId }, show: SHOWS[what] ?? null };
  }
  if (planId === null) return { to: '/admin/cycles' };
  return {
    to: what === 'review' ? '/plans/$planId/review' : '/plans/$planId',
    params: { planId },
  };
}

const SHOWS: Readonly<Partial<Record<ToDo['what'], Shown>>> = {
  extensions: 'extension',
  leadersExtensions: 'extension',
  claims: 'claimed',
  calls: 'calls',
  unreachable: 'unreachable',
  check: 'submitted',
  halves: 'half',
  heads: 'overdue',
};
