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
  readonly reports?: readonly { readonly obligationId: string; readonly version: number }[];
}
