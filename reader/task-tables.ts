import { joined, part, passageOf, type Passage } from './passage.js';

/** The columns of a table of tasks or of reports, by what their heads say. */
const COLUMNS = {
  content:
    /^(?:nội dung|nhiệm vụ|công việc|(?:các )?việc|hoạt động|tên (?:nhiệm vụ|báo cáo|công việc|văn bản|loại)|loại báo cáo|các (?:báo cáo|loại báo cáo|nhiệm vụ)|báo cáo$|danh mục)/u,
  owner:
    /^(?!.*(?:phối hợp|thời gian|thời hạn|tiến độ|đơn vị tính|nhận)).*(?:chủ trì|thực hiện|phụ trách|đơn vị|cơ quan|trách nhiệm|phân công)/u,
  due: /^(?!.*(?:bắt đầu|khởi công|triển khai từ))(?:mốc )?(?:thời hạn|thời gian|thời điểm|hoàn thành|tiến độ|hạn|ngày gửi)/u,
  receiver:
    /(?:cơ quan|đơn vị|nơi|cấp|người|bộ phận|phòng|đầu mối|địa chỉ) (?:tiếp )?nhận|^(?:nơi|cấp) (?:gửi|trình)|^gửi (?:đến|về|cho)|^cấp (?:phê duyệt|ban hành)/u,
  period: /^(?:kỳ|định kỳ|tần suất|chu kỳ|loại kỳ)/u,
  product: /^(?:sản phẩm|hình thức|loại văn bản|kết quả)/u,
} as const;

type Columns = Partial<Record<keyof typeof COLUMNS, number>> & {
  readonly content: number;
  readonly due: number;
  /** Further columns of terms: "Lần 1 | Lần 2". */
  readonly further: readonly number[];
  /** Whether each row is a report, "Loại báo cáo", by whatever name. */
  readonly isOfReports: boolean;
};

/** Stands, invisible and in no text, before the due cell of a table: there a bare "Quý II/2026" is a deadline. */
export const DUE_CELL = '\uE000';

/** Stands in the same way before the cell that says how often a report comes. */
export const PERIOD_CELL = '\uE002';

/** Stands in the same way before the cell of those who owe, which holds names and nothing else. */
export const OWNER_CELL = '\uE003';

/** Stands in the same way before a row: its bodies are its own, whatever item it stands under. */
export const ROW = '\uE001';

/**
 * The lines with the rows of a task table as sentences, "Báo cáo … trước ngày 15/6 (Các sở, ngành).",
 * so that they are read like an assignment in a closing bracket. Cells are parted by strokes or tabs.
 */
export function withTaskRows(source: string, lines: readonly Passage[]): Passage[] {
  let columns: Columns | null = null;
  let before: readonly Passage[] = [];
  let isDrawn = false;
  return lines.flatMap((line) => {
    const cells = cellsOf(source, line);
    if (cells === null) {
      columns = null;
      return [line];
    }
    const heads = columnsOf(withoutBlanks(cells));
    if (heads !== null) {
      // Where tabs only draw columns for the eye, blank cells mean nothing.
      isDrawn =
        cells.some(({ text }) => text === '') &&
        !source.slice(cells[0]?.from[0], cells.at(-1)?.to.at(-1)).includes('|');
      columns = isDrawn ? heads : (columnsOf(cells) ?? heads);
      before = [];
      return [];
    }
    if (columns === null) return [line];
    // A row that names a part of the table stands in one cell over all columns.
    if (cells.filter(({ text }) => text !== '').length < 2) return [line];
    const row = merged(undittoed(isDrawn ? withoutBlanks(cells) : cells, before), before, columns);
    before = row;
    const rows = [columns.due, ...columns.further].flatMap((due) => {
      const said = columns === null ? null : rowOf(row, { ...columns, due });
      return said === null ? [] : [said];
    });
    return rows.length > 0 ? rows : [line];
  });
}

/** "nt", "Như trên", "//": what the cell above says. */
const DITTO = /^(?:-\s*)?(?:nt|n\.t|như trên|"|''|\/\/|”)(?:\s*-)?\.?$/u;

/** The cells of a row, those that repeat the one above with its words. */
function undittoed(cells: readonly Passage[], above: readonly Passage[]): readonly Passage[] {
  return cells.map((cell, column) => {
    const said = above[column];
    return said !== undefined && DITTO.test(cell.key) ? standing(said.text, cell) : cell;
  });
}

function withoutBlanks(cells: readonly Passage[]): readonly Passage[] {
  return cells.filter(({ text }) => text !== '');
}

/** Whether the lines hold the heads of a task table. */
export function hasTaskTable(source: string, lines: readonly Passage[]): boolean {
  return lines.some((line) => {
    const cells = cellsOf(source, line);
    return cells !== null && columnsOf(withoutBlanks(cells)) !== null;
  });
}

const PARTS = /[|\t]/gu;

/** The cells of a line, blank ones included so that each stays in its column; null for a line without any. */
function cellsOf(source: string, line: Passage): Passage[] | null {
  const blank = part(line, 0, 0);
  const from = line.from[0] ?? 0;
  const lineStart = source.lastIndexOf('\n', from - 1) + 1;
  // Most lines have none: looking between all their characters would take long.
  if (source.slice(lineStart, line.to.at(-1) ?? lineStart).search(PARTS) === -1) return null;
  // A stroke at the edge of the table opens the first cell, those behind it are blank.
  const ahead = (source.slice(lineStart, from).match(PARTS) ?? []).length;
  const cells: Passage[] = Array.from({ length: Math.max(0, ahead - 1) }, () => blank);
  let start = 0;
  let parted = ahead;
  for (let at = 0; at < line.text.length - 1; at += 1) {
    const strokes = (source.slice(line.from[at], line.from[at + 1]).match(PARTS) ?? []).length;
    if (strokes === 0) continue;
    parted += strokes;
    cells.push(part(line, start, at + 1));
    for (let more = 1; more < strokes; more += 1) cells.push(blank);
    start = at + 1;
  }
  cells.push(part(line, start, line.text.length));
  return parted === 0 ? null : cells;
}

/** "Lần 1 | Lần 2", "Đợt I | Đợt II": the columns of occasions beside what is to be sent, where they are several. */
function occasionsIn(cells: readonly Passage[], content: string): readonly number[] {
  if (!/(?:nộp|gửi|báo cáo)(?!\p{L})/u.test(content)) return [];
  const found = cells.flatMap(({ key }, column) =>
    /^(?:lần|đợt|kỳ|vòng) (?:\d|[ivx]+(?!\p{L})|thứ )/u.test(key) ? [column] : [],
  );
  return found.length > 1 ? found : [];
}

function columnsOf(cells: readonly Passage[]): Columns | null {
  const taken = new Set<number>();
  const at = (name: keyof typeof COLUMNS): number | undefined => {
    const found = cells.findIndex(({ key }, index) => !taken.has(index) && COLUMNS[name].test(key));
    if (found === -1) return undefined;
    taken.add(found);
    return found;
  };
  const [content, receiver, owner] = [at('content'), at('receiver'), at('owner')];
  const [due, period, product] = [at('due'), at('period'), at('product')];
  const [first, ...further] =
    due === undefined ? occasionsIn(cells, cells[content ?? -1]?.key ?? '') : [due];
  if (content === undefined || first === undefined) return null;
  // Whoever owes the reports of a table that names none is named above it.
  const isOfReports = (cells[content]?.key ?? '').includes('báo cáo');
  if (owner === undefined && receiver === undefined && !isOfReports) return null;
  const known = Object.entries({ owner, receiver, period, product }).filter(
    ([, column]) => column !== undefined,
  );
  return { content, due: first, further, isOfReports, ...Object.fromEntries(known) };
}

/** A row whose number and whose cell of those who owe run on from the row above. */
function merged(
  row: readonly Passage[],
  above: readonly Passage[],
  { owner }: Columns,
): readonly Passage[] {
  if (owner === undefined || owner === 0 || row[0]?.text !== '' || row[owner]?.text !== '')
    return row;
  return row.map((cell, column) => (column === owner ? (above[column] ?? cell) : cell));
}

/** Words that stand where a cell only repeats them. */
function standing(text: string, { from, to }: Passage): Passage {
  const [first = 0, last = first] = [from[0], to.at(-1)];
  return passageOf(
    text,
    [...text].map(() => first),
    [...text].map(() => last),
  );
}

/** What a row, or lines that are labelled like its columns, say of one task; the missing is left out. */
export type Task = Partial<Record<keyof typeof COLUMNS, Passage>> & { readonly content: Passage };

/** The sentence of a row; null where nothing is to be done in it. */
function rowOf(cells: readonly Passage[], columns: Columns): Passage | null {
  const cell = (name: keyof typeof COLUMNS) => {
    const found = cells[columns[name] ?? -1];
    return found === undefined || found.text === '' ? {} : { [name]: found };
  };
  const content = cells[columns.content];
  if (content === undefined || content.text === '') return null;
  const isNamed =
    /(?<!\p{L})(?:báo cáo|gửi|nộp|trình|danh (?:sách|mục)|phiếu|hồ sơ|kế hoạch|phương án|đề án|tờ trình|đăng ký|kết quả|số liệu)(?!\p{L})/u.test(
      content.key,
    );
  // "Nội dung nộp | Danh sách hộ": the head says what is done with it.
  const isOfOccasions = columns.further.length > 0;
  const named = isOfOccasions ? 'Nộp ' : '';
  const lead = isNamed ? named : columns.isOfReports || isOfOccasions ? 'Báo cáo – ' : '';
  return taskSentence({
    content: lead === '' ? content : marked(lead, content, ''),
    ...cell('product'),
    ...cell('receiver'),
    ...cell('period'),
    ...cell('due'),
    ...cell('owner'),
  });
}

/** A task as one sentence: "Báo cáo … trước ngày 15/6 (Các sở, ngành)." */
export function taskSentence({ content, product, receiver, period, due, owner }: Task): Passage {
  const words = [marked(ROW, content, '')];
  const add = (before: string, cell: Passage | undefined, after = ''): void => {
    if (cell !== undefined) words.push(marked(before, cell, after));
  };
  add('- ', product);
  add('gửi ', listed(receiver), ',');
  add(PERIOD_CELL, period);
  add(DUE_CELL, due);
  add(`${OWNER_CELL}(`, listed(owner), ').');
  return joined(words);
}

/** The names of a cell with commas between them: a semicolon would end the sentence. */
function listed(cell: Passage | undefined): Passage | undefined {
  return cell === undefined
    ? undefined
    : passageOf(cell.text.replaceAll(';', ','), cell.from, cell.to);
}

/** A cell between marks that stand nowhere in the text: they are as long as nothing. */
function marked(before: string, cell: Passage, after: string): Passage {
  const first = cell.from[0] ?? 0;
  const last = cell.to.at(-1) ?? first;
  const around = (places: readonly number[]) => [
    ...Array.from(before, () => first),
    ...places,
    ...Array.from(after, () => last),
  ];
  return passageOf(`${before}${cell.text}${after}`, around(cell.from), around(cell.to));
}
