import { type Cell, type Worksheet } from 'exceljs';
import { FONT } from './official-layout.js';
import { REHEARSAL_MARK } from './rehearsal-mark.js';
import type { CellValue, Sheet, SheetHead } from './table-book.js';
import { printable } from './text.js';

/** The rows below begin right after it. */
export const HEADING_ROW = 3;
const HEADING_HEIGHT_POINTS = 62;
const COLUMNS_PER_PAGE = 12;
/** More digits than this a spreadsheet would round. */
const EXACT_DIGITS = 15;
const FORMULA_START = /^[\s=+\-@]/;

/** Writes title, source line, heading row (repeated in print, frozen on screen) and rows. */
export function fillSheet(given: { worksheet: Worksheet; sheet: Sheet; head: SheetHead }): void {
  const { worksheet, sheet, head } = given;
  const mark = head.rehearsal ? `${REHEARSAL_MARK} - ` : '';
  worksheet.columns = sheet.columns.map(({ width }) => ({ width }));
  worksheet.views = [{ state: 'frozen', xSplit: 2, ySplit: HEADING_ROW }];
  worksheet.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: Math.ceil(sheet.columns.length / COLUMNS_PER_PAGE),
    fitToHeight: 0,
    printTitlesColumn: 'A:B',
    printTitlesRow: `${String(HEADING_ROW)}:${String(HEADING_ROW)}`,
  };
  worksheet.headerFooter.oddFooter = '&C&P';
  if (head.rehearsal) worksheet.headerFooter.oddHeader = `&C${REHEARSAL_MARK}`;
  setText(worksheet.getCell(1, 1), `${mark}${head.title}`, { bold: true, size: 14 });
  setText(worksheet.getCell(2, 1), head.source, { italic: true });
  worksheet.getRow(HEADING_ROW).height = HEADING_HEIGHT_POINTS;
  sheet.columns.forEach(({ heading }, index) => {
    const cell = worksheet.getCell(HEADING_ROW, index + 1);
    setText(cell, heading, { bold: true });
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    frame(cell);
  });
  sheet.rows.forEach((row, rowIndex) => {
    row.forEach((value, index) => {
      const cell = worksheet.getCell(HEADING_ROW + 1 + rowIndex, index + 1);
      setValue(cell, value);
      frame(cell);
    });
  });
}

function setValue(cell: Cell, value: CellValue): void {
  if (typeof value === 'number') {
    setNumber(cell, value, 0);
    return;
  }
  if (typeof value === 'string') {
    setText(cell, value);
    cell.alignment = { vertical: 'middle', wrapText: true };
    return;
  }
  const { figure, formula = null } = value;
  if (figure === null) return;
  const fraction = /^\d+(?:\.(\d+))?$/.exec(figure);
  if (fraction === null || figure.replace('.', '').length > EXACT_DIGITS) setText(cell, figure);
  else setNumber(cell, Number(figure), fraction[1]?.length ?? 0, formula);
}

function setNumber(
  cell: Cell,
  value: number,
  decimals: number,
  formula: string | null = null,
): void {
  cell.value = formula === null ? value : { formula, result: value };
  cell.numFmt = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  cell.font = { name: FONT, size: 11 };
  cell.alignment = { vertical: 'middle' };
}

/** A string cell; what looks like a formula gets the text format, so that it stays a text when somebody edits it. */
function setText(
  cell: Cell,
  text: string,
  font: { bold?: boolean; italic?: boolean; size?: number } = {},
): void {
  const shown = printable(text);
  cell.value = shown;
  if (FORMULA_START.test(shown)) cell.numFmt = '@';
  cell.font = { name: FONT, size: 11, ...font };
}

function frame(cell: Cell): void {
  const thin = { style: 'thin' } as const;
  cell.border = { top: thin, left: thin, bottom: thin, right: thin };
}
