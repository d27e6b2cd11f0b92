import { decimalOf, vietnamese } from './decimal.js';
import type { Decimal } from './decimal.js';
import { foldTones } from './fold.js';
import type { ReportParagraph, ReportSectionText, TextChange } from './report-text.js';

/** A number that stands in the text and not in what its paragraph was made of, or a figure of the annex that was altered. */
export interface StrayFigure {
  readonly heading: string;
  readonly number: string;
  /** What the source says; null: the paragraph has none. */
  readonly source: string | null;
}

/** A report as it came back from Word: its text, what was changed in it, and the figures that left their source. */
export interface ReturnedText {
  readonly sections: readonly ReportSectionText[];
  readonly changes: readonly TextChange[];
  readonly strayFigures: readonly StrayFigure[];
}

export interface AnnexFigure {
  readonly label: string;
  readonly total: string | null;
}

/** What is printed where a section has nothing. */
const NOTHING = /^Các cơ quan, đơn vị không có báo cáo về nội dung này\.$/u;
const HEADING = /^[IVXLC]+\s*\.\s+\S/u;
/** What follows the last section. */
const TAIL =
  /^(?:\(Có .+ kèm theo\)\.?|Trên đây là báo cáo .+|Nơi nhận\s*:.*|Phụ lục(?: [IVXLC]+)?)$/u;
/** Of so many shared words a line is a paragraph that was changed, of fewer another one. */
const SAME_PARAGRAPH = 0.4;

/**
 * The text of a report that somebody edited in Word, laid on the one it was printed from: paragraphs keep what
 * they were made of, new lines are the person's own, lines that are gone were taken out. Null where none of
 * its headings is found: it is another document.
 */
export function textFromWord(
  printed: readonly ReportSectionText[],
  document: string,
  figures: readonly AnnexFigure[] = [],
): ReturnedText | null {
  const lines = document
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/gu, ' ').trim())
    .filter((line) => line !== '');
  const found = sectionsIn(lines, printed);
  if (found === null) return null;
  const changes: TextChange[] = [];
  const sections = found.map(({ heading, before, body }) =>
    before === null
      ? newSection(heading, body, changes)
      : editedSection(before, { heading, body }, changes),
  );
  const kept = new Set(found.map(({ before }) => before));
  for (const { heading, paragraphs } of printed.filter((section) => !kept.has(section))) {
    for (const { text } of paragraphs) {
      changes.push({ heading, what: 'gone', before: text, after: null });
    }
  }
  return {
    sections,
    changes,
    strayFigures: [...strayFiguresIn(sections), ...alteredTotals(lines, figures)],
  };
}

interface FoundSection {
  readonly heading: string;
  /** The section it was printed from; null for one that was added. */
  readonly before: ReportSectionText | null;
  readonly body: readonly string[];
}

function sectionsIn(
  lines: readonly string[],
  printed: readonly ReportSectionText[],
): readonly FoundSection[] | null {
  const isKnown = (line: string) => printed.some(({ heading }) => sameWords(heading, line));
  const first = lines.findIndex((line) => HEADING.test(line) || isKnown(line));
  if (first < 0) return null;
  const rest = lines.slice(first);
  const tail = rest.findIndex((line) => TAIL.test(line));
  const body = tail < 0 ? rest : rest.slice(0, tail);
  const starts = body.flatMap((line, at) => (HEADING.test(line) || isKnown(line) ? [at] : []));
  const open = new Set(printed);
  const found = starts.map((start, nth): FoundSection => {
    const line = body[start] ?? '';
    const own = body.slice(start + 1, starts[nth + 1]);
    const before =
      [...open].find(({ heading }) => sameWords(heading, line)) ??
      // A heading that was reworded keeps its number.
      [...open].find(({ heading }) => numeralOf(heading) === numeralOf(line)) ??
      null;
    if (before !== null) open.delete(before);
    const isSame = before !== null && sameWords(before.heading, line);
    return { heading: isSame ? before.heading : line, before, body: own };
  });
  return found.some(({ before }) => before !== null) ? found : null;
}

function newSection(
  heading: string,
  body: readonly string[],
  changes: TextChange[],
): ReportSectionText {
  for (const text of body) changes.push({ heading, what: 'added', before: null, after: text });
  return { heading, paragraphs: body.map((text) => ({ agency: '', text })) };
}

function editedSection(
  before: ReportSectionText,
  { heading, body }: { readonly heading: string; readonly body: readonly string[] },
  changes: TextChange[],
): ReportSectionText {
  if (heading !== before.heading) {
    changes.push({ heading, what: 'changed', before: before.heading, after: heading });
  }
  const taken = new Map<number, ReportParagraph>();
  const length = new Map<number, number>();
  const lines = body.filter((line) => !NOTHING.test(line));
  const open = new Set(before.paragraphs);
  // What stands as it was printed first: a paragraph of several lines is found by all of them.
  for (const paragraph of before.paragraphs) {
    const printed = printedLines(paragraph);
    const at = lines.findIndex(
      (_, start) =>
        !taken.has(start) &&
        printed.every((line, nth) => sameWords(lines[start + nth] ?? '', line)),
    );
    if (at < 0 || printed.length === 0) continue;
    for (const nth of printed.keys()) taken.set(at + nth, paragraph);
    length.set(at, printed.length);
    open.delete(paragraph);
  }
  // Then what was changed: the open paragraph that shares most with a line.
  lines.forEach((line, at) => {
    if (taken.has(at)) return;
    const shares = [...open].map((one) => ({ one, share: shareOf(one, line) }));
    const best = shares.reduce<{
      readonly one: ReportParagraph | null;
      readonly share: number;
    }>((a, b) => (b.share > a.share ? b : a), { one: null, share: 0 });
    if (best.one === null || best.share < SAME_PARAGRAPH) return;
    taken.set(at, best.one);
    open.delete(best.one);
  });
  const paragraphs = lines.flatMap((line, at): ReportParagraph[] => {
    const source = taken.get(at);
    if (source === undefined) {
      changes.push({ heading, what: 'added', before: null, after: line });
      return [{ agency: '', text: line }];
    }
    if (length.has(at)) return [source];
    // The further lines of a paragraph that stands as it was.
    if (isFurtherLine(at, length)) return [];
    const text = withoutTag(line, source.agency);
    changes.push({ heading, what: 'changed', before: source.text, after: text });
    return [{ ...source, text }];
  });
  for (const { text } of open) changes.push({ heading, what: 'gone', before: text, after: null });
  const gone = [...open].flatMap(({ id }) => (id === undefined ? [] : [id]));
  const left = [...new Set([...(before.left ?? []), ...gone])];
  return {
    ...before,
    heading,
    paragraphs,
    ...(left.length === 0 ? {} : { left }),
  };
}

function isFurtherLine(at: number, length: ReadonlyMap<number, number>): boolean {
  return [...length].some(([start, lines]) => start < at && at < start + lines);
}

/** A paragraph as it is printed: a line each, the last with who wrote it. */
function printedLines({ agency, text }: ReportParagraph): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/gu, ' ').trim())
    .filter((line) => line !== '');
  return lines.map((line, nth) =>
    nth === lines.length - 1 && agency !== '' ? `${line} (${agency})` : line,
  );
}

function withoutTag(line: string, agency: string): string {
  const tag = ` (${agency})`;
  return agency !== '' && line.endsWith(tag) ? line.slice(0, -tag.length) : line;
}

function shareOf({ text }: ReportParagraph, line: string): number {
  const [one, other] = [text, line].map((words) => new Set(keyOf(words).split(' ')));
  if (one === undefined || other === undefined) return 0;
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, Math.min(one.size, other.size));
}

/** Numbers of paragraphs that were written over and are not in what these were made of. */
export function strayFiguresIn(sections: readonly ReportSectionText[]): readonly StrayFigure[] {
  return sections.flatMap(({ heading, paragraphs }) =>
    paragraphs.flatMap(({ text, from, made }): StrayFigure[] => {
      if (from === undefined || made === undefined || text === made) return [];
      const known = new Set(numbersIn(made ?? ''));
      return numbersIn(text)
        .filter((number) => !known.has(number))
        .map((number) => ({ heading, number: vietnamese(number), source: made }));
    }),
  );
}

/** Figures in a text: without days, years behind "năm", and numbers of documents. */
function numbersIn(text: string): readonly Decimal[] {
  const words = text
    .replace(
      /\d{1,2}\/\d{1,2}(?:\/\d{4})?|\d+\/[\p{L}\d]+-\p{Lu}[\p{L}-]*|(?:năm|tháng|quý) \d+/giu,
      ' ',
    )
    .matchAll(/\d[\d.,]*\d|\d/gu);
  return [...words].flatMap(([word]) => decimalOf(word) ?? []);
}

/** Totals of the annex that are not as they were printed; a line is known by its label. */
function alteredTotals(
  lines: readonly string[],
  figures: readonly AnnexFigure[],
): readonly StrayFigure[] {
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const at = rows.findIndex((cells) => cells.includes('Chỉ tiêu') && cells.includes('Kết quả'));
  const head = rows[at] ?? [];
  const [labelAt, totalAt] = [head.indexOf('Chỉ tiêu'), head.indexOf('Kết quả')];
  if (at < 0) return [];
  return figures.flatMap(({ label, total }): StrayFigure[] => {
    const row = rows.slice(at + 1).find((cells) => sameWords(cells[labelAt] ?? '', label));
    const cell = row?.[totalAt] ?? null;
    if (cell === null) return [];
    const printed = total === null ? '–' : vietnamese(total as Decimal);
    return cell === printed ? [] : [{ heading: label, number: cell, source: printed }];
  });
}

function numeralOf(heading: string): string {
  return /^[IVXLC]+(?=\s*\.)/u.exec(heading.trim())?.[0] ?? heading;
}

function sameWords(one: string, other: string): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(text: string): string {
  return foldTones(text.normalize('NFC').toLocaleLowerCase('vi')).replace(/\s+/gu, ' ').trim();
}
