import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LedgerDb } from '../../db/connection.js';
import type { LedgerClock } from '../../db/ledger-clock.js';
import { beat, bindLedger, lookAtFence, noteClock, noteRun } from '../../db/installation.js';
import type { Installation } from '../../db/installation.js';
import type { FenceState } from '../../domain/fence.js';
import { fenceWords } from '../../domain/fence.js';

/** How often the ledger counts on and the marks outside with it: what is put back from before loses no more unseen. */
const BEAT_MS = 5_000;
const LOOK_MS = 2_000;

export interface Fence {
  /** Resolves once this ledger may poll and send here; until then nothing else of the worker runs. `onWaiting` is called when that takes an operator. */
  untilOpen(onWaiting: () => void): Promise<void>;
  /** Counts on while the worker works; calls `onClosed` once when it may no longer. */
  keep(onClosed: () => void): void;
  stop(): Promise<void>;
}

/** Stands between a worker and its ledger: a copy, an older or a restored one waits for an operator. */
export function openFenceWatch({
  db,
  installation,
  clock,
  log,
  beatMs = BEAT_MS,
  lookMs = LOOK_MS,
}: {
  readonly db: LedgerDb;
  readonly installation: Installation;
  /** What the worker has measured of its machine's clock is told with each beat. */
  readonly clock: Pick<LedgerClock, 'aheadMs'>;
  readonly log: Logger;
  readonly beatMs?: number;
  readonly lookMs?: number;
}): Fence {
  const run = randomUUID();
  const stopping = new AbortController();
  let keeping: Promise<void> = Promise.resolve();
  const wait = async (ms: number): Promise<void> =>
    pause(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  const count = async (): Promise<void> => {
    const mark = await beat(db, installation.own, run);
    if (mark === null) return;
    await noteClock(db, run, clock.aheadMs());
    for (const { dir, problem } of await installation.marks.write(mark)) {
      log.warn({ dir, problem }, 'a mark outside the ledger could not be written');
    }
  };

  return {
    untilOpen: async (onWaiting) => {
      let told: string | null = null;
      while (!stopping.signal.aborted) {
        const state = await lookAgain();
        if (state?.kind === 'open') {
          // In this order: a mark may never name a start that the ledger does not know.
          await noteRun(db, run);
          await count();
          return;
        }
        if (state?.kind === 'closed' && told !== state.why) {
          log.error({ why: state.why }, `fenced, nothing is sent: ${fenceWords(state.why)}`);
          told = state.why;
          onWaiting();
        }
        await wait(state === null ? lookMs / 4 : lookMs);
      }
      // Asked to stop while it waited: the process ends, nothing may begin.
      await new Promise<never>(() => undefined);
    },
    keep: (onClosed) => {
      keeping = (async () => {
        for (;;) {
          await wait(beatMs);
          if (stopping.signal.aborted) break;
          try {
            const state = await lookAtFence(db, installation);
            if (state.kind === 'closed') {
              log.error({ why: state.why }, `fenced: ${fenceWords(state.why)}`);
              onClosed();
              return;
            }
            await count();
          } catch (error) {
            log.warn({ err: error }, 'the ledger could not be counted on and is asked again');
          }
        }
        // What is copied after an orderly stop is as new as the mark.
        await count().catch(() => undefined);
      })();
    },
    stop: async () => {
      stopping.abort();
      await keeping;
    },
  };

  async function lookAgain(): Promise<FenceState | null> {
    try {
      const state = await lookAtFence(db, installation);
      if (state.kind !== 'unbound') return state;
      await bindLedger(db, installation.own);
      return null;
    } catch (error) {
      log.warn({ err: error }, 'the fence could not be looked at and is looked at again');
      return null;
    }
  }
}
