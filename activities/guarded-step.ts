import { Context } from '@temporalio/activity';
import { whileBeating } from './heartbeat.js';
import type { CycleLedger, StepOf } from './ledger-port.js';
import { notedStep } from './noted-failure.js';

/** How often a step that is at work says so in the ledger: whoever looks for what stands still lets it alone. */
const AT_WORK_MS = 20_000;

export interface StepDeps {
  readonly ledger: CycleLedger;
  /** Temporal knows nothing of a running step any more: whoever waits for it has to be told anew. */
  readonly onForgotten: () => void;
  /** Whether the workflow that waits for a step still runs; asked as the step ends, for then nobody else would notice. */
  readonly stillWaits: (workflow: WaitingWorkflow) => Promise<boolean>;
}

export interface WaitingWorkflow {
  readonly workflowId: string;
  readonly runId: string;
}

/** Does a step of a workflow with signs of life to Temporal and to the ledger; what it fails with is noted. */
export async function guardedStep<T>(
  { ledger, onForgotten, stillWaits }: StepDeps,
  at: StepOf,
  work: () => Promise<T>,
): Promise<T> {
  const atWork = setInterval(() => {
    // With the ledger away nobody looks for what stands still.
    ledger.noteAtWork(at.ref).catch(() => undefined);
  }, AT_WORK_MS);
  try {
    return await whileBeating(async () => notedStep(ledger, at, work), onForgotten);
  } finally {
    clearInterval(atWork);
    const workflow = Context.current().info.workflowExecution;
    // Not waited for: the step is done, and what it answers may go.
    if (workflow !== undefined) {
      void stillWaits(workflow).then((waits) => {
        if (!waits) onForgotten();
      });
    }
  }
}
