/** Runs one at a time: whoever asks while it runs gets the answer of the one that runs, be it an error. */
export function sharedRun<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return async () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
