import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CONNECTIONS } from './wave-parts.js';
import { plainMailer } from './plain-mail.js';

/** Job queues over PostgreSQL that a wave is held against. */
export type QueueName = 'graphile-worker' | 'pg-boss';

/** Where the process of a queue finds everything. */
export interface QueueOrder {
  readonly queue: QueueName;
  /** The folder with the packages. */
  readonly dir: string;
  readonly databaseUrl: string;
  readonly port: number;
}

/** What is used of graphile-worker 0.17. */
interface GraphileWorker {
  makeWorkerUtils(options: { connectionString: string; logger: unknown }): Promise<{
    migrate(): Promise<void>;
    addJobs(jobs: readonly { identifier: string; payload: unknown }[]): Promise<unknown>;
    release(): Promise<void>;
  }>;
  run(options: {
    preset: unknown;
    noHandleSignals: boolean;
    taskList: Readonly<Record<string, (payload: unknown) => Promise<void>>>;
  }): Promise<{ stop(): Promise<void> }>;
  Logger: new (scoped: () => () => void) => unknown;
}

/** What is used of pg-boss 10. */
type PgBoss = new (options: { connectionString: string; supervise: boolean }) => {
  start(): Promise<unknown>;
  createQueue(name: string): Promise<void>;
  insert(jobs: readonly { name: string; data: unknown }[]): Promise<void>;
  work(
    name: string,
    options: { batchSize: number; pollingIntervalSeconds: number },
    handler: (jobs: readonly { data: { nth: number } }[]) => Promise<void>,
  ): Promise<string>;
  stop(options: { graceful: boolean; wait: boolean }): Promise<void>;
};

/** Adds so many jobs at once; their mails leave as the queue hands them out. */
type Enqueue = (mails: number) => Promise<void>;

const { queue, dir, databaseUrl, port } = JSON.parse(process.argv[2] ?? '') as QueueOrder;
const packages = createRequire(join(dir, 'package.json'));
const mailer = plainMailer({ port, connections: CONNECTIONS });
/** The settings in which each was the fastest: jobs in hand at once, fetched and completed in groups. */
const AT_ONCE = 24;
const FETCHED = 200;
const BATCH = 50;

async function graphileWorker(): Promise<Enqueue> {
  const graphile = packages('graphile-worker') as GraphileWorker;
  const logger = new graphile.Logger(() => () => undefined);
  const utils = await graphile.makeWorkerUtils({ connectionString: databaseUrl, logger });
  await utils.migrate();
  await graphile.run({
    noHandleSignals: true,
    preset: {
      worker: {
        ...{ connectionString: databaseUrl, concurrentJobs: AT_ONCE, maxPoolSize: AT_ONCE },
        ...{ localQueue: { size: FETCHED }, completeJobBatchDelay: 0, logger },
      },
    },
    taskList: { mail: async (payload) => mailer.send((payload as { nth: number }).nth) },
  });
  return async (mails) => {
    await utils.addJobs(numbered(mails).map((nth) => ({ identifier: 'mail', payload: { nth } })));
  };
}

async function pgBoss(): Promise<Enqueue> {
  const Boss = packages('pg-boss') as PgBoss;
  const boss = new Boss({ connectionString: databaseUrl, supervise: false });
  await boss.start();
  await boss.createQueue('mail');
  for (let nth = 0; nth < AT_ONCE; nth += 1) {
    await boss.work('mail', { batchSize: BATCH, pollingIntervalSeconds: 0.5 }, async (jobs) => {
      await Promise.all(jobs.map(async ({ data }) => mailer.send(data.nth)));
    });
  }
  return async (mails) =>
    boss.insert(numbered(mails).map((nth) => ({ name: 'mail', data: { nth } })));
}

function numbered(mails: number): readonly number[] {
  return Array.from({ length: mails }, (_, nth) => nth);
}

const enqueue = await (queue === 'pg-boss' ? pgBoss() : graphileWorker());
process.on('message', (mails: number) => void enqueue(mails));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
