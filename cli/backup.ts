import { basename } from 'node:path';
import { programVersion } from '../config/version.js';
import { backUpLedger } from '../db/copy/backup.js';
import type { CopyReport } from '../db/copy/backup.js';
import type { Keys } from '../db/copy/manifest.js';
import { recordRun } from '../office/installation/scheduled-backup.js';
import { openLedger } from '../office/scope.js';
import { wallClock } from '../worker/wall-clock.js';

/** Writes a backup of the ledger into an empty folder, and notes in the ledger that there is one. */
export async function backUp(options: {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly keys: Keys;
  readonly withKeys: boolean;
}): Promise<CopyReport> {
  const ledger = openLedger({ databaseUrl: options.databaseUrl, clock: wallClock, poolSize: 2 });
  try {
    const startedAt = wallClock.now();
    return await recordRun(
      ledger.db,
      { kind: 'backup', folder: basename(options.dir), startedAt },
      async () => backUpLedger({ ...options, version: programVersion() }),
    );
  } finally {
    await ledger.close();
  }
}
