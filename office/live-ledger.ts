import { followLedgerClock, ledgerTimeMs } from '../db/ledger-clock.js';
import type { LedgerClock } from '../db/ledger-clock.js';
import type { PatienceName } from '../db/connection.js';
import type { Instant } from '../domain/day.js';
import { openLedger } from './scope.js';
import type { Ledger } from './scope.js';

/** A ledger whose acts live in its own time; closing it stops the clock. */
export interface LiveLedger extends Ledger {
  readonly clock: LedgerClock;
}

/** Opens the ledger of a process that runs in real time; await `clock.known` before anything is decided by the time. */
export function openLiveLedger(options: {
  readonly databaseUrl: string;
  readonly poolSize?: number;
  readonly patience?: PatienceName;
}): LiveLedger {
  const now = (): Instant => clock.now();
  const ledger = openLedger({ ...options, clock: { now } });
  const clock = followLedgerClock(async () => ledgerTimeMs(ledger.db));
  return {
    ...ledger,
    clock,
    close: async () => {
      clock.stop();
      await ledger.close();
    },
  };
}

/** Opens the ledger for one piece of work, which begins when its time is known; closes it in any case. Rejects where the ledger does not answer. */
export async function withLiveLedger<T>(
  options: Parameters<typeof openLiveLedger>[0],
  work: (ledger: LiveLedger) => Promise<T>,
): Promise<T> {
  const ledger = openLiveLedger(options);
  try {
    // Asked here besides: where the ledger is away the caller hears why.
    await ledgerTimeMs(ledger.db);
    await ledger.clock.known;
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}
