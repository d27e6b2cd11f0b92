import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { Board } from '../../contract/cycles.js';
import { randomOf } from '../../domain/random.js';

/** What one reader is told: where the server and its ledger are, and what to read. */
export interface Orders {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly officeId: string;
  readonly cycleIds: readonly string[];
  readonly reads: number;
  readonly seed: number;
}

/** Times of each read in milliseconds. */
export interface ReaderTimes {
  readonly board: number[];
  readonly plans: number[];
  readonly floor: number[];
}

const ROWS = 50;
const WARM_UP = 20;
/** What people do on a board: mostly the first page, then further pages, what is late, a search. */
const WAYS = ['', '', 'after', 'after', 'show=overdue', 'q=dong'] as const;

/** Reads pages by HTTP and the same page by a plain select beside them. */
async function readAll(orders: Orders): Promise<ReaderTimes> {
  const times: ReaderTimes = { board: [], plans: [], floor: [] };
  const pool = new pg.Pool({ connectionString: orders.databaseUrl, max: 1 });
  const random = randomOf(orders.seed);
  const pick = <T>(of: readonly T[]): T => {
    const one = of[Math.floor(random() * of.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  try {
    let behind: { cycleId: string; after: string } | null = null;
    for (let read = 0; read < orders.reads + WARM_UP; read += 1) {
      const way = pick(WAYS);
      const cycleId: string =
        way === 'after' && behind !== null ? behind.cycleId : pick(orders.cycleIds);
      const query: string =
        way === 'after' ? (behind === null ? '' : `after=${behind.after}`) : way;
      const page = await timed(() =>
        get(orders, `/api/cycles/${cycleId}/board?limit=${String(ROWS)}&${query}`),
      );
      const { rows, next } = Board.parse(page.answer);
      if (way === '' && rows.length !== ROWS) throw new Error('a page without its rows');
      behind = next === null ? null : { cycleId, after: next };
      const plans = await timed(() => get(orders, '/api/plans?limit=50'));
      const floor = await timed(() => plainPage(pool, orders.officeId, cycleId));
      if (read < WARM_UP) continue;
      times.board.push(page.ms);
      times.plans.push(plans.ms);
      times.floor.push(floor.ms);
    }
  } finally {
    await pool.end();
  }
  return times;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const startedAt = performance.now();
  const answer = await work();
  return { ms: performance.now() - startedAt, answer };
}

async function get({ url, headers }: Orders, path: string): Promise<unknown> {
  const response = await fetch(`${url}${path}`, { headers });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
  return answer;
}

/** The same page without anything that the product knows beside it. */
async function plainPage(pool: pg.Pool, officeId: string, cycleId: string): Promise<void> {
  const { rowCount } = await pool.query(
    `select o.*, a.name from agency a
       join obligation o on o.office_id = a.office_id and o.agency_id = a.id
      where a.office_id = $1 and o.cycle_id = $2
      order by a.name collate "vi-x-icu", a.id limit $3`,
    [officeId, cycleId, ROWS],
  );
  if (rowCount !== ROWS) throw new Error('a plain page without its rows');
}

parentPort?.postMessage(await readAll(workerData as Orders));
