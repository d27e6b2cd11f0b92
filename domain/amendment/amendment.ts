/** A document as it is cited. */
export interface AmendingDocument {
  readonly documentType: string;
  readonly number: string | null;
  /** A day, `2026-07-01`. */
  readonly issuedOn: string | null;
  readonly issuer: string | null;
}

/** What a new version of a plan that runs amends, and how. */
export interface Amendment {
  /** The version that ran when it was begun. */
  readonly version: number;
  /** `document`: another paper changes the plan; `hand`: the office changes what it tracks, the plan stays as printed. */
  readonly kind: 'document' | 'hand';
  /** Why, in the officer's words; empty where the document says it. */
  readonly reason: string;
  /** As it was read; people may correct it on the review page. */
  readonly document: AmendingDocument | null;
  /** From this place on its duties were read in the amending document; those before are the plan's. */
  readonly firstNew: number;
  /** How many duties were read in the amending document; what people add stands behind them. */
  readonly readCount: number;
  /** Places of what the plan prints and was not tracked when this was begun. */
  readonly removed: readonly string[];
}
