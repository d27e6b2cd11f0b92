import { parse } from 'csv-parse/sync';
import { agencyLines } from '../domain/agency-lines.js';
import type { AgencyLine, LineProblem, ListRows } from '../domain/agency-lines.js';
import type { SheetReader } from './ports.js';
import { Refused } from './refused.js';
import type { UploadedFile } from './uploads.js';

/** The agencies of a list, `.csv` or `.xlsx`; refuses it with every wrong line by its number. */
export async function agenciesInFile(
  file: UploadedFile,
  readSheet: SheetReader,
): Promise<readonly AgencyLine[]> {
  const isSheet = file.fileName.toLowerCase().endsWith('.xlsx');
  const rows = isSheet ? await rowsOfSheet(file, readSheet) : rowsOfText(file.bytes);
  const read = agencyLines(rows);
  if (!read.ok) throw invalid(read.problems);
  return read.lines;
}

async function rowsOfSheet({ bytes }: UploadedFile, readSheet: SheetReader): Promise<ListRows> {
  const rows = await readSheet(bytes);
  if (rows === null) throw invalid([{ line: 1, problem: 'không đọc được bảng tính' }]);
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
