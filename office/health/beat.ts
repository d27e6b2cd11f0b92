import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';
import { mailFlows } from '../../domain/doctor/diagnose.js';
import { ledgerFacts } from './doctor-facts.js';

const PATIENCE_MS = 10_000;

/** Calls the monitor's address where mail flows, and stays silent where it does not, so that the monitor speaks; answers whether it called. */
export async function beatMonitor(
  db: LedgerDb,
  {
    url,
    now,
    clockAheadMs,
  }: { readonly url: string; readonly now: Instant; readonly clockAheadMs: number | null },
): Promise<boolean> {
  const facts = await ledgerFacts(db, { now, officeId: null });
  // Whoever calls this stands behind an open fence and has the schema it wants.
  const own = { fence: null, pendingMigrations: 0, clockAheadMs: clockAheadMs ?? 0 };
  if (!mailFlows(now, { ...facts, ...own })) return false;
  await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
  return true;
}
