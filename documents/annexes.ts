import { type FileChild } from 'docx';
import { type IssuerBlock } from './issuer-block.js';
import { TEXT_WIDTH, WIDE_TEXT_WIDTH, type PaperPart } from './official-layout.js';
import { annexParagraphs } from './official-text.js';
import { romanNumeral } from './text.js';

export interface Annex {
  readonly title: string;
  readonly landscape: boolean;
  readonly children: readonly FileChild[];
}

/** "Phụ lục", or "Phụ lục II" when there are two or more. */
export function annexName(index: number, count: number): string {
  return count === 1 ? 'Phụ lục' : `Phụ lục ${romanNumeral(index + 1)}`;
}

/** Annexes as parts with their own page numbers; number and date of the reference line stay blank, as in any electronic paper. */
export function annexParts(given: {
  annexes: readonly Annex[];
  /** "Báo cáo", "Công văn". */
  documentKind: string;
  issuer: IssuerBlock;
}): PaperPart[] {
  const { annexes, documentKind, issuer } = given;
  const reference = `(Kèm theo ${documentKind} số        /${issuer.docSymbol} ngày … tháng … năm … của ${issuer.issuingBody})`;
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
