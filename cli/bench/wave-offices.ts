import type { Ledger } from '../../office/scope.js';
import { agreeBenchPlan, makeBenchOffice } from './bench-office.js';
import type { BenchOffice } from './bench-office.js';
import { startAgreedPlan } from '../invented-plan.js';
import { secondsOf } from './medians.js';
import { APPROVER } from './wave.js';
import { startWaveParts } from './wave-parts.js';
import type { WavePlace } from './wave-parts.js';

export interface OfficesBenchOptions extends WavePlace {
  /** Agencies of the one large office. */
  readonly agencies: number;
  /** Offices in all. */
  readonly offices: number;
  readonly log: (line: string) => void;
}

/** Seconds from the moment at which the last office was started. */
export interface OfficesBench {
  readonly name: 'wave';
  readonly offices: number;
  readonly workers: number;
  readonly agencies: number;
  readonly agenciesOfOthers: number;
  /** Until the last mail of the slowest of the others stood as sent. */
  readonly othersSeconds: number;
  /** Until the large office was done. */
  readonly largeSeconds: number;
  readonly ok: boolean;
}

const AGENCIES_OF_OTHERS = 100;
/** A small office is done in so many seconds, whoever else sends. */
const TARGET_SECONDS = 20;
const LOOK_MS = 200;

/** One office with a great wave and many with a small one, started at the same time. */
export async function benchOffices(options: OfficesBenchOptions): Promise<OfficesBench> {
  const { agencies, offices, workers, log } = options;
  const { ledger, end } = await startWaveParts(options);
  try {
    const made: { readonly office: BenchOffice; readonly planId: string }[] = [];
    for (let nth = 0; nth < offices; nth += 1) {
      const office = await makeBenchOffice(ledger, {
        agencies: nth === 0 ? agencies : AGENCIES_OF_OTHERS,
        person: APPROVER,
      });
      made.push({ office, planId: await agreeBenchPlan(ledger, office, 1) });
    }
    log(`${String(offices)} offices are agreed`);
    for (const { office, planId } of made) await startAgreedPlan(ledger, office, planId);
    const startedAt = Date.now();
    const done = await Promise.all(
      made.map(async ({ office }) => secondsUntilDone(ledger, office, startedAt)),
    );
    const [largeSeconds = 0, ...others] = done;
    const othersSeconds = secondsOf(Math.max(...others));
    return {
      ...{ name: 'wave', offices, workers, agencies, agenciesOfOthers: AGENCIES_OF_OTHERS },
      othersSeconds,
      largeSeconds: secondsOf(largeSeconds),
      ok: othersSeconds <= TARGET_SECONDS,
    };
  } finally {
    await end();
  }
}

async function secondsUntilDone(
  ledger: Ledger,
  { officeId, agencyIds }: BenchOffice,
  startedAt: number,
): Promise<number> {
  for (;;) {
    const { sent } = await ledger.db
      .selectFrom('message')
      .select((eb) => eb.fn.countAll<number>().as('sent'))
      .where('office_id', '=', officeId)
      .where('class', '=', 'ladder')
      .where('state', '=', 'sent')
      .executeTakeFirstOrThrow();
    if (sent >= agencyIds.length) return (Date.now() - startedAt) / 1000;
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_MS);
    });
  }
}

/** The same for a person at a terminal. */
export function officesText(bench: OfficesBench): string {
  return [
    `wave: ${String(bench.offices)} offices, ${String(bench.workers)} workers; one of ${String(bench.agencies)} agencies, the others of ${String(bench.agenciesOfOthers)}`,
    `the others were done after ${String(bench.othersSeconds)} s, the large one after ${String(bench.largeSeconds)} s`,
  ].join('\n');
}
