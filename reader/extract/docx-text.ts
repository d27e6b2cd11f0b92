/** A block or run of a document: `document`, `paragraph`, `table`, `tableRow`, `tableCell`, `text`, `tab`, `break`. */
export interface Element {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Element[];
  readonly breakType?: string;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}

/** So many rows with so many cells that hold words make a table of content; what has fewer is layout: the letterhead beside the national title, the recipients beside the signature. */
const TABLE = { rows: 2, cells: 3 };

/**
 * The text of a document: a line for each paragraph and each line break; of a table with three columns or
 * more a line for each row, its cells between strokes, one merged over several rows written in each of them.
 */
export function textOfDocument(document: Element): string {
  return blocksOf(document.children ?? []);
}

function blocksOf(elements: readonly Element[]): string {
  return elements
    .map((element) => {
      if (element.type === 'paragraph') return `${wordsOf(element)}\n\n`;
      if (element.type === 'table') return tableText(element);
      return blocksOf(element.children ?? []) || wordsOf(element);
    })
    .join('');
}

function wordsOf({ type, value, breakType, children = [] }: Element): string {
  if (type === 'text') return value ?? '';
  if (type === 'tab') return '\t';
  if (type === 'break') return breakType === 'page' || breakType === 'column' ? '\n\n' : '\n';
  return children.map(wordsOf).join('');
}

interface Cell {
  readonly text: string;
  readonly columns: number;
  /** Rows that it still reaches into. */
  rows: number;
}

function tableText(table: Element): string {
  const rows = rowsOf(table);
  const full = rows.filter(({ children = [] }) => children.filter(hasWords).length >= TABLE.cells);
  if (full.length < TABLE.rows) return rows.map((row) => blocksOf(row.children ?? [])).join('');
  const reaching: (Cell | undefined)[] = [];
  const lines = rows.map((row) => lineOf(row, reaching));
  return `${lines.join('\n')}\n\n`;
}

function rowsOf(table: Element): readonly Element[] {
  return (table.children ?? []).flatMap((child) =>
    child.type === 'tableRow' ? [child] : rowsOf(child),
  );
}

function hasWords(cell: Element): boolean {
  return /[\p{L}\d]/u.test(blocksOf([cell]));
}

/** One row; `reaching` holds by column what reaches down from the rows above, and what this one adds. */
function lineOf(row: Element, reaching: (Cell | undefined)[]): string {
  const own = [...(row.children ?? [])];
  const cells: string[] = [];
  for (let column = 0; own.length > 0 || (reaching[column]?.rows ?? 0) > 0;) {
    const above = reaching[column];
    const isReached = above !== undefined && above.rows > 0;
    const cell = isReached ? above : cellOf(own.shift());
    cells.push(cell.text);
    cell.rows -= 1;
    reaching[column] = cell;
    column += cell.columns;
  }
  return `| ${cells.join(' | ')} |`;
}

function cellOf(element: Element | undefined): Cell {
  const { children = [], colSpan = 1, rowSpan = 1 } = element ?? { type: 'tableCell' };
  return { text: oneLine(blocksOf(children)), columns: colSpan, rows: rowSpan };
}

/** The paragraphs of a cell in one line: bodies below each other are parted like a list. */
function oneLine(text: string): string {
  const paragraphs = text
    .replaceAll('|', '/')
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');
  return paragraphs.reduce(
    (whole, line) => (whole === '' ? line : `${whole}${/[.,;:]$/u.test(whole) ? '' : ';'} ${line}`),
    '',
  );
}
