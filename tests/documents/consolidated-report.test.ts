import { describe, expect, test } from '@jest/globals';
import { receivedSentence, renderConsolidatedReport } from '../../documents/consolidated-report.js';
import { day } from '../../domain/day.js';
import { aConsolidatedReport, communes } from './papers.js';
import { paragraphsOf, paragraphXml, unzip } from './unzip.js';

const rendered = async (overrides: Parameters<typeof aConsolidatedReport>[0] = {}) => {
  const docx = await renderConsolidatedReport(aConsolidatedReport(overrides));
  const texts = await paragraphsOf(docx);
  return { docx, texts, text: texts.join('\n') };
};

const figuresOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ code: `C${String(index)}`, label: `Chỉ tiêu ${String(index)}` },
    ...{ unit: 'vụ', total: '1', note: null },
  }));

/** How many values stand in a row of each table of agencies. */
async function valueColumns(docx: Buffer): Promise<number[]> {
  const xml = (await unzip(docx)).get('word/document.xml') ?? '';
  return (xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [])
    .filter((table) => table.includes('Kết quả tổng hợp'))
    .map((table) => (table.match(/<w:gridCol /g) ?? []).length - 2);
}

test('the title stands in bold over its short rule, the number blank', async () => {
  const { docx, texts } = await rendered();
  expect(await paragraphXml(docx, 'BÁO CÁO')).toMatch(
    /<w:jc w:val="center"\/>.*<w:b\/>.*<w:sz w:val="28"\/>/s,
  );
  expect(texts).toContain('Số:        /BC-UBND');
  expect(texts).toContain('ỦY BAN NHÂN DÂN');
  expect(texts).toContain('TỈNH SÔNG HƯƠNG');
  expect(texts).toContain('Kính gửi: Bộ Công an');
});

test('the opening cites what asked for it, the plan and the period', async () => {
  const { text } = await rendered({
    trigger: 'Công văn số 100/BCA-C04 ngày 25/5/2026 của Bộ Công an',
  });
  expect(text).toContain(
    'Thực hiện Công văn số 100/BCA-C04 ngày 25/5/2026 của Bộ Công an và Kế hoạch số 15/KH-UBND',
  );
  expect(text).toContain('(số liệu từ ngày 01/6/2026 đến ngày 30/6/2026) như sau:');
  expect(text).toContain(
    '87/115 cơ quan, đơn vị (75,7%), trong đó 80 báo cáo gửi đúng hạn, 07 báo cáo gửi sau hạn',
  );
  expect(text).toContain('trân trọng báo cáo Bộ Công an./.');
});

test.each([
  [{ received: 0, onTime: 0, late: 0 }, '00/115 cơ quan, đơn vị (0%).'],
  [{ received: 40, onTime: 40, late: 0 }, '40/115 cơ quan, đơn vị (34,8%), đều gửi đúng hạn.'],
  [{ received: 3, onTime: 0, late: 3 }, '03/115 cơ quan, đơn vị (2,6%), đều gửi sau hạn.'],
  [
    { received: 2, onTime: 1, late: 1, asked: 4 },
    'trong đó 01 báo cáo gửi đúng hạn, 01 báo cáo gửi sau hạn; ngoài ra có kết quả của 04 cơ quan, đơn vị được đề nghị phối hợp.',
  ],
])('says how many came of %j', (counts, sentence) => {
  const rest = { expected: 115, nil: 0, missing: 115 - counts.received };
  expect(receivedSentence({ ...rest, ...counts })).toContain(sentence);
});

test('without an addressee the text keeps off the rule of the title', async () => {
  const gap = async (addressees: readonly string[]) =>
    /w:before="(\d+)"/.exec(
      await paragraphXml((await rendered({ addressees })).docx, 'Thực hiện'),
    )?.[1];
  expect(await gap([])).toBe('240');
  expect(await gap(['Bộ Công an'])).toBe('0');
});

test('a report that takes the place of one that is out says so, its changed figures before and after in an annex', async () => {
  const replaces = {
    ...{ number: '05/BC-UBND', issuedOn: day('2026-07-08') },
    figures: [
      { label: 'Số buổi tuyên truyền', unit: 'buổi', before: '1250', after: '1300' },
      { label: 'Heroin', unit: 'gam', before: null, after: '7.5' },
    ],
  };
  const { texts } = await rendered({ replaces });
  expect(texts).toContain(
    'Báo cáo này thay thế Báo cáo số 05/BC-UBND ngày 08/7/2026; 02 số liệu thay đổi so với báo cáo đã gửi được nêu tại Phụ lục III.',
  );
  const from = texts.indexOf('SỐ LIỆU THAY ĐỔI SO VỚI BÁO CÁO ĐÃ GỬI');
  expect(texts[from - 1]).toBe('Phụ lục III');
  const rows = texts.slice(from);
  expect(rows).toEqual(
    expect.arrayContaining(['Báo cáo số 05/BC-UBND', 'Nay báo cáo', '1.250', '1.300', '–', '7,5']),
  );
  const worded = await rendered({ replaces: { ...replaces, figures: [] } });
  expect(worded.texts).toContain('Báo cáo này thay thế Báo cáo số 05/BC-UBND ngày 08/7/2026.');
  expect(worded.text).not.toContain('THAY ĐỔI');
  expect((await rendered()).text).not.toContain('thay thế');
});

test('every merged text names its agency, in the order of the plan', async () => {
  const { texts } = await rendered();
  const from = texts.indexOf('I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO');
  expect(texts.slice(from, from + 6)).toEqual([
    'I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO',
    'Đã ban hành kế hoạch và phân công các đơn vị trực thuộc. (Sở Y tế)',
    'Tổ chức 02 hội nghị.',
    'Lồng ghép vào sinh hoạt cơ quan. (Sở Công Thương)',
    'II. KẾT QUẢ THỰC HIỆN',
    'Các cơ quan, đơn vị không có báo cáo về nội dung này.',
  ]);
});

describe('headings', () => {
  test('are bold by their own numbering and keep with what follows', async () => {
    const { docx } = await rendered({
      sections: [
        { heading: 'II. Kết quả', paragraphs: [] },
        { heading: '1. Tuyên truyền', paragraphs: [] },
        { heading: 'a) Ở cơ sở', paragraphs: [] },
      ],
      coverage: [],
    });
    expect(await paragraphXml(docx, 'II. KẾT QUẢ')).toMatch(/<w:keepNext\/>.*<w:b\/>/s);
    expect(await paragraphXml(docx, '1. Tuyên truyền')).toContain('<w:b/>');
    expect(await paragraphXml(docx, 'a) Ở cơ sở')).not.toContain('<w:b/>');
  });
});

describe('annexes', () => {
  test('give totals and values in Vietnamese style, a dash where nothing was reported', async () => {
    const { texts } = await rendered();
    const from = texts.indexOf('Heroin');
    expect(texts.slice(from, from + 4)).toEqual(['Heroin', 'gam', '7.385,25', 'Theo Công an tỉnh']);
    expect(texts).toContain('–');
    expect(texts).toContain('Phụ lục III');
  });

  test('turn the page for the values of each agency and repeat the heading row', async () => {
    const { docx } = await rendered({
      figures: figuresOf(5),
      byAgency: communes(100).map((agency) => ({ agency, values: {} })),
    });
    const xml = (await unzip(docx)).get('word/document.xml') ?? '';
    expect(xml).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(3);
    expect(xml.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(4);
  });

  test('split a wide matrix into tables that can be read', async () => {
    const { texts, docx } = await rendered({ figures: figuresOf(20) });
    expect(texts.filter((text) => /^Biểu \d$/.test(text))).toEqual(['Biểu 1', 'Biểu 2', 'Biểu 3']);
    expect(await valueColumns(docx)).toEqual([7, 7, 6]);
    // None is left with a single column of a hundred rows.
    expect(await valueColumns((await rendered({ figures: figuresOf(9) })).docx)).toEqual([5, 4]);
  });

  test('lie across the page only where they need it', async () => {
    const across = async (count: number) => {
      const { docx } = await rendered({ figures: figuresOf(count) });
      const xml = (await unzip(docx)).get('word/document.xml') ?? '';
      return xml.includes('w:orient="landscape"');
    };
    expect(await across(4)).toBe(false);
    expect(await across(5)).toBe(true);
  });

  test('name the silent agencies only when the officer added them', async () => {
    expect((await rendered()).text).not.toContain('CHƯA GỬI BÁO CÁO');
    const { text } = await rendered({ notReported: communes(3) });
    expect(text).toContain('DANH SÁCH CƠ QUAN, ĐƠN VỊ CHƯA GỬI BÁO CÁO');
    expect(text).toContain('Ủy ban nhân dân xã Thử 03');
  });

  test('tell kinds and groups apart, since an agency stands in both', async () => {
    const counts = { counted: 1, waiting: 1, missing: 1, onTime: 1, late: 0 };
    const byGroup = [
      { by: 'kind' as const, name: 'Xã, phường, đặc khu', expected: 3, ...counts },
      { by: 'tag' as const, name: 'Cụm 1', expected: 2, ...counts },
      { by: 'tag' as const, name: 'Cụm 2', expected: 1, ...counts },
    ];
    const { texts } = await rendered({ notReported: [], byGroup });
    const from = texts.indexOf('TÌNH HÌNH GỬI BÁO CÁO');
    const cells = texts.slice(from).filter((text) => /^(?:[IVX]+|\d|Theo|Xã|Cụm)/.test(text));
    expect(cells.join(' ')).toContain(
      'I Theo loại cơ quan, đơn vị 1 Xã, phường, đặc khu 3 2 1 0 1 II Theo khối, cụm 1 Cụm 1 2 2 1 0 1 2 Cụm 2 1 2 1 0 1',
    );
  });

  test('show which sections an agency wrote to and which not', async () => {
    const { texts } = await rendered();
    const from = texts.lastIndexOf('Sở Công Thương');
    expect(texts.slice(from, from + 3)).toEqual(['Sở Công Thương', 'I', 'II']);
  });

  test('each carry number, symbol and date of their report', async () => {
    const { texts } = await rendered({ number: '123', issuedOn: day('2026-07-15') });
    expect(texts.filter((text) => text.startsWith('(Kèm theo'))).toEqual(
      Array.from(
        { length: 3 },
        () =>
          '(Kèm theo Báo cáo số 123/BC-UBND ngày 15 tháng 7 năm 2026 của Ủy ban nhân dân tỉnh Sông Hương)',
      ),
    );
  });

  test('are left out where there is nothing to put into them', async () => {
    const { text } = await rendered({ figures: [], byAgency: [], coverage: [] });
    expect(text).not.toContain('Phụ lục');
  });
});

test('texts with foreign control characters and markup stay text', async () => {
  const { texts } = await rendered({
    sections: [{ heading: 'I. A', paragraphs: [{ agency: 'B', text: 'x\u0000 <w:p> & "y"' }] }],
  });
  expect(texts).toContain('x <w:p> & "y" (B)');
});

test('equal reports are equal bytes', async () => {
  const report = aConsolidatedReport({ rehearsal: true });
  const first = await renderConsolidatedReport(report);
  expect(first.equals(await renderConsolidatedReport(report))).toBe(true);
});
