import type { RehearsalOutcome } from '../office/rehearsal/outcome.js';

/** What the command `rehearse` is asked for. */
export interface RehearsalOptions {
  readonly file: string;
  readonly agenciesCsv?: string;
  readonly agencyCount?: number;
  readonly start?: string;
  readonly seed: number;
  readonly secondsPerDay: number;
  readonly answersFile?: string;
  readonly outDir: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly mailboxDir: string;
  readonly signal?: AbortSignal;
  readonly logLevel?: string;
  readonly log: (line: string) => void;
}

/** A report as files, and its figures by code. */
export interface WrittenReport {
  readonly docx: string;
  readonly xlsx: string;
  readonly figures: Readonly<Record<string, string | null>>;
}

/** What it answers. */
export interface RehearsalResult {
  readonly stages: RehearsalOutcome['stages'];
  readonly mails: RehearsalOutcome['mails'];
  readonly obligations: RehearsalOutcome['obligations'];
  readonly letters: readonly { readonly docx: string; readonly names: readonly string[] }[];
  readonly report: WrittenReport | null;
  readonly cycles: readonly {
    readonly key: string;
    readonly requirement: string;
    readonly dueAt: string | null;
    readonly closedAt: string | null;
    readonly obligations: RehearsalOutcome['obligations'];
    readonly report: WrittenReport | null;
  }[];
  readonly acknowledgedAt: string | null;
  readonly historyEvents: { readonly largest: number; readonly sum: number };
}
