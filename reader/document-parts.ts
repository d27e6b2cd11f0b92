import { clean } from './clean.js';
import { outlineOf, type Block } from './outline.js';
import { linesOf, paragraphsOf } from './paragraphs.js';
import type { Passage } from './passage.js';

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
  /^(?:kế hoạch liên tịch|kế hoạch|chương trình|quyết định|chỉ thị|thông báo|báo cáo|đề án|phương án|tờ trình|công điện|hướng dẫn|nghị quyết|dự án)/u;
const NATIONAL_TITLE = /cộng h(?:òa|oà) x(?:ã|à) hội chủ nghĩa việt nam/u;
const DISTRIBUTION = /^nơi nhận\b/u;
const SIGNATURE = /^(?:tm|kt|tl|tuq|q)\.\s/u;

/** The parts of an extracted text. */
export function partsOf(source: string): DocumentParts {
  const all = linesOf(clean(source));
  const lines = all.slice(firstLine(all));
  const typeAt = lines.findIndex((line, index) => index < 40 && isTypeLine(line));
  const bodyFrom = typeAt === -1 ? headLength(lines) : typeAt + 1;
  const typeLine = typeAt === -1 ? null : (lines[typeAt] ?? null);
  const tailFrom = endOfBody(lines, bodyFrom);
  const glued = typeLine === null ? null : restOfTypeLine(typeLine);
  const bodyLines = lines.slice(bodyFrom, tailFrom);
  const paragraphs = paragraphsOf(glued === null ? bodyLines : [glued, ...bodyLines]);
  const tail = lines.slice(tailFrom);
  return {
    source,
    head: lines.slice(0, bodyFrom),
    paragraphs,
    blocks: outlineOf(paragraphs),
    tail,
    second: tail.slice(3).find((line) => isTypeLine(line) || NATIONAL_TITLE.test(line.key)) ?? null,
    typeLine,
  };
}

/** Long prose before the national title is not part of the document: reading starts a letterhead above it. */
function firstLine(lines: readonly Passage[]): number {
  const title = lines.findIndex(({ key }) => NATIONAL_TITLE.test(key));
  let start = title;
  while (start > 0 && title - start < 6 && isHeadLine(lines[start - 1])) start -= 1;
  return Math.max(0, start);
}

function isHeadLine(line: Passage | undefined): boolean {
  return line !== undefined && line.text.length <= 60 && line.text === line.text.toUpperCase();
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
    ({ key, text }) => /^kính gửi\b/u.test(key) || text.length > 110 || /^[IVX]+\.\s/u.test(text),
  );
  return at === -1 ? 0 : at;
}

function endOfBody(lines: readonly Passage[], from: number): number {
  const closing = lines.findIndex(
    ({ key }, index) =>
      index >= from && (DISTRIBUTION.test(key) || SIGNATURE.test(key) || /\.\/\.?$/u.test(key)),
  );
  if (closing === -1) return lines.length;
  const line = lines[closing];
  return line !== undefined && /\.\/\.?$/u.test(line.key) ? closing + 1 : closing;
}
