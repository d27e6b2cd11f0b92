import type { Day } from '../day.js';
import { folded } from '../folded.js';
import { columnsIn } from '../list-columns.js';
import type { LineProblem, ListRows } from '../list-columns.js';
import { isPrintable } from '../plain-text.js';
import { refusalSentence } from '../refusals.js';
import { senderFinder } from '../register/sender.js';
import { DAY_EXAMPLE, typedDayOrNull } from '../typed-day.js';
import { withEntry } from './unit-history.js';
import type { Decision, Entry, EntryContent, EntryKind } from './unit-history.js';
import { LINE_HEADINGS } from './line-headings.js';
import type { LineColumn as Column } from './line-headings.js';
import { outsideOfUnit, wasThere } from './units-of-day.js';
import type { ProgrammeUnit } from './units-of-day.js';

const COLUMNS = Object.keys(LINE_HEADINGS) as Column[];

/** How a heading is written, without case and marks. */
const HEADINGS: Readonly<Record<Column, RegExp>> = {
  unit: /^(?:don vi|ten don vi|xa, phuong(?:, dac khu)?|xa|co quan, don vi)$/u,
  act: /^(?:viec|noi dung|loai)$/u,
  on: /^(?:tinh tu ngay|tu ngay|ngay)$/u,
  year: /^nam(?: dang ky)?$/u,
  number: /^(?:so quyet dinh|so qd|so, ky hieu|quyet dinh)$/u,
  decidedOn: /^(?:ngay quyet dinh|ngay qd|ngay ban hanh)$/u,
  by: /^(?:co quan quyet dinh|co quan ban hanh|nguoi quyet dinh|cap quyet dinh)$/u,
  reason: /^(?:ly do|ghi chu)$/u,
};

/** How an act is written, without case and marks, the longer words first. */
const ACTS: readonly (readonly [RegExp, EntryKind])[] = [
  [/^(?:dang ky)$/u, 'registered'],
  [/^(?:cong nhan lai|dat lai)$/u, 'regained'],
  [/^(?:cong nhan|dat)$/u, 'recognised'],
  [/^(?:khong con dat|mat danh hieu|thu hoi|rut cong nhan)$/u, 'lost'],
  [/^(?:chuyen nam|chuyen sang nam sau|chuyen tiep)$/u, 'carriedOver'],
];

/** A line of a list that can be entered. */
export interface ProgrammeLine {
  readonly line: number;
  readonly agencyId: string;
  readonly unit: string;
  readonly content: EntryContent;
}

/**
 * The lines of a pasted list or of a sheet, each held against the register with the lines before it already in:
 * what would be entered, and by line why something would not. Writes nothing.
 */
export function programmeLines(
  rows: ListRows,
  { units, today }: { readonly units: readonly ProgrammeUnit[]; readonly today: Day },
): { readonly lines: readonly ProgrammeLine[]; readonly wrong: readonly LineProblem[] } {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const head = headingIn(filled);
  const at =
    head < 0
      ? new Map(COLUMNS.map((column, index) => [column, index] as const))
      : columnsIn(filled[head]?.cells ?? [], HEADINGS);
  const find = senderFinder(units.map(({ agencyId, name }) => ({ id: agencyId, name })));
  const histories = new Map(units.map((unit) => [unit.agencyId, unit.history]));
  const lines: ProgrammeLine[] = [];
  const wrong: LineProblem[] = [];
  for (const { line, cells } of filled.slice(head + 1)) {
    const cell = (column: Column) =>
      (cells[at.get(column) ?? -1] ?? '').replace(/\s+/gu, ' ').trim();
    const read = contentOf(cell);
    if (typeof read === 'string') {
      wrong.push({ line, problem: read });
      continue;
    }
    const unit = unitNamed(cell('unit'), read.on, units, find);
    if (typeof unit === 'string') {
      wrong.push({ line, problem: unit });
      continue;
    }
    const outside = outsideOfUnit(unit, read, today);
    const before: readonly Entry[] = histories.get(unit.agencyId) ?? [];
    const after = outside ?? withEntry(before, { ...read, id: `line ${String(line)}` });
    if (!after.ok) {
      wrong.push({ line, problem: refusalSentence(after.error, after.details) });
      continue;
    }
    histories.set(unit.agencyId, after.value);
    lines.push({ line, agencyId: unit.agencyId, unit: unit.name, content: read });
  }
  return { lines, wrong };
}

/** A sheet has its title above its headings, in few lines. */
const HEADING_WITHIN = 20;

/** Which of the filled lines names the columns; -1 where none does. */
function headingIn(filled: ListRows): number {
  return filled.slice(0, HEADING_WITHIN).findIndex(({ cells }) => {
    const columns = columnsIn(cells, HEADINGS);
    return columns.has('unit') && columns.has('act');
  });
}

/**
 * The sheet of a workbook that holds such lines, as text for a person to look at before it is entered: a line each,
 * cells parted by tabs, so that the numbers of lines are those of the sheet. The first sheet where none has headings.
 */
export function linesOfSheets(sheets: readonly (readonly (readonly string[])[])[]): string {
  const held = sheets.find(
    (rows) => headingIn(rows.map((cells, index) => ({ line: index + 1, cells }))) >= 0,
  );
  return (held ?? sheets[0] ?? [])
    .map((cells) => `${cells.map((cell) => cell.replace(/\s+/gu, ' ').trim()).join('\t')}\t`)
    .map((line) => (line.trim() === '' ? '' : line))
    .join('\n')
    .replace(/\n+$/u, '');
}

/** What a line says, or what is wrong with it in words. */
function contentOf(cell: (column: Column) => string): EntryContent | string {
  if (!COLUMNS.every((column) => isPrintable(cell(column)))) return 'có ký tự không in được';
  const written = folded(cell('act'));
  const kind = ACTS.find(([pattern]) => pattern.test(written))?.[1];
  if (kind === undefined) {
    return `“${cell('act')}” không phải là: đăng ký, công nhận, không còn đạt, công nhận lại, chuyển năm`;
  }
  const on = typedDayOrNull(cell('on'));
  if (on === null) return noDayIn('Tính từ ngày', cell('on'));
  if (kind === 'registered' || kind === 'carriedOver') {
    const year = /^20\d{2}$/u.test(cell('year')) ? Number(cell('year')) : null;
    if (year === null) return `năm “${cell('year')}” không đúng`;
    if (kind === 'registered') return { kind, on, year };
    return cell('reason') === '' ? 'chưa ghi lý do' : { kind, on, year, reason: cell('reason') };
  }
  const decision = decisionOf(cell);
  if (typeof decision === 'string') return decision;
  if (kind !== 'lost') return { kind, on, decision };
  return cell('reason') === '' ? 'chưa ghi lý do' : { kind, on, decision, reason: cell('reason') };
}

function decisionOf(cell: (column: Column) => string): Decision | string {
  const on = typedDayOrNull(cell('decidedOn'));
  if (cell('number') === '') return 'chưa ghi số quyết định';
  if (on === null) return noDayIn('Ngày quyết định', cell('decidedOn'));
  return cell('by') === ''
    ? 'chưa ghi cơ quan quyết định'
    : { number: cell('number'), on, by: cell('by') };
}

function noDayIn(heading: string, typed: string): string {
  return `${heading}: “${typed}” không phải là một ngày, đề nghị ghi như ${DAY_EXAMPLE}`;
}

/** The unit that a line names: one name may have been that of several, one after the other. */
function unitNamed(
  written: string,
  on: Day,
  units: readonly ProgrammeUnit[],
  find: ReturnType<typeof senderFinder>,
): ProgrammeUnit | string {
  if (written === '') return 'chưa ghi đơn vị';
  const then = units.find((unit) => unit.name === written && wasThere(unit, on));
  if (then !== undefined) return then;
  const found = find(written);
  if (found.kind === 'sure') {
    const unit = units.find(({ agencyId }) => agencyId === found.id);
    if (unit !== undefined) return unit;
  }
  const near =
    found.kind === 'near'
      ? units.filter(({ agencyId }) => found.ids.includes(agencyId)).map(({ name }) => name)
      : [];
  return near.length === 0
    ? `không tìm thấy đơn vị “${written}”`
    : `“${written}” có thể là ${near.join(', ')}: đề nghị ghi đúng tên`;
}
