import { basename } from 'node:path';
import { programVersion } from '../config/version.js';
import { backUpLedger, emptyFolder } from '../db/copy/backup.js';
import type { CopyReport } from '../db/copy/backup.js';
import type { Keys } from '../db/copy/manifest.js';
import { recordRun } from '../office/installation/scheduled-backup.js';
import { withLiveLedger } from '../office/live-ledger.js';

/** Writes a backup of the ledger into an empty folder, and notes in the ledger that there is one. */
export async function backUp(options: {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly keys: Keys;
  readonly withKeys: boolean;
}): Promise<CopyReport> {
  // A folder named by mistake is no backup that failed: nobody is to be alarmed by it.
  await emptyFolder(options.dir);
  return withLiveLedger({ databaseUrl: options.databaseUrl, poolSize: 2 }, async (ledger) =>
    recordRun(
      ledger.db,
      { kind: 'backup', folder: basename(options.dir), startedAt: ledger.clock.now() },
      async () => backUpLedger({ ...options, version: programVersion() }),
    ),
  );
}
