import { checkedYear } from '../simulation/simulate.js';
import type { Broken } from '../simulation/simulate.js';

/** How many years are played, and the seed of the first of them. */
export interface SimulateOptions {
  readonly years: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** What the years came to: every promise that was broken, with its seed and moment. */
export interface Simulation {
  readonly years: number;
  readonly steps: number;
  readonly mails: number;
  readonly broken: readonly Broken[];
}

/** So often somebody who waits is told how far it is. */
const TOLD_EVERY = 50;

/** Plays offices through a year each, year i by seed + i, and checks what is promised at each step. */
export function simulate({ years, seed, log }: SimulateOptions): Simulation {
  let steps = 0;
  let mails = 0;
  const broken: Broken[] = [];
  for (let nth = 0; nth < years; nth += 1) {
    const year = checkedYear(seed + nth);
    steps += year.steps;
    mails += year.mails;
    broken.push(...year.broken);
    if ((nth + 1) % TOLD_EVERY === 0) log(`${String(nth + 1)} years, ${String(mails)} mails`);
  }
  return { years, steps, mails, broken };
}
