import type { CleanText } from './clean.js';
import { withoutFurniture } from './page-furniture.js';
import { joined, part, passageOf, type Passage } from './passage.js';
import { ROW } from './task-tables.js';

/** The printed lines that hold anything, white space folded, page numbers and running titles left out. */
export function linesOf({ text, from, to, pageEnds }: CleanText): readonly Passage[] {
  const lines: Passage[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = foldedSpaces(text, from, to, start, end);
    if (line !== null) lines.push(line);
    start = end + 1;
  }
  return withoutFurniture(lines, pageEnds);
}

/** The paragraphs that printed lines make up once hard wraps and page breaks are undone. */
export function paragraphsOf(lines: readonly Passage[]): Passage[] {
  const width = wrapWidth(lines);
  const paragraphs: Passage[] = [];
  let open: Passage[] = [];
  const unclosed = { count: 0 };
  for (const line of lines) {
    const last = open.at(-1);
    if (last !== undefined && goesOn({ open, last, line, width, inBrackets: unclosed.count > 0 })) {
      open.push(line);
    } else {
      if (open.length > 0) paragraphs.push(...pieces(joined(open)));
      open = [line];
      unclosed.count = 0;
    }
    unclosed.count = Math.max(0, unclosed.count + bracketBalance(line.text));
  }
  if (open.length > 0) paragraphs.push(...pieces(joined(open)));
  return paragraphs;
}

/** No paragraph that a person wrote is longer; looking for phrases takes time by the square of its length. */
const LONGEST_PARAGRAPH = 12_000;

/** A paragraph, cut between words where it is longer than any that a person wrote. */
function pieces(paragraph: Passage): Passage[] {
  const { text } = paragraph;
  if (text.length <= LONGEST_PARAGRAPH) return [paragraph];
  const cut: Passage[] = [];
  for (let start = 0; start < text.length;) {
    const far = start + LONGEST_PARAGRAPH;
    const space = far < text.length ? text.lastIndexOf(' ', far) : text.length;
    const end = space > start ? space : far;
    cut.push(part(paragraph, start, end));
    start = end;
  }
  return cut.filter((piece) => piece.text !== '');
}

/** What begins a new paragraph whatever came before: "I.", "II-", "A.", "Điều 2.", "3.2.", "1/", "b)", "- Chỉ đạo". */
const OPENS =
  /^(?:[IVX]{1,5}\s?[./-]\s|[A-HK-M]\.\s+\p{Lu}|Điều\s\d{1,3}[.:]|\d{1,2}[/-](?:\s+\p{Lu}|\p{Lu}\p{Ll})|\d{1,2}(?:\.\d{1,2})*[.)]\s+[\p{Lu}"]|\d{1,2}\.\d{1,2}\s+\p{Lu}|[a-zđ]\)\s|(?:Phần|PHẦN|Chương|CHƯƠNG|Phụ lục|PHỤ LỤC)\s)/u;
const BULLET = /^[-+]\s*/u;
const ENDS = /[.;:!?]["')]*$/u;
/** Words after which a sentence always goes on. */
const GOES_ON_AFTER =
  /(?:[,(/-]|(?:^| )(?:của|và|các|với|cho|về|tại|từ|đến|trên|trong|do|là|bởi|theo|qua|ngày|tháng|năm|số|trước|gửi|cáo|bộ|sở|cục|hội|viện))$/u;
/** What a letter or a plan is about: it ends in a noun as often as not, "V/v kiểm tra cuối năm". */
const SUBJECT = /^(?:v\/v|về(?: việc)?) /u;
const PREPOSITION =
  /(?:[,(/-]|(?:^| )(?:của|và|các|với|cho|về|tại|từ|đến|trên|trong|do|là|bởi|theo|qua|số|trước))$/u;
/** A heading that ends in a word that sentences go on after: "III. Chế độ thông tin, báo cáo". */
const REPORTING_HEADING =
  /^(?:[ivx]{1,5}|\d{1,2}|[a-hk-m])\s?[./)-]\s*(?:(?:thực hiện )?(?:chế độ |công tác ))?(?:thông tin,? (?:và )?)?báo cáo$/u;
/** A numbered line that names bodies and nothing else: "8. Bộ Chỉ huy …". */
const NUMBERED = /^\d{1,2}(?:\.\d{1,2})*[.)]\s/u;
const NAMES_GO_ON =
  /^(?:chính phủ|bộ |ủy ban|ubnd|công an|sở |thường trực|hội đồng|thủ tướng|tòa án|viện kiểm|nhà nước|quốc hội|trung ương|nhân dân|luật |nghị |quyết )/u;

interface Meeting {
  readonly open: readonly Passage[];
  readonly last: Passage;
  readonly line: Passage;
  /** Usual length of a full line, or null when lines are not hard-wrapped. */
  readonly width: number | null;
  readonly inBrackets: boolean;
}

function goesOn({ open, last, line, width, inBrackets }: Meeting): boolean {
  // A row of a table is its own, whatever it ends with.
  if (OPENS.test(line.plain) || line.plain.startsWith(ROW)) return false;
  if (isCapitals(last.text) || isCapitals(line.text)) {
    return isCapitals(last.text) && isCapitals(line.text) && GOES_ON_AFTER.test(last.key);
  }
  if (inBrackets) return true;
  const ended = ENDS.test(last.plain);
  if (BULLET.test(line.plain)) return !ended && /^-\s*[\p{Ll}\d]/u.test(line.plain);
  if (/^[\p{Ll},;.)%]/u.test(line.text)) return true;
  if (ended) return false;
  if (/^[\d(]/u.test(line.text)) return true;
  if (open.length === 1 && REPORTING_HEADING.test(last.key)) return false;
  if (SUBJECT.test(open[0]?.key ?? '') && /^\p{Lu}/u.test(line.text) && last.text.length < 70)
    return PREPOSITION.test(last.key);
  if (GOES_ON_AFTER.test(last.key)) return true;
  if (width === null || last.text.length < 0.72 * width) return false;
  const [first] = open;
  const heading = open.length === 1 && first !== undefined && isHeadingLine(first);
  return !heading || NAMES_GO_ON.test(line.key);
}

/** A numbered line that can be nothing but a heading: no clause ends inside it. */
function isHeadingLine({ text }: Passage): boolean {
  return NUMBERED.test(text) && !/[;:]/u.test(text);
}

/** No line of a hard-wrapped text is longer than this. */
const LONGEST_WRAPPED = 130;

/** The usual length of a full line when lines are hard-wrapped, else null. */
function wrapWidth(lines: readonly Passage[]): number | null {
  const wrapped: number[] = [];
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (next !== undefined && /^\p{Ll}/u.test(next.text) && !ENDS.test(line.plain)) {
      wrapped.push(line.text.length);
    }
  });
  const allShort = lines.every(({ text }) => text.length <= LONGEST_WRAPPED);
  if (wrapped.length < (allShort ? 3 : 5) || (!allShort && wrapped.length < 0.15 * lines.length))
    return null;
  return wrapped.sort((a, b) => a - b)[Math.floor(wrapped.length / 2)] ?? null;
}

function isCapitals(text: string): boolean {
  return text === text.toUpperCase() && text.replace(/[^\p{L}]/gu, '').length > 3;
}

function bracketBalance(text: string): number {
  return text.split('(').length - text.split(')').length;
}

function foldedSpaces(
  text: string,
  from: readonly number[],
  to: readonly number[],
  start: number,
  end: number,
): Passage | null {
  const kept: number[] = [];
  for (let i = start; i < end; i += 1) {
    const previous = kept.at(-1);
    if (text[i] === ' ' && (previous === undefined || text[previous] === ' ')) continue;
    kept.push(i);
  }
  while (kept.length > 0 && text[kept.at(-1) ?? 0] === ' ') kept.pop();
  const line = kept.map((i) => text[i]).join('');
  if (!/[\p{L}\d]/u.test(line)) return null;
  return passageOf(
    line,
    kept.map((i) => from[i] ?? 0),
    kept.map((i) => to[i] ?? 0),
  );
}
