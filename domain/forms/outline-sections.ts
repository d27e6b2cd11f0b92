import { fold } from '../fold.js';
import type { FormDefinition } from '../schemas/form-definition.js';

/** A section read from an outline, with the place of its words in the text. */
export interface OutlineSection {
  readonly section: FormDefinition['sections'][number];
  readonly start: number;
  readonly end: number;
}

/** Where an outline begins: "Phụ lục: Đề cương báo cáo", "ĐỀ CƯƠNG". */
const BEGINS = /^(?:phụ lục(?:\s+\S{1,5})?\s*[:.–-]?\s*)?(?:\(?mẫu\)?\s*)?đề cương(?!\p{L})/u;
/** What ends it: another annex, a form, a note, a signature. */
const ENDS = /^(?:phụ lục|biểu(?: mẫu)?(?: số)?|mẫu số|ghi chú|nơi nhận|tm\.|kt\.)(?!\p{L})/u;
const ROMAN = /^(?:phần\s+)?[IVX]{1,5}[.)/:]\s*(\S.*)$/u;
const FIRST_NUMBERED = /^\d{1,2}[.)]\s*(?!\d)(\S.*)$/u;
const NUMBERED = /^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(\S.*)$/u;
const POINT = /^(?:[a-zđ][.)]\s+|[-–+•*]\s*)(\S.*)$/u;

const MOST_SECTIONS = 30;
const LONGEST_HEADING = 300;
const LONGEST_QUESTION = 1000;
/** A heading of one lonely line is a mention of an outline, not one. */
const FEWEST = 2;

/**
 * The sections that the outline (đề cương) in an annex asks for: each heading of the highest kind is one, what
 * stands below it becomes its question. Empty where the text has no outline.
 */
export function outlineSections(text: string): readonly OutlineSection[] {
  let at = 0;
  const lines = text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { line, start };
  });
  for (const [n, { line }] of lines.entries()) {
    if (!BEGINS.test(fold(line.trim()))) continue;
    const found = sectionsIn(lines.slice(n + 1));
    if (found.length >= FEWEST) return found;
  }
  return [];
}

function sectionsIn(
  lines: readonly { readonly line: string; readonly start: number }[],
): readonly OutlineSection[] {
  const end = lines.findIndex(
    // A table is another source of a form.
    ({ line }) => ENDS.test(fold(line.trim())) || line.includes('|') || line.includes('\t'),
  );
  const body = end < 0 ? lines : lines.slice(0, end);
  const hasRoman = body.some(({ line }) => ROMAN.test(line.trim()));
  const head = hasRoman ? ROMAN : FIRST_NUMBERED;
  const sections: {
    readonly heading: string;
    readonly below: string[];
    readonly start: number;
    end: number;
  }[] = [];
  for (const { line, start } of body) {
    const said = line.trim();
    if (said === '') continue;
    const heading = head.exec(said)?.[1];
    if (heading !== undefined) {
      if (sections.length === MOST_SECTIONS) break;
      sections.push({ heading, below: [], start, end: start + line.length });
      continue;
    }
    const last = sections.at(-1);
    if (last === undefined) continue;
    last.below.push(pointOf(said));
    last.end = start + line.length;
  }
  return sections.map(({ heading, below, start, end: until }, n) => {
    const question = below
      .map(bare)
      .filter((point) => point !== '')
      .join('; ');
    return {
      section: {
        key: `DC_${String(n + 1).padStart(2, '0')}`,
        heading: bare(heading).slice(0, LONGEST_HEADING),
        headingEn: '',
        question: question === '' ? null : question.slice(0, LONGEST_QUESTION),
      },
      start,
      end: until,
    };
  });
}

function pointOf(line: string): string {
  return NUMBERED.exec(line)?.[1] ?? POINT.exec(line)?.[1] ?? line;
}

function bare(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\s:;.,…]+$/u, '');
}
