import { writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { FONT } from './official-layout.js';
import { withoutEntryDates } from './stable-archive.js';
import { printable } from './text.js';

/** The cells of a sheet by their place, made by `placeOf`. */
export type SheetCells = Map<string, Partial<Cell>>;

export interface Letters {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
}

const SIZE = 11;
const THIN = { style: 'thin' } as const;
const FORMULA_START = /^[\s=+\-@]/u;
/** What a spreadsheet program writes where a formula fails; as a cell's plain text the library would make it such a failure. */
const ERROR_WORDS = /^#(?:[A-Z_]+!|N\/A|NAME\?|DIV\/0!)$/u;

/** All four edges of a cell. */
export const FRAME: CellStyle = {
  border: { top: THIN, left: THIN, bottom: THIN, right: THIN },
};
/** The text format: a spreadsheet program takes no zero off and makes no date of what is typed. */
export const AS_TEXT = '@';

/** Where a cell stands; row and column counted from 0. */
export function placeOf(row: number, column: number): string {
  return `${String(row)},${String(column)}`;
}

/** A cell of words, never a formula: what looks like one keeps the text format, so that it stays a text when somebody edits it. */
export function wordsCell(
  words: string,
  letters: Letters = {},
  style: CellStyle = {},
): Partial<Cell> {
  const shown = printable(words);
  return {
    ...(shown === '' ? {} : said(shown)),
    style: {
      ...(FORMULA_START.test(shown) ? { numFmt: AS_TEXT } : {}),
      ...style,
      font: fontOf(letters),
    },
  };
}

/** A number with so many decimals; computed by a formula where one is given. */
export function numberCell(
  value: number,
  decimals: number,
  { formula, ...style }: CellStyle & { readonly formula: string | null },
): Partial<Cell> {
  return {
    ...(formula === null ? { value } : { formula, formulaResult: value }),
    style: { ...style, numFmt: numberFormat(decimals, '0'), font: fontOf({}) },
  };
}

/** "#,##0.00": thousands in groups; `place` says whether decimals are always shown (0) or where there are any (#). */
export function numberFormat(decimals: number, place: '0' | '#'): string {
  return decimals === 0 ? '#,##0' : `#,##0.${place.repeat(decimals)}`;
}

/** The letters of everything in our workbooks. */
export function fontOf(letters: Letters): NonNullable<CellStyle['font']> {
  return { name: FONT, size: SIZE, ...letters };
}

/** Sheets as the bytes of an .xlsx; equal sheets give equal bytes. */
export async function workbookOf(
  sheets: readonly WriteSheet[],
  { title, madeAt }: { readonly title?: string; readonly madeAt: Date },
): Promise<Buffer> {
  const bytes = await writeXlsx({
    sheets: [...sheets],
    properties: {
      ...(title === undefined ? {} : { title: printable(title) }),
      created: madeAt,
      modified: madeAt,
    },
    defaultFont: fontOf({}),
  });
  return withoutEntryDates(bytes);
}

function said(words: string): Partial<Cell> {
  return ERROR_WORDS.test(words) ? { richText: [{ text: words }] } : { value: words };
}
