import ExcelJS from 'exceljs';
import { LIST_HEADINGS, LIST_KINDS } from '../domain/agency-lines.js';
import { FONT } from './official-layout.js';
import { withoutEntryDates } from './stable-archive.js';

const WIDTHS: Readonly<Record<keyof typeof LIST_HEADINGS, number>> = {
  name: 44,
  kind: 22,
  tags: 26,
  email: 38,
  headEmail: 34,
  phone: 18,
  binding: 12,
};
/** How many lines take a kind or a yes from a list; further ones are typed. */
const LINES = 500;

const GUIDE = [
  ['Cột', 'Cách ghi'],
  [LIST_HEADINGS.name, 'Phải có. Ghi đúng tên như trên văn bản; mỗi cơ quan một dòng.'],
  [LIST_HEADINGS.kind, 'Bỏ trống thì hệ thống đoán theo tên.'],
  [LIST_HEADINGS.tags, 'Nhiều khối, cụm thì cách nhau bằng dấu chấm phẩy.'],
  [LIST_HEADINGS.email, 'Hộp thư công vụ trước; nhiều địa chỉ thì cách nhau bằng dấu chấm phẩy.'],
  [LIST_HEADINGS.headEmail, 'Chỉ dùng cho thư gửi lãnh đạo đơn vị.'],
  [LIST_HEADINGS.phone, 'Cột đã đặt định dạng văn bản để giữ số 0 ở đầu.'],
  [LIST_HEADINGS.binding, 'Có hoặc Không; bỏ trống là Có. Không: chỉ được đề nghị phối hợp.'],
  ['', 'Thứ tự các cột đổi được; thêm cột khác không sao. Ô để trống thì dữ liệu cũ giữ nguyên.'],
] as const;

/** The empty list of agencies as the bytes of an .xlsx: headings, choices, and a second sheet that explains them. */
export async function renderAgencyTemplate(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = new Date(0);
  workbook.modified = new Date(0);
  const list = workbook.addWorksheet('Danh sách', { views: [{ state: 'frozen', ySplit: 1 }] });
  const columns = Object.keys(LIST_HEADINGS) as (keyof typeof LIST_HEADINGS)[];
  list.columns = columns.map((key) => ({
    header: LIST_HEADINGS[key],
    key,
    width: WIDTHS[key],
    // Excel takes the leading zero off whatever it believes to be a number.
    style: { numFmt: '@', font: { name: FONT, size: 12 } },
  }));
  list.getRow(1).font = { name: FONT, size: 12, bold: true };
  for (let line = 2; line <= LINES + 1; line += 1) {
    list.getCell(line, columns.indexOf('kind') + 1).dataValidation = oneOf(LIST_KINDS.length);
    list.getCell(line, columns.indexOf('binding') + 1).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: ['"Có,Không"'],
    };
  }
  const guide = workbook.addWorksheet('Cách ghi');
  guide.addRows(GUIDE.map((row) => [...row]));
  guide.columns = [{ width: 26 }, { width: 80 }];
  guide.eachRow((row, nth) => {
    row.font = { name: FONT, size: 12, bold: nth === 1 };
  });
  // The kinds hold commas, which a list of choices in a cell cannot: they stand in a column.
  const kinds = workbook.addWorksheet('Loại');
  kinds.addRows(LIST_KINDS.map((kind) => [kind]));
  kinds.getColumn(1).width = 30;
  return withoutEntryDates(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

function oneOf(count: number): ExcelJS.DataValidation {
  return { type: 'list', allowBlank: true, formulae: [`'Loại'!$A$1:$A$${String(count)}`] };
}
