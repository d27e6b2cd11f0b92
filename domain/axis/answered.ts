import type { Day } from '../day.js';
import { numbersAgree } from '../register/document-number.js';
import { documentIdOf } from './document-code.js';
import type { AxisReference } from './message.js';
import { organKey } from './organ-id.js';

/** A document that may be answered: our plan, our letters, our reports. */
export interface OwnDocument {
  /** Number and notation, and the day of it. */
  readonly number: string;
  readonly issuedOn: Day | null;
  /** Ids of the offices in whose name it may be known; empty where none is known. */
  readonly organIds: readonly string[];
}

/**
 * How a reference means a document: by the id of the axis, by office and number, by its number alone, or not.
 * `unclear`: the id and the number say different things.
 */
export type AnswerMatch = 'documentId' | 'code' | 'numberAlone' | 'unclear' | 'other';

/** Looks at both ways by which systems name a document: its id, and office with number. */
export function answerMatch(reference: AxisReference, own: OwnDocument): AnswerMatch {
  const byId = idsOf(own).includes(idKey(reference.documentId));
  const sameNumber = numbersAgree(own.number, reference.code) === 'same';
  const otherDay =
    own.issuedOn !== null && reference.issuedOn !== null && own.issuedOn !== reference.issuedOn;
  if (byId) return reference.code === '' || (sameNumber && !otherDay) ? 'documentId' : 'unclear';
  // An id that only other systems form says nothing against what office and number say.
  if (!sameNumber) return 'other';
  if (otherDay) return 'unclear';
  const named = organKey(reference.organId);
  return named !== '' && own.organIds.some((id) => organKey(id) === named) ? 'code' : 'numberAlone';
}

/** Whether a reference says anything at all. */
export function saysSomething({ code, documentId }: AxisReference): boolean {
  return code !== '' || documentId !== '';
}

const RANK: Readonly<Record<AnswerMatch, number>> = {
  documentId: 0,
  code: 1,
  numberAlone: 2,
  unclear: 3,
  other: 4,
};

/** The best of how some references mean some documents; null where there is no reference. */
export function bestAnswer(
  references: readonly AxisReference[],
  own: readonly OwnDocument[],
): AnswerMatch | null {
  const said = references.filter(saysSomething);
  if (said.length === 0) return null;
  return said
    .flatMap((reference) => own.map((document) => answerMatch(reference, document)))
    .reduce<AnswerMatch>((best, one) => (RANK[one] < RANK[best] ? one : best), 'other');
}

function idsOf({ number, issuedOn, organIds }: OwnDocument): readonly string[] {
  return organIds.map((organId) => idKey(documentIdOf({ organId, issuedOn, number })));
}

/** An id without case, spaces and zeros before its number; empty for none. */
function idKey(text: string): string {
  const bare = text.normalize('NFC').replace(/\s+/gu, '').toUpperCase();
  return bare.replace(/,0+(?=\d+\/[^,]*$)/u, ',');
}
