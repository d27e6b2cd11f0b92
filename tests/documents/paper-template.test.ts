import { describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { checkTemplate, fillTemplate, takesProposal } from '../../documents/paper-template.js';
import {
  renderTemplateSample,
  sampleContent,
  sampleProposal,
} from '../../documents/template-sample.js';
import { day } from '../../domain/day.js';
import { TEMPLATE_KINDS, templateProblems } from '../../domain/paper-template.js';
import type { TemplateTag } from '../../domain/paper-template.js';
import { printedParagraphs } from '../../domain/paper-pages.js';
import { pagesOfDocx } from '../../reader/extract/docx-pages.js';
import { aConsolidatedReport } from './papers.js';
import { headerXml, repacked, unzip } from './unzip.js';

const NUMBERED = { number: '5', issuedOn: day('2026-07-08') };

const textOf = async (docx: Buffer) =>
  printedParagraphs(await pagesOfDocx(docx))
    .map(({ text }) => text)
    .join('\n');

async function word(...lines: string[]): Promise<Buffer> {
  const children = lines.map((text) => new Paragraph(text));
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

describe.each(TEMPLATE_KINDS)('the sample for %s', (kind) => {
  test('is itself a template, and leaves no field behind', async () => {
    const sample = await renderTemplateSample(kind);
    expect(await checkTemplate(kind, sample)).toEqual([]);
    const filled = await fillTemplate(sample, sampleContent(kind), NUMBERED);
    const text = await textOf(filled);
    expect(text).not.toMatch(/[{}]/u);
    for (const said of [
      'CÔNG AN TỈNH SÔNG HƯƠNG',
      'Số: 05/',
      'ngày 08 tháng 7 năm 2026',
      'Trần Văn Mẫu',
    ])
      expect(text).toContain(said);
    // A rule under the issuer and one as long as the motto (NĐ 30/2020, Phụ lục I, phần II, mục 1 và 2).
    const xml = (await unzip(filled)).get('word/document.xml') ?? '';
    expect(xml).toMatch(/CÔNG AN TỈNH SÔNG HƯƠNG<\/w:t><\/w:r><\/w:p><w:p><w:pPr><w:pBdr>/u);
    expect(xml).toMatch(/Độc lập - Tự do - Hạnh phúc<\/w:t><\/w:r><\/w:p><w:p><w:pPr><w:pBdr>/u);
    expect(filled.equals(await fillTemplate(sample, sampleContent(kind), NUMBERED))).toBe(true);
  });
});

describe('in a rehearsal', () => {
  const letter = sampleContent('urgingLetter') as Extract<
    ReturnType<typeof sampleContent>,
    { kind: 'urgingLetter' }
  >;
  const rehearsed = { ...letter, letter: { ...letter.letter, rehearsal: true } };
  const MARK = 'string="BẢN CHẠY THỬ"';

  test('every page of the office’s own layout is marked, a live one on none', async () => {
    const sample = await renderTemplateSample('urgingLetter');
    const [marked, live] = [
      await fillTemplate(sample, rehearsed, NUMBERED),
      await fillTemplate(sample, letter, NUMBERED),
    ];
    for (const kind of ['first', 'default'] as const) {
      expect(await headerXml(marked, kind)).toContain(MARK);
      expect(await headerXml(live, kind)).not.toContain(MARK);
    }
    expect(marked.equals(await fillTemplate(sample, rehearsed, NUMBERED))).toBe(true);
    expect(await textOf(marked)).toBe(await textOf(live));
  });

  test('a layout without headers gets them, one that has some keeps its words', async () => {
    const sample = await renderTemplateSample('urgingLetter');
    const parts = await unzip(sample);
    const xml = parts.get('word/document.xml') ?? '';
    const bare = xml.replace(/<w:headerReference\b[^>]*\/>/gu, '');
    for (const document of [bare, bare.replace(/<w:sectPr\b.*?<\/w:sectPr>/gsu, '')]) {
      const file = await repacked(sample, { 'word/document.xml': document });
      const marked = await fillTemplate(file, rehearsed, NUMBERED);
      for (const kind of ['first', 'default'] as const) {
        expect(await headerXml(marked, kind)).toContain(MARK);
      }
    }
    const [path = ''] = [...parts.keys()].filter((name) => /^word\/header\d\.xml$/u.test(name));
    const worded = (parts.get(path) ?? '').replace(
      /<\/w:hdr>/u,
      '<w:p><w:r><w:t>Đầu trang riêng</w:t></w:r></w:p></w:hdr>',
    );
    const file = await repacked(sample, { [path]: worded });
    const kept = (await unzip(await fillTemplate(file, rehearsed, NUMBERED))).get(path);
    expect(kept).toContain('Đầu trang riêng');
    expect(kept).toContain(MARK);
  });
});

test('the report says what the built-in layout says, sections in order, an annex only where it has rows', async () => {
  const sample = await renderTemplateSample('consolidatedReport');
  const report = aConsolidatedReport({ notReported: null });
  const content = { ...sampleContent('consolidatedReport'), report } as ReturnType<
    typeof sampleContent
  >;
  const text = await textOf(await fillTemplate(sample, content, { number: null, issuedOn: null }));
  const places = report.sections.map(({ heading }) =>
    text.toUpperCase().indexOf(heading.toUpperCase()),
  );
  expect(places.every((at) => at > 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(text).toContain('SỐ LIỆU TỔNG HỢP');
  expect(text).not.toContain('CHƯA GỬI BÁO CÁO');
});

test('a report that replaces one says so in the office’s own layout too, with its changed figures', async () => {
  const sample = await renderTemplateSample('consolidatedReport');
  const figures = [{ label: 'Số buổi', unit: 'buổi', before: '1250', after: '1300' }];
  const report = aConsolidatedReport({
    replaces: { number: '05/BC-UBND', issuedOn: day('2026-07-08'), figures },
  });
  const content = { ...sampleContent('consolidatedReport'), report } as ReturnType<
    typeof sampleContent
  >;
  expect(await textOf(await fillTemplate(sample, content, NUMBERED))).toContain(
    'Báo cáo này thay thế Báo cáo số 05/BC-UBND ngày 08/7/2026; số liệu thay đổi: số buổi từ 1.250 thành 1.300 buổi.',
  );
});

test('a Tờ trình stands in front of its draft, each with its own head, and only there', async () => {
  const sample = await renderTemplateSample('consolidatedReport');
  expect(await takesProposal(sample)).toBe(true);
  expect(await takesProposal(await renderTemplateSample('urgingLetter'))).toBe(false);
  const text = await textOf(await fillTemplate(sample, sampleProposal(), NUMBERED));
  expect(text).not.toMatch(/[{}]/u);
  const [before, draft] = text.split('DỰ THẢO') as [string, string];
  for (const said of [
    'Số: 05/TTr-CAT',
    'ngày 08 tháng 7 năm 2026',
    'Về việc ban hành báo cáo kết quả',
    'kính trình Ủy ban nhân dân tỉnh Sông Hương xem xét, ký ban hành báo cáo gửi Bộ Công an.',
  ])
    expect(before).toContain(said);
  // The number of the draft is the committee's to give.
  expect(before).toContain('/BC-UBND');
  expect(text.match(/Số: 05/gu)).toHaveLength(1);
  expect(draft).toContain('TM. ỦY BAN NHÂN DÂN');
  const own = await textOf(
    await fillTemplate(sample, sampleContent('consolidatedReport'), NUMBERED),
  );
  expect(own).not.toMatch(/TỜ TRÌNH|DỰ THẢO/u);
  expect(own).toContain('Số: 05/BC-CAT');
});

test('what an agency writes is never taken for a field', async () => {
  const sample = await renderTemplateSample('consolidatedReport');
  const text = 'Đã họp {Người ký} và {#Các mục} <w:t>';
  const report = aConsolidatedReport({
    sections: [{ heading: 'I. KẾT QUẢ', paragraphs: [{ agency: '{Số và ký hiệu}', text }] }],
  });
  const content = { ...sampleContent('consolidatedReport'), report } as ReturnType<
    typeof sampleContent
  >;
  expect(await textOf(await fillTemplate(sample, content, NUMBERED))).toContain(
    `${text} ({Số và ký hiệu})`,
  );
});

describe('what keeps a file from being used is said by name', () => {
  const field = (name: string): TemplateTag => ({ name, kind: 'field' });
  const begin = (name: string): TemplateTag => ({ name, kind: 'begin' });
  const end = (name: string): TemplateTag => ({ name, kind: 'end' });
  const LETTER: readonly TemplateTag[] = [
    ...['Cơ quan ban hành', 'Số và ký hiệu', 'Địa danh và ngày', 'Trích yếu', 'Kính gửi'].map(
      field,
    ),
    ...[begin('Các đoạn'), field('Đoạn'), end('Các đoạn')],
    ...['Thẩm quyền ký', 'Người ký', 'Nơi nhận'].map(field),
    ...[begin('Phụ lục danh sách'), begin('Danh sách đơn vị'), field('Tên đơn vị')],
    ...[end('Danh sách đơn vị'), end('Phụ lục danh sách')],
  ];
  const without = (name: string) => LETTER.filter((tag) => tag.name !== name);

  test.each<[string, readonly TemplateTag[], readonly string[]]>([
    ['nothing', LETTER, []],
    [
      'a field typed without marks',
      [...LETTER, field('kinh gui')],
      ['Không có trường “{kinh gui}”. Có phải “{Kính gửi}”?'],
    ],
    [
      'a name in decomposed letters',
      LETTER.map((tag) => ({ ...tag, name: tag.name.normalize('NFD') })),
      [],
    ],
    ['a missing field', without('Kính gửi'), ['Thiếu trường bắt buộc {Kính gửi}.']],
    [
      'a missing part',
      LETTER.filter(({ name }) => name !== 'Các đoạn' && name !== 'Đoạn'),
      ['Thiếu trường bắt buộc {#Các đoạn}.'],
    ],
    ['an empty part', without('Đoạn'), ['Thiếu trường bắt buộc {Đoạn} trong phần “Các đoạn”.']],
    [
      'a part as a field',
      [...LETTER, field('Các đoạn')],
      ['“Các đoạn” là phần lặp: cần {#Các đoạn} … {/Các đoạn}.'],
    ],
    [
      'a field as a part',
      [...LETTER, begin('Trích yếu'), end('Trích yếu')],
      ['“Trích yếu” không phải phần lặp: ghi {Trích yếu}, không ghi {#Trích yếu}.'],
    ],
    [
      'a field outside its part',
      [...LETTER, field('Tên đơn vị')],
      ['Trường “{Tên đơn vị}” chỉ dùng được trong phần “{#Danh sách đơn vị}”.'],
    ],
    [
      'a part left open',
      [...LETTER, begin('Các đoạn'), field('Đoạn')],
      ['Phần “{#Các đoạn}” chưa được đóng bằng “{/Các đoạn}”.'],
    ],
    [
      'a part closed twice',
      [...LETTER, end('Các đoạn')],
      ['“{/Các đoạn}” đóng một phần chưa được mở.'],
    ],
    [
      'parts that cross',
      [begin('Các đoạn'), field('Đoạn'), end('Danh sách đơn vị'), ...LETTER],
      ['Phần “{#Các đoạn}” được đóng bằng “{/Danh sách đơn vị}”.'],
    ],
  ])('%s', (_what, tags, expected) => {
    expect(templateProblems('urgingLetter', tags)).toEqual(expected);
  });

  test('what is no Word document, and a brace left open', async () => {
    expect(await checkTemplate('urgingLetter', Buffer.from('%PDF-1.7'))).toEqual([
      'Tệp không phải là văn bản Word (.docx) đọc được.',
    ]);
    expect(await checkTemplate('urgingLetter', await word('{Kính gửi', '{Người ký}'))).toEqual([
      expect.stringContaining('Dấu { chưa được đóng') as unknown,
    ]);
  });

  test('macros and what would be fetched from elsewhere', async () => {
    const sample = await renderTemplateSample('urgingLetter');
    const withMacro = await repacked(sample, { 'word/vbaProject.bin': 'x' });
    expect(await checkTemplate('urgingLetter', withMacro)).toEqual([
      expect.stringContaining('macro') as unknown,
    ]);
    const attached =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://a.example/x.dotm" TargetMode="External"/></Relationships>';
    const fetching = await repacked(sample, { 'word/_rels/settings.xml.rels': attached });
    expect(await checkTemplate('urgingLetter', fetching)).toEqual([
      expect.stringContaining('tệp ở nơi khác') as unknown,
    ]);
  });

  test('a part that begins in a table and ends outside of it', async () => {
    const cell = new TableCell({ children: [new Paragraph('{#Các đoạn}{Đoạn}')] });
    const table = new Table({ rows: [new TableRow({ children: [cell] })] });
    const rest = [
      ...['Cơ quan ban hành', 'Số và ký hiệu', 'Địa danh và ngày', 'Trích yếu', 'Kính gửi'],
      ...['Thẩm quyền ký', 'Người ký', 'Nơi nhận'],
    ].map((name) => new Paragraph(`{${name}}`));
    const names = new Paragraph(
      '{#Phụ lục danh sách}{#Danh sách đơn vị}{Tên đơn vị}{/Danh sách đơn vị}{/Phụ lục danh sách}',
    );
    const children = [table, new Paragraph('{/Các đoạn}'), ...rest, names];
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }));
    expect(await checkTemplate('urgingLetter', bytes)).toEqual([
      expect.stringContaining('Mở và đóng của một phần lặp') as unknown,
    ]);
  });

  test('a field in a table cell and in pieces of runs is found too', async () => {
    const cell = new TableCell({ children: [new Paragraph('{Không có}')] });
    const table = new Table({ rows: [new TableRow({ children: [cell] })] });
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [table] }] }));
    expect(await checkTemplate('urgingLetter', bytes)).toContain('Không có trường “{Không có}”.');
  });
});
