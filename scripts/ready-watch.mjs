// Ends a process that still runs and no longer answers: its supervisor then starts it again.
import { sleep } from './project.mjs';

const answersWithinMs = 5_000;

/**
 * Asks `url`/readyz again and again; calls `onStuck` when for `stuckAfterMs` no answer came, or only ones that say
 * the ledger is out of reach. Others (Temporal away, no worker) are not for a restart of this process to mend.
 * While it `isStarting` nothing is counted; one that was ended and has not answered since is given twice as long each
 * time, `patienceMs` at most: on a machine with too much to do it would be ended for ever before it could answer.
 * Gives back how to stop asking.
 */
export function watchReady({
  url,
  stuckAfterMs = 30_000,
  everyMs = 5_000,
  patienceMs = 600_000,
  isStarting = () => false,
  onStuck,
}) {
  let watching = true;
  void (async () => {
    let failingSince = null;
    let allowedMs = stuckAfterMs;
    while (watching) {
      await sleep(Math.min(everyMs, stuckAfterMs));
      if (!watching) return;
      if (isStarting()) failingSince = null;
      else if (await answers(url)) {
        failingSince = null;
        allowedMs = stuckAfterMs;
      } else {
        failingSince ??= Date.now();
        const failingMs = Date.now() - failingSince;
        if (failingMs < allowedMs || !watching) continue;
        failingSince = null;
        allowedMs = Math.min(allowedMs * 2, patienceMs);
        onStuck(failingMs);
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
