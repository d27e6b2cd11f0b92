import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { backUpLedger } from '../../db/copy/backup.js';
import type { CopyReport } from '../../db/copy/backup.js';
import type { Keys } from '../../db/copy/manifest.js';
import type { LedgerDb } from '../../db/connection.js';
import { backupDue, backupFolder, foldersToDrop } from '../../domain/backup-due.js';
import type { Instant } from '../../domain/day.js';
import type { Ledger } from '../scope.js';

export interface BackupPlan {
  readonly databaseUrl: string;
  readonly dir: string;
  /** Minute of the day at which it begins. */
  readonly minute: number;
  readonly keep: number;
  readonly keys: Keys;
  readonly version: string;
}

/** Makes the backup of today when it is due and nobody else makes it; then drops old ones. Null where nothing was due; throws when it fails, which is noted. */
export async function backUpWhenDue(
  ledger: Ledger,
  plan: BackupPlan,
  now: Instant,
): Promise<CopyReport | null> {
  const id = randomUUID();
  const name = backupFolder(now);
  const begun = await ledger.transaction(async (trx) => {
    // Of several workers one begins; the others see its row.
    await sql`select pg_advisory_xact_lock(hashtextextended('backup', 0))`.execute(trx);
    if (!backupDue(await lastBackup(trx), now, plan.minute)) return false;
    await noteRun(trx, { id, kind: 'backup', folder: name, startedAt: now });
    return true;
  });
  if (!begun) return null;
  return recorded(ledger.db, id, async () => {
    await mkdir(plan.dir, { recursive: true, mode: 0o700 });
    const dir = join(plan.dir, name);
    try {
      const report = await backUpLedger({ ...plan, dir });
      for (const old of foldersToDrop(await readdir(plan.dir), plan.keep)) {
        await rm(join(plan.dir, old), { recursive: true, force: true });
      }
      return report;
    } catch (error) {
      // Half a backup is none; the disk may be full of it.
      await rm(dir, { recursive: true, force: true });
      throw error;
    }
  });
}

/** Notes a backup or a drill that somebody runs by hand, with its outcome. */
export async function recordRun<Report extends CopyReport>(
  db: LedgerDb,
  run: { readonly kind: 'backup' | 'drill'; readonly folder: string; readonly startedAt: Instant },
  work: () => Promise<Report>,
): Promise<Report> {
  const id = randomUUID();
  await noteRun(db, { id, ...run });
  return recorded(db, id, work);
}

async function noteRun(
  db: LedgerDb,
  run: {
    readonly id: string;
    readonly kind: 'backup' | 'drill';
    readonly folder: string;
    readonly startedAt: Instant;
  },
): Promise<void> {
  await db
    .insertInto('backup_run')
    .values({ id: run.id, kind: run.kind, folder: run.folder, started_at: run.startedAt })
    .execute();
}

async function recorded<Report extends CopyReport>(
  db: LedgerDb,
  id: string,
  work: () => Promise<Report>,
): Promise<Report> {
  try {
    const report = await work();
    await db
      .updateTable('backup_run')
      .set({
        finished_at: sql<Instant>`clock_timestamp()`,
        rows: report.rows,
        bytes: report.bytes,
        sha256: report.sha256,
      })
      .where('id', '=', id)
      .execute();
    return report;
  } catch (error) {
    await db
      .updateTable('backup_run')
      .set({
        finished_at: sql<Instant>`clock_timestamp()`,
        problem: (error instanceof Error ? error.message : 'unknown').slice(0, 300),
      })
      .where('id', '=', id)
      .execute();
    throw error;
  }
}

/** A run that a killed process left open counts as failed after this long. */
const LOST_MS = 6 * 3_600_000;

async function lastBackup(db: LedgerDb) {
  const row = await db
    .selectFrom('backup_run')
    .select(['started_at', 'finished_at', 'problem'])
    .select(
      sql<boolean>`finished_at is null and started_at < clock_timestamp() - ${LOST_MS} * interval '1 millisecond'`.as(
        'lost',
      ),
    )
    .where('kind', '=', 'backup')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { startedAt: row.started_at, failed: row.problem !== null || row.lost };
}
