import type { Instant } from '../domain/day.js';

/** Text, a count, or a figure: a decimal with a point as mark, null for an empty cell. */
export type CellValue =
  | string
  | number
  | {
      readonly figure: string | null;
      /** What it is computed by, where that gives this figure. */
      readonly formula?: string | null;
    };

/** One sheet of a workbook: its columns, and a value for each of them in every row. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** What stands above the table of each sheet. */
export interface SheetHead {
  readonly title: string;
  readonly source: string;
  readonly rehearsal: boolean;
}

/** A workbook of tables under one title. */
export interface TableBook extends SheetHead {
  readonly madeAt: Instant;
  readonly sheets: readonly Sheet[];
}
