import { Context } from '@temporalio/activity';

const HEARTBEAT_MS = 2_000;

/** Runs `work` with a sign of life every two seconds, by timer: one slow statement or mail must not look like death. */
export async function whileBeating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => {
    context.heartbeat();
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
