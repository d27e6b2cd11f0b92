import { checkedYear } from '../simulation/simulate.js';
import type { Broken } from '../simulation/simulate.js';
import { steppedLedger } from './simulate/real-office.js';
import { realYear } from './simulate/real-year.js';

/** How many years are played, and the seed of the first of them. */
export interface SimulateOptions {
  readonly years: number;
  readonly seed: number;
  /** An empty ledger for the years that are played by the real acts too; null where there are none. */
  readonly databaseUrl: string | null;
  readonly log: (line: string) => void;
}

/** What the years came to: every promise that was broken, with its seed and moment. */
export interface Simulation {
  readonly years: number;
  readonly steps: number;
  readonly mails: number;
  readonly broken: readonly Broken[];
}

/** Every fiftieth year is played by the real acts too, and whoever waits is told how far it is. */
const REAL_EVERY = 50;

/** Plays offices through a year each, year i by seed + i, and checks what is promised at each step. */
export async function simulate({
  years,
  seed,
  databaseUrl,
  log,
}: SimulateOptions): Promise<Simulation> {
  let steps = 0;
  let mails = 0;
  const broken: Broken[] = [];
  for (let nth = 0; nth < years; nth += 1) {
    const year = checkedYear(seed + nth);
    steps += year.steps;
    mails += year.mails;
    broken.push(...year.broken);
    if ((nth + 1) % REAL_EVERY !== 0) continue;
    log(`${String(nth + 1)} years, ${String(mails)} mails`);
    if (databaseUrl !== null) broken.push(...(await playedForReal(databaseUrl, seed + nth)));
  }
  return { years, steps, mails, broken };
}

async function playedForReal(databaseUrl: string, seed: number): Promise<readonly Broken[]> {
  const world = steppedLedger(databaseUrl);
  try {
    return await realYear(world, seed);
  } finally {
    await world.close();
  }
}
