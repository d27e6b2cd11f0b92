import type { Client } from '@temporalio/client';
import {
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { earlierWorkflowId, workflowId } from '../domain/workflow-id.js';
import type { WorkflowSubject } from '../domain/workflow-id.js';

/** One that hangs may not hold up those that come after it. */
const ANSWER_MS = 5_000;

export type PokedSubject = WorkflowSubject & {
  /** Of a rehearsal's driver: how long a day lasts for those who watch. */
  readonly secondsPerDay: number;
};

/** Tells a workflow to look at the ledger, starting it when it does not run; throws when Temporal does not take it. */
export async function pokeWorkflow(
  { client, taskQueue }: { readonly client: Client; readonly taskQueue: string },
  subject: PokedSubject,
): Promise<void> {
  const { officeId, target, targetId, secondsPerDay } = subject;
  const common = {
    workflowId: workflowId(subject),
    taskQueue,
    // The ledger is the guard: a terminated id must be startable again, a running one is only told.
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: `${target} of office ${officeId}`,
  };
  await inTime(client, async () => {
    if (target === 'rehearsal') {
      await client.workflow.start('rehearsal', { ...common, args: [{ officeId, secondsPerDay }] });
      return;
    }
    await client.workflow.signalWithStart(target === 'plan' ? 'planLifecycle' : 'reportingCycle', {
      ...common,
      signal: 'changed',
      args: [target === 'plan' ? { officeId, planId: targetId } : { officeId, cycleId: targetId }],
    });
  });
}

/** Tells whatever still runs under the id of earlier versions, so that it ends now and not at its next timer. */
export async function tellEarlier(client: Client, subject: WorkflowSubject): Promise<void> {
  const handle = client.workflow.getHandle(earlierWorkflowId(subject));
  await unlessGone(async () => inTime(client, async () => handle.signal('changed')));
}

/** Ends a workflow whose plan or cycle is no longer in the ledger. */
export async function endWorkflow(client: Client, id: string): Promise<void> {
  const handle = client.workflow.getHandle(id);
  await unlessGone(async () =>
    inTime(client, async () => {
      await handle.terminate('what it was for is no longer in the ledger');
    }),
  );
}

async function inTime(client: Client, work: () => Promise<void>): Promise<void> {
  await client.withDeadline(new Date(performance.timeOrigin + performance.now() + ANSWER_MS), work);
}

async function unlessGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
