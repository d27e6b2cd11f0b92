import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderConsolidatedReport } from '../../documents/consolidated-report.js';
import { renderUrgingLetter } from '../../documents/urging-letter.js';
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
      const pages = pagesOf(await renderConsolidatedReport(aConsolidatedReport({ byAgency })));
      expect(pages[0]).toMatch(/ỦY BAN NHÂN DÂN\s+CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
      expect(pages[0]).toMatch(/Nơi nhận:\s+TM\. ỦY BAN NHÂN DÂN/);
      const withHeading = pages.filter(
        (page) => page.includes('Cơ quan, đơn vị') && page.includes('xã Thử'),
      );
      expect(withHeading.length).toBeGreaterThan(2);
    },
    CONVERSION_MS,
  );
});
