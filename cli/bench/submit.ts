import { ensureLink } from '../../office/agency-link/ensure-links.js';
import type { Ledger } from '../../office/scope.js';
import { startAgreedPlan } from '../invented-plan.js';
import { agreeBenchPlan, makeBenchOffice } from './bench-office.js';
import type { BenchOffice } from './bench-office.js';
import { quantile, rounded } from './quantile.js';
import { readyReport, sendReady } from './submit-agency.js';
import type { ReadyReport } from './submit-agency.js';
import type { ApiOrder } from './submit-api.js';
import type { SinkReport } from './wave-sink.js';
import { APPROVER } from './wave.js';
import { heard, startWaveParts } from './wave-parts.js';
import type { WavePlace } from './wave-parts.js';

const AGENCIES = 200;
const SPREAD_MS = 10_000;
/** Mails of the wave that goes out while all send at once. */
const WAVE = 5_000;
const TARGETS = { p99Ms: 250, atOnceMs: 5_000 } as const;
const LINK_KEY = 'bench of reports, gone with it: not a key';

/** What `bench submit` measured; times in milliseconds, of reports with 1 MB attached. */
export interface SubmitBench {
  readonly name: 'submit';
  readonly agencies: number;
  /** Of reports that come within ten seconds. */
  readonly medianMs: number;
  readonly p99Ms: number;
  /** The slowest of those that come in one instant, while a wave goes out. */
  readonly atOnceMs: number;
  /** Reports that were not thanked for, or that the ledger does not have. */
  readonly lost: number;
  readonly targets: typeof TARGETS;
  readonly ok: boolean;
}

/** Two hundred agencies send their reports within ten seconds, and as many in one instant during a wave. */
export async function benchSubmit(
  place: WavePlace & { readonly log: (line: string) => void },
): Promise<SubmitBench> {
  const { databaseUrl, log } = place;
  const parts = await startWaveParts(place);
  const { ledger } = parts;
  try {
    const order: ApiOrder = { databaseUrl, linkKey: LINK_KEY, startedAtMs: parts.startedAtMs };
    const { said: url } = await parts.start<string>('submit-api.js', JSON.stringify(order));
    const office = await makeBenchOffice(ledger, { agencies: 2 * AGENCIES, person: APPROVER });
    const waving = await makeBenchOffice(ledger, { agencies: WAVE, person: APPROVER });
    const wavePlan = await agreeBenchPlan(ledger, waving, 1);
    await startAgreedPlan(ledger, office, await agreeBenchPlan(ledger, office, 1));
    log(`${String(2 * AGENCIES)} agencies open their pages …`);
    const ready = await readyReports(ledger, office, url);
    const spread = await Promise.all(
      ready.slice(0, AGENCIES).map(async (one, nth) => {
        await pause((nth * SPREAD_MS) / AGENCIES);
        return sendReady(one);
      }),
    );
    log('a wave goes out …');
    const begun = heard<SinkReport>(parts.sink);
    // The sink tells when so many have come: a tenth of the wave.
    parts.sink.send(WAVE / 10);
    await startAgreedPlan(ledger, waving, wavePlan);
    await begun;
    const atOnce = await Promise.all(ready.slice(AGENCIES).map(sendReady));
    return outcomeOf(spread, atOnce, ready.length - (await sentReports(ledger, office)));
  } finally {
    await parts.end();
  }
}

async function readyReports(
  ledger: Ledger,
  office: BenchOffice,
  url: string,
): Promise<readonly ReadyReport[]> {
  const { officeId, agencyIds } = office;
  const links = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const made: Awaited<ReturnType<typeof ensureLink>>[] = [];
    for (const id of agencyIds) made.push(await ensureLink(scope, id));
    return made;
  });
  const duties = await openDuties(ledger, office);
  const ready: ReadyReport[] = [];
  for (const [nth, id] of agencyIds.entries()) {
    const link = links[nth];
    const obligationId = duties.get(id);
    if (link === undefined || obligationId === undefined) throw new Error('an agency owes nothing');
    ready.push(await readyReport(url, { nth, link, linkKey: LINK_KEY, obligationId }));
  }
  return ready;
}

/** What each agency owes, once the workflows have opened the cycle and its own wave is over. */
async function openDuties(
  ledger: Ledger,
  { officeId, agencyIds }: BenchOffice,
): Promise<ReadonlyMap<string, string>> {
  for (;;) {
    const rows = await ledger.db
      .selectFrom('notice')
      .innerJoin('message', (join) =>
        join
          .onRef('message.office_id', '=', 'notice.office_id')
          .onRef('message.id', '=', 'notice.message_id'),
      )
      .select(['notice.agency_id', 'notice.obligation_id'])
      .where('notice.office_id', '=', officeId)
      .where('notice.kind', '=', 'ladder')
      .where('message.state', '=', 'sent')
      .execute();
    if (rows.length >= agencyIds.length) {
      return new Map(
        rows.map(({ agency_id, obligation_id }) => [agency_id ?? '', obligation_id ?? '']),
      );
    }
    await pause(200);
  }
}

async function sentReports(ledger: Ledger, { officeId }: BenchOffice): Promise<number> {
  const { sent } = await ledger.db
    .selectFrom('obligation')
    .select((eb) => eb.fn.countAll<number>().as('sent'))
    .where('office_id', '=', officeId)
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow();
  return sent;
}

function outcomeOf(
  spread: readonly (number | null)[],
  atOnce: readonly (number | null)[],
  missing: number,
): SubmitBench {
  const thanked = (times: readonly (number | null)[]) => times.filter((ms) => ms !== null);
  const [calm, crowd] = [thanked(spread), thanked(atOnce)];
  const unthanked = spread.length + atOnce.length - calm.length - crowd.length;
  const p99Ms = quantile(calm, 0.99);
  const atOnceMs = rounded(Math.max(0, ...crowd));
  const lost = Math.max(missing, unthanked);
  return {
    ...{ name: 'submit', agencies: AGENCIES, medianMs: quantile(calm, 0.5), p99Ms, atOnceMs, lost },
    targets: TARGETS,
    ok: lost === 0 && p99Ms < TARGETS.p99Ms && atOnceMs <= TARGETS.atOnceMs,
  };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** The same for a person at a terminal. */
export function submitText(bench: SubmitBench): string {
  return [
    `submit: ${String(bench.agencies)} agencies with 1 MB each within ten seconds: median ${String(bench.medianMs)} ms, p99 ${String(bench.p99Ms)} ms (target ${String(bench.targets.p99Ms)} ms)`,
    `as many in one instant during a wave: the last answered after ${String(bench.atOnceMs)} ms (target ${String(bench.targets.atOnceMs)} ms); lost: ${String(bench.lost)}`,
  ].join('\n');
}
