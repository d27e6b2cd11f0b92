import type { Day } from '../../domain/day.js';
import type { BelowParts } from '../../domain/figures-over-time.js';
import type { WaitingReport } from './waiting-reports.js';

/** One total of a consolidation with its counts, as it is kept. */
export interface KeptTotal {
  readonly code: string;
  readonly total: string | null;
  readonly reporting: number;
  readonly nil: number;
  readonly missing: number;
  /** How many of its values are not exact; absent: none. */
  readonly approximate?: number;
}

/** One report that went into a consolidation. */
export interface KeptReport {
  readonly obligationId: string;
  readonly version: number;
  /** Codes of figures that are in no total, because another reporter counts the same case. */
  readonly uncounted?: readonly string[];
}

/** What a consolidation keeps besides the values behind its totals; older ones lack what came later. */
export interface KeptConsolidation {
  readonly totals: readonly KeptTotal[];
  /** What had come and did not count. */
  readonly waiting?: readonly WaitingReport[];
  /** The version of each report that went into it: its figures stand there for good. */
  readonly reports?: readonly KeptReport[];
  /** Figures taken from a register instead of from reports. */
  readonly taken?: readonly {
    readonly code: string;
    readonly subject: string;
    readonly countedOn: Day;
  }[];
  /** The same period a year before, by code, and where it was found. */
  readonly before?: {
    readonly from: 'file' | 'ledger';
    readonly totals: Readonly<Record<string, string | null>>;
  };
  /** This period with those before it in the year; absent where it is the first. */
  readonly sinceYear?: {
    readonly from: Day;
    readonly totals: Readonly<Record<string, string | null>>;
  };
  /** Figures that are less than what parts of the period had reported. */
  readonly belowParts?: readonly BelowParts[];
}
