import { expect, test } from '@jest/globals';
import { annexForm } from '../../domain/forms/annex-form.js';
import { FormDefinition } from '../../domain/schemas/form-definition.js';
import { figureSentences } from '../../domain/phrases.js';
import { decimal } from '../../domain/decimal.js';
import { extract } from '../../reader/extract/extract.js';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';

const ROWS = [
  ['STT', 'Nội dung, chỉ tiêu', 'Đơn vị tính', 'Kết quả'],
  ['I', 'Tuyên truyền', '', ''],
  ['1', 'Số buổi tuyên truyền về an toàn giao thông', 'buổi', ''],
  ['2', 'Số lượt người tham dự', 'lượt người', ''],
  ['II', 'Xử lý vi phạm', '', ''],
  ['1', 'Tiền phạt nộp kho bạc', 'triệu đồng', ''],
  ['2', 'Camera giám sát hiện có', 'chiếc', ''],
  ['3', 'Tỷ lệ hộ ký cam kết', '%', ''],
];

async function plan(rows: readonly (readonly string[])[]): Promise<string> {
  const table = new Table({
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })),
        }),
    ),
  });
  const file = new Document({
    sections: [
      {
        children: [
          new Paragraph('KẾ HOẠCH Tháng an toàn giao thông năm 2026'),
          new Paragraph('Phụ lục: Đề cương, biểu mẫu báo cáo'),
          table,
          new Paragraph('Ghi chú: số liệu tính đến ngày 25/9.'),
        ],
      },
    ],
  });
  const { text } = await extract('ke-hoach.docx', await Packer.toBuffer(file));
  return text;
}

test("the table in a plan's own annex is a form, each figure with its words", async () => {
  const text = await plan(ROWS);
  const read = annexForm(text);
  expect(FormDefinition.safeParse(read?.form).error?.issues ?? []).toEqual([]);
  expect(
    read?.form.indicators.map(({ code, label, unit, group, decimals, nature, across }) => [
      code,
      label,
      unit,
      group,
      decimals,
      nature,
      across,
    ]),
  ).toEqual([
    [
      'PL_01',
      'Số buổi tuyên truyền về an toàn giao thông',
      'buổi',
      'Tuyên truyền',
      0,
      'flow',
      'sum',
    ],
    ['PL_02', 'Số lượt người tham dự', 'lượt người', 'Tuyên truyền', 0, 'flow', 'sum'],
    ['PL_03', 'Tiền phạt nộp kho bạc', 'triệu đồng', 'Xử lý vi phạm', 3, 'flow', 'sum'],
    ['PL_04', 'Camera giám sát hiện có', 'chiếc', 'Xử lý vi phạm', 0, 'stock', 'sum'],
    ['PL_05', 'Tỷ lệ hộ ký cam kết', '%', 'Xử lý vi phạm', 3, 'stock', 'last'],
  ]);
  for (const [index, { start, end }] of (read?.evidence ?? []).entries()) {
    expect(text.slice(start, end)).toContain(read?.form.indicators[index]?.label);
  }
});

test('its figures are said in the report although nobody wrote phrases for them', async () => {
  const form = annexForm(await plan(ROWS))!.form;
  const totals = { PL_01: decimal('1600'), PL_02: decimal('184600') };
  const said = figureSentences(form, { totals });
  expect(said.map(({ text }) => text)).toEqual([
    'Tuyên truyền: số buổi tuyên truyền về an toàn giao thông 1.600 buổi; số lượt người tham dự 184.600 lượt người.',
  ]);
});

test('a table of tasks, a short table and a plan without one give no form', async () => {
  const tasks = [
    ['STT', 'Nội dung', 'Đơn vị chủ trì', 'Thời hạn'],
    ['1', 'Tổ chức lễ ra quân', 'Công an tỉnh', 'Tháng 9'],
    ['2', 'Báo cáo kết quả', 'Các sở', '30/9'],
    ['3', 'Tổng hợp', 'Ban ATGT', '05/10'],
  ];
  expect(annexForm(await plan(tasks))).toBeNull();
  expect(annexForm(await plan(ROWS.slice(0, 4)))).toBeNull();
  expect(annexForm('Không có bảng nào.')).toBeNull();
});

test('figures of one name are told apart by their heading', async () => {
  const rows = [
    ROWS[0]!,
    ['I', 'Đường bộ', '', ''],
    ['1', 'Số vụ', 'vụ', ''],
    ['II', 'Đường sắt', '', ''],
    ['1', 'Số vụ', 'vụ', ''],
    ['2', 'Số người chết', 'người', ''],
  ];
  expect(annexForm(await plan(rows))?.form.indicators.map(({ label }) => label)).toEqual([
    'Số vụ (Đường bộ)',
    'Số vụ (Đường sắt)',
    'Số người chết',
  ]);
});

const OUTLINE = `KẾ HOẠCH
II. TỔ CHỨC THỰC HIỆN
1. Các sở báo cáo theo đề cương kèm theo.
Phụ lục I
ĐỀ CƯƠNG BÁO CÁO
(Kèm theo Kế hoạch)
I. CÔNG TÁC CHỈ ĐẠO
- Văn bản đã ban hành;
- Việc kiểm tra, đôn đốc.
II. KẾT QUẢ THỰC HIỆN:
1. Tuyên truyền, vận động
2. Tuần tra, kiểm soát
III. KHÓ KHĂN, VƯỚNG MẮC
Nơi nhận:
- Như trên;`;

test('the outline in an annex becomes the sections, what stands below a heading its question', () => {
  const read = annexForm(OUTLINE);
  expect(FormDefinition.safeParse(read?.form).error?.issues ?? []).toEqual([]);
  expect(read?.form.sections.map(({ heading, question }) => [heading, question])).toEqual([
    ['CÔNG TÁC CHỈ ĐẠO', 'Văn bản đã ban hành; Việc kiểm tra, đôn đốc'],
    ['KẾT QUẢ THỰC HIỆN', 'Tuyên truyền, vận động; Tuần tra, kiểm soát'],
    ['KHÓ KHĂN, VƯỚNG MẮC', null],
  ]);
  expect(read?.form.indicators).toEqual([]);
  expect(read?.evidence.map(({ start, end }) => OUTLINE.slice(start, end))).toEqual([
    'I. CÔNG TÁC CHỈ ĐẠO\n- Văn bản đã ban hành;\n- Việc kiểm tra, đôn đốc.',
    'II. KẾT QUẢ THỰC HIỆN:\n1. Tuyên truyền, vận động\n2. Tuần tra, kiểm soát',
    'III. KHÓ KHĂN, VƯỚNG MẮC',
  ]);
});

test('outline and table together: figures stand under the results; a mention of an outline is none', () => {
  const table = ROWS.map((cells) => cells.join(' | ')).join('\n');
  const read = annexForm(`${OUTLINE}\nBiểu mẫu số 01\n${table}`);
  expect(FormDefinition.safeParse(read?.form).error?.issues ?? []).toEqual([]);
  expect(read?.form.sections).toHaveLength(3);
  expect(new Set(read?.form.indicators.map(({ section }) => section))).toEqual(new Set(['DC_02']));
  expect(read?.form.indicators).toHaveLength(5);
  expect(annexForm('Đề cương báo cáo kèm theo.\n1. Một việc')).toBeNull();
});

test('an outline without Roman figures has a section for each number', () => {
  const read = annexForm('Đề cương báo cáo\n1. Kết quả\n1.1. Tuyên truyền\n2. Kiến nghị');
  expect(read?.form.sections.map(({ heading, question }) => [heading, question])).toEqual([
    ['Kết quả', 'Tuyên truyền'],
    ['Kiến nghị', null],
  ]);
});
