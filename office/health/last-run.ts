import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';

/** When the last backup that can be restored from was finished; null where there is none. */
export async function lastGoodBackupAt(db: LedgerDb): Promise<Instant | null> {
  const row = await db
    .selectFrom('backup_run')
    .select((eb) => eb.fn.max('finished_at').as('at'))
    .where('kind', '=', 'backup')
    .where('problem', 'is', null)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** The last backup that came to an end, or the last drill, good or bad; null before the first. */
export async function lastRun(
  db: LedgerDb,
  kind: 'backup' | 'drill',
): Promise<{
  readonly at: Instant;
  readonly folder: string;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly problem: string | null;
} | null> {
  const row = await db
    .selectFrom('backup_run')
    .select(['finished_at as at', 'folder', 'rows', 'bytes', 'problem'])
    .where('kind', '=', kind)
    .where('finished_at', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.at === null ? null : { ...row, at: row.at };
}
