import { expect, test } from '@jest/globals';
import {
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx';
import { readBytes } from '../../reader/main.js';
import { dutyLines, planOf } from './duty-lines.js';

const cell = (text: string, more: object = {}) =>
  new TableCell({ ...more, children: text.split('\n').map((line) => new Paragraph(line)) });
const row = (...texts: string[]) => new TableRow({ children: texts.map((text) => cell(text)) });
const breaks = (...lines: string[]) =>
  new Paragraph({
    children: lines.map((text, index) => new TextRun({ text, ...(index > 0 ? { break: 1 } : {}) })),
  });

/** A plan as an office writes it: letterhead and foot as tables without lines, tasks in a table. */
const letterhead = new Table({
  rows: [
    new TableRow({
      children: [
        new TableCell({
          children: [breaks('ỦY BAN NHÂN DÂN', 'TỈNH SÔNG HƯƠNG', 'Số: 41/KH-UBND')],
        }),
        new TableCell({
          children: [
            breaks(
              'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
              'Độc lập - Tự do - Hạnh phúc',
              'Sông Hương, ngày 02 tháng 3 năm 2026',
            ),
          ],
        }),
      ],
    }),
  ],
});
const tasks = new Table({
  rows: [
    row('TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian hoàn thành'),
    new TableRow({ children: [cell('I. Công tác tuyên truyền', { columnSpan: 5 })] }),
    row('1', 'Dựng biển báo tại bến', 'Sở Xây dựng', '', 'Tháng 4/2026'),
    row(
      '2',
      'Báo cáo kết quả 6 tháng về Sở Xây dựng',
      'Các sở, ngành\nUBND các xã, phường',
      '',
      'Trước 15/6/2026',
    ),
    new TableRow({
      children: [
        cell('3'),
        cell('Gửi danh sách bến thuyền về Sở Xây dựng'),
        cell('Công an tỉnh', { verticalMerge: VerticalMergeType.RESTART }),
        cell('Sở Y tế'),
        cell('Quý II/2026'),
      ],
    }),
    new TableRow({
      children: [
        cell('4'),
        cell('Gửi báo cáo tai nạn về Sở Xây dựng'),
        cell('', { verticalMerge: VerticalMergeType.CONTINUE }),
        cell(''),
        cell('20/12/2026'),
      ],
    }),
  ],
});
const foot = new Table({
  rows: [
    new TableRow({
      children: [cell('Nơi nhận:\n- Như trên;\n- Lưu: VT.'), cell('CHỦ TỊCH\nTrần Văn Mẫu')],
    }),
  ],
});

const DUTIES = [
  'report: Các sở, ngành + UBND các xã, phường > Sở Xây dựng | 2026-06-15',
  'list: Công an tỉnh > Sở Xây dựng | 2026-06-30',
  'report: Công an tỉnh > Sở Xây dựng | 2026-12-20',
];

test('a table of tasks in a .docx: rows stay together, merged and blank cells in their columns', async () => {
  const document = new Document({
    sections: [
      {
        children: [
          letterhead,
          new Paragraph('KẾ HOẠCH'),
          new Paragraph('Giữ sạch bến sông năm 2026'),
          new Paragraph('I. NHIỆM VỤ'),
          tasks,
          new Paragraph('II. TỔ CHỨC THỰC HIỆN'),
          new Paragraph('1. Sở Xây dựng theo dõi việc thực hiện./.'),
          foot,
        ],
      },
    ],
  });
  const bytes = await Packer.toBuffer(document);
  const { draft, text } = await readBytes({ name: 'ke-hoach.docx', bytes });
  expect(draft.document).toMatchObject({
    number: '41/KH-UBND',
    place: 'Sông Hương',
    issuedOn: '2026-03-02',
    signer: { name: 'Trần Văn Mẫu' },
  });
  expect(dutyLines(text)).toEqual(DUTIES);
  for (const { evidence } of draft.obligations)
    expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text);
});

const CELLS = [
  ['TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian hoàn thành'],
  ['1', 'Dựng biển báo tại bến', 'Sở Xây dựng', '', 'Tháng 4/2026'],
  [
    '2',
    'Báo cáo kết quả 6 tháng về Sở Xây dựng',
    'Các sở, ngành; UBND các xã, phường',
    '',
    'Trước 15/6/2026',
  ],
  ['3', 'Gửi danh sách bến thuyền về Sở Xây dựng', 'Công an tỉnh', 'Sở Y tế', 'Quý II/2026'],
  ['4', 'Gửi báo cáo tai nạn về Sở Xây dựng', 'Công an tỉnh', '', '20/12/2026'],
];

test.each([
  ['strokes', CELLS.map((cells) => `| ${cells.join(' | ')} |`)],
  ['tabs', CELLS.map((cells) => cells.join('\t'))],
])('the same in a text, its cells parted by %s', (_, rows) => {
  expect(dutyLines(planOf(rows.join('\n')))).toEqual(DUTIES);
});

test('a table annexed to a plan is read; a form is not', () => {
  const annexed = (title: string, rows: string[]) =>
    dutyLines(
      `${planOf('1. Sở Xây dựng theo dõi việc thực hiện./.')}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n\nPHỤ LỤC\n${title}\n${rows.join('\n')}\n`,
    );
  const rows = CELLS.map((cells) => `| ${cells.join(' | ')} |`);
  expect(annexed('Phân công nhiệm vụ', rows)).toEqual(DUTIES);
  expect(
    annexed('Mẫu báo cáo', [
      '| TT | Nội dung | Số liệu |',
      '| 1 | Báo cáo Sở Y tế | trước 15/6/2026 |',
    ]),
  ).toEqual([]);
});
