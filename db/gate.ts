/** Thrown before anything is done when more wait than can be served in time. */
export class LedgerBusy extends Error {
  override readonly name = 'LedgerBusy';
  readonly code = 'LEDGER_BUSY';
}

/** Lets `most` run at a time, the others in the order in which they came; LedgerBusy when `waiting` wait already. */
export function openGate(most: number, waiting: number): <T>(run: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= most) {
      if (queue.length >= waiting) throw new LedgerBusy('too many wait');
      // Whoever leaves hands over its place, so that nobody who comes later takes it.
      await new Promise<void>((go) => {
        queue.push(go);
      });
    } else {
      running += 1;
    }
    try {
      return await run();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
