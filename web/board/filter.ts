import type { BoardRow } from '../../contract/cycles.js';
import { folded } from '../../domain/folded.js';

/** Which rows of the board are shown, by what is to be done with them. */
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
] as const;

export type Shown = (typeof SHOWN)[number];

export interface BoardFilter {
  readonly shown: Shown;
  /** A tag or a kind of agency; null for all. */
  readonly group: string | null;
  readonly name: string;
}

/** What an address names as shown; anything unknown shows all. */
export function shownOf(text: unknown): Shown {
  return SHOWN.find((known) => known === text) ?? 'all';
}

/** The rows a filter leaves, in the board's order; calls in the order of their urgency. */
export function filteredRows(
  rows: readonly BoardRow[],
  filter: BoardFilter,
  callList: readonly string[],
): readonly BoardRow[] {
  const wanted = folded(filter.name);
  const left = rows.filter(
    (row) =>
      isShown(row, filter.shown, callList) &&
      (filter.group === null || groupsOf(row).includes(filter.group)) &&
      (wanted === '' || folded(row.agency).includes(wanted)),
  );
  if (filter.shown !== 'calls') return left;
  return left.toSorted(
    (a, b) => callList.indexOf(a.obligationId) - callList.indexOf(b.obligationId),
  );
}

/** The groups a row counts in: its tags, or its kind when it has none. */
export function groupsOf(row: Pick<BoardRow, 'tags' | 'agencyKind'>): readonly string[] {
  return row.tags.length === 0 ? [row.agencyKind] : row.tags;
}

function isShown(row: BoardRow, shown: Shown, callList: readonly string[]): boolean {
  switch (shown) {
    case 'all':
      return true;
    case 'owing':
      return row.binding && row.state === 'expected';
    case 'overdue':
    case 'late':
      return row.timeliness === shown;
    case 'unreachable':
      return row.unreachable;
    case 'extension':
      return row.extension !== null;
    case 'calls':
      return callList.includes(row.obligationId);
    case 'asked':
      return !row.binding;
    case 'claimed':
    case 'submitted':
    case 'returned':
    case 'accepted':
    case 'waived':
      return row.state === shown;
  }
}
