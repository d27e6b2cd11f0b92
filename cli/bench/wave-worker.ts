import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createLogger } from '../../config/logger.js';
import { directoryTransport } from '../../mail/directory-transport.js';
import { mailComposer } from '../../mail/outgoing.js';
import { smtpTransport } from '../../mail/smtp-transport.js';
import { createRehearsalOffice } from '../../office/rehearsal/tick.js';
import { openLedger } from '../../office/scope.js';
import { startOfficeWorker } from '../../worker/office-worker.js';
import { connectTemporal, installRuntime } from '../../worker/temporal-runtime.js';
import { keepHeapTight } from '../../worker/tight-heap.js';
import { morningClock } from './wave-clock.js';

/** Where the worker of the bench finds everything. */
export interface WorkerOrder {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly port: number;
  readonly connections: number;
  readonly startedAtMs: number;
  readonly mailboxDir: string;
}

/** What a worker has used since it was asked last. */
export interface WorkerUse {
  readonly statements: number;
  readonly peakRssMiB: number;
  readonly cpuSeconds: number;
}

let statements = 0;
let cpuBefore = process.cpuUsage();
type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const counted = pg.Client.prototype as unknown as { query: Query };
const query = counted.query;
counted.query = function count(...args) {
  statements += 1;
  return query.apply(this, args);
};

keepHeapTight();
const order = JSON.parse(process.argv[2] ?? '') as WorkerOrder;
const clock = morningClock(order.startedAtMs);
const log = createLogger({ name: 'bench', level: 'error' });
installRuntime(log);
const temporal = await connectTemporal({
  address: order.temporalAddress,
  namespace: 'default',
  tls: false,
  apiKey: undefined,
});
const ledger = openLedger({ databaseUrl: order.databaseUrl, clock, poolSize: 12 });
const url = `smtp://127.0.0.1:${String(order.port)}`;
const transport = smtpTransport({ url, maxConnections: order.connections });
const worker = await startOfficeWorker({
  officeKind: 'live',
  instanceId: 'bench',
  namespace: 'default',
  connection: temporal.connection,
  client: temporal.client,
  databaseUrl: order.databaseUrl,
  ledger,
  clock,
  transport,
  postTransport: directoryTransport({ dir: order.mailboxDir }),
  connections: order.connections,
  compose: mailComposer({ name: 'Đôn đốc', address: 'dondoc@bench.example' }),
  linkUrl: ({ linkId, generation }) => `https://bench.example/b#${linkId}.${String(generation)}`,
  pageUrl: (path) => `https://bench.example${path}`,
  rehearsals: createRehearsalOffice(ledger, clock),
  workflowBundle: {
    codePath: fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url)),
  },
  log,
});
process.on('message', () => {
  const { user, system } = process.cpuUsage(cpuBefore);
  const use: WorkerUse = {
    statements,
    peakRssMiB: process.resourceUsage().maxRSS / 1024,
    cpuSeconds: (user + system) / 1e6,
  };
  cpuBefore = process.cpuUsage();
  statements = 0;
  process.send?.(use);
});
process.on('disconnect', () => {
  // Its Temporal may be gone before it has stopped: then it would wait for ever.
  setTimeout(() => process.exit(1), 5_000).unref();
  void worker.stop().finally(() => process.exit(0));
});
process.send?.('ready');
