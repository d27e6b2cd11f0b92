import { partsOf } from './docx-package.js';
import { childOf, parsedXml, within } from './xml.js';
import type { XmlNode } from './xml.js';

/** The widest list that is read; columns beyond it are formatting that was dragged too far. */
const MOST_COLUMNS = 60;
const MOST_SHEETS = 40;

/**
 * The first sheet of an `.xlsx` as the texts of its cells, row by row, empty rows kept so that row n of the
 * answer is row n of the sheet. Numbers have all their digits and a decimal comma. Throws UnreadableDocument.
 */
export async function sheetRows(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const parts = await partsOf(bytes);
  return rowsIn(parts, firstSheet(parts), sharedTexts(parts));
}

/** Every sheet of a workbook, hidden ones too, in its order, as `sheetRows` reads the first. Throws UnreadableDocument. */
export async function allSheetRows(
  bytes: Buffer,
): Promise<readonly (readonly (readonly string[])[])[]> {
  const parts = await partsOf(bytes);
  const shared = sharedTexts(parts);
  return sheetsIn(parts)
    .slice(0, MOST_SHEETS)
    .map(({ part }) => rowsIn(parts, part, shared));
}

function rowsIn(
  parts: ReadonlyMap<string, Buffer>,
  part: string,
  shared: readonly string[],
): string[][] {
  const sheet = parsedXml(parts.get(part)?.toString('utf8') ?? '');
  const rows: string[][] = [];
  for (const row of within(sheet, 'row')) {
    const at = Number(row.attributes['r'] ?? rows.length + 1);
    while (rows.length < at - 1 && rows.length < 20_000) rows.push([]);
    rows.push(cellsOf(row, shared));
  }
  return rows;
}

function cellsOf(row: XmlNode, shared: readonly string[]): string[] {
  const cells: string[] = [];
  for (const cell of row.children.filter(({ name }) => name === 'c')) {
    const column = columnOf(cell.attributes['r'] ?? '') ?? cells.length;
    if (column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push('');
    cells[column] = textOf(cell, shared);
  }
  return cells;
}

function textOf(cell: XmlNode, shared: readonly string[]): string {
  const value = wordsOf(childOf(cell, 'v'));
  switch (cell.attributes['t'] ?? 'n') {
    case 's':
      return shared[Number(value)] ?? '';
    case 'inlineStr':
      return richText(childOf(cell, 'is'));
    case 'str':
    case 'e':
      return value;
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    default:
      return numberText(value);
  }
}

/** `9.12345678E8` is a way to store 912345678; a point would be read as one that groups thousands. */
function numberText(value: string): string {
  const number = Number(value);
  if (/e/iu.test(value) && Number.isSafeInteger(number)) return String(number);
  // A sheet keeps 0.3 as 0.29999999999999999.
  return /^-?\d+\.\d+$/u.test(value)
    ? String(Number(number.toPrecision(15))).replace('.', ',')
    : value;
}

function sharedTexts(parts: ReadonlyMap<string, Buffer>): readonly string[] {
  const root = parsedXml(parts.get('xl/sharedStrings.xml')?.toString('utf8') ?? '');
  return within(root, 'si').map((entry) => richText(entry));
}

/** The text of a cell in runs, without the readings that Asian scripts have over it. */
function richText(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  return node.children
    .map((child) => {
      if (child.name === 't') return wordsOf(child);
      return child.name === 'r' ? richText(child) : '';
    })
    .join('');
}

function wordsOf(node: XmlNode | undefined): string {
  return node?.children.map(({ text }) => text).join('') ?? '';
}

/** The part of the first sheet that is shown. */
function firstSheet(parts: ReadonlyMap<string, Buffer>): string {
  return sheetsIn(parts).find(({ isHidden }) => !isHidden)?.part ?? 'xl/worksheets/sheet1.xml';
}

/** The parts of the sheets in the order of the workbook. */
function sheetsIn(
  parts: ReadonlyMap<string, Buffer>,
): readonly { readonly part: string; readonly isHidden: boolean }[] {
  const workbook = parsedXml(parts.get('xl/workbook.xml')?.toString('utf8') ?? '');
  const relations = parsedXml(parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? '');
  const targets = new Map(
    within(relations, 'Relationship').map(({ attributes }) => [
      attributes['Id'],
      attributes['Target'],
    ]),
  );
  return within(workbook, 'sheet').flatMap(({ attributes }) => {
    const target = targets.get(attributes['id']);
    if (target === undefined) return [];
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return [{ part, isHidden: attributes['state'] === 'hidden' }];
  });
}

/** The column of a cell such as `AB12`, from 0. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]+/u.exec(reference)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
