import { describe, expect, test } from '@jest/globals';
import { tabledPages, type PlacedWord } from '../../reader/extract/pdf-tables.js';
import { extractPdf } from '../../reader/extract/pdf.js';

/** Words of a line from a place on, as a page sets them. */
const set = (text: string, x: number, y: number): PlacedWord[] => {
  let at = x;
  return text.split(' ').map((word) => {
    const x0 = at;
    at += word.length * 5 + 3;
    return { text: word, x0, x1: at - 3, y0: y, y1: y + 10 };
  });
};
const HEADS = [
  ...set('TT', 50, 100),
  ...set('Nội dung', 90, 100),
  ...set('Cơ quan chủ trì', 300, 100),
  ...set('Thời hạn', 420, 100),
];

describe('tables of a page by where its words stand', () => {
  test('cells of several lines keep to their rows, what stands around the table to itself', () => {
    const page = [
      ...set('II. NHIỆM VỤ', 50, 80),
      ...HEADS,
      ...set('1', 52, 120),
      ...set('Báo cáo kết quả rà soát', 90, 120),
      ...set('Sở Y tế', 300, 120),
      ...set('Trước ngày', 420, 120),
      ...set('các bến sông', 90, 132),
      ...set('15/6/2027', 420, 132),
      ...set('2', 52, 150),
      ...set('Lập danh sách', 90, 150),
      ...set('UBND các xã', 300, 150),
      ...set('Tháng 7/2027', 420, 150),
      ...set(
        'Kinh phí do ngân sách tỉnh bảo đảm theo quy định của pháp luật hiện hành về ngân sách',
        50,
        180,
      ),
    ];
    expect(tabledPages([page])).toEqual([
      `II. NHIỆM VỤ
| TT | Nội dung | Cơ quan chủ trì | Thời hạn |
| 1 | Báo cáo kết quả rà soát các bến sông | Sở Y tế | Trước ngày 15/6/2027 |
| 2 | Lập danh sách | UBND các xã | Tháng 7/2027 |

Kinh phí do ngân sách tỉnh bảo đảm theo quy định của pháp luật hiện hành về ngân sách
`,
    ]);
  });

  test('a table goes on over the next page', () => {
    const row = (n: number, y: number) => [
      ...set(String(n), 52, y),
      ...set(`Báo cáo đợt ${String(n)}`, 90, y),
      ...set('Sở Y tế', 300, y),
      ...set(`Tháng ${String(n)}/2027`, 420, y),
    ];
    const [, second] = tabledPages([
      [...HEADS, ...row(1, 120), ...row(2, 140)],
      [...row(3, 60), ...row(4, 80)],
    ]);
    expect(second).toContain('| 3 | Báo cáo đợt 3 | Sở Y tế | Tháng 3/2027 |\n| 4 |');
  });

  test('a page without a table is left as it is', () => {
    expect(tabledPages([set('Thời hạn gửi báo cáo là ngày 15', 50, 100)])).toEqual([null]);
  });
});

test('without poppler a Buffer, as files come from the disk, is read like any bytes, and the extractor says so', async () => {
  const line = 'Bao cao ket qua thuc hien truoc ngay 05/7/2027 ve Uy ban nhan dan tinh Song Huong';
  const { text, extractor } = await extractPdf(pdfOf(line), { program: 'no-such-program' });
  expect(text).toContain('05/7/2027');
  expect(extractor).toMatch(/^unpdf \d.*poppler/u);
});

/** A page of one line. */
function pdfOf(line: string): Buffer {
  const content = `BT /F1 12 Tf 50 700 Td (${line}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${String(content.length)}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${String(index + 1)} 0 obj${object}endobj\n`;
    return at;
  });
  const table = file.length;
  file += `xref\n0 6\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${String(table)}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}
