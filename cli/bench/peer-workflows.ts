import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { oneAgency, PeerActivities } from './peer-workflow.js';
import { CONNECTIONS } from './wave-parts.js';
import { plainMailer } from './plain-mail.js';

/** Where the process finds everything. */
export interface WorkflowsOrder {
  readonly temporalAddress: string;
  readonly port: number;
}

/** Workflows whose start is under way at once; more makes the server no faster. */
const STARTED_AT_ONCE = 50;

const { temporalAddress: address, port } = JSON.parse(process.argv[2] ?? '') as WorkflowsOrder;
const mailer = plainMailer({ port, connections: CONNECTIONS });
const activities: PeerActivities = { sendMail: async (nth) => mailer.send(nth) };
Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
const taskQueue = 'bench-peer';
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  taskQueue,
  workflowsPath: fileURLToPath(new URL('peer-workflow.js', import.meta.url)),
  activities,
});
void worker.run();
const client = new Client({ connection: await Connection.connect({ address }) });
let started = 0;

/** Starts one workflow for each agency. */
async function startAll(mails: number): Promise<void> {
  const until = started + mails;
  const startMore = async (): Promise<void> => {
    while (started < until) {
      const nth = started;
      started += 1;
      const workflowId = `peer/${String(nth)}`;
      await client.workflow.start<typeof oneAgency>('oneAgency', {
        taskQueue,
        workflowId,
        args: [nth],
      });
    }
  };
  await Promise.all(Array.from({ length: STARTED_AT_ONCE }, startMore));
}

process.on('message', (mails: number) => void startAll(mails));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
