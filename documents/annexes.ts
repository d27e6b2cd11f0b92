import { type FileChild } from 'docx';
import { numberAndSymbol } from './issuer-block.js';
import { TEXT_WIDTH, WIDE_TEXT_WIDTH, type PaperPart } from './official-layout.js';
import { annexParagraphs } from './official-text.js';
import type { IssuerBlock } from './issuer-shapes.js';
import type { Registration } from './paper-shapes.js';
import { romanNumeral } from '../domain/roman-numeral.js';
import { dateLine } from './text.js';

export interface Annex {
  readonly title: string;
  readonly landscape: boolean;
  readonly children: readonly FileChild[];
}

/** "Phụ lục", or "Phụ lục II" when there are two or more. */
export function annexName(index: number, count: number): string {
  return count === 1 ? 'Phụ lục' : `Phụ lục ${romanNumeral(index + 1)}`;
}

/** Annexes as parts with their own page numbers, each saying which paper it belongs to: with number and date once these are given. */
export function annexParts(given: {
  annexes: readonly Annex[];
  /** "Báo cáo", "Công văn". */
  documentKind: string;
  issuer: IssuerBlock;
  registration: Registration;
}): PaperPart[] {
  const { annexes, documentKind, issuer, registration } = given;
  const number = numberAndSymbol({ issuer, number: registration.number });
  const on = dateLine(registration.issuedOn);
  const reference = `(Kèm theo ${documentKind} số ${number} ${on} của ${issuer.issuingBody})`;
  return annexes.map((annex, index) => ({
    landscape: annex.landscape,
    children: [
      ...annexParagraphs({
        heading: annexName(index, annexes.length),
        title: annex.title,
        reference,
        available: annex.landscape ? WIDE_TEXT_WIDTH : TEXT_WIDTH,
      }),
      ...annex.children,
    ],
  }));
}
