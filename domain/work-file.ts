import { dayAt, dayOf, lastDayOfMonth } from './day.js';
import type { Day, Instant } from './day.js';
import { printedDay } from './printed-day.js';

/** Where the bytes of a paper of a work file stand. */
export type PaperSource =
  | { readonly from: 'planVersion'; readonly version: number }
  | { readonly from: 'planAttachment'; readonly id: string }
  | { readonly from: 'reportFile'; readonly id: string }
  | { readonly from: 'signedPaper'; readonly documentId: string }
  | { readonly from: 'paperFile'; readonly documentId: string; readonly format: 'docx' | 'xlsx' }
  | { readonly from: 'text'; readonly nth: number };

/** One paper of a plan before it has its place in the list. */
export interface FiledPaper {
  readonly folder: keyof typeof FOLDERS;
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly author: string;
  readonly subject: string;
  /** Null where it is no paper with pages. */
  readonly pages: number | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly fileName: string;
  readonly source: PaperSource;
}

/** A paper in the list: its number there, its name in the package, and in which package it lies. */
export interface ListedPaper extends FiledPaper {
  readonly n: number;
  readonly path: string;
  readonly part: number;
}

/** The folders of a work file, in their order. */
export const FOLDERS = {
  plan: '1. Kế hoạch',
  papers: '2. Văn bản phát hành',
  reports: '3. Báo cáo đã nhận',
  record: '4. Đôn đốc, biên nhận, số liệu',
} as const;

/** What one package holds at most: well below the four gigabytes and 65,535 files that a plain ZIP can name. */
const PACKAGE_BYTES = 2 * 1024 ** 3;
const PACKAGE_FILES = 20_000;
const LONGEST_NAME = 100;

/** The list of a work file: by folder, in each by day and as given, each with a name of its own and its package. */
export function listOf(papers: readonly FiledPaper[]): readonly ListedPaper[] {
  const folders = Object.keys(FOLDERS);
  const ordered = papers
    .map((paper, given) => ({ paper, given }))
    .sort(
      (a, b) =>
        folders.indexOf(a.paper.folder) - folders.indexOf(b.paper.folder) ||
        compare(a.paper.issuedOn ?? '9999', b.paper.issuedOn ?? '9999') ||
        a.given - b.given,
    );
  let part = 1;
  let bytes = 0;
  let files = 0;
  return ordered.map(({ paper }, index) => {
    if (files > 0 && (bytes + paper.bytes > PACKAGE_BYTES || files === PACKAGE_FILES)) {
      part += 1;
      bytes = 0;
      files = 0;
    }
    bytes += paper.bytes;
    files += 1;
    const n = index + 1;
    const name = `${String(n).padStart(4, '0')} ${plainName(paper.fileName)}`;
    return { ...paper, n, part, path: `${FOLDERS[paper.folder]}/${name}` };
  });
}

/** The list as rows of a table, its headings first (the columns of NĐ 30/2020, Phụ lục V, with place and hash besides). */
export function rowsOfList(
  list: readonly ListedPaper[],
): readonly (readonly (string | number | null)[])[] {
  return [
    [
      'STT',
      'Số, ký hiệu',
      'Ngày tháng',
      'Trích yếu nội dung',
      'Tác giả',
      'Số trang',
      'Gói',
      'Tệp',
      'SHA-256',
    ],
    ...list.map(({ n, number, issuedOn, subject, author, pages, part, path, sha256 }) => [
      n,
      number,
      issuedOn === null ? null : printedDay(issuedOn),
      subject,
      author,
      pages,
      part,
      path,
      sha256,
    ]),
  ];
}

/** The last day on which a file is to be handed to the archive: within a year of the end of the work (Luật Lưu trữ 33/2024/QH15). */
export function handOverBy(endedAt: Instant): Day {
  return monthsAfter(dayAt(endedAt), 12);
}

/** The same day so many months on; the last one of its month where that has none. */
export function monthsAfter(on: Day, months: number): Day {
  const [year = 0, month = 0, dayOfMonth = 0] = on.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return dayOf(toYear, toMonth, dayOfMonth) ?? lastDayOfMonth(toYear, toMonth);
}

/** A file's name as every system takes it: no path, no sign that one of them forbids, its ending kept. */
function plainName(fileName: string): string {
  const clean = fileName
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]/gu, '_')
    .replace(/[. ]+$/u, '');
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= 6 ? clean.slice(dot) : '';
  const name = clean.slice(0, clean.length - ending.length);
  return `${[...name].slice(0, LONGEST_NAME).join('')}${ending}` || 'tep';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
