import { performance } from 'node:perf_hooks';
import { readPlan } from '../../reader/read.js';
import { benchPlan } from './bench-plan.js';
import { quantile, rounded } from './quantile.js';

const PAGES = 40;
const SHORT_PAGES = 10;
const WARM_UP = 5;
const RUNS = 30;
const TARGET_MS = 300;

/** What `bench read` measured; times in milliseconds. */
export interface ReadBench {
  readonly name: 'read';
  readonly pages: number;
  readonly characters: number;
  readonly runs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** A plan of a quarter of the pages in the same run: time grows with length when the ratio stays near 4. */
  readonly reference: {
    readonly pages: number;
    readonly characters: number;
    readonly medianMs: number;
    readonly p95Ms: number;
  };
  readonly ratio: number;
  readonly targetMs: number;
  readonly ok: boolean;
}

/** How long reading takes once the text is there; both plans in turn, so that what else the machine does falls on both. */
export function benchRead(): ReadBench {
  const long = benchPlan(PAGES);
  const short = benchPlan(SHORT_PAGES);
  const times: { long: number[]; short: number[] } = { long: [], short: [] };
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const taken = { long: read(long), short: read(short) };
    if (run < WARM_UP) continue;
    times.long.push(taken.long);
    times.short.push(taken.short);
  }
  const medianMs = quantile(times.long, 0.5);
  const shortMedianMs = quantile(times.short, 0.5);
  return {
    name: 'read',
    pages: PAGES,
    characters: long.length,
    runs: RUNS,
    medianMs,
    p95Ms: quantile(times.long, 0.95),
    reference: {
      pages: SHORT_PAGES,
      characters: short.length,
      medianMs: shortMedianMs,
      p95Ms: quantile(times.short, 0.95),
    },
    ratio: rounded(medianMs / shortMedianMs),
    targetMs: TARGET_MS,
    ok: medianMs < TARGET_MS,
  };
}

/** The same for a person at a terminal. */
export function readText(bench: ReadBench): string {
  const { pages, characters, runs, medianMs, p95Ms, reference, ratio, targetMs } = bench;
  return [
    `read: ${String(pages)} pages, ${String(characters)} characters, ${String(runs)} runs`,
    `median ${String(medianMs)} ms, p95 ${String(p95Ms)} ms (target ${String(targetMs)} ms)`,
    `${String(ratio)} times the ${String(reference.medianMs)} ms of ${String(reference.pages)} pages`,
  ].join('\n');
}

function read(text: string): number {
  const startedAt = performance.now();
  const { obligations } = readPlan({ text, file: 'bench.txt', sha256: '', extractor: 'text' });
  if (obligations.length === 0) throw new Error('The plan of the bench was read without a duty.');
  return performance.now() - startedAt;
}
