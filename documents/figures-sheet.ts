import type { Cell, WriteSheet } from 'hucre/xlsx';
import { REHEARSAL_MARK } from './rehearsal-mark.js';
import { FRAME, numberCell, placeOf, wordsCell } from './sheet-cells.js';
import type { SheetCells } from './sheet-cells.js';
import type { CellValue, Sheet, SheetHead } from './table-book.js';

/** The rows below begin right after it. */
export const HEADING_ROW = 3;
const HEADING_HEIGHT_POINTS = 62;
const COLUMNS_PER_PAGE = 12;
/** More digits than this a spreadsheet would round. */
const EXACT_DIGITS = 15;

/** A sheet with title, source line, heading row (repeated in print, frozen on screen with the first two columns) and rows. */
export function figuresSheet(sheet: Sheet, head: SheetHead): WriteSheet {
  const mark = head.rehearsal ? `${REHEARSAL_MARK} - ` : '';
  const headingRow = `$${String(HEADING_ROW)}:$${String(HEADING_ROW)}`;
  return {
    name: sheet.name,
    columns: sheet.columns.map(({ width }) => ({ width })),
    cells: cellsOf(sheet, { ...head, title: `${mark}${head.title}` }),
    rowDefs: new Map([[HEADING_ROW - 1, { height: HEADING_HEIGHT_POINTS }]]),
    freezePane: { columns: 2, rows: HEADING_ROW },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: Math.ceil(sheet.columns.length / COLUMNS_PER_PAGE),
      fitToHeight: 0,
      printTitlesColumn: '$A:$B',
      printTitlesRow: headingRow,
    },
    headerFooter: {
      oddFooter: '&C&P',
      ...(head.rehearsal ? { oddHeader: `&C${REHEARSAL_MARK}` } : {}),
    },
  };
}

function cellsOf(sheet: Sheet, head: SheetHead): SheetCells {
  const cells: SheetCells = new Map([
    [placeOf(0, 0), wordsCell(head.title, { bold: true, size: 14 })],
    [placeOf(1, 0), wordsCell(head.source, { italic: true })],
  ]);
  const middle = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
  sheet.columns.forEach(({ heading }, column) => {
    const cell = wordsCell(heading, { bold: true }, { ...FRAME, alignment: middle });
    cells.set(placeOf(HEADING_ROW - 1, column), cell);
  });
  sheet.rows.forEach((row, nth) => {
    row.forEach((value, column) => {
      cells.set(placeOf(HEADING_ROW + nth, column), cellOf(value));
    });
  });
  return cells;
}

function cellOf(value: CellValue): Partial<Cell> {
  if (typeof value === 'number') return figureCell(value, 0, null);
  if (typeof value === 'string') {
    return wordsCell(value, {}, { ...FRAME, alignment: { vertical: 'center', wrapText: true } });
  }
  const { figure, formula = null } = value;
  if (figure === null) return { style: FRAME };
  const fraction = /^\d+(?:\.(\d+))?$/.exec(figure);
  const isExact = fraction !== null && figure.replace('.', '').length <= EXACT_DIGITS;
  return isExact
    ? figureCell(Number(figure), fraction[1]?.length ?? 0, formula)
    : wordsCell(figure, {}, FRAME);
}

function figureCell(value: number, decimals: number, formula: string | null): Partial<Cell> {
  return numberCell(value, decimals, { ...FRAME, alignment: { vertical: 'center' }, formula });
}
