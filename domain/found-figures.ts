import { partedFigure } from './approximate.js';
import { decimalOf } from './decimal.js';
import { figuresByName, plainCell } from './figure-names.js';
import type { Indicator } from './schemas/form-definition.js';

const ORDINAL = /^(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVXL]{1,5})[.)]?\s+|^[-–+•*]\s*/u;
/** Over the column that holds what is reported, not what was planned or reported before. */
const RESULT = /^(?:ket qua|so lieu|so luong|thuc hien|gia tri|ky nay|trong ky)/u;

/**
 * The figures that a file's tables give for a form, by code and as they are written there. A row counts when it
 * names the figure by its code or its whole label and has one number, or one under a heading of results; what is
 * said twice with different numbers is left out, as nobody knows which is meant.
 */
export function foundFigures(
  rows: readonly (readonly string[])[],
  indicators: readonly Indicator[],
): Readonly<Record<string, string>> {
  const byName = figuresByName(indicators.filter(({ ratio }) => ratio === null));
  const found = new Map<string, Set<string>>();
  let resultAt: number | null = null;
  for (const row of rows) {
    const cells = row.map((cell) => cell.normalize('NFC').replace(/\s+/gu, ' ').trim());
    const named = cells.findIndex((cell) => indicatorIn(cell, byName) !== undefined);
    const indicator = indicatorIn(cells[named] ?? '', byName);
    if (indicator === undefined) {
      const heads = cells.flatMap((cell, at) => (RESULT.test(plainCell(cell)) ? [at] : []));
      // A table of prose ends where a row has no cells; the next one has headings of its own.
      if (cells.length < 2) resultAt = null;
      else if (heads.length > 0) resultAt = heads.length === 1 ? (heads[0] ?? null) : null;
      continue;
    }
    const numbers = cells.flatMap((cell, at) =>
      at > named && decimalOf(partedFigure(cell).number) !== null ? [{ at, cell }] : [],
    );
    const value =
      numbers.find(({ at }) => at === resultAt)?.cell ??
      (numbers.length === 1 && resultAt === null ? numbers[0]?.cell : undefined);
    if (value === undefined) continue;
    found.set(indicator.code, (found.get(indicator.code) ?? new Set()).add(value));
  }
  return Object.fromEntries(
    [...found].flatMap(([code, values]) => (values.size === 1 ? [[code, ...values]] : [])),
  ) as Record<string, string>;
}

/** The indicator that a cell names, behind its number in the list. */
function indicatorIn(cell: string, byName: ReadonlyMap<string, Indicator>): Indicator | undefined {
  return byName.get(plainCell(cell)) ?? byName.get(plainCell(cell.replace(ORDINAL, '')));
}
