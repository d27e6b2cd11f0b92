import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderConsolidatedReport } from '../../documents/consolidated-report.js';
import { renderUrgingLetter } from '../../documents/urging-letter.js';
import { day } from '../../domain/day.js';
import { printedParagraphs } from '../../domain/paper-pages.js';
import { checkSigned } from '../../domain/signed-check.js';
import { pagesOfDocx } from '../../reader/extract/docx-pages.js';
import { textOfPdf } from '../../reader/extract/pdf.js';
import { aConsolidatedReport, anUrgingLetter, communes } from './papers.js';

const runs = (program: string, argument: string) => spawnSync(program, [argument]).status === 0;
const installed =
  runs('soffice', '--version') && spawnSync('pdftotext', ['-v']).error === undefined;
// Where LibreOffice or poppler is missing the layout cannot be rendered: these two are skipped.
const describeWithOffice = installed ? describe : describe.skip;
const CONVERSION_MS = 120_000;

describeWithOffice('rendered by LibreOffice', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'papers-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** The text of each page, from top to bottom. */
  function pagesOf(docx: Buffer): string[] {
    const profile = pathToFileURL(join(folder, 'profile')).href;
    writeFileSync(join(folder, 'paper.docx'), docx);
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=${profile}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        join(folder, 'paper.docx'),
      ],
      { stdio: 'ignore' },
    );
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'paper.pdf'), '-'], {
      encoding: 'utf8',
    });
    return text.split('\f').slice(0, -1);
  }

  test(
    'a letter with an annex has no number on first pages and starts the annex anew',
    async () => {
      const pages = pagesOf(await renderUrgingLetter(anUrgingLetter({ names: communes(60) })));
      expect(pages).toHaveLength(3);
      expect(pages[0]).toMatch(/^\s*BỘ CÔNG AN\s+CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
      expect(pages[0]).toMatch(/Số:\s+\/CAT-PV01\s+Sông Hương, ngày … tháng … năm …/);
      expect(pages[1]).toMatch(/^\s*Phụ lục/);
      expect(pages[2]).toMatch(/^\s*2\s+STT\s+Cơ quan, đơn vị/);
    },
    CONVERSION_MS,
  );

  test(
    'a report keeps head lines level and repeats the heading of its long tables',
    async () => {
      const byAgency = communes(100).map((agency) => ({ agency, values: { PROP_SESSIONS: '1' } }));
      const registered = { number: '05/BC-UBND', issuedOn: day('2026-07-08') };
      const report = aConsolidatedReport({ byAgency, ...registered });
      const docx = await renderConsolidatedReport(report);
      const pages = pagesOf(docx);
      expect(pages[0]).toMatch(/ỦY BAN NHÂN DÂN\s+CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
      expect(pages[0]).toMatch(/Nơi nhận:\s+TM\. ỦY BAN NHÂN DÂN/);
      const withHeading = pages.filter(
        (page) => page.includes('Cơ quan, đơn vị') && page.includes('xã Thử'),
      );
      expect(withHeading.length).toBeGreaterThan(2);

      // What is signed is held against what was agreed to by the text of both.
      const pdf = await textOfPdf(readFileSync(join(folder, 'paper.pdf')));
      const beside = async (agreed: Buffer) =>
        checkSigned({
          paragraphs: printedParagraphs(await pagesOfDocx(agreed)),
          pdf,
          ...registered,
        });
      expect(await beside(docx)).toMatchObject({
        pages: pages.length,
        number: true,
        date: true,
        differences: [],
        numbersMissing: [],
      });
      const changed = { ...report, counts: { ...report.counts, received: 88 } };
      expect(await beside(await renderConsolidatedReport(changed))).toMatchObject({
        differences: [
          {
            before: expect.stringContaining('88/115') as unknown,
            after: expect.stringContaining('87/115') as unknown,
          },
        ],
      });
    },
    CONVERSION_MS,
  );
});
