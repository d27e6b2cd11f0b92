import { SHOWN } from '../../domain/board-filter.js';
import type { Shown } from '../../domain/board-filter.js';

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
