import { setTimeout as pause } from 'node:timers/promises';
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
  let open = 0;
  return {
    ask: async () => {
      open += 1;
      try {
        const asked = connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: WORKFLOW_QUEUE,
        });
        void asked.then(settled, settled);
        // A first connection has patience of its own, longer than whoever asks about readiness.
        const answer = await Promise.race([asked, pause(PATIENCE_MS, null, { ref: false })]);
        return { reachable: answer !== null, polled: (answer?.pollers.length ?? 0) > 0 };
      } catch {
        return { reachable: false, polled: false };
      }
    },
    // Closed under a call that is to be tried again, the channel throws out of its timer; the process ends anyway.
    close: async () => {
      if (open === 0) await connection.close();
    },
  };

  function settled(): void {
    open -= 1;
  }
}

const PATIENCE_MS = 2000;
/** temporal.api.enums.v1.TaskQueueType: WORKFLOW. */
const WORKFLOW_QUEUE = 1;
