import { decimalOf } from './decimal.js';
import { dayOf, plusDays } from './day.js';
import type { Day } from './day.js';
import { fold } from './fold.js';
import type { FormSection, Indicator } from './schemas/form-definition.js';
import { typedDayOrNull } from './typed-day.js';
import type { TypedFields } from './typed-fields.js';

/** One report as a sheet of a workbook: what is asked, what was typed so far, and last period's figures. */
export interface ReportSheet {
  readonly obligationId: string;
  readonly formVersion: number;
  readonly title: string;
  readonly citation: string;
  readonly duePhrase: string;
  readonly indicators: readonly Indicator[];
  readonly sections: readonly FormSection[];
  /** By name, as `fieldsOf` names them. */
  readonly fields: TypedFields;
  /** By code, as printed. */
  readonly last: Readonly<Record<string, string>>;
}

/** One line of the sheet under its heading; `name` stands hidden before it, and by it the line is found again. */
export type SheetLine =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'figure'; readonly name: string; readonly indicator: Indicator }
  | { readonly kind: 'text'; readonly name: string; readonly label: string; readonly hint: string };

/** Columns of the sheet, from 0. */
export const COLUMNS = { name: 0, label: 1, unit: 2, figure: 3, nil: 4, last: 5, note: 6 } as const;
/** The hidden mark at the top left: whose sheet it is. */
const MARK = /^dondoc\/1\/([0-9a-f-]{36})\/(\d{1,6})$/u;
const LABELS: Readonly<Record<string, string>> = {
  documentNumber: 'Số, ký hiệu văn bản',
  documentDate: 'Ngày ban hành (ngày/tháng/năm)',
  signer: 'Người ký',
  senderName: 'Người lập (bắt buộc)',
};

/** The mark of a sheet. */
export function markOfSheet({ obligationId, formVersion }: ReportSheet): string {
  return `dondoc/1/${obligationId}/${String(formVersion)}`;
}

/** The lines of a sheet in their order. */
export function linesOfSheet({ indicators, sections }: ReportSheet): readonly SheetLine[] {
  let group: string | null = null;
  const figures = indicators.flatMap((indicator): SheetLine[] => {
    const isNew = indicator.group !== group && indicator.group !== null;
    group = indicator.group;
    return [
      ...(isNew ? [{ kind: 'heading' as const, text: indicator.group ?? '' }] : []),
      { kind: 'figure', name: `figure.${indicator.code}`, indicator },
    ];
  });
  return [
    ...(figures.length === 0 ? [] : [{ kind: 'heading' as const, text: 'SỐ LIỆU' }, ...figures]),
    { kind: 'heading', text: 'NỘI DUNG' },
    ...sections.map(({ key, heading, question }): SheetLine => ({
      kind: 'text',
      name: `narrative.${key}`,
      label: heading,
      hint: question ?? '',
    })),
    { kind: 'heading', text: 'VĂN BẢN VÀ NGƯỜI LẬP' },
    ...Object.entries(LABELS).map(([name, label]): SheetLine => ({
      kind: 'text',
      name,
      label,
      hint: '',
    })),
  ];
}

/** What an agency filled in on one sheet. */
export interface FilledSheet {
  readonly obligationId: string;
  readonly formVersion: number;
  /** As a page would post them: `figure.X`, `nil.X`, `note.X`, `narrative.K`, `documentNumber`. */
  readonly fields: TypedFields;
  /** Where each field stands, "D7". */
  readonly cells: Readonly<Record<string, string>>;
  /** What cannot be read, by cell. */
  readonly problems: readonly CellProblem[];
}

export interface CellProblem {
  readonly cell: string;
  readonly sentence: string;
}

/** What stands in a sheet by the hidden names of its lines, wherever they were moved; null for one that is none of ours. */
export function filledSheet(rows: readonly (readonly string[])[]): FilledSheet | null {
  const [, obligationId, version] = MARK.exec(rows[0]?.[COLUMNS.name] ?? '') ?? [];
  if (obligationId === undefined) return null;
  const fields: Record<string, string> = {};
  const cells: Record<string, string> = {};
  const problems: CellProblem[] = [];
  rows.forEach((row, index) => {
    const name = (row[COLUMNS.name] ?? '').trim();
    const cell = (column: number) => `${String.fromCharCode(65 + column)}${String(index + 1)}`;
    const at = (column: number) => (row[column] ?? '').normalize('NFC').trim();
    const [, code = ''] = /^figure\.(.+)$/u.exec(name) ?? [];
    if (code !== '') {
      cells[name] = cell(COLUMNS.figure);
      const [figure, nil, note] = [at(COLUMNS.figure), at(COLUMNS.nil), at(COLUMNS.note)];
      const saysNil = isNil(figure);
      if (figure !== '' && !saysNil) fields[name] = figure;
      if (saysNil || isTick(nil)) fields[`nil.${code}`] = '1';
      else if (nil !== '') {
        problems.push({
          cell: cell(COLUMNS.nil),
          sentence: `Chỉ ghi x khi không phát sinh; “${nil}” không hiểu được.`,
        });
      }
      if (note !== '') fields[`note.${code}`] = note;
    } else if (name.startsWith('narrative.') || LABELS[name] !== undefined) {
      cells[name] = cell(COLUMNS.figure);
      const text = at(COLUMNS.figure);
      if (text === '') return;
      if (name !== 'documentDate') fields[name] = text;
      else {
        const on = dayTyped(text);
        if (on !== null) fields[name] = on;
        else {
          problems.push({
            cell: cell(COLUMNS.figure),
            sentence: `“${text}” không phải là ngày, ví dụ 05/7/2026.`,
          });
        }
      }
    }
  });
  return { obligationId, formVersion: Number(version), fields, cells, problems };
}

/** A draft with what a file says: what the file leaves blank stays, a number takes "không phát sinh" away and the other way round. */
export function withFile(
  before: TypedFields,
  { fields }: Pick<FilledSheet, 'fields'>,
): TypedFields {
  const opposite = (name: string): string =>
    name.startsWith('figure.') ? name.replace('figure.', 'nil.') : name.replace('nil.', 'figure.');
  const taken = Object.keys(fields).filter((name) => /^(?:figure|nil)\./u.test(name));
  const kept = Object.entries(before).filter(
    ([name]) => !taken.some((one) => opposite(one) === name && fields[name] === undefined),
  );
  return { ...Object.fromEntries(kept), ...fields };
}

function isNil(text: string): boolean {
  return fold(text).replace(/\s+/gu, ' ') === 'không phát sinh';
}

function isTick(text: string): boolean {
  return ['x', 'có', '1', 'true', '✓', '✔'].includes(fold(text)) || isNil(text);
}

/** A day as it stands in a cell: typed, or the number of days by which sheets keep it. */
function dayTyped(text: string): Day | null {
  // Days since 30 December 1899, ECMA-376 part 1, 18.17.4.1.
  const epoch = dayOf(1899, 12, 30);
  if (/^\d{5}$/u.test(text) && epoch !== null) return plusDays(epoch, Number(text));
  return typedDayOrNull(text);
}

/** A figure as the sheet shows it: a number where it is one, else the words. */
export function cellOfFigure(typed: string): number | string {
  const value = decimalOf(typed);
  return value === null || value.replace('.', '').length > 15 ? typed : Number(value);
}
