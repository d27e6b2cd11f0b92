import { withLiveLedger } from '../office/live-ledger.js';
import { verifyAudit } from '../office/audit/verify.js';
import type { AuditVerdict } from '../office/audit/verify.js';

/** Walks the audit chain of every office of a ledger and the register of offices. */
export async function verifyLedger({
  databaseUrl,
  auditKey,
}: {
  readonly databaseUrl: string;
  readonly auditKey: string;
}): Promise<AuditVerdict> {
  return withLiveLedger({ databaseUrl, poolSize: 1 }, async ({ db }) => verifyAudit(db, auditKey));
}
