import { openLedger } from '../office/scope.js';
import { verifyAudit } from '../office/audit/verify.js';
import type { AuditVerdict } from '../office/audit/verify.js';
import { wallClock } from '../worker/wall-clock.js';

/** Walks the audit chain of every office of a ledger and the register of offices. */
export async function verifyLedger({
  databaseUrl,
  auditKey,
}: {
  readonly databaseUrl: string;
  readonly auditKey: string;
}): Promise<AuditVerdict> {
  const ledger = openLedger({ databaseUrl, clock: wallClock, poolSize: 1 });
  try {
    return await verifyAudit(ledger.db, auditKey);
  } finally {
    await ledger.close();
  }
}
