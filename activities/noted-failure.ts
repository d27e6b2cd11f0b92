import type { CycleLedger, StepOf } from './ledger-port.js';

/** The part of the ledger in which failures are noted. */
export type FailureLedger = Pick<CycleLedger, 'noteFailure' | 'noteSuccess'>;

/** Room for a sentence; what a step fails with may quote whole statements. */
const MOST_CHARACTERS = 300;

/** Does a step; what it fails with is shown beside its cycle or plan until the step succeeds. Throws what the step throws. */
export async function notedStep<T>(
  ledger: FailureLedger,
  at: StepOf,
  work: () => Promise<T>,
): Promise<T> {
  const result = await notedFailure(ledger, at, work);
  // The step is done: if this fails, the next look finds nothing due and clears the note itself.
  await ledger.noteSuccess(at).catch(() => undefined);
  return result;
}

/** Notes what `work` fails with, and when: Temporal tries again without a word to anybody. */
export async function notedFailure<T>(
  ledger: FailureLedger,
  at: StepOf,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The ledger itself may be what fails: then there is nowhere to note it, and readiness tells.
    await ledger.noteFailure(at, inWords(error)).catch(() => undefined);
    throw error;
  }
}

function inWords(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const [line = ''] = message.split('\n');
  return `${name}: ${line}`.slice(0, MOST_CHARACTERS);
}
