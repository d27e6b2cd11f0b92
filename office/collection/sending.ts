import { createHash } from 'node:crypto';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { diskAfterRows } from '../../db/transaction.js';
import type { ReportAttachment } from '../../domain/schemas/report-content.js';
import type { Ledger } from '../scope.js';

/**
 * What one sending is known by: the version that lay before the sender, what was typed and the files that
 * came with it. The button pressed again sends the same; the same words after a return are another sending.
 */
export function sendingOf({
  seen,
  typed,
  files,
}: {
  readonly seen: number;
  readonly typed: string;
  readonly files: readonly Pick<ReportAttachment, 'fileName' | 'sha256'>[];
}): string {
  const parts = [seen, typed, files.map(({ fileName, sha256 }) => [fileName, sha256])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The same once the disk has it: whoever is told that his report was received must not hear otherwise later. */
export async function receivedBefore(
  ledger: Pick<Ledger, 'transaction'>,
  where: Parameters<typeof versionSent>[1],
): Promise<number | null> {
  return ledger.transaction(async (trx) => {
    await diskAfterRows(trx);
    return versionSent(trx, where);
  });
}

/** The version that a sending became; null when it is new. */
export async function versionSent(
  db: LedgerDb,
  where: { readonly officeId: string; readonly obligationId: string; readonly sending: string },
): Promise<number | null> {
  const sent = db
    .selectFrom('submission')
    .select('version')
    .where('office_id', '=', where.officeId)
    .where('obligation_id', '=', where.obligationId)
    .where('sending', '=', where.sending);
  const [row] = await keptRows(db, sent);
  return row?.version ?? null;
}
