import { openXlsx, parseCellRef, saveXlsx, writeXlsx } from 'hucre/xlsx';
import type { Cell, CellValue, RoundtripWorkbook, Sheet } from 'hucre/xlsx';

/** A workbook as somebody makes one: a sheet for each name, with its rows. */
export async function aWorkbook(
  sheets: Readonly<Record<string, readonly (readonly (CellValue | Partial<Cell>)[])[]>>,
): Promise<Buffer> {
  const bytes = await writeXlsx({
    sheets: Object.entries(sheets).map(([name, rows]) => ({
      name,
      cells: new Map(
        rows.flatMap((row, r) =>
          row.map((cell, c) => [`${String(r)},${String(c)}`, asCell(cell)] as const),
        ),
      ),
    })),
  });
  return Buffer.from(bytes);
}

function asCell(cell: CellValue | Partial<Cell>): Partial<Cell> {
  return cell === null || typeof cell !== 'object' || cell instanceof Date ? { value: cell } : cell;
}

/** A workbook as somebody opens it, to be looked at, typed into and saved again. */
export class OpenedWorkbook {
  readonly book: RoundtripWorkbook;

  private constructor(book: RoundtripWorkbook) {
    this.book = book;
  }

  static async of(bytes: Uint8Array): Promise<OpenedWorkbook> {
    return new OpenedWorkbook(await openXlsx(new Uint8Array(bytes), { readStyles: true }));
  }

  get names(): readonly string[] {
    return this.book.sheets.map(({ name }) => name);
  }

  /** A sheet by its name or place; throws where there is none. */
  sheet(which: string | number): Sheet {
    const found =
      typeof which === 'number'
        ? this.book.sheets[which]
        : this.book.sheets.find(({ name }) => name === which);
    if (found === undefined) throw new Error(`no sheet ${String(which)}`);
    return found;
  }

  /** A cell by its address, `B4`; undefined where nothing stands. */
  cell(which: string | number, address: string): Cell | undefined {
    const { row, col } = parseCellRef(address);
    return this.sheet(which).cells?.get(`${String(row)},${String(col)}`);
  }

  /** What a cell holds: a formula with what it came to, else its value; null for nothing. */
  value(which: string | number, address: string): unknown {
    const { row, col } = parseCellRef(address);
    const cell = this.cell(which, address);
    return cell?.formula === undefined
      ? (this.sheet(which).rows[row]?.[col] ?? null)
      : { formula: cell.formula, result: cell.formulaResult ?? cell.value };
  }

  /** The values of a row, counted from 1. */
  row(which: string | number, row: number): readonly unknown[] {
    return (this.sheet(which).rows[row - 1] ?? []).map((_, column) =>
      this.value(which, `${letters(column)}${String(row)}`),
    );
  }

  /** Types into a cell; its look stays. */
  type(which: string | number, address: string, value: CellValue): void {
    const { row, col } = parseCellRef(address);
    const sheet = this.sheet(which);
    const rows = sheet.rows;
    while (rows.length <= row) rows.push([]);
    const cells = rows[row]!;
    while (cells.length <= col) cells.push(null);
    cells[col] = value;
    const key = `${String(row)},${String(col)}`;
    const before = sheet.cells?.get(key);
    const type = typeof value === 'number' ? 'number' : 'string';
    sheet.cells?.set(key, { ...before, value, type });
  }

  async saved(): Promise<Buffer> {
    return Buffer.from(await saveXlsx(this.book));
  }
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letters(Math.floor(column / 26) - 1)}${last}`;
}
