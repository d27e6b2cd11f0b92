import type { Recurrence } from '../domain/schemas/plan-draft.js';
import type { DocumentParts } from './document-parts.js';
import { EACH, everyOf, periodWords } from './recurrence-rules.js';

/** "báo cáo 6 tháng", "báo cáo định kỳ hằng quý", "báo cáo năm": a report by its period; not "báo cáo năm 2026". */
const NAMED = new RegExp(
  String.raw`báo cáo (?:định kỳ )?(?:${EACH} )?(?<kind>${periodWords()})(?!\s*\d|\p{L})`,
  'gu',
);

/** How often the periodic reports come that a document names, each once, in the order of first mention. */
export function reportPeriodsOf({ paragraphs }: DocumentParts): Recurrence['every'][] {
  const kinds = paragraphs.flatMap(({ key }) =>
    [...key.matchAll(NAMED)].map(({ groups }) => everyOf(groups?.['kind'])),
  );
  return [...new Set(kinds)];
}
