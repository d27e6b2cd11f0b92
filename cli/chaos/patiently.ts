import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 250;
const PATIENCE_MS = 60_000;

/** Does `work` until it succeeds, for a minute: what it needs may be away for a while. Rejects with its last error. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await delay(LOOK_MS);
    }
  }
}
