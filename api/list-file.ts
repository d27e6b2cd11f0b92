import { parse } from 'csv-parse/sync';
import { agencyLines } from '../domain/agency-lines.js';
import type { AgencyLine } from '../domain/agency-lines.js';
import { figureLines } from '../domain/figure-lines.js';
import type { GivenFigure } from '../domain/figures-in.js';
import type { LineProblem, ListRows } from '../domain/list-columns.js';
import type { Day } from '../domain/day.js';
import { incomingRows } from '../domain/register/incoming-rows.js';
import { linesOfSheets } from '../domain/programme/programme-lines.js';
import type { SheetReader, WorkbookReader } from './ports.js';
import { Refused } from './refused.js';
import type { UploadedFile } from './uploads.js';

/** Wrong lines that are told where a list is refused; the first look tells all. */
const MOST_PROBLEMS = 50;

/**
 * The agencies of a list, `.csv` or `.xlsx`, and its wrong lines by their numbers; refuses it where nothing can be
 * taken, and for its wrong lines unless somebody has seen them and leaves them out.
 */
export async function agenciesInFile(
  file: UploadedFile,
  {
    readSheet,
    today,
    leaveOut,
  }: { readonly readSheet: SheetReader; readonly today: Day; readonly leaveOut: boolean },
): Promise<{ readonly lines: readonly AgencyLine[]; readonly wrong: readonly LineProblem[] }> {
  const read = agencyLines(await rowsInFile(file, readSheet), today);
  if (!read.ok) throw invalid(read.problems);
  if (read.wrong.length > 0 && (!leaveOut || read.lines.length === 0)) {
    throw invalid(read.wrong.slice(0, MOST_PROBLEMS));
  }
  return read;
}

/** The rows of a register of incoming documents with the lines that cannot be taken; refuses what is no register. */
export async function registerInFile(
  file: UploadedFile,
  { readSheet, asOf }: { readonly readSheet: SheetReader; readonly asOf: Day },
) {
  const read = incomingRows(await rowsInFile(file, readSheet), asOf);
  if (!read.ok) throw new Refused('REGISTER_INVALID', { details: { ...read.problem } });
  return read;
}

/** The rows of a list that was pasted, a line each, its cells parted by tabs or semicolons. */
export function pastedRows(text: string): ListRows {
  return text.split(/\r?\n/u).map((line, index) => ({
    line: index + 1,
    cells: line.split(line.includes('\t') ? '\t' : ';'),
  }));
}

/** The lines of a list for a register of units, `.csv` or `.xlsx`, as text to be looked at and pasted. */
export async function linesInFile(
  file: UploadedFile,
  readWorkbook: WorkbookReader,
): Promise<string> {
  if (!isSheet(file)) return linesOfSheets([rowsByLine(rowsOfText(file.bytes))]);
  const sheets = await readWorkbook(file.bytes);
  if (sheets === null) throw invalid([UNREADABLE]);
  return linesOfSheets(sheets);
}

/** Rows at their lines again: empty lines between them are rows without cells. */
function rowsByLine(rows: ListRows): readonly (readonly string[])[] {
  const last = rows.at(-1)?.line ?? 0;
  const at = new Map(rows.map(({ line, cells }) => [line, cells]));
  return Array.from({ length: last }, (_, index) => at.get(index + 1) ?? []);
}

/** The figures of a table, `.csv` or `.xlsx`, one a line; refuses what has no such columns. */
export async function figuresInFile(
  file: UploadedFile,
  readSheet: SheetReader,
): Promise<readonly GivenFigure[]> {
  const figures = figureLines(await rowsInFile(file, readSheet));
  if (figures === null) throw new Refused('FIGURES_NO_COLUMNS');
  return figures;
}

function rowsInFile(file: UploadedFile, readSheet: SheetReader): ListRows | Promise<ListRows> {
  return isSheet(file) ? rowsOfSheet(file, readSheet) : rowsOfText(file.bytes);
}

function isSheet({ fileName }: UploadedFile): boolean {
  return fileName.toLowerCase().endsWith('.xlsx');
}

const UNREADABLE: LineProblem = { line: 1, problem: 'không đọc được bảng tính' };

async function rowsOfSheet({ bytes }: UploadedFile, readSheet: SheetReader): Promise<ListRows> {
  const rows = await readSheet(bytes);
  if (rows === null) throw invalid([UNREADABLE]);
  return rows.map((cells, index) => ({ line: index + 1, cells }));
}

function rowsOfText(bytes: Buffer): ListRows {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD')) throw invalid([{ line: 1, problem: 'tệp không phải UTF-8' }]);
  try {
    const parsed = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
    }) as unknown as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch {
    throw invalid([{ line: 1, problem: 'không đọc được các cột' }]);
  }
}

/** Whichever of comma, semicolon and tab stands most often in the first line. */
function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function invalid(problems: readonly LineProblem[]): Refused {
  const [first = { line: 1, problem: '' }] = problems;
  return new Refused('CSV_INVALID', {
    details: { ...first },
    fields: problems.map(({ line, problem }) => ({ path: String(line), message: problem })),
  });
}
