import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import { LIST_HEADINGS, LIST_KINDS } from '../domain/agency-lines.js';
import { AS_TEXT, fontOf, placeOf, wordsCell, workbookOf } from './sheet-cells.js';
import type { SheetCells } from './sheet-cells.js';

const WIDTHS: Readonly<Record<keyof typeof LIST_HEADINGS, number>> = {
  name: 44,
  kind: 22,
  tags: 26,
  email: 38,
  headEmail: 34,
  phone: 18,
  binding: 12,
  organId: 20,
  unit: 24,
};
/** How many lines take a kind or a yes from a list; further ones are typed. */
const LINES = 500;
const KINDS_SHEET = 'Loại';

const GUIDE = [
  ['Cột', 'Cách ghi'],
  [LIST_HEADINGS.name, 'Phải có. Ghi đúng tên như trên văn bản; mỗi cơ quan một dòng.'],
  [LIST_HEADINGS.kind, 'Bỏ trống thì hệ thống đoán theo tên.'],
  [LIST_HEADINGS.tags, 'Nhiều khối, cụm thì cách nhau bằng dấu chấm phẩy.'],
  [LIST_HEADINGS.email, 'Hộp thư công vụ trước; nhiều địa chỉ thì cách nhau bằng dấu chấm phẩy.'],
  [LIST_HEADINGS.headEmail, 'Chỉ dùng cho thư gửi lãnh đạo đơn vị.'],
  [LIST_HEADINGS.phone, 'Cột đã đặt định dạng văn bản để giữ số 0 ở đầu.'],
  [LIST_HEADINGS.binding, 'Có hoặc Không; bỏ trống là Có. Không: chỉ được đề nghị phối hợp.'],
  [
    LIST_HEADINGS.organId,
    'Không bắt buộc. Mã của cơ quan trên trục liên thông văn bản (QCVN 102:2016), ví dụ 000.00.19.H26.',
  ],
  [LIST_HEADINGS.unit, 'Năm chữ số, chỉ ghi với xã, phường, đặc khu; bỏ trống cũng được.'],
  ['', 'Thứ tự các cột đổi được; thêm cột khác không sao. Ô để trống thì dữ liệu cũ giữ nguyên.'],
] as const;

/** The empty list of agencies as the bytes of an .xlsx: headings, choices, and a second sheet that explains them. */
export async function renderAgencyTemplate(): Promise<Buffer> {
  return workbookOf([listSheet(), guideSheet(), kindsSheet()], { madeAt: new Date(0) });
}

function listSheet(): WriteSheet {
  const columns = Object.keys(LIST_HEADINGS) as (keyof typeof LIST_HEADINGS)[];
  // Excel takes the leading zero off whatever it believes to be a number.
  const asTyped: CellStyle = { numFmt: AS_TEXT, font: fontOf({ size: 12 }) };
  const cells: SheetCells = new Map(
    columns.map((key, column) => [
      placeOf(0, column),
      wordsCell(LIST_HEADINGS[key], { bold: true, size: 12 }),
    ]),
  );
  for (let line = 1; line <= LINES; line += 1) {
    for (const column of columns.keys()) cells.set(placeOf(line, column), { style: asTyped });
  }
  const below = (key: keyof typeof LIST_HEADINGS) => {
    const letter = String.fromCharCode(65 + columns.indexOf(key));
    return `${letter}2:${letter}${String(LINES + 1)}`;
  };
  const choice = { type: 'list', allowBlank: true } as const;
  // The kinds hold commas, which a list of choices in a cell cannot: they stand in a column.
  const kinds = `'${KINDS_SHEET}'!$A$1:$A$${String(LIST_KINDS.length)}`;
  return {
    name: 'Danh sách',
    columns: columns.map((key) => ({ width: WIDTHS[key] })),
    cells,
    freezePane: { rows: 1 },
    dataValidations: [
      { ...choice, formula1: kinds, range: below('kind') },
      { ...choice, values: ['Có', 'Không'], range: below('binding') },
    ],
  };
}

function guideSheet(): WriteSheet {
  const rows = GUIDE.map((row, nth) =>
    row.map((words) => wordsCell(words, { bold: nth === 0, size: 12 })),
  );
  return { name: 'Cách ghi', columns: [{ width: 26 }, { width: 80 }], cells: placed(rows) };
}

function kindsSheet(): WriteSheet {
  const rows = LIST_KINDS.map((kind) => [wordsCell(kind)]);
  return { name: KINDS_SHEET, columns: [{ width: 30 }], cells: placed(rows) };
}

function placed(rows: readonly (readonly ReturnType<typeof wordsCell>[])[]): SheetCells {
  return new Map(
    rows.flatMap((row, nth) => row.map((cell, column) => [placeOf(nth, column), cell] as const)),
  );
}
