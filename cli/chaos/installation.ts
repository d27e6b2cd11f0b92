/** The processes of an installation that can be killed one by one. */
export type Part = 'worker' | 'api' | 'postgres' | 'temporal';

/** A worker beside the supervisor's own. */
export interface ExtraWorker {
  /** Ends it with -9. */
  kill(): Promise<void>;
  /** Asks it to end in order and waits until it has. */
  stop(): Promise<void>;
}

/** A whole product of real processes, started as `npm start` starts it, in a folder of its own. */
export interface Installation {
  /** Where PostgreSQL keeps its data, for whoever wants to take something away from it. */
  readonly dataDir: string;
  readonly linkKey: string;
  readonly auditKey: string;
  url(): string;
  readonly databaseUrl: () => string;
  temporalAddress(): string;
  pid(part: Part): number;
  /** `SIGKILL` unless another signal is given. */
  signal(part: Part, signal?: NodeJS.Signals): void;
  /** When the supervisor next says a line that fits, in milliseconds since 1970; rejects after half a minute. */
  readonly says: (pattern: RegExp) => Promise<number>;
  /** Starts everything by `npm start`; resolves when it is ready. */
  start(): Promise<void>;
  /** Kills Temporal and takes its file away before anybody starts it again. */
  loseTemporal(): void;
  /** Stops every process of the ledger where it stands, or lets them go on. */
  freezeLedger(frozen: boolean): void;
  /** Limits the size of the ledger's files to so many bytes, as a full disk does; null: no limit any more. */
  limitLedger(bytes: number | null): void;
  /** Ends everything in order. */
  stop(): Promise<void>;
  /** Ends every process of it with -9, the supervisor first. */
  killAll(): Promise<void>;
  /** A second `npm start` beside the running one: the URL it printed and its exit code. */
  startAgain(): Promise<{ readonly url: string | null; readonly code: number | null }>;
  /** `clockOffsetMs`: how wrong the clock of its machine goes. */
  startWorker(options?: { readonly clockOffsetMs?: number }): Promise<ExtraWorker>;
  /** Whether the supervisor has said a line that fits since it was started last. */
  readonly hasSaid: (pattern: RegExp) => boolean;
  /** Copies the whole stopped installation, its instance id and keys with it, into another folder. */
  copy(): Installation;
  /** Keeps the files of the stopped ledger as they are now; the answer puts them back under it. */
  keepLedger(): () => void;
  /** `dondoc` with these arguments on this installation; rejects with what it said when it fails. */
  command(...args: readonly string[]): Promise<string>;
  /** Ends everything and removes the folder. */
  destroy(): Promise<void>;
}
