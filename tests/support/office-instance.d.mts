export interface OfficeInstance {
  readonly url: string;
  readonly mailboxDir: string;
  /** First passwords of the sample office's staff by address. */
  readonly passwords: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

export function startOfficeInstance(options: {
  readonly databaseUrl: string;
}): Promise<OfficeInstance>;
