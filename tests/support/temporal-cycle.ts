import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Activities } from '../../activities/index.js';
import { workflowId } from '../../domain/workflow-id.js';
import { skippingServer, startWorkers, tearDown } from './temporal.js';
import type { RunningWorkers } from './temporal.js';

export interface WorkflowRun {
  readonly handle: WorkflowHandle;
  /** What the workflow failed with, or null when it completed. */
  readonly failure: Error | null;
}

/** A server and workers whose activities are whatever the test at hand gives; one for a test file. */
export interface FakeWorld {
  readonly env: TestWorkflowEnvironment;
  /** Starts a workflow on some fakes; the other activities do not exist. `taskTimeout` is the server's default unless given. */
  start(
    workflow: 'reportingCycle' | 'planLifecycle',
    activities: Partial<Activities>,
    taskTimeout?: '1 second' | '10 seconds',
  ): Promise<WorkflowHandle>;
  /** Runs one from start to end; `work` may act on it meanwhile. */
  run(
    workflow: 'reportingCycle' | 'planLifecycle',
    activities: Partial<Activities>,
    work?: (handle: WorkflowHandle) => Promise<void>,
  ): Promise<WorkflowRun>;
  close(): Promise<void>;
}

/** Each run has an office of its own, by which its activities are found: workers are slow to make. */
export async function fakeWorld(): Promise<FakeWorld> {
  const env = await skippingServer();
  const offices = new Map<string, Partial<Activities>>();
  const workers = await startWorkers({ env, activities: dispatching(offices) });
  const start: FakeWorld['start'] = async (workflow, activities, taskTimeout = '10 seconds') => {
    const officeId = randomUUID();
    offices.set(officeId, activities);
    return env.client.workflow.start(workflow, {
      workflowId: workflowId({
        officeId,
        target: workflow === 'planLifecycle' ? 'plan' : 'cycle',
        targetId: 'subject-1',
      }),
      taskQueue: workers.taskQueue,
      args: [{ officeId, cycleId: 'cycle-1', planId: 'plan-1' }],
      workflowTaskTimeout: taskTimeout,
    });
  };
  return {
    env,
    start,
    run: async (workflow, activities, work) => {
      const handle = await start(workflow, activities);
      await work?.(handle);
      const failure = await handle.result().then(
        () => null,
        (error: unknown) => rootOf(error),
      );
      return { handle, failure };
    },
    close: async () => closeWorld(env, workers),
  };
}

async function closeWorld(env: TestWorkflowEnvironment, workers: RunningWorkers): Promise<void> {
  await workers.stop();
  await tearDown(env);
}

const NAMES = [
  'observeCycle',
  'observePlan',
  'openCycles',
  'closePlan',
  'prepareWave',
  'drainWave',
  'draftLetter',
  'closeCollection',
  'consolidate',
  'askApproval',
  'sendUp',
  'closeEdits',
  'closeCycle',
] as const satisfies readonly (keyof Activities)[];

function dispatching(offices: ReadonlyMap<string, Partial<Activities>>): Partial<Activities> {
  return Object.fromEntries(
    NAMES.map((name) => [
      name,
      async (input: { officeId: string }): Promise<unknown> => {
        const activity = offices.get(input.officeId)?.[name] as
          ((given: object) => Promise<unknown>) | undefined;
        if (activity === undefined) throw ApplicationFailure.nonRetryable(`no fake ${name}`);
        return activity(input);
      },
    ]),
  );
}

/** A door that something waits behind until it is opened. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

/** A closed gate. */
export function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** The innermost cause: a workflow fails with an activity's failure with the error itself. */
function rootOf(error: unknown): Error {
  let root = error instanceof Error ? error : new Error(String(error));
  while (root.cause instanceof Error) root = root.cause;
  return root;
}
