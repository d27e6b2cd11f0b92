import type { Shown as ContractShown } from '../../contract/cycles.js';

/** Which rows of the board are shown, by what is to be done with them; as the contract names them. */
export const SHOWN = [
  'all',
  'owing',
  'overdue',
  'claimed',
  'submitted',
  'returned',
  'accepted',
  'waived',
  'late',
  'unreachable',
  'extension',
  'calls',
  'asked',
] as const satisfies readonly ContractShown[];

export type Shown = (typeof SHOWN)[number];

export interface BoardFilter {
  readonly shown: Shown;
  /** The name of a group; null for all. */
  readonly group: string | null;
  /** Words of an agency's name. */
  readonly name: string;
}

/** What an address names as shown; anything unknown shows all. */
export function shownOf(text: unknown): Shown {
  return SHOWN.find((known) => known === text) ?? 'all';
}
