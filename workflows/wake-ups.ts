import { condition, setHandler } from '@temporalio/workflow';
import { changed } from './messages.js';

export interface WakeUps {
  /** Take it before reading the ledger: what is poked afterwards is then never slept through. */
  mark(): number;
  /** A poke from outside, or a step of our own that has finished. */
  poke(): void;
  /** Waits until poked after `mark`, or until the instant; null: only for a poke. */
  changedOr(until: string | null, mark: number): Promise<void>;
}

/** Registers the handler of `changed`; call it before the first await, or early signals are missed. */
export function wakeUps(): WakeUps {
  // A counter, not a flag: a flag cleared after the read loses whatever came between.
  const state = { pokes: 0 };
  const poke = (): void => {
    state.pokes += 1;
  };
  setHandler(changed, poke);
  return {
    mark: () => state.pokes,
    poke,
    changedOr: async (until, mark) => {
      const poked = (): boolean => state.pokes !== mark;
      if (until === null) {
        await condition(poked);
        return;
      }
      const ms = Date.parse(until) - Date.now();
      // A worker clock behind the server's would otherwise spin until it catches up.
      await condition(poked, Math.max(ms, 1000));
    },
  };
}
