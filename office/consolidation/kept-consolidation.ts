import type { WaitingReport } from './waiting-reports.js';

/** One total of a consolidation with its counts, as it is kept. */
export interface KeptTotal {
  readonly code: string;
  readonly total: string | null;
  readonly reporting: number;
  readonly nil: number;
  readonly missing: number;
}

/** What a consolidation keeps besides the values behind its totals. */
export interface KeptConsolidation {
  readonly totals: readonly KeptTotal[];
  /** The version of each report that went into it; older consolidations do not say. */
  /** What had come and did not count; older consolidations do not say. */
  readonly waiting?: readonly WaitingReport[];
  readonly reports?: readonly { readonly obligationId: string; readonly version: number }[];
}
