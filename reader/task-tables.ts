import { joined, part, passageOf, type Passage } from './passage.js';

/** The columns of a table of tasks, by what their heads say. */
const COLUMNS = {
  content: /^(?:nội dung|nhiệm vụ|công việc|hoạt động|tên nhiệm vụ)/u,
  owner: /^(?!.*phối hợp).*(?:chủ trì|thực hiện|phụ trách|đơn vị|cơ quan)/u,
  due: /^(?:thời hạn|thời gian|hoàn thành|tiến độ|hạn)/u,
} as const;

type Columns = Record<keyof typeof COLUMNS, number>;

/**
 * The lines with the rows of a task table as sentences, "Báo cáo … trước ngày 15/6 (Các sở, ngành).",
 * so that they are read like an assignment in a closing bracket.
 */
export function withTaskRows(source: string, lines: readonly Passage[]): Passage[] {
  let columns: Columns | null = null;
  return lines.flatMap((line) => {
    const cells = cellsOf(source, line);
    if (cells.length < 3) {
      columns = null;
      return [line];
    }
    const heads = columnsOf(cells);
    if (heads !== null) {
      columns = heads;
      return [];
    }
    return columns === null ? [line] : [sentenceOf(cells, columns) ?? line];
  });
}

/** What stands between the strokes of a line, blank cells left out at its ends. */
function cellsOf(source: string, line: Passage): Passage[] {
  const cells: Passage[] = [];
  let start = 0;
  for (let at = 0; at < line.text.length - 1; at += 1) {
    const between = source.slice(line.from[at], line.from[at + 1]);
    if (!between.includes('|')) continue;
    cells.push(part(line, start, at + 1));
    start = at + 1;
  }
  cells.push(part(line, start, line.text.length));
  return cells.filter(({ text }) => text !== '');
}

function columnsOf(cells: readonly Passage[]): Columns | null {
  const at = (pattern: RegExp) => cells.findIndex(({ key }) => pattern.test(key));
  const content = at(COLUMNS.content);
  const owner = cells.findIndex(({ key }, index) => index !== content && COLUMNS.owner.test(key));
  const due = at(COLUMNS.due);
  return content === -1 || owner === -1 || due === -1 ? null : { content, owner, due };
}

function sentenceOf(cells: readonly Passage[], columns: Columns): Passage | null {
  const [content, owner, due] = [cells[columns.content], cells[columns.owner], cells[columns.due]];
  if (content === undefined || owner === undefined || due === undefined) return null;
  const first = owner.from[0] ?? 0;
  const last = owner.to.at(-1) ?? first;
  return joined([content, due, bracketed(owner, first, last)]);
}

/** The cell in brackets that stand nowhere in the text: they are as long as nothing. */
function bracketed(cell: Passage, first: number, last: number): Passage {
  return passageOf(
    `(${cell.text}).`,
    [first, ...cell.from, last, last],
    [first, ...cell.to, last, last],
  );
}
