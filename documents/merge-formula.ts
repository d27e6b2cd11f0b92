import { decimal, max, sum, type Decimal } from '../domain/decimal.js';
import type { MergeRule } from '../domain/schemas/form-definition.js';
import { HEADING_ROW } from './figures-sheet.js';
import type { FiguresPaper } from './paper-shapes.js';

/** Columns before the first indicator: number and name of the agency. */
const COLUMNS_BEFORE = 2;

/** What the agencies gave of one figure, in their rows; null for none. */
export function columnValues(
  { byAgency }: Pick<FiguresPaper, 'byAgency'>,
  code: string,
): readonly (string | null)[] {
  return byAgency.map(({ values, nil }) => (nil.includes(code) ? null : (values[code] ?? null)));
}

/**
 * The formula by which a spreadsheet makes a total of the rows above it; null where that would not be the total:
 * another rule merged them, or a value is counted by another reporter.
 */
export function formulaOver(given: {
  rule: MergeRule;
  total: string | null;
  values: readonly (string | null)[];
  /** Of the indicator, from 0. */
  column: number;
}): string | null {
  const { rule, total, values, column } = given;
  const numbers = values.flatMap((value) => numberIn(value) ?? []);
  if (total === null || numbers.length === 0 || (rule !== 'sum' && rule !== 'max')) return null;
  const made = rule === 'sum' ? sum(numbers) : max(numbers);
  if (made !== numberIn(total)) return null;
  const letters = lettersOf(column + COLUMNS_BEFORE);
  const span = `${letters}${String(HEADING_ROW + 1)}:${letters}${String(HEADING_ROW + values.length)}`;
  return `${rule === 'sum' ? 'SUM' : 'MAX'}(${span})`;
}

/** Text ("khoảng 1.500") is no number to a spreadsheet. */
function numberIn(value: string | null): Decimal | null {
  return value !== null && /^\d+(\.\d+)?$/.test(value) ? decimal(value) : null;
}

/** The cell in which the total of an indicator stands: below all agencies. */
export function totalCell({ byAgency }: Pick<FiguresPaper, 'byAgency'>, column: number): string {
  return `${lettersOf(column + COLUMNS_BEFORE)}${String(HEADING_ROW + byAgency.length + 1)}`;
}

/** 0 is A, 25 is Z, 26 is AA. */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${lettersOf(Math.floor(column / 26) - 1)}${last}`;
}
