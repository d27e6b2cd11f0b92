import type { SinkRecord } from './sink-behaviour.js';

/** One mail as the ledger has it at the end. */
export interface LedgerMail {
  readonly headerId: string;
  readonly agencyId: string | null;
  /** Whether it is one of the wave's; others answer acts or go to the office's own people. */
  readonly ladder: boolean;
  /** Rungs and events it tells of; the same one in two mails is a second mail. */
  readonly tells: readonly string[];
  readonly to: string | null;
  readonly state: string;
  readonly why: string | null;
}

/** One step of a mail: what it was, what it became, when its transaction began and when it was written. */
export interface MailStep {
  readonly headerId: string;
  readonly was: string;
  readonly became: string;
  readonly begunAtMs: number;
  readonly atMs: number;
}

/** Everything three witnesses say of one wave. */
export interface Evidence {
  /** Whom the wave was to reach. */
  readonly agencyIds: readonly string[];
  /** Mails that each of them is to get. */
  readonly mailsEach: number;
  readonly mails: readonly LedgerMail[];
  /** Agencies that owe nothing any more. */
  readonly settled: readonly string[];
  /** Agencies whose rung the ledger left out, with its reason. */
  readonly leftOut: readonly { readonly agencyId: string; readonly why: string }[];
  readonly steps: readonly MailStep[];
  readonly sink: SinkRecord;
  /** Agencies that owed nothing any more, or were paused, from an instant to another. */
  readonly released: readonly Span[];
  /** Addresses that took the place of others at an instant. */
  readonly moved: readonly {
    readonly agencyId: string;
    readonly address: string;
    readonly atMs: number;
  }[];
  /** What the audit does not say of the acts that were answered, and where its chain breaks. */
  readonly auditFaults: readonly string[];
}

export interface Span {
  readonly agencyId: string;
  readonly fromMs: number;
  readonly toMs: number;
}
