import { describe, expect, test } from '@jest/globals';
import type { FiguresPaper } from '../../documents/paper-shapes.js';
import { renderWorkbook } from '../../documents/workbook.js';
import { day, instant } from '../../domain/day.js';
import { OpenedWorkbook } from '../support/workbook.js';
import { unzip } from './unzip.js';

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://a.example")', '\t=1+1'];

function aBook(overrides: Partial<FiguresPaper> = {}): FiguresPaper {
  return {
    title: 'Số liệu kết quả Tháng hành động phòng, chống ma túy năm 2026',
    plan: { citation: 'Kế hoạch số 15/KH-UBND ngày 10/6/2026' },
    countedAt: instant('2026-07-08T14:00:00+07:00'),
    rehearsal: false,
    indicators: [
      {
        code: 'PROP_SESSIONS',
        label: 'Số buổi tuyên truyền trực tiếp',
        unit: 'buổi',
        rule: 'sum',
        total: '1127',
        reporting: 2,
        nil: 0,
        missing: 1,
        note: null,
      },
      {
        code: 'SEIZ_HEROIN',
        label: 'Heroin',
        unit: 'gam',
        rule: 'sum',
        total: '7385.25',
        reporting: 1,
        nil: 1,
        missing: 1,
        note: null,
      },
      {
        code: 'COMM_FREE',
        label: 'Xã không ma túy',
        unit: '%',
        rule: 'ratio',
        total: null,
        reporting: 0,
        nil: 0,
        missing: 3,
        note: null,
      },
    ],
    byAgency: [
      {
        agency: 'Công an tỉnh Sông Hương',
        values: { PROP_SESSIONS: '127', SEIZ_HEROIN: '7385.25' },
        nil: [],
      },
      { agency: 'Sở Y tế', values: { PROP_SESSIONS: '1000' }, nil: ['SEIZ_HEROIN'] },
    ],
    sources: [
      {
        code: 'PROP_SESSIONS',
        agency: 'Sở Y tế',
        value: '1000',
        counted: true,
        version: 2,
        docNumber: '12/BC-SYT',
        docDate: day('2026-07-03'),
        receivedAt: instant('2026-07-03T09:05:00+07:00'),
        through: 'Biểu mẫu trực tuyến',
      },
    ],
    notReported: null,
    ...overrides,
  };
}

async function readBack(book: FiguresPaper): Promise<OpenedWorkbook> {
  return OpenedWorkbook.of(await renderWorkbook(book));
}

describe('totals', () => {
  test('are formulas over the agencies where these give them, with what they come to', async () => {
    const workbook = await readBack(aBook());
    expect(workbook.value('Theo đơn vị', 'C6')).toEqual({ formula: 'SUM(C4:C5)', result: 1127 });
    expect(workbook.value('Theo đơn vị', 'D6')).toEqual({ formula: 'SUM(D4:D5)', result: 7385.25 });
    expect(workbook.value('Tổng hợp', 'D4')).toEqual({
      formula: "'Theo đơn vị'!C6",
      result: 1127,
    });
  });

  test('stay figures where a value is counted elsewhere', async () => {
    const [first, ...others] = aBook().indicators;
    const workbook = await readBack(
      aBook({ indicators: [{ ...first!, total: '127' }, ...others] }),
    );
    expect(workbook.value('Theo đơn vị', 'C6')).toBe(127);
    expect(workbook.value('Tổng hợp', 'D4')).toBe(127);
  });
});

describe('the sheets', () => {
  test('are totals, agencies and sources; the silent ones only when asked for', async () => {
    const names = async (book: FiguresPaper) => (await readBack(book)).names;
    expect(await names(aBook())).toEqual(['Tổng hợp', 'Theo đơn vị', 'Nguồn số liệu']);
    expect(await names(aBook({ notReported: ['Sở Công Thương'] }))).toContain('Chưa gửi báo cáo');
  });

  test('tell kinds and groups apart, since an agency stands in both', async () => {
    const counts = { counted: 1, waiting: 0, missing: 1, onTime: 1, late: 0 };
    const byGroup = [
      { by: 'kind' as const, name: 'Xã, phường, đặc khu', expected: 2, ...counts },
      { by: 'tag' as const, name: 'Cụm 1', expected: 2, ...counts },
    ];
    const workbook = await readBack(aBook({ byGroup }));
    const rows = [1, 2, 3, 4, 5, 6].map((row) =>
      workbook.row('Tình hình gửi báo cáo', row).slice(0, 4),
    );
    expect(rows).toContainEqual([1, 'Loại', 'Xã, phường, đặc khu', 2]);
    expect(rows).toContainEqual([1, 'Khối, cụm', 'Cụm 1', 2]);
  });

  test('total every indicator as a number, with rule and counts', async () => {
    const workbook = await readBack(aBook());
    expect(workbook.row('Tổng hợp', 5).slice(0, 8)).toEqual([
      'SEIZ_HEROIN',
      'Heroin',
      'gam',
      { formula: "'Theo đơn vị'!D6", result: 7385.25 },
      'Cộng các đơn vị',
      1,
      1,
      1,
    ]);
    expect(workbook.cell('Tổng hợp', 'D5')?.style?.numFmt).toBe('#,##0.00');
    expect(workbook.value('Tổng hợp', 'D6')).toBeNull();
  });

  test('tell a value, "không phát sinh" and nothing apart for each agency', async () => {
    const workbook = await readBack(aBook());
    expect(workbook.row('Theo đơn vị', 4).slice(0, 4)).toEqual([
      1,
      'Công an tỉnh Sông Hương',
      127,
      7385.25,
    ]);
    expect(workbook.row('Theo đơn vị', 5).slice(0, 4)).toEqual([
      2,
      'Sở Y tế',
      1000,
      'Không phát sinh',
    ]);
    expect(workbook.value('Theo đơn vị', 'E5')).toBeNull();
  });

  test('say where each value came from', async () => {
    expect((await readBack(aBook())).row('Nguồn số liệu', 4)).toEqual([
      'PROP_SESSIONS',
      'Số buổi tuyên truyền trực tiếp',
      'Sở Y tế',
      1000,
      'buổi',
      'Có',
      2,
      '12/BC-SYT',
      '03/7/2026',
      '09 giờ 05 ngày 03/7/2026',
      'Biểu mẫu trực tuyến',
    ]);
  });

  test('freeze their heading row', async () => {
    const { freezePane } = (await readBack(aBook())).sheet('Theo đơn vị');
    expect(freezePane).toEqual({ rows: 3, columns: 2 });
  });
});

describe('foreign text', () => {
  test.each(FORMULAS)('%j stays a text, also when somebody edits the cell', async (text) => {
    const [source] = aBook().sources;
    const workbook = await readBack(
      aBook({
        title: text,
        notReported: [text],
        byAgency: [{ agency: text, values: { PROP_SESSIONS: text }, nil: [] }],
        sources: [{ ...source!, docNumber: text }],
      }),
    );
    for (const [sheet, address] of [
      ['Tổng hợp', 'A1'],
      ['Chưa gửi báo cáo', 'B4'],
      ['Theo đơn vị', 'B4'],
      ['Theo đơn vị', 'C4'],
      ['Nguồn số liệu', 'H4'],
    ] as const) {
      const cell = workbook.cell(sheet, address);
      expect(cell?.type).toBe('string');
      expect(cell?.formula).toBeUndefined();
      expect(cell?.style?.numFmt).toBe('@');
    }
  });

  test('leaves no formula in any sheet', async () => {
    const parts = await unzip(await renderWorkbook(aBook({ notReported: FORMULAS })));
    const sheets = [...parts].filter(([path]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(path));
    expect(sheets).toHaveLength(4);
    const formulas = sheets.flatMap(([, xml]) =>
      [...xml.matchAll(/<f(?: [^>]*)?>(.*?)<\/f>/g)].map(([, formula]) => formula),
    );
    for (const formula of formulas) {
      expect(formula).toMatch(/^(SUM\([A-Z]+\d+:[A-Z]+\d+\)|'Theo đơn vị'![A-Z]+\d+)$/);
    }
  });

  test('what reads like a failed formula stays a text', async () => {
    const workbook = await readBack(aBook({ notReported: ['#REF!', '#N/A'] }));
    expect(workbook.value('Chưa gửi báo cáo', 'B4')).toBe('#REF!');
    expect(workbook.cell('Chưa gửi báo cáo', 'B5')?.type).toBe('richText');
  });

  test('a number too long to be exact stays a text', async () => {
    const workbook = await readBack(
      aBook({
        byAgency: [{ agency: 'A', values: { PROP_SESSIONS: '12345678901234567' }, nil: [] }],
      }),
    );
    expect(workbook.value('Theo đơn vị', 'C4')).toBe('12345678901234567');
  });
});

test('a rehearsal is marked on every sheet, a live book on none', async () => {
  const rehearsal = await readBack(aBook({ rehearsal: true }));
  for (const name of rehearsal.names) {
    expect(rehearsal.value(name, 'A1')).toMatch(/^BẢN CHẠY THỬ - /);
    expect(rehearsal.sheet(name).headerFooter?.oddHeader).toBe('&CBẢN CHẠY THỬ');
  }
  const parts = await unzip(await renderWorkbook(aBook()));
  expect([...parts.values()].join('')).not.toContain('CHẠY THỬ');
});

test('equal books are equal bytes', async () => {
  const first = await renderWorkbook(aBook());
  expect(first.equals(await renderWorkbook(aBook()))).toBe(true);
});
