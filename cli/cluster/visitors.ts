import { setTimeout as delay } from 'node:timers/promises';
import { sendReport } from '../chaos/agency-reports.js';
import type { ReportedTo } from '../chaos/agency-reports.js';
import type { WaveAgency } from '../chaos/wave-office.js';

/** Agencies that report one after the other while the cluster is hurt. */
export interface Visits {
  /** Tries that were not answered, or with an error, so far. */
  readonly refused: () => number;
  /** Resolves with the next report that is taken: whoever was killed is back. */
  readonly steady: () => Promise<void>;
  /** Resolves with how many reports were taken, once all were. */
  readonly done: () => Promise<number>;
}

/** A pause between two reports, so that they last as long as the wave. */
const BETWEEN_MS = 250;
const PATIENCE_MS = 180_000;

/** Lets agencies send their reports through the proxy, each again and again until it is thanked. */
export function visitAll({
  reportedTo,
  agencies,
}: {
  readonly reportedTo: ReportedTo;
  readonly agencies: readonly WaveAgency[];
}): Visits {
  let refused = 0;
  let taken = 0;
  const run = async (): Promise<number> => {
    const until = Date.now() + PATIENCE_MS;
    for (const [nth, agency] of agencies.entries()) {
      while (!(await isTaken(reportedTo, agency, nth))) {
        refused += 1;
        if (Date.now() > until) throw new Error('an agency could not report in three minutes');
        await delay(BETWEEN_MS);
      }
      taken += 1;
      await delay(BETWEEN_MS);
    }
    return taken;
  };
  const running = run();
  // Heard where it is awaited: the story may be elsewhere when it fails.
  running.catch(() => undefined);
  return {
    refused: () => refused,
    steady: async () => {
      const before = taken;
      while (taken === before && taken < agencies.length) await delay(BETWEEN_MS);
    },
    done: async () => running,
  };
}

async function isTaken(reportedTo: ReportedTo, agency: WaveAgency, nth: number): Promise<boolean> {
  try {
    await sendReport(reportedTo, { agency, nth });
    return true;
  } catch {
    return false;
  }
}
