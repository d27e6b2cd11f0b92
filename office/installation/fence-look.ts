import type { LedgerDb } from '../../db/connection.js';
import { lookAtFence } from '../../db/installation.js';
import type { Installation } from '../../db/installation.js';
import type { FenceReason } from '../../domain/fence.js';

/** Every page asks; the ledger and the marks are looked at this often. */
const LOOKED_MS = 2_000;

/** Why nothing may be sent here, as a process that only shows pages sees it; null while it may. Remembered for two seconds. */
export function fenceLook({
  db,
  installation,
  monotonicMs,
}: {
  readonly db: LedgerDb;
  readonly installation: Installation;
  readonly monotonicMs: () => number;
}): () => Promise<FenceReason | null> {
  let last: { readonly why: FenceReason | null; readonly at: number } | null = null;
  return async () => {
    if (last !== null && monotonicMs() - last.at < LOOKED_MS) return last.why;
    const state = await lookAtFence(db, installation);
    const why = state.kind === 'closed' ? state.why : null;
    last = { why, at: monotonicMs() };
    return why;
  };
}
