import { folded } from './folded.js';

/** The lines of a list as a spreadsheet holds them, each with its number there. */
export type ListRows = readonly { readonly line: number; readonly cells: readonly string[] }[];

/** What is wrong with a list, by its line, for the person who brought it. */
export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

/** Which column stands where, by how headings are written without case and marks; the first of two with one heading. */
export function columnsIn<Column extends string>(
  cells: readonly string[],
  headings: Readonly<Record<Column, RegExp>>,
): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  cells.forEach((cell, index) => {
    const heading = folded(cell)
      .replace(/\s+/gu, ' ')
      .replace(/[*:.]+$/u, '')
      .trim();
    for (const [name, pattern] of Object.entries(headings) as [Column, RegExp][]) {
      if (pattern.test(heading) && !columns.has(name)) columns.set(name, index);
    }
  });
  return columns;
}
