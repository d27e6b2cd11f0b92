import type { CellStyle, DataValidation, WriteSheet } from 'hucre/xlsx';
import { cellOfFigure, COLUMNS, linesOfSheet, markOfSheet } from '../domain/report-sheet.js';
import type { ReportSheet, SheetLine } from '../domain/report-sheet.js';
import {
  AS_TEXT,
  fontOf,
  FRAME,
  numberFormat,
  placeOf,
  wordsCell,
  workbookOf,
} from './sheet-cells.js';
import type { SheetCells } from './sheet-cells.js';
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
/** Of the first line, as a spreadsheet program counts rows. */
const FIRST_LINE = 5;
const TOP: CellStyle = { alignment: { vertical: 'top', wrapText: true } };
const FRAMED: CellStyle = { ...TOP, ...FRAME };
const FILLABLE: CellStyle = {
  ...TOP,
  ...FRAME,
  protection: { locked: false },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF9E5' } },
};

/** A sheet as it is being written. */
interface Writing {
  readonly cells: SheetCells;
  readonly merges: NonNullable<WriteSheet['merges']>;
  readonly heights: NonNullable<WriteSheet['rowDefs']>;
  readonly validations: DataValidation[];
}

/** What an agency owes as one workbook, a sheet for each report: only the fields that it fills in can be typed into. */
export async function renderReportWorkbook(sheets: readonly ReportSheet[]): Promise<Buffer> {
  return workbookOf(
    sheets.map((sheet, index) => sheetOf(sheet, sheetName(sheet.title, index))),
    { madeAt: new Date(0) },
  );
}

/** At most 31 characters without those that a sheet's name cannot have. */
function sheetName(title: string, index: number): string {
  const words = printable(title)
    .replace(/[*?:\\/[\]']/gu, ' ')
    .replace(/\s+/gu, ' ');
  return `${String(index + 1)}. ${words}`.slice(0, 31).trim();
}

function sheetOf(sheet: ReportSheet, name: string): WriteSheet {
  const writing: Writing = {
    cells: new Map([
      [placeOf(0, COLUMNS.name), wordsCell(markOfSheet(sheet), {}, TOP)],
      [placeOf(0, 1), wordsCell(sheet.title, { bold: true, size: 14 }, TOP)],
      [
        placeOf(1, 1),
        wordsCell(`Thực hiện ${sheet.citation}. Thời hạn: ${sheet.duePhrase}.`, {}, TOP),
      ],
      [
        placeOf(2, 1),
        wordsCell(
          'Chỉ nhập vào ô màu vàng. Để trống nghĩa là chưa có số liệu; không có gì để báo cáo thì ghi x ở cột “Không phát sinh”. Không nhập bí mật nhà nước.',
          { italic: true },
          TOP,
        ),
      ],
    ]),
    merges: [0, 1, 2].map((row) => ({
      ...{ startRow: row, startCol: 1 },
      ...{ endRow: row, endCol: WIDTHS.length - 1 },
    })),
    // A merged row does not grow with its words by itself.
    heights: new Map([1, 2, FIRST_LINE - 2].map((row) => [row, { height: 32 }])),
    validations: [],
  };
  const middle = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
  HEADINGS.forEach((heading, column) => {
    const cell = wordsCell(heading, { bold: true }, { ...FRAME, alignment: middle });
    writing.cells.set(placeOf(FIRST_LINE - 2, column), cell);
  });
  linesOfSheet(sheet).forEach((line, n) => writeLine(writing, FIRST_LINE - 1 + n, line, sheet));
  return {
    name,
    columns: WIDTHS.map((width, n) => ({ width, hidden: n === COLUMNS.name })),
    cells: writing.cells,
    merges: writing.merges,
    rowDefs: writing.heights,
    dataValidations: writing.validations,
    freezePane: { rows: FIRST_LINE - 1 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    protection: {
      sheet: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
      formatColumns: true,
      formatRows: true,
    },
  };
}

function writeLine(writing: Writing, row: number, line: SheetLine, sheet: ReportSheet): void {
  const { cells } = writing;
  const put = (column: number, words: string, style: CellStyle = TOP) =>
    cells.set(placeOf(row, column), wordsCell(words, {}, style));
  if (line.kind === 'heading') {
    cells.set(placeOf(row, COLUMNS.label), wordsCell(line.text, { bold: true }, TOP));
    return;
  }
  put(COLUMNS.name, line.name);
  if (line.kind === 'text') {
    put(COLUMNS.label, line.hint === '' ? line.label : `${line.label}\n${line.hint}`);
    writing.merges.push({
      ...{ startRow: row, startCol: COLUMNS.figure },
      ...{ endRow: row, endCol: COLUMNS.note },
    });
    // The rest of a merged row has the frame of its first cell.
    for (const column of [COLUMNS.nil, COLUMNS.last, COLUMNS.note]) put(column, '', FILLABLE);
    // A day and a number of a document are words: Excel would turn "25/7" into a date of its own.
    const shown = shownText(line.name, sheet.fields[line.name] ?? '');
    put(COLUMNS.figure, shown, { ...FILLABLE, numFmt: AS_TEXT });
    if (line.name.startsWith('narrative.')) writing.heights.set(row, { height: 60 });
    return;
  }
  const { code, label, unit, decimals, secrecyNote } = line.indicator;
  put(COLUMNS.label, secrecyNote === null ? label : `${label}\n${secrecyNote}`, FRAMED);
  put(COLUMNS.unit, unit, FRAMED);
  const typed = sheet.fields[line.name] ?? '';
  cells.set(placeOf(row, COLUMNS.figure), {
    ...(typed === '' ? {} : { value: cellOfFigure(printable(typed)) }),
    style: { ...FILLABLE, font: fontOf({}), numFmt: numberFormat(decimals, '#') },
  });
  writing.validations.push({
    type: 'decimal',
    operator: 'greaterThanOrEqual',
    formula1: '0',
    allowBlank: true,
    showErrorMessage: true,
    // A warning and no stop: "khoảng 1.500" is an answer too.
    errorStyle: 'warning',
    errorTitle: 'Kết quả',
    errorMessage: `Nhập số, ${decimals === 0 ? 'không có phần thập phân' : `nhiều nhất ${String(decimals)} chữ số thập phân`}. Số ước chừng: ghi “khoảng …”.`,
    range: cellAt(row, COLUMNS.figure),
  });
  put(COLUMNS.nil, sheet.fields[`nil.${code}`] === undefined ? '' : 'x', FILLABLE);
  writing.validations.push({
    type: 'list',
    values: ['x'],
    allowBlank: true,
    range: cellAt(row, COLUMNS.nil),
  });
  put(COLUMNS.last, sheet.last[code] ?? '', FRAMED);
  put(COLUMNS.note, sheet.fields[`note.${code}`] ?? '', FILLABLE);
}

/** "D7"; row and column counted from 0, of the first 26 columns. */
function cellAt(row: number, column: number): string {
  return `${String.fromCharCode(65 + column)}${String(row + 1)}`;
}

/** Days as they are printed, everything else as it is. */
function shownText(name: string, value: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value) ?? [];
  return name === 'documentDate' && date !== undefined
    ? `${date}/${month ?? ''}/${year ?? ''}`
    : value;
}
