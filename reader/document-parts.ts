import { spelledOut } from './abbreviations.js';
import { clean } from './clean.js';
import { outlineOf, type Block } from './outline.js';
import { linesOf, paragraphsOf } from './paragraphs.js';
import { joined, type Passage } from './passage.js';
import { withTaskCards } from './task-cards.js';
import { hasTaskTable, withTaskRows } from './task-tables.js';

/** A document cut into the parts that are read differently. */
export interface DocumentParts {
  /** The extracted text, for evidence. */
  readonly source: string;
  /** Letterhead, number, place, type: the lines up to and with the type. */
  readonly head: readonly Passage[];
  /** Subject, preamble and sections. */
  readonly paragraphs: readonly Passage[];
  readonly blocks: readonly Block[];
  /** What follows the last sentence: distribution list and signature, line by line. */
  readonly tail: readonly Passage[];
  /** Whether a second document begins further down. */
  readonly second: Passage | null;
  /** The line that names the type of the document, or null. */
  readonly typeLine: Passage | null;
}

/** The types of documents that stand alone on a line in capitals. */
export const DOCUMENT_TYPE =
  /^(?:thông cáo báo chí|thông tư liên tịch|thông tư|nghị định|quy định|giấy mời|kế hoạch liên tịch|kế hoạch|chương trình|quyết định|chỉ thị|thông báo|báo cáo|đề án|phương án|tờ trình|công điện|hướng dẫn|nghị quyết|dự án|quy chế|kết luận|thông tri)/u;
const NATIONAL_TITLE = /cộng h(?:òa|oà) x(?:ã|à) hội chủ nghĩa việt nam|đảng cộng sản việt nam/u;
/** The heading of the distribution list, not a sentence about who receives. */
export const DISTRIBUTION =
  /^nơi nhận(?!\p{L}| (?:báo cáo|hồ sơ|kết quả|số liệu|thông tin|đăng ký|là|và|văn bản|phiếu|danh sách|bản)(?!\p{L}))/u;
/** "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "T/M BAN THƯỜNG VỤ": in whose place somebody signs. */
export const SIGNATURE = /^(?:(?:tm|kt|tl|tuq|q)\.|[tk]\/[tmlk])\s*\p{L}/u;
/** A form, an outline or a list behind the document: it obliges nobody. */
const ANNEX = /^(?:phụ lục|biểu mẫu|biểu số|mẫu số|mẫu (?:báo cáo|biểu)|đề cương)(?!\p{L})/u;
/** Words of the head that narrow columns break over two lines. */
const BROKEN = [
  'cộng hòa xã hội chủ nghĩa việt nam',
  'ủy ban nhân dân',
  'kế hoạch',
  'quyết định',
  'chỉ thị',
  'công điện',
  'chương trình',
  'thông báo',
  'hướng dẫn',
];
const HEAD_LINES = 40;

/** The parts of an extracted text. */
export function partsOf(source: string): DocumentParts {
  const all = mended(linesOf(spelledOut(clean(source))));
  const first = firstLine(all);
  const cover = coverLength(all.slice(first));
  const lines = all.slice(first + cover);
  const typeAt = typeLineAt(lines);
  const bodyFrom = typeAt === -1 ? headLength(lines) : typeAt + 1;
  const typeLine = typeAt === -1 ? null : (lines[typeAt] ?? null);
  const tailFrom = endOfBody(lines, bodyFrom);
  const glued = typeLine === null ? null : restOfTypeLine(typeLine);
  const bodyLines = withTaskRows(source, lines.slice(bodyFrom, tailFrom));
  const tail = lines.slice(tailFrom);
  const own = withTaskCards(paragraphsOf(glued === null ? bodyLines : [glued, ...bodyLines]));
  const paragraphs = [
    ...own,
    ...paragraphsOf(issuedWith(source, own, tail)),
    ...paragraphsOf(annexedTasks(source, tail)),
  ];
  return {
    source,
    head: lines.slice(0, bodyFrom),
    paragraphs,
    blocks: outlineOf(paragraphs),
    tail,
    second: secondDocument(tail.slice(3)) ?? (cover > 0 ? (lines[0] ?? null) : null),
    typeLine,
  };
}

/** The lines with the words of the head put together again: "QUYẾT", "ĐỊNH". */
function mended(lines: readonly Passage[]): Passage[] {
  const out: Passage[] = [];
  for (const [index, line] of lines.entries()) {
    const last = out.at(-1);
    const whole = last === undefined ? '' : `${last.key} ${line.key}`;
    const broken =
      index < HEAD_LINES &&
      last !== undefined &&
      (BROKEN.some((words) => words.startsWith(`${last.key} `) && whole.startsWith(words)) ||
        (/^số\s*:?$/u.test(last.key) && /^\d/u.test(line.key)) ||
        (/^\p{Lu}\p{Ll}+$/u.test(last.text) && /^\p{Lu}\p{Ll}+, ngày/u.test(line.text)));
    if (broken) out.splice(-1, 1, joined([last, line]));
    else out.push(line);
  }
  return out;
}

/** The lines of the plan that a decision issues with itself: "Ban hành kèm theo Quyết định này Kế hoạch …". */
function issuedWith(source: string, own: readonly Passage[], tail: readonly Passage[]): Passage[] {
  if (!own.some(({ key }) => /ban hành kèm theo (?:quyết định|văn bản) này/u.test(key))) return [];
  const at = tail.findIndex(isTypeLine);
  if (at === -1) return [];
  const from = at + 1;
  return withTaskRows(source, tail.slice(from, endOfBody(tail, from)));
}

/** The rows of a table of tasks that is annexed to the plan; other forms and outlines oblige nobody. */
function annexedTasks(source: string, tail: readonly Passage[]): Passage[] {
  const annex = tail.findIndex(isAnnex);
  if (annex === -1) return [];
  const lines = tail.slice(annex + 1);
  const heads = lines.findIndex((line) => hasTaskTable(source, [line]));
  return heads === -1 ? [] : withTaskRows(source, lines.slice(heads));
}

/** Where another document begins after the signature; forms and outlines that are annexed are none. */
function secondDocument(tail: readonly Passage[]): Passage | null {
  const annex = tail.findIndex(isAnnex);
  const before = annex === -1 ? tail : tail.slice(0, annex);
  return before.find(isTypeLine) ?? tail.find(({ key }) => NATIONAL_TITLE.test(key)) ?? null;
}

function isAnnex({ key, text }: Passage): boolean {
  return ANNEX.test(key) && text.length <= 110 && /^\p{Lu}{2,}/u.test(text);
}

/** Where the type stands; behind a distribution list it is another document's. */
function typeLineAt(lines: readonly Passage[]): number {
  const at = lines.findIndex((line, index) => index < HEAD_LINES && isTypeLine(line));
  const foot = lines.findIndex(({ key }) => DISTRIBUTION.test(key));
  return foot !== -1 && foot < at ? -1 : at;
}

/** A letter that asks for a day of its own. */
const DATED = /(?:trước|chậm nhất|muộn nhất|hạn)[^.;]{0,40}(?:ngày|giờ|\d{1,2}h)/u;

/** How many lines the letter takes that only passes on the document behind it, 0 when none does. */
function coverLength(lines: readonly Passage[]): number {
  const addressed = lines.findIndex(({ key }) => /^kính gửi\b/u.test(key));
  const typeAt = lines.findIndex((line, index) => index < 2 * HEAD_LINES && isTypeLine(line));
  if (addressed === -1 || typeAt < addressed) return 0;
  const letter = lines.slice(addressed, typeAt);
  const foot = letter.findIndex(({ key }) => DISTRIBUTION.test(key));
  if (foot === -1 || letter.slice(0, foot).some(({ key }) => DATED.test(key))) return 0;
  const after = lines.slice(addressed + foot);
  return addressed + foot + firstLine(after);
}

/** Long prose before the national title is not part of the document: reading starts a letterhead above it. */
function firstLine(lines: readonly Passage[]): number {
  const title = lines.findIndex(({ key }) => NATIONAL_TITLE.test(key));
  let start = Math.max(0, title);
  for (let at = title - 1; at >= 0 && title - at <= LONGEST_HEAD; at -= 1) {
    if (isHeadLine(lines[at])) start = at;
    else if (!isSubjectGoingOn(lines, at)) break;
  }
  return start;
}

/** A left column printed before the national title has about so many lines. */
const LONGEST_HEAD = 10;
const SUBJECT_OF_LETTER = /^v\/v(?!\p{L})/u;

function isHeadLine(line: Passage | undefined): boolean {
  if (line === undefined) return false;
  if (SUBJECT_OF_LETTER.test(line.key)) return true;
  const { text, key } = line;
  return text.length <= 60 && (text === text.toUpperCase() || /^số(?!\p{L})/u.test(key));
}

/** A line that carries on the "V/v …" of one of the three lines above it. */
function isSubjectGoingOn(lines: readonly Passage[], at: number): boolean {
  return lines.slice(Math.max(0, at - 3), at).some(({ key }) => SUBJECT_OF_LETTER.test(key));
}

function isTypeLine({ key, text }: Passage): boolean {
  const type = DOCUMENT_TYPE.exec(key)?.[0] ?? '';
  if (type === '' || !text.startsWith(type.toUpperCase())) return false;
  return key.length === type.length || text === text.toUpperCase();
}

/** The subject glued to the type in one line: "KẾ HOẠCHTHỰC HIỆN …". */
function restOfTypeLine(line: Passage): Passage | null {
  const type = DOCUMENT_TYPE.exec(line.key)?.[0] ?? '';
  if (line.text.length <= type.length) return null;
  const cut = (values: readonly number[]) => values.slice(type.length);
  return {
    text: line.text.slice(type.length),
    plain: line.plain.slice(type.length),
    key: line.key.slice(type.length),
    from: cut(line.from),
    to: cut(line.to),
  };
}

/** Without a type line: the letterhead is what comes before the first addressee, section or long line. */
function headLength(lines: readonly Passage[]): number {
  const at = lines.findIndex(
    ({ key, text }) => /^kính gửi\b/u.test(key) || text.length > 160 || /^[IVX]+\.\s/u.test(text),
  );
  return at === -1 ? 0 : at;
}

function endOfBody(lines: readonly Passage[], from: number): number {
  const closing = lines.findIndex(
    (line, index) =>
      index >= from &&
      (DISTRIBUTION.test(line.key) ||
        (SIGNATURE.test(line.key) && line.text === line.text.toUpperCase()) ||
        /\.\/\.?$/u.test(line.key) ||
        (index > from + 3 && isAnnex(line))),
  );
  if (closing === -1) return lines.length;
  const line = lines[closing];
  return line !== undefined && /\.\/\.?$/u.test(line.key) ? closing + 1 : closing;
}
