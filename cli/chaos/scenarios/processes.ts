import { WAVE } from '../scenario.js';
import type { Scenario } from '../scenario.js';

/** A worker dies three times in one wave; the supervisor starts it again. */
const workerKilled: Scenario = {
  name: 'worker-killed',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    const backAtMs: number[] = [];
    for (const part of [0.2, 0.45, 0.7]) {
      await underway(part);
      const back = installation.says(/^the worker is ready again/);
      installation.signal('worker');
      backAtMs.push(await back);
    }
    return { forgot: 3, backAtMs };
  },
};

export const PROCESSES: readonly Scenario[] = [workerKilled];
