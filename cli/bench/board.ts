import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Instant } from '../../domain/day.js';
import { openStaffAuth } from '../../office/directory/staff-auth.js';
import { openLedger } from '../../office/scope.js';
import { migrate } from '../migrate.js';
import type { BoardApiOrder } from './board-api.js';
import type { Orders, ReaderTimes } from './board-readers.js';
import { makeScenery, STARTED_AT } from './board-scenery.js';
import { quantile, rounded } from './quantile.js';
import { heard } from './wave-parts.js';

const PLANS = 50;
const AGENCIES = 2_000;
const READERS = 2;
const READS = 600;
const SEED = 1;
const TARGETS = { boardP99Ms: 50, plansP99Ms: 20 } as const;

interface Times {
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** What `bench board` measured; times in milliseconds. */
export interface BoardBench {
  readonly name: 'board';
  readonly obligations: number;
  readonly readers: number;
  readonly reads: number;
  readonly seed: number;
  /** A page of 50 through the API. */
  readonly board: Times;
  /** The list of plans through the API. */
  readonly plans: Times;
  /** The rows of the same page by a plain select. */
  readonly floor: Times;
  /** How many times the floor a page takes, by their medians. */
  readonly ratio: number;
  readonly targets: typeof TARGETS;
  readonly ok: boolean;
}

/** Pages of boards and the list of plans over 100,000 obligations, by a real server on loopback; `databaseUrl` names an empty database. */
export async function benchBoard({
  databaseUrl,
  log,
}: {
  readonly databaseUrl: string;
  readonly log: (line: string) => void;
}): Promise<BoardBench> {
  await migrate(databaseUrl);
  let now: Instant = STARTED_AT;
  const clock = {
    now: () => now,
    to: (at: Instant) => {
      now = at;
    },
  };
  const ledger = openLedger({ databaseUrl, clock, poolSize: 16, patience: 'jobs' });
  const [secret, publicUrl] = ['bench of the board, gone with it', 'http://127.0.0.1'];
  const auth = openStaffAuth({ databaseUrl, secret, publicUrl });
  let api: ChildProcess | null = null;
  try {
    const person = { name: 'Cán bộ theo dõi', email: 'canbo@bench.example' };
    const account = await auth.createAccount(person);
    if (account === null) throw new Error('the ledger of the bench is not empty');
    log(`board: making ${String(PLANS)} plans of ${String(AGENCIES)} agencies …`);
    const scenery = await makeScenery(ledger, {
      plans: PLANS,
      agencies: AGENCIES,
      person: { ...person, userId: account.userId, roles: ['officer', 'approver', 'admin'] },
      clock,
    });
    const entered = await auth.signIn(
      { email: person.email, password: account.password },
      '127.0.0.1',
    );
    if (entered.kind !== 'in') throw new Error('the officer of the bench cannot sign in');
    const order: BoardApiOrder = { databaseUrl, secret, publicUrl, now };
    // A process of its own: what making all this leaves behind would be swept up while pages are read.
    api = fork(fileURLToPath(new URL('./board-api.js', import.meta.url)), [JSON.stringify(order)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const url = await heard<string>(api);
    log(`board: ${String(READS)} reads of ${String(scenery.obligations)} obligations …`);
    const cookie = entered.setCookies.map((text) => text.split(';')[0]).join('; ');
    const times = await readersOf({
      url,
      headers: { cookie, 'x-office': scenery.officeId },
      databaseUrl,
      officeId: scenery.officeId,
      cycleIds: [...scenery.cycleIds],
    });
    return outcomeOf(scenery.obligations, times);
  } finally {
    api?.disconnect();
    await auth.close();
    await ledger.close();
  }
}

/** Each reader has a thread of its own, as people have machines of their own: what one does with its page must not count as the other's wait, nor as the server's. */
async function readersOf(orders: Omit<Orders, 'reads' | 'seed'>): Promise<ReaderTimes> {
  const all = await Promise.all(
    Array.from({ length: READERS }, async (_, nth) =>
      readerOf({ ...orders, reads: READS / READERS, seed: SEED + nth }),
    ),
  );
  return {
    board: all.flatMap(({ board }) => board),
    plans: all.flatMap(({ plans }) => plans),
    floor: all.flatMap(({ floor }) => floor),
  };
}

async function readerOf(orders: Orders): Promise<ReaderTimes> {
  const worker = new Worker(new URL('./board-readers.js', import.meta.url), { workerData: orders });
  const [times] = (await once(worker, 'message')) as [ReaderTimes];
  await worker.terminate();
  return times;
}

function outcomeOf(obligations: number, { board, plans, floor }: ReaderTimes): BoardBench {
  const of = (times: readonly number[]): Times => ({
    medianMs: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  });
  const [page, list, plain] = [of(board), of(plans), of(floor)];
  return {
    name: 'board',
    obligations,
    readers: READERS,
    reads: board.length,
    seed: SEED,
    board: page,
    plans: list,
    floor: plain,
    ratio: rounded(page.medianMs / plain.medianMs),
    targets: TARGETS,
    ok: page.p99Ms < TARGETS.boardP99Ms && list.p99Ms < TARGETS.plansP99Ms,
  };
}

/** The same for a person at a terminal. */
export function boardText(bench: BoardBench): string {
  const of = ({ medianMs, p99Ms }: Times): string =>
    `median ${String(medianMs)} ms, p99 ${String(p99Ms)} ms`;
  return [
    `board: ${String(bench.obligations)} obligations, ${String(bench.readers)} readers, ${String(bench.reads)} reads`,
    `a page of 50: ${of(bench.board)} (target p99 ${String(bench.targets.boardP99Ms)} ms)`,
    `list of plans: ${of(bench.plans)} (target p99 ${String(bench.targets.plansP99Ms)} ms)`,
    `a plain select of the page: ${of(bench.floor)}; a page takes ${String(bench.ratio)} times that`,
  ].join('\n');
}
