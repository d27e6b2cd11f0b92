import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { Context } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { answerBook } from '../../activities/answer-book.js';
import { createActivities } from '../../activities/index.js';
import type { MailTransport } from '../../activities/ports.js';
import { createLogger } from '../../config/logger.js';
import { taskQueue } from '../../config/task-queue.js';
import { earlierWorkflowId } from '../../domain/workflow-id.js';
import { mailComposer } from '../../mail/outgoing.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { createMailLedger } from '../../office/post/mail-ledger.js';
import { createRehearsalOffice } from '../../office/rehearsal/tick.js';
import { startOfficeWorker } from '../../worker/office-worker.js';
import type { TestLedger } from './office.js';
import { workflowBundle } from './temporal.js';

type Kind = 'live' | 'rehearsal';
const KINDS: readonly Kind[] = ['live', 'rehearsal'];

/** The post of both kinds of office; it stops taking mails where a test wants to be in the middle of a wave. */
export interface HaltingPost {
  readonly transport: MailTransport;
  /** Message-IDs of the mails taken, in order. */
  readonly taken: readonly string[];
  /** Takes so many more mails, and then none until told again. */
  allow(mails: number): void;
  /** Gives back untried what waits, as a connection does that is closed before a mail has begun. */
  giveBack(): void;
}

/** A post that takes no mail yet. */
export function haltingPost(): HaltingPost {
  const taken: string[] = [];
  const waiting: (() => void)[] = [];
  const state = { left: 0, givesBack: false };
  const wakeAll = (): void => {
    for (const wake of waiting.splice(0)) wake();
  };
  return {
    taken,
    allow: (mails) => {
      Object.assign(state, { left: mails, givesBack: false });
      wakeAll();
    },
    giveBack: () => {
      state.givesBack = true;
      wakeAll();
    },
    transport: {
      send: async ({ messageId }) => {
        while (state.left === 0) {
          if (state.givesBack) return { kind: 'notTried', response: 'not taken' };
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
          });
        }
        state.left -= 1;
        taken.push(messageId);
        return { kind: 'sent', response: '250 OK' };
      },
      close: async () => undefined,
    },
  };
}

/** One installation before and after an upgrade, on one Temporal server and one ledger. */
export interface Upgrade {
  /** Workers with the workflows of before; `deliver` pokes as the relay of that time did. */
  before(): Promise<{ deliver(): Promise<void>; stop(): Promise<void> }>;
  /** Workers as they are shipped today. */
  after(databaseUrl: string): Promise<{ stop(): Promise<void> }>;
}

/** Prepares both sides; mails of both kinds of office go to the same post. */
export function upgradeOf({
  env,
  world,
  post,
}: {
  env: TestWorkflowEnvironment;
  world: TestLedger;
  post: HaltingPost;
}): Upgrade {
  const { ledger, clock } = world;
  const instanceId = randomUUID();
  const log = createLogger({ name: 'test', level: 'silent' });
  const common = {
    ledger,
    clock,
    transport: post.transport,
    connections: 1,
    compose: mailComposer({ name: 'Đôn đốc', address: 'dondoc@songhuong.example' }),
    linkUrl: ({ linkId }: { linkId: string }) => `https://dondoc.songhuong.example/b#${linkId}`,
    pageUrl: (path: string) => `https://dondoc.songhuong.example${path}`,
    rehearsals: createRehearsalOffice(ledger, clock),
    stopping: new AbortController().signal,
    monotonicMs: () => performance.now(),
  };
  return {
    before: async () => {
      const bundle = await bundleWorkflowCode({
        workflowsPath: fileURLToPath(new URL('../workflows/earlier/workflows.ts', import.meta.url)),
        logger: new DefaultLogger('ERROR'),
      });
      const workers = await Promise.all(
        KINDS.flatMap((officeKind) => {
          const mails = createMailLedger({ ...common, officeKind });
          const activities = {
            ...createActivities({
              ...common,
              ledger: createCycleLedger(ledger),
              mails,
              book: answerBook(mails),
              onForgotten: () => undefined,
              stillWaits: async () => true,
            }),
            // Of the driver only that it is at work matters here; today's gives way at once.
            driveRehearsal: async () => Context.current().cancelled,
          };
          const queue = taskQueue(instanceId, officeKind);
          const options = {
            connection: env.nativeConnection,
            activities,
            shutdownForceTime: '5 s',
          };
          return [
            Worker.create({ ...options, taskQueue: queue, workflowBundle: bundle }),
            Worker.create({ ...options, taskQueue: `${queue}-mail` }),
          ];
        }),
      );
      const running = Promise.all(workers.map(async (worker) => worker.run()));
      return {
        deliver: async () => deliverAsBefore({ env, world, instanceId }),
        stop: async () => {
          for (const worker of workers) worker.shutdown();
          post.giveBack();
          await running;
        },
      };
    },
    after: async (databaseUrl) => {
      const workers = await Promise.all(
        KINDS.map(async (officeKind) =>
          startOfficeWorker({
            ...common,
            officeKind,
            instanceId,
            namespace: 'default',
            connection: env.nativeConnection,
            client: env.client,
            databaseUrl,
            workflowBundle,
            log,
          }),
        ),
      );
      return {
        stop: async () => {
          await Promise.all(workers.map(async (worker) => worker.stop()));
        },
      };
    },
  };
}

async function deliverAsBefore({
  env,
  world: { ledger },
  instanceId,
}: {
  env: TestWorkflowEnvironment;
  world: TestLedger;
  instanceId: string;
}): Promise<void> {
  const rows = await ledger.db
    .selectFrom('outbox')
    .innerJoin('office', 'office.id', 'outbox.office_id')
    .select([
      'outbox.id',
      'office_id as officeId',
      'target',
      'target_id as targetId',
      'office.kind',
    ])
    .where('delivered_at', 'is', null)
    .orderBy('outbox.id')
    .execute();
  for (const { id, officeId, target, targetId, kind } of rows) {
    if (target === 'ended') continue;
    const common = {
      workflowId: earlierWorkflowId({ officeId, target, targetId }),
      taskQueue: taskQueue(instanceId, kind),
      workflowIdConflictPolicy: 'USE_EXISTING' as const,
    };
    const { workflow } = env.client;
    if (target === 'rehearsal') {
      await workflow.start('rehearsal', { ...common, args: [{ officeId, secondsPerDay: 0 }] });
    } else {
      await workflow.signalWithStart(target === 'plan' ? 'planLifecycle' : 'reportingCycle', {
        ...common,
        signal: 'changed',
        args: [
          target === 'plan' ? { officeId, planId: targetId } : { officeId, cycleId: targetId },
        ],
      });
    }
    await ledger.db
      .updateTable('outbox')
      .set({ delivered_at: sql`clock_timestamp()` })
      .where('id', '=', id)
      .execute();
  }
}
