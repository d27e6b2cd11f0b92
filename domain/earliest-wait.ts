import type { Answer } from './cycle.js';
import type { Instant } from './day.js';

/** The instant up to which a workflow may sleep: the earliest wait of its hands; null: until it is told. */
export function earliestWait(answers: readonly Answer<string>[]): Instant | null {
  const waits = answers.flatMap((answer) =>
    answer.kind === 'wait' && answer.until !== null ? [answer.until] : [],
  );
  return waits.sort()[0] ?? null;
}
