import { dayOf, daysBetween, plusDays } from '../day.js';
import type { Day } from '../day.js';
import { columnsIn } from '../list-columns.js';
import type { LineProblem, ListRows } from '../list-columns.js';
import { isPrintable } from '../plain-text.js';

/** One line of the register of incoming documents (sổ văn bản đến; Nghị định 30/2020/NĐ-CP, Phụ lục IV). */
export interface IncomingRow {
  readonly line: number;
  /** Số đến; empty where the register has none. */
  readonly arrivalNumber: string;
  readonly arrivedOn: Day;
  /** Số, ký hiệu; empty for a document without one. */
  readonly number: string;
  readonly issuedOn: Day | null;
  readonly sender: string;
  /** Trích yếu. */
  readonly subject: string;
}

type Column = 'arrivalNumber' | 'arrivedOn' | 'number' | 'issuedOn' | 'sender' | 'subject';

/** How document systems and the form of the decree write the headings, without case and marks. */
const HEADINGS: Readonly<Record<Column, RegExp>> = {
  arrivalNumber: /^so (?:den|(?:vb|van ban) den|vao so)$/u,
  arrivedOn:
    /^(?:ngay(?:, ?thang| gio)?|thoi gian) (?:den|nhan|tiep nhan|(?:vb|van ban) den|nhan (?:vb|van ban))$/u,
  number:
    /^so(?: ?[,/-] ?| va | )?(?:ky )?hieu(?: (?:vb|van ban|goc|(?:vb|van ban) den))?$|^so (?:vb|van ban)$/u,
  issuedOn:
    /^ngay (?:vb|van ban|ban hanh|phat hanh|ky|ban hanh (?:vb|van ban))$|^ngay,? ?thang(?:,? nam)?(?: (?:vb|van ban|ban hanh))?$/u,
  sender:
    /^(?:ten )?(?:co quan|don vi|noi|to chuc|co quan ?[,/] ?(?:don vi|to chuc))(?: (?:gui|ban hanh|phat hanh))(?: (?:den|vb|van ban))?$|^tac gia$/u,
  subject:
    /^(?:ten loai va )?trich yeu(?: noi dung)?(?: (?:vb|van ban))?$|^noi dung(?: (?:vb|van ban))?$/u,
};
const NEEDED = ['arrivedOn', 'number', 'sender'] as const;
const SHOWN: Readonly<Record<(typeof NEEDED)[number], string>> = {
  arrivedOn: 'Ngày đến',
  number: 'Số, ký hiệu',
  sender: 'Cơ quan gửi',
};

const HEADING_WITHIN = 20;
const MOST_ROWS = 20_000;
const MOST_PROBLEMS = 50;
const LONGEST = 1000;

export type ReadRegister =
  | {
      readonly ok: true;
      readonly rows: readonly IncomingRow[];
      /** Lines that cannot be taken; the others can. */
      readonly wrong: readonly LineProblem[];
    }
  | { readonly ok: false; readonly problem: LineProblem };

/** The rows of a register as a sheet holds it, columns in any order; days without a year are the last such day up to `asOf`. */
export function incomingRows(given: ListRows, asOf: Day): ReadRegister {
  const filled = given.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const lacks = (cells: readonly string[]) => {
    const columns = columnsIn(cells, HEADINGS);
    return NEEDED.filter((name) => !columns.has(name));
  };
  const head = filled
    .slice(0, HEADING_WITHIN)
    .reduce<ListRows[number] | null>(
      (best, row) =>
        best === null || lacks(row.cells).length < lacks(best.cells).length ? row : best,
      null,
    );
  if (head === null) return failed(1, 'tệp không có dòng nào');
  const missing = lacks(head.cells);
  if (missing.length > 0) {
    const names = missing.map((name) => `“${SHOWN[name]}”`).join(', ');
    return failed(
      missing.length === NEEDED.length ? 1 : head.line,
      `không phải sổ văn bản đến: thiếu cột ${names}`,
    );
  }
  const columns = columnsIn(head.cells, HEADINGS);
  const body = filled.filter(({ line, cells }) => line > head.line && !isNumbering(cells));
  if (body.length === 0) return failed(head.line + 1, 'sổ không có văn bản nào');
  if (body.length > MOST_ROWS) {
    return failed(
      body[MOST_ROWS]?.line ?? MOST_ROWS,
      'quá 20.000 dòng, đề nghị xuất sổ theo tháng',
    );
  }
  const rows: IncomingRow[] = [];
  const wrong: LineProblem[] = [];
  for (const { line, cells } of body) {
    const read = rowOf(line, { cells, columns, asOf });
    if (typeof read !== 'string') rows.push(read);
    else if (wrong.length < MOST_PROBLEMS) wrong.push({ line, problem: read });
  }
  return { ok: true, rows, wrong };
}

function failed(line: number, problem: string): ReadRegister {
  return { ok: false, problem: { line, problem } };
}

/** The line "(1) (2) (3)" below the headings of a printed form. */
function isNumbering(cells: readonly string[]): boolean {
  const said = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return said.length > 2 && said.every((cell, at) => cell.replace(/[()]/gu, '') === String(at + 1));
}

/** A row, or what is wrong with it. */
function rowOf(
  line: number,
  {
    cells,
    columns,
    asOf,
  }: {
    readonly cells: readonly string[];
    readonly columns: ReadonlyMap<Column, number>;
    readonly asOf: Day;
  },
): IncomingRow | string {
  const cell = (column: Column) =>
    (cells[columns.get(column) ?? -1] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (cells.some((text) => !isPrintable(text))) return 'có ký tự không đọc được';
  if (cells.some((text) => text.length > LONGEST)) return 'có ô dài quá 1.000 ký tự';
  const sender = cell('sender');
  if (sender === '') return 'thiếu cơ quan gửi';
  const arrived = cell('arrivedOn');
  if (arrived === '') return 'thiếu ngày đến';
  const arrivedOn = dayIn(arrived, asOf);
  if (arrivedOn === null) return `ngày đến không đọc được: “${arrived}”`;
  if (arrivedOn > asOf) return `ngày đến ở phía trước: “${arrived}”`;
  return {
    line,
    arrivalNumber: cell('arrivalNumber'),
    arrivedOn,
    number: cell('number'),
    // The day that is printed only supports a match: one that cannot be read supports none.
    issuedOn: dayIn(cell('issuedOn'), asOf),
    sender,
    subject: cell('subject'),
  };
}

/** A day as registers write it: 03/7/2026, 03/7 (the year is the register's), 2026-07-03, with an hour, or the number a sheet keeps. */
function dayIn(text: string, asOf: Day): Day | null {
  const bare = text.replace(/\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?Z?/u, '').replace(/[T,\s]+$/u, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(bare.trim());
  if (iso !== null) return known(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const printed = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/u.exec(bare.trim());
  if (printed !== null) {
    const [, on, month, said] = printed;
    const year = Number(asOf.slice(0, 4));
    if (said !== undefined) return known(Number(said), Number(month), Number(on));
    const thisYear = known(year, Number(month), Number(on));
    return thisYear !== null && thisYear <= asOf
      ? thisYear
      : known(year - 1, Number(month), Number(on));
  }
  // A sheet counts days from 30/12/1899, hours behind the comma.
  const serial = /^(\d{5})(?:[.,]\d+)?$/u.exec(text);
  if (serial === null) return null;
  const found = plusDays('1899-12-30' as Day, Number(serial[1]));
  return Math.abs(daysBetween(found, asOf)) < 36_525 ? found : null;
}

function known(year: number, month: number, dayOfMonth: number): Day | null {
  return year < 2000 || year > 2100 ? null : dayOf(year, month, dayOfMonth);
}
