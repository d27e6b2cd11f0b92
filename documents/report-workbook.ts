import ExcelJS from 'exceljs';
import type { Cell, Worksheet } from 'exceljs';
import { cellOfFigure, COLUMNS, linesOfSheet, markOfSheet } from '../domain/report-sheet.js';
import type { ReportSheet, SheetLine } from '../domain/report-sheet.js';
import { FONT } from './official-layout.js';
import { withoutEntryDates } from './stable-archive.js';
import { printable } from './text.js';

const HEADINGS = [
  '',
  'Chỉ tiêu, nội dung',
  'Đơn vị tính',
  'Kết quả',
  'Không phát sinh (ghi x)',
  'Kỳ trước',
  'Giải trình',
];
const WIDTHS = [4, 54, 14, 22, 14, 16, 34];
const FIRST_LINE = 5;
const FILLABLE = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9E5' } } as const;

/** What an agency owes as one workbook, a sheet for each report: only the fields that it fills in can be typed into. */
export async function renderReportWorkbook(sheets: readonly ReportSheet[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  for (const [index, sheet] of sheets.entries()) {
    const worksheet = workbook.addWorksheet(sheetName(sheet.title, index));
    fill(worksheet, sheet);
    await worksheet.protect('', {
      selectLockedCells: true,
      selectUnlockedCells: true,
      formatColumns: true,
      formatRows: true,
    });
  }
  return withoutEntryDates(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

/** At most 31 characters without those that a sheet's name cannot have. */
function sheetName(title: string, index: number): string {
  const words = printable(title)
    .replace(/[*?:\\/[\]']/gu, ' ')
    .replace(/\s+/gu, ' ');
  return `${String(index + 1)}. ${words}`.slice(0, 31).trim();
}

function fill(worksheet: Worksheet, sheet: ReportSheet): void {
  worksheet.columns = WIDTHS.map((width, n) => ({ width, hidden: n === COLUMNS.name }));
  worksheet.views = [{ state: 'frozen', ySplit: FIRST_LINE - 1 }];
  worksheet.pageSetup = { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToHeight: 0 };
  text(worksheet.getCell(1, COLUMNS.name + 1), markOfSheet(sheet));
  text(worksheet.getCell(1, 2), sheet.title, { bold: true, size: 14 });
  text(worksheet.getCell(2, 2), `Thực hiện ${sheet.citation}. Thời hạn: ${sheet.duePhrase}.`);
  text(
    worksheet.getCell(3, 2),
    'Chỉ nhập vào ô màu vàng. Để trống nghĩa là chưa có số liệu; không có gì để báo cáo thì ghi x ở cột “Không phát sinh”. Không nhập bí mật nhà nước.',
    { italic: true },
  );
  for (const row of [1, 2, 3]) worksheet.mergeCells(row, 2, row, WIDTHS.length);
  // A merged row does not grow with its words by itself.
  for (const row of [2, 3, FIRST_LINE - 1]) worksheet.getRow(row).height = 32;
  HEADINGS.forEach((heading, n) => {
    const cell = worksheet.getCell(FIRST_LINE - 1, n + 1);
    text(cell, heading, { bold: true });
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    frame(cell);
  });
  linesOfSheet(sheet).forEach((line, n) => writeLine(worksheet, FIRST_LINE + n, line, sheet));
}

function writeLine(worksheet: Worksheet, row: number, line: SheetLine, sheet: ReportSheet): void {
  const at = (column: number) => worksheet.getCell(row, column + 1);
  if (line.kind === 'heading') {
    text(at(COLUMNS.label), line.text, { bold: true });
    return;
  }
  text(at(COLUMNS.name), line.name);
  if (line.kind === 'text') {
    text(at(COLUMNS.label), line.hint === '' ? line.label : `${line.label}\n${line.hint}`);
    worksheet.mergeCells(row, COLUMNS.figure + 1, row, COLUMNS.note + 1);
    const cell = at(COLUMNS.figure);
    text(cell, shownText(line.name, sheet.fields[line.name] ?? ''));
    // A day and a number of a document are words: Excel would turn "25/7" into a date of its own.
    cell.numFmt = '@';
    if (line.name.startsWith('narrative.')) worksheet.getRow(row).height = 60;
    fillable(cell);
    return;
  }
  const { code, label, unit, decimals, secrecyNote } = line.indicator;
  text(at(COLUMNS.label), secrecyNote === null ? label : `${label}\n${secrecyNote}`);
  text(at(COLUMNS.unit), unit);
  const figure = at(COLUMNS.figure);
  const typed = sheet.fields[line.name] ?? '';
  if (typed !== '') figure.value = cellOfFigure(printable(typed));
  figure.numFmt = decimals === 0 ? '#,##0' : `#,##0.${'#'.repeat(decimals)}`;
  figure.dataValidation = {
    type: 'decimal',
    operator: 'greaterThanOrEqual',
    formulae: [0],
    allowBlank: true,
    showErrorMessage: true,
    // A warning and no stop: "khoảng 1.500" is an answer too.
    errorStyle: 'warning',
    errorTitle: 'Kết quả',
    error: `Nhập số, ${decimals === 0 ? 'không có phần thập phân' : `nhiều nhất ${String(decimals)} chữ số thập phân`}. Số ước chừng: ghi “khoảng …”.`,
  };
  text(at(COLUMNS.nil), sheet.fields[`nil.${code}`] === undefined ? '' : 'x');
  at(COLUMNS.nil).dataValidation = { type: 'list', allowBlank: true, formulae: ['"x"'] };
  text(at(COLUMNS.last), sheet.last[code] ?? '');
  text(at(COLUMNS.note), sheet.fields[`note.${code}`] ?? '');
  for (const column of [COLUMNS.figure, COLUMNS.nil, COLUMNS.note]) fillable(at(column));
  for (const column of [COLUMNS.label, COLUMNS.unit, COLUMNS.last]) frame(at(column));
}

/** Days as they are printed, everything else as it is. */
function shownText(name: string, value: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value) ?? [];
  return name === 'documentDate' && date !== undefined
    ? `${date}/${month ?? ''}/${year ?? ''}`
    : value;
}

function text(
  cell: Cell,
  words: string,
  font: { bold?: boolean; italic?: boolean; size?: number } = {},
): void {
  const shown = printable(words);
  if (shown !== '') cell.value = shown;
  // What looks like a formula stays a text when somebody edits it.
  if (/^[\s=+\-@]/u.test(shown)) cell.numFmt = '@';
  cell.font = { name: FONT, size: 11, ...font };
  cell.alignment = { vertical: 'top', wrapText: true };
}

function fillable(cell: Cell): void {
  cell.protection = { locked: false };
  cell.fill = FILLABLE;
  cell.font = { name: FONT, size: 11 };
  cell.alignment = { vertical: 'top', wrapText: true };
  frame(cell);
}

function frame(cell: Cell): void {
  const thin = { style: 'thin' } as const;
  cell.border = { top: thin, left: thin, bottom: thin, right: thin };
}
