import type { PlanReader } from './ports.js';
import { Refused } from './refused.js';

/** Read one after the other, each within twenty seconds: who stands fifth waits for two minutes at most. */
const MOST_WAITING = 5;

/** A reader of plans that reads one at a time; refuses with READINGS_FULL while too many wait. */
export function oneAtATime(readPlan: PlanReader, mostWaiting = MOST_WAITING): PlanReader {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async (file) => {
    if (waiting > mostWaiting) throw new Refused('READINGS_FULL');
    waiting += 1;
    // A reading that fails is its own caller's concern, not of who comes next.
    const reading = last.catch(() => undefined).then(async () => readPlan(file));
    last = reading;
    try {
      return await reading;
    } finally {
      waiting -= 1;
    }
  };
}
