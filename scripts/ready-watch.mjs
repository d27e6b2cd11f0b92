// Ends a process that still runs and no longer answers: its supervisor then starts it again.
import { sleep } from './project.mjs';

const answersWithinMs = 5_000;

/**
 * Asks `url`/readyz again and again; calls `onStuck` when for `stuckAfterMs` no answer came, or only ones that say
 * the ledger is out of reach. Others (Temporal away, no worker) are not for a restart of this process to mend.
 * Gives back how to stop asking.
 */
export function watchReady({ url, stuckAfterMs = 30_000, everyMs = 5_000, onStuck }) {
  let watching = true;
  void (async () => {
    let failingSince = null;
    while (watching) {
      await sleep(Math.min(everyMs, stuckAfterMs));
      if (!watching) return;
      if (await answers(url)) failingSince = null;
      else {
        failingSince ??= Date.now();
        if (Date.now() - failingSince < stuckAfterMs) continue;
        failingSince = null;
        if (watching) onStuck();
      }
    }
  })();
  return () => {
    watching = false;
  };
}

async function answers(url) {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(answersWithinMs) });
    return answer.status === 200 || (await answer.json()).ledger === true;
  } catch {
    return false;
  }
}
