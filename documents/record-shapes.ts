import type { Day } from '../domain/day.js';
import type { IssuerBlock } from './issuer-shapes.js';

/** A column of a table in a record; the width is its share of the page. */
export interface RecordColumn {
  readonly heading: string;
  readonly share: number;
  readonly align: 'left' | 'center' | 'right';
}

/** One piece of a record, one below the other. */
export type RecordBlock =
  /** With its own numbering: "I. …" in capitals, "1. …" in bold. */
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly RecordColumn[];
      readonly rows: readonly (readonly string[])[];
    };

/** A record of the office, made from its ledger: it carries no number of its own and is signed by whoever made or agreed to it. */
export interface RecordPaper {
  readonly issuer: IssuerBlock;
  readonly on: Day;
  readonly rehearsal: boolean;
  /** "Hồ sơ đôn đốc", "Danh sách". */
  readonly type: string;
  readonly subject: string;
  readonly blocks: readonly RecordBlock[];
  /** Behind it, on pages across, each with a title. */
  readonly tables: readonly {
    readonly title: string;
    readonly columns: readonly RecordColumn[];
    readonly rows: readonly (readonly string[])[];
  }[];
}
