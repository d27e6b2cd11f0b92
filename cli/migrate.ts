import { migrateLedger } from '../db/migrate.js';
import { paperPress } from '../documents/press.js';
import { migrateStaffAuth } from '../office/directory/staff-auth-tables.js';
import { freezeEarlierPapers } from '../office/paper/freeze-earlier.js';
import { keepOwedFiles } from '../office/paper/paper-files.js';
import { withLiveLedger } from '../office/live-ledger.js';

/** Brings the schemas of the ledger and of staff accounts to the newest version, and what is kept in them with it; two processes may call it at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  await migrateLedger(databaseUrl);
  await migrateStaffAuth(databaseUrl);
  await withLiveLedger({ databaseUrl, poolSize: 2 }, async (ledger) => {
    await freezeEarlierPapers(ledger, ({ documentId }) => {
      process.emitWarning(
        `the paper ${documentId} cannot be drawn as it stands; it is frozen at the next act on it`,
      );
    });
    // A file that cannot be made is tried again by the worker, which says why.
    await keepOwedFiles(ledger.db, paperPress, () => undefined);
  });
}
