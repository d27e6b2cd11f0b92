import type { PaperKind } from '../../domain/paper.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { DocumentRow } from './document-row.js';
import type { ExtensionText, GuidanceText, LetterText } from './letter-content.js';

/** For whom a copy is; null for a paper to all. */
export function recipientOf(paper: Pick<DocumentRow, 'kind' | 'paper' | 'batch'>): string | null {
  if (paper.batch === null) return null;
  const [only] = recipientsIn(paper.kind, paper.paper);
  return only ?? null;
}

/** The recipients that a paper names. */
export function recipientsIn(kind: PaperKind, paper: unknown): readonly string[] {
  switch (kind) {
    case 'urgingLetter':
    case 'guidanceLetter':
      return (paper as LetterText | GuidanceText).names;
    case 'extensionNotice':
      return (paper as ExtensionText).granted.map(({ agency }) => agency);
    case 'consolidatedReport':
      return (paper as ReportText).head?.addressees ?? [];
  }
}
