import type { RelayOptions } from './outbox-relay.js';
import { reconcile } from './reconcile.js';

/** Asked often, it tells seldom: what many steps find out at one moment is one loss. */
const GATHER_MS = 500;
const AGAIN_MS = 5_000;

/** Tells every open plan and cycle to look again, whenever somebody finds that Temporal has forgotten a workflow. */
export interface TellAnew {
  readonly ask: () => void;
  readonly stop: () => Promise<void>;
}

/** A terminated workflow or a lost database costs seconds: its own steps are the first to notice. */
export function tellAnew(options: RelayOptions, tell: typeof reconcile = reconcile): TellAnew {
  const stopping = new AbortController();
  let asked = false;
  let telling: Promise<void> | null = null;
  const isOver = (): boolean => stopping.signal.aborted;
  const pause = async (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        stopping.signal.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, ms);
      stopping.signal.addEventListener('abort', over);
    });
  const work = async (): Promise<void> => {
    while (asked && !isOver()) {
      await pause(GATHER_MS);
      asked = false;
      try {
        await tell(options, { firstSinceStart: false });
      } catch (error) {
        options.log.warn({ err: error }, 'telling every workflow anew failed and comes again');
        asked = true;
        await pause(AGAIN_MS);
      }
    }
    telling = null;
  };
  return {
    ask: () => {
      asked = true;
      telling ??= work();
    },
    stop: async () => {
      stopping.abort();
      await telling;
    },
  };
}
