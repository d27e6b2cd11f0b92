import { describe, expect, test } from '@jest/globals';
import { renderConsolidatedReport } from '../../documents/consolidated-report.js';
import { renderUrgingLetter } from '../../documents/urging-letter.js';
import { paragraphsOfPaper, textOfParagraph } from '../../domain/paper-pages.js';
import { pagesOfDocx } from '../../reader/extract/docx-pages.js';
import { aConsolidatedReport, anUrgingLetter } from './papers.js';
import { paragraphsOf } from './unzip.js';

describe('a paper read on the page', () => {
  test.each([
    ['report', () => renderConsolidatedReport(aConsolidatedReport())],
    ['letter', () => renderUrgingLetter(anUrgingLetter())],
  ])(
    '%s: says all that its file says, in order, each paragraph with its number',
    async (_, make) => {
      const docx = await make();
      const shown = paragraphsOfPaper(await pagesOfDocx(docx));
      const words = (await paragraphsOf(docx)).filter((text) => text.trim() !== '');
      expect(shown.map(textOfParagraph).filter((text) => text.trim() !== '')).toEqual(words);
      expect(shown.map(({ n }) => n)).toEqual(shown.map((_one, index) => index));
      expect(words.length).toBeGreaterThan(10);
    },
  );

  test('keeps emphasis, alignment, tables, and annexes apart', async () => {
    const { pages } = await pagesOfDocx(await renderConsolidatedReport(aConsolidatedReport()));
    expect(pages.length).toBeGreaterThan(1);
    const [head, ...rest] = pages[0]?.blocks ?? [];
    expect(head).toMatchObject({ kind: 'table', bordered: false });
    const title = rest.find(
      (block) => block.kind === 'paragraph' && textOfParagraph(block) === 'BÁO CÁO',
    );
    expect(title).toMatchObject({ align: 'center', runs: [{ bold: true, italics: false }] });
    const tables = pages.slice(1).flatMap(({ blocks }) => blocks.filter((b) => b.kind === 'table'));
    expect(tables.some(({ bordered }) => bordered)).toBe(true);
  });
});
