import { SHOWN, SORTS } from '../../domain/board-filter.js';
import type { Shown, Sort } from '../../domain/board-filter.js';

export interface BoardFilter {
  readonly shown: Shown;
  /** The name of a group; null for all. */
  readonly group: string | null;
  /** Words of an agency's name. */
  readonly name: string;
  readonly sort: Sort;
}

/** What an address names as shown; anything unknown shows all. */
export function shownOf(text: unknown): Shown {
  return SHOWN.find((known) => known === text) ?? 'all';
}

/** What names a way of sorting; anything unknown sorts by name. */
export function sortOf(text: unknown): Sort {
  return SORTS.find((known) => known === text) ?? 'name';
}
