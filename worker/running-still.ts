import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { WaitingWorkflow } from '../activities/guarded-step.js';

/** Ends that no workflow of ours chooses itself; one that is completed or continued has seen its step. */
const ENDED_BY_OTHERS: ReadonlySet<string> = new Set([
  'TERMINATED',
  'CANCELLED',
  'TIMED_OUT',
  'FAILED',
]);

const TRIES = 30;
const AGAIN_MS = 1_000;

/**
 * Tells whether a run has not been ended by others: false once Temporal says so, or knows nothing of it.
 * With Temporal away it is asked again for half a minute; what then still cannot be told counts as running.
 */
export function runningStill(
  client: Pick<Client, 'workflow'>,
  againMs = AGAIN_MS,
): (workflow: WaitingWorkflow) => Promise<boolean> {
  return async ({ workflowId, runId }) => {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        const { status } = await client.workflow.getHandle(workflowId, runId).describe();
        return !ENDED_BY_OTHERS.has(status.name);
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        await delay(againMs);
      }
    }
    return true;
  };
}
