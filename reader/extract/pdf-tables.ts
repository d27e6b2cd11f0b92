/** A word of a page with its box in points, from the top left corner. */
export interface PlacedWord {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Words that stand together in one line of one column. */
interface Segment {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
}

interface Column {
  x0: number;
  x1: number;
}

/** What the heads of a table of tasks or reports say; both must be there, side by side. */
const CONTENT = /nội dung|nhiệm vụ|công việc|hoạt động|tên (?:báo cáo|văn bản|loại)|loại báo cáo/iu;
const DUE = /thời hạn|thời gian|hoàn thành|tiến độ|hạn (?:gửi|nộp|chót)/iu;
const ORDINAL = /^(?:stt|tt|số tt)$/iu;
/** Words closer than this many heights of a letter belong together. */
const WORD_GAP = 0.75;
const FEWEST_COLUMNS = 3;
/** The heads of one table stand within so many lines. */
const HEAD_LINES = 5;

/**
 * The text of pages with their tables row by row, cells between strokes; null for a page without a table, or
 * one whose rows do not stand in columns. A table goes on over the pages that follow.
 */
export function tabledPages(pages: readonly (readonly PlacedWord[])[]): (string | null)[] {
  let open: Column[] | null = null;
  return pages.map((words) => {
    const lines = linesOf(words);
    const text: string[] = [];
    let found = false;
    for (let at = 0; at < lines.length;) {
      const going: Column[] | null = open;
      const head: Column[] | null = going ?? columnsAt(lines, at);
      if (head === null) {
        text.push(...(lines[at] ?? []).map((segment) => segment.text));
        at += 1;
        continue;
      }
      const end = endOfTable(lines, at, head);
      open = end === lines.length ? head : null;
      if (end === at) continue;
      text.push(...rowsOf(lines.slice(at, end), head), '');
      found = true;
      at = end;
    }
    return found ? `${text.join('\n')}\n` : null;
  });
}

/** The lines of a page from top to bottom, each cut where a wide gap parts its words. */
function linesOf(words: readonly PlacedWord[]): Segment[][] {
  const lines: PlacedWord[][] = [];
  for (const word of [...words].sort((a, b) => a.y0 + a.y1 - b.y0 - b.y1)) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    const middle = (word.y0 + word.y1) / 2;
    if (line !== undefined && first !== undefined && middle > first.y0 && middle < first.y1) {
      line.push(word);
    } else lines.push([word]);
  }
  return lines.map(segmentsOf);
}

function segmentsOf(line: readonly PlacedWord[]): Segment[] {
  const segments: Segment[] = [];
  for (const word of [...line].sort((a, b) => a.x0 - b.x0)) {
    const last = segments.at(-1);
    const height = word.y1 - word.y0;
    if (last !== undefined && word.x0 - last.x1 < WORD_GAP * height)
      segments.splice(-1, 1, { ...last, text: `${last.text} ${word.text}`, x1: word.x1 });
    else segments.push({ text: word.text, x0: word.x0, x1: word.x1, y: (word.y0 + word.y1) / 2 });
  }
  return segments;
}

/** The columns of a table whose heads begin in a line; null when none do. */
function columnsAt(lines: readonly Segment[][], at: number): Column[] | null {
  const first = lines[at] ?? [];
  const heads = lines.slice(at, at + HEAD_LINES);
  const isHead = (segments: readonly Segment[]) =>
    segments.some(({ text }) => CONTENT.test(text) || ORDINAL.test(text) || DUE.test(text));
  // "II. NHIỆM VỤ" alone on its line heads a section.
  if (first.length < 2 || !isHead(first)) return null;
  const columns: Column[] = [];
  let seen = { content: false, due: false };
  for (const line of heads) {
    const places = line.map((segment) => columns.filter((column) => overlap(column, segment)));
    if (places.some((hit) => hit.length > 1)) break;
    // Below the heads the rows begin with their number.
    if (seen.content && seen.due && /^\d{1,3}[.)]?$/u.test(line[0]?.text ?? '')) break;
    line.forEach((segment, index) => {
      const [column] = places[index] ?? [];
      if (column === undefined) columns.push({ x0: segment.x0, x1: segment.x1 });
      else widen(column, segment);
    });
    seen = {
      content: seen.content || line.some(({ text }) => CONTENT.test(text)),
      due: seen.due || line.some(({ text }) => DUE.test(text)),
    };
  }
  columns.sort((a, b) => a.x0 - b.x0);
  return seen.content && seen.due && columns.length >= FEWEST_COLUMNS ? columns : null;
}

function overlap(a: Column, b: Column): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1;
}

function widen(column: Column, { x0, x1 }: Column): void {
  column.x0 = Math.min(column.x0, x0);
  column.x1 = Math.max(column.x1, x1);
}

/** The line behind the last that stands in the columns, which grow by what stands in them. */
function endOfTable(lines: readonly Segment[][], from: number, columns: Column[]): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? [];
    const placed = line.map((segment) => columns.filter((column) => overlap(column, segment)));
    const isPageNumber = line.length === 1 && /^-?\s*\d{1,3}\s*-?$/u.test(line[0]?.text ?? '');
    if (isPageNumber && (at === from || at === lines.length - 1)) continue;
    const isHeading = line.length === 1 && /^[IVX]{1,5}\.\s/u.test(line[0]?.text ?? '');
    if (isHeading || placed.some((hit) => hit.length > 1)) return at;
    line.forEach((segment, index) => {
      const column = placed[index]?.[0] ?? nearest(columns, segment);
      const others = columns.filter((other) => other !== column);
      const grown = { x0: Math.min(column.x0, segment.x0), x1: Math.max(column.x1, segment.x1) };
      if (!others.some((other) => overlap(other, grown))) widen(column, segment);
    });
  }
  return lines.length;
}

function nearest(columns: readonly Column[], segment: Segment): Column {
  const distance = ({ x0, x1 }: Column) =>
    Math.min(Math.abs(x0 - segment.x1), Math.abs(segment.x0 - x1));
  return columns.reduce((best, column) => (distance(column) < distance(best) ? column : best));
}

/** The rows of a table: one begins with each number of its first column, else where a gap parts the lines. */
function rowsOf(lines: readonly Segment[][], columns: readonly Column[]): string[] {
  const placed = lines
    .filter((line) => !(line.length === 1 && /^-?\s*\d{1,3}\s*-$/u.test(line[0]?.text ?? '')))
    .map((line) => ({
      y: line[0]?.y ?? 0,
      cells: columns.map((column) =>
        line
          .filter(
            (segment) =>
              (columns.find((one) => overlap(one, segment)) ?? nearest([...columns], segment)) ===
              column,
          )
          .map(({ text }) => text)
          .join(' '),
      ),
    }));
  const starts = startsOf(placed);
  const rows = starts.map((start, index) => placed.slice(start, starts[index + 1]));
  return rows.map(
    (row) =>
      `| ${columns
        .map((_, column) =>
          row
            .map(({ cells }) => cells[column] ?? '')
            .filter((cell) => cell !== '')
            .join(' ')
            .replaceAll('|', '/'),
        )
        .join(' | ')} |`,
  );
}

interface PlacedLine {
  readonly y: number;
  readonly cells: readonly string[];
}

/** Where rows begin. */
function startsOf(lines: readonly PlacedLine[]): number[] {
  const isNumbered = ({ cells }: PlacedLine) => /^\d{1,3}[.)]?$/u.test(cells[0] ?? '');
  const numbers = lines.flatMap((line, index) => (isNumbered(line) ? [index] : []));
  const gaps = lines.slice(1).map(({ y }, index) => y - (lines[index]?.y ?? 0));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 3)] ?? 0;
  const parted = lines.flatMap((_, index) =>
    index === 0 || (gaps[index - 1] ?? 0) > usual * 1.25 ? [index] : [],
  );
  if (numbers.length < 2) return parted;
  // Numbers in the middle of their rows: the widest gap between two of them parts the rows.
  const [first = 0] = numbers;
  const ofHeads = parted.filter((start) => start < first).at(-1);
  const isCentred = numbers.some((number, index) => {
    const before = numbers[index - 1];
    return (
      before !== undefined &&
      !parted.includes(number) &&
      parted.some((at) => at > before && at < number)
    );
  });
  if (!isCentred && (ofHeads === undefined || ofHeads === 0))
    return [0, ...numbers.filter((at) => at > 0)];
  const between = numbers.slice(1).map((number, index) => {
    const before = numbers[index] ?? 0;
    const inside = gaps.slice(before, number);
    return before + 1 + inside.indexOf(Math.max(...inside));
  });
  return [...new Set([0, ofHeads ?? first, ...between])].sort((a, b) => a - b);
}
