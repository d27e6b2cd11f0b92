import { Connection } from '@temporalio/client';

/** Asks Temporal whether it answers and whether a worker polls a queue; connects on the first question. */
export function temporalProbe(options: {
  readonly address: string;
  readonly namespace: string;
  readonly tls: boolean;
  readonly apiKey: string | undefined;
  readonly taskQueue: string;
}): {
  ask(): Promise<{ reachable: boolean; polled: boolean }>;
  close(): Promise<void>;
} {
  const { address, namespace, tls, apiKey, taskQueue } = options;
  const connection = Connection.lazy({
    address,
    ...(tls ? { tls: true } : {}),
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  return {
    ask: async () => {
      try {
        const { pollers } = await connection.withDeadline(Date.now() + DEADLINE_MS, () =>
          connection.workflowService.describeTaskQueue({
            namespace,
            taskQueue: { name: taskQueue },
            taskQueueType: WORKFLOW_QUEUE,
          }),
        );
        return { reachable: true, polled: pollers.length > 0 };
      } catch {
        return { reachable: false, polled: false };
      }
    },
    close: () => connection.close(),
  };
}

const DEADLINE_MS = 3000;
/** temporal.api.enums.v1.TaskQueueType: WORKFLOW. */
const WORKFLOW_QUEUE = 1;
