import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { run } from './official-text.js';
import { fittedWidths } from './column-widths.js';
import { SIZE, TEXT_WIDTH } from './official-layout.js';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
export const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};
/** Thin lines around and between all cells. */
export const THIN_BORDERS = {
  top: THIN,
  bottom: THIN,
  left: THIN,
  right: THIN,
  insideHorizontal: THIN,
  insideVertical: THIN,
};

export interface TableColumn {
  readonly heading: string;
  /** In twips. */
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Room left and right of the text of a cell, in twips. */
const CELL_MARGIN = 60;

/** A ruled table whose heading row comes again on every page, whose rows never break over two and whose words are never cut. */
export function gridTable(table: {
  columns: readonly TableColumn[];
  rows: readonly (readonly string[])[];
  points?: number;
}): Table {
  const { rows, points = SIZE.table } = table;
  const widths = fittedWidths({ ...table, points, margin: CELL_MARGIN });
  const columns = table.columns.map((column, index) => ({
    ...column,
    width: widths[index] ?? column.width,
  }));
  return new Table({
    width: { size: columns.reduce((sum, column) => sum + column.width, 0), type: WidthType.DXA },
    columnWidths: columns.map((column) => column.width),
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: THIN_BORDERS,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column) =>
          gridCell({ text: column.heading, column, points, heading: true }),
        ),
      }),
      ...rows.map(
        (cells) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((column, index) =>
              gridCell({ text: cells[index] ?? '', column, points, heading: false }),
            ),
          }),
      ),
    ],
  });
}

/** A numbered list of agencies over the width of an upright page. */
export function agencyList(names: readonly string[]): Table {
  return gridTable({
    columns: [
      { heading: 'STT', width: 850, align: 'center' },
      { heading: 'Cơ quan, đơn vị', width: TEXT_WIDTH - 850, align: 'left' },
    ],
    rows: names.map((name, index) => [String(index + 1), name]),
  });
}

function gridCell(cell: {
  text: string;
  column: TableColumn;
  points: number;
  heading: boolean;
}): TableCell {
  return new TableCell({
    width: { size: cell.column.width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: CELL_MARGIN, right: CELL_MARGIN, top: 30, bottom: 30 },
    children: [
      new Paragraph({
        alignment: cell.heading ? AlignmentType.CENTER : cell.column.align,
        children: [run(cell.text, { points: cell.points, bold: cell.heading })],
      }),
    ],
  });
}
