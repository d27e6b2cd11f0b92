import { answerMatch } from './answered.js';
import type { AnswerMatch, OwnDocument } from './answered.js';
import type { AxisStatus } from './message.js';

/** What a status is about: sure, for a person to look at, or no document of ours. */
export interface StatusMatch<Document extends OwnDocument> {
  readonly verdict: 'sure' | 'doubtful' | 'nobody';
  readonly document: Document | null;
  readonly by: AnswerMatch | null;
}

/** Finds the document that a status message is about; where several fit equally well a person has to look. */
export function matchStatus<Document extends OwnDocument>(
  { responseFor }: AxisStatus,
  own: readonly Document[],
): StatusMatch<Document> {
  const found = own.map((document) => ({ document, by: answerMatch(responseFor, document) }));
  for (const by of ['documentId', 'code', 'numberAlone', 'unclear'] as const) {
    const [first, ...others] = found.filter((one) => one.by === by);
    if (first === undefined) continue;
    if (others.length > 0) return { verdict: 'nobody', document: null, by };
    const isSure = by === 'documentId' || by === 'code';
    return { verdict: isSure ? 'sure' : 'doubtful', document: first.document, by };
  }
  return { verdict: 'nobody', document: null, by: null };
}
