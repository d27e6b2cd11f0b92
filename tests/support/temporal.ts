import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Activities } from '../../activities/index.js';
import { eventually } from './eventually.js';

// Once in each test file and before any other call; only files that run workflows import this.
Runtime.install({
  logger: new DefaultLogger('ERROR', (entry) => {
    // A step that fails is what some tests are about.
    if (entry.message !== 'step failed') {
      process.stderr.write(`${entry.message} ${JSON.stringify(entry.meta ?? {})}\n`);
    }
  }),
  telemetryOptions: { logging: { filter: 'ERROR' } },
});

// Starting a server takes its time on a machine that is busy with others.
jest.setTimeout(120_000);

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Event = NonNullable<History['events']>[number];

/** The workflows as they are shipped, built by `npm test`. */
export const workflowBundle = { codePath: required('TEST_WORKFLOW_BUNDLE') };

/** A server whose clock jumps to the next timer while a result is awaited; one for each test file. */
export async function skippingServer(): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: required('TEST_SERVER_PATH') } },
  });
}

/** The dev server as an office runs it, in memory. */
export async function devServer(): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: required('TEMPORAL_CLI_PATH') },
      log: { format: 'pretty', level: 'error' },
    },
  });
}

/** Closes the server and the SDK's runtime, or jest waits for them. */
export async function tearDown(env: TestWorkflowEnvironment | undefined): Promise<void> {
  await env?.teardown();
  await Runtime.instance().shutdown();
}

/** A fake that still waits for something when its test has failed is not waited for. */
const SHUTDOWN = { shutdownGraceTime: '1 second', shutdownForceTime: '5 seconds' } as const;

export interface RunningWorkers {
  readonly taskQueue: string;
  stop(): Promise<void>;
}

/** A worker for workflows and activities, and one for the lanes of waves; both poll until stopped. */
export async function startWorkers({
  env,
  activities,
  taskQueue = randomUUID(),
}: {
  readonly env: TestWorkflowEnvironment;
  readonly activities: Partial<Activities>;
  readonly taskQueue?: string;
}): Promise<RunningWorkers> {
  const connection = env.nativeConnection;
  const workers = [
    await Worker.create({
      connection,
      taskQueue,
      workflowBundle,
      activities,
      maxConcurrentLocalActivityExecutions: 100,
      ...SHUTDOWN,
    }),
    await Worker.create({ connection, taskQueue: `${taskQueue}-mail`, activities, ...SHUTDOWN }),
  ];
  const running = Promise.all(workers.map(async (worker) => worker.run()));
  // Shows as what no longer happens.
  running.catch(() => undefined);
  return {
    taskQueue,
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
    },
  };
}

/** The events of a run's history. */
export async function eventsOf(handle: WorkflowHandle): Promise<readonly Event[]> {
  return (await handle.fetchHistory()).events ?? [];
}

/** The events of each run of a workflow, which follow each other by continue-as-new; the first run first. */
export async function runsOf(
  { client }: TestWorkflowEnvironment,
  workflowId: string,
): Promise<readonly (readonly Event[])[]> {
  const runs: (readonly Event[])[] = [];
  let runId: string | undefined;
  for (;;) {
    const run = await eventsOf(client.workflow.getHandle(workflowId, runId));
    runs.unshift(run);
    const before = run[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
    if (before === '') return runs;
    runId = before;
  }
}

/** How often each kind of event stands in a history: `timerStarted`, `activityTaskScheduled` … */
export function kindsOf(events: readonly Event[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const event of events) {
    const kind = Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? 'unknown';
    const name = kind.replace(/EventAttributes$/, '');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** After how many milliseconds each timer of a history was to go off, in the order they were set. */
export function timersOf(events: readonly Event[]): readonly number[] {
  return events.flatMap(({ timerStartedEventAttributes: timer }) => {
    const span = timer?.startToFireTimeout;
    return span == null ? [] : [Number(span.seconds ?? 0) * 1000 + (span.nanos ?? 0) / 1_000_000];
  });
}

/** Waits until a history holds an event of a kind. */
export async function eventOf(handle: WorkflowHandle, kind: string): Promise<void> {
  await eventually(
    async () => (kindsOf(await eventsOf(handle))[kind] ?? 0) > 0,
    `the history of ${handle.workflowId} has ${kind}`,
  );
}

function required(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(`${variable} is not set: run it with npm test -- <file>, which finds Temporal`);
  }
  return value;
}
