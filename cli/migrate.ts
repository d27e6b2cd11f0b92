import { migrateLedger } from '../db/migrate.js';
import { migrateStaffAuth } from '../office/directory/staff-auth.js';

/** Brings the schemas of the ledger and of staff accounts to the newest version; two processes may call it at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  await migrateLedger(databaseUrl);
  await migrateStaffAuth(databaseUrl);
}
