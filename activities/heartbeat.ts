import { Context } from '@temporalio/activity';

const HEARTBEAT_MS = 2_000;

/**
 * Runs `work` with a sign of life every two seconds, by timer: one slow statement or mail must not look
 * like death. `onForgotten` hears that Temporal knows nothing of it any more: its workflow was
 * terminated, or a database lost, and nobody else will begin again what it leaves undone.
 */
export async function whileBeating<T>(
  work: () => Promise<T>,
  onForgotten: () => void = () => undefined,
): Promise<T> {
  const context = Context.current();
  context.cancelled.catch(() => {
    if (context.cancellationDetails?.notFound === true) onForgotten();
  });
  const beat = setInterval(() => {
    context.heartbeat();
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
