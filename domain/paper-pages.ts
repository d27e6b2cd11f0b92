/** A paper as it is read on a page: what its Word file shows, in order. */
export interface PaperPages {
  /** Each run of pages: the paper itself, then its annexes. */
  readonly pages: readonly {
    readonly landscape: boolean;
    readonly blocks: readonly PaperBlock[];
  }[];
}

export type PaperBlock = PaperParagraph | PaperTable;

export interface PaperParagraph {
  readonly kind: 'paragraph';
  /** Its place among all paragraphs of the paper, from 0. */
  readonly n: number;
  readonly align: 'left' | 'center' | 'right' | 'justify';
  /** Whether its first line is indented. */
  readonly indent: boolean;
  /** Distance from the left margin in twips. */
  readonly left: number;
  /** Whether a rule stands below it. */
  readonly ruled: boolean;
  readonly runs: readonly PaperRun[];
}

export interface PaperRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italics: boolean;
  readonly points: number;
}

export interface PaperTable {
  readonly kind: 'table';
  /** Widths in twips. */
  readonly columns: readonly number[];
  readonly bordered: boolean;
  readonly rows: readonly {
    readonly heading: boolean;
    readonly cells: readonly { readonly span: number; readonly blocks: readonly PaperBlock[] }[];
  }[];
}

/** The text of a paragraph. */
export function textOfParagraph({ runs }: PaperParagraph): string {
  return runs.map(({ text }) => text).join('');
}

/** All paragraphs of a paper in order, those in tables too. */
export function paragraphsOfPaper({ pages }: PaperPages): readonly PaperParagraph[] {
  return pages.flatMap(({ blocks }) => blocks.flatMap((block) => within(block, false))).map(bare);
}

/** The text of each paragraph that is printed, and whether it stands in a cell of a table. */
export function printedParagraphs({
  pages,
}: PaperPages): readonly { readonly text: string; readonly cell: boolean }[] {
  return pages
    .flatMap(({ blocks }) => blocks.flatMap((block) => within(block, false)))
    .map(({ paragraph, cell }) => ({ text: textOfParagraph(paragraph), cell }))
    .filter(({ text }) => text.trim() !== '');
}

interface Placed {
  readonly paragraph: PaperParagraph;
  readonly cell: boolean;
}

const bare = ({ paragraph }: Placed): PaperParagraph => paragraph;

function within(block: PaperBlock, cell: boolean): readonly Placed[] {
  if (block.kind === 'paragraph') return [{ paragraph: block, cell }];
  return block.rows.flatMap(({ cells }) =>
    cells.flatMap(({ blocks }) => blocks.flatMap((one) => within(one, true))),
  );
}
