import type { GridCell } from '../../contract/grid.js';
import type { Tone } from '../parts/tone-badge.js';

/** What a cell shows: its colour, a sign for whoever does not tell colours apart, and which words. */
export interface CellLook {
  readonly tone: Tone;
  readonly sign: string;
  readonly word:
    | 'accepted'
    | 'submitted'
    | 'halfDocument'
    | 'halfFigures'
    | 'returned'
    | 'claimed'
    | 'expected'
    | 'overdue'
    | 'waived';
}

/** How a cell looks; overdue is told before the state it is in. */
export function lookOf({
  state,
  timeliness,
  missingHalf,
}: Pick<GridCell, 'state' | 'timeliness' | 'missingHalf'>): CellLook {
  if (timeliness === 'overdue') return { tone: 'red', sign: '✕', word: 'overdue' };
  if (missingHalf !== null) {
    const word = missingHalf === 'document' ? 'halfDocument' : 'halfFigures';
    return { tone: 'blue', sign: '◐', word };
  }
  switch (state) {
    case 'accepted':
      return { tone: 'green', sign: '✓', word: state };
    case 'submitted':
      return { tone: 'blue', sign: '●', word: state };
    case 'returned':
      return { tone: 'amber', sign: '↺', word: state };
    case 'claimed':
      return { tone: 'violet', sign: '?', word: state };
    case 'expected':
      return { tone: 'neutral', sign: '○', word: state };
    case 'waived':
      return { tone: 'neutral', sign: '–', word: state };
  }
}
