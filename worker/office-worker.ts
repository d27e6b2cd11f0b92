import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/index.js';
import { answerBook } from '../activities/answer-book.js';
import { runLane } from '../activities/lane.js';
import type { Clock, MailTransport, OutgoingMail } from '../activities/ports.js';
import type { RehearsalOffice } from '../activities/rehearsal.js';
import { createCycleLedger } from '../office/cycle/cycle-ledger.js';
import type { Ledger } from '../office/scope.js';
import { createMailLedger } from '../office/post/mail-ledger.js';
import { mailLook } from './mail-watch.js';
import type { AlertWay } from './mail-watch.js';
import type { RelayLimits } from '../domain/relay-limits.js';
import { purgeUploads } from '../office/collection/upload.js';
import { purgeTriedAddresses } from '../office/directory/sign-in-pause.js';
import { purgeTries } from '../office/post/mail-tries.js';
import { setRelayLimits } from '../office/post/relay-use.js';
import { tryRelayNow } from '../office/post/relay-state.js';
import { weighLatestAnswers } from '../office/post/weigh-answers.js';
import { OUTBOX_CHANNEL, POST_CHANNEL } from '../office/poke.js';
import type { MailInFacts } from '../mail/outgoing.js';
import { tellUnheard } from '../office/health/unheard.js';
import { tellOverviews } from '../office/overview/tell-overview.js';
import { everySoOften, pieceByPiece } from './every-so-often.js';
import type { Round } from './every-so-often.js';
import { deliverOutbox, purgeOutbox } from './outbox-relay.js';
import { reconcile } from './reconcile.js';
import { runningStill } from './running-still.js';
import { taskQueue } from '../config/task-queue.js';
import { tellAnew } from './tell-anew.js';
import { wakefulLoop } from './wakeful-loop.js';

export interface OfficeWorkerOptions {
  readonly officeKind: 'live' | 'rehearsal';
  readonly instanceId: string;
  readonly namespace: string;
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly databaseUrl: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly transport: MailTransport;
  /** For answers to people's acts: they never wait for a wave. */
  readonly postTransport?: MailTransport;
  readonly connections: number;
  readonly postConnections?: number;
  /** How many mails the relay takes. */
  readonly limits?: RelayLimits;
  /** By which administrators hear that the relay itself is in trouble. */
  readonly alert?: AlertWay | undefined;
  readonly compose: (mail: MailInFacts) => OutgoingMail;
  readonly linkUrl: (link: { readonly linkId: string; readonly generation: number }) => string;
  readonly pageUrl: (path: string) => string;
  /** Makes the tables that go with a mail of the office. */
  readonly tables?: Parameters<typeof createMailLedger>[0]['tables'];
  readonly rehearsals: RehearsalOffice;
  readonly workflowBundle: { readonly codePath: string };
  readonly log: Logger;
}

const HOUR_MS = 3_600_000;
/** A burst of acts on one cycle becomes few pokes; a rehearsal steps its time and need not wait. */
const GATHER_MS = { live: 500, rehearsal: 0 } as const;
const POLL_MS = { live: 5000, rehearsal: 1000 } as const;
const POST_SLICE_MS = 60_000;
/**
 * Of steps, looks, lanes and workflows kept in memory at once: rehearsals leave the machine to live offices. Lanes
 * share the lines to the relay, a mail each in turn: an office with a few mails waits for no other's long wave.
 */
const AT_ONCE = {
  live: { steps: 20, looks: 20, lanes: 8, cached: 500 },
  rehearsal: { steps: 6, looks: 4, lanes: 2, cached: 50 },
} as const;
/** Signs of life are told every four seconds of the ten after which a step counts as dead. */
const HEARTBEATS = { maxHeartbeatThrottleInterval: '4 seconds' } as const;
const SHUTDOWN = { shutdownGraceTime: '5 seconds', shutdownForceTime: '20 seconds' } as const;
/** How often it is looked whether the relay takes mail. */
const MAIL_LOOK_MS = 60_000;
/** How often it is looked for what nobody looks at. */
const WATCH_MS = 10_000;
/** How often it is looked whether last month's register is to be mailed. */
const OVERVIEW_MS = 5 * 60_000;

/** What runs for one kind of office. */
export interface OfficeWorker {
  stop(): Promise<void>;
  readonly failed: Promise<never>;
}

/** Everything that runs for one kind of office: workflows, activities, lanes, post, outbox relay, reconcile. */
export async function startOfficeWorker(options: OfficeWorkerOptions): Promise<OfficeWorker> {
  const { officeKind, instanceId, namespace, connection, log } = options;
  const queue = taskQueue(instanceId, officeKind);
  const monotonicMs = (): number => performance.now();
  const mails = createMailLedger(options);
  // Not the pid: in containers every process is number 1.
  const processId = randomUUID();
  const book = answerBook(mails, ({ messageId }, error) => {
    log.error({ err: error, messageId }, 'the ledger does not take the answer of a mail');
  });
  if (options.limits !== undefined) {
    await setRelayLimits(options.ledger.db, { relay: officeKind, limits: options.limits });
  }
  // A new process may have a new password.
  await tryRelayNow(options.ledger.db, officeKind);
  const relay = { ...options, log };
  const anew = tellAnew(relay);
  const stopping = new AbortController();
  const activities = createActivities({
    ...options,
    ledger: createCycleLedger(options.ledger),
    mails,
    book,
    monotonicMs,
    stopping: stopping.signal,
    onForgotten: anew.ask,
    // A rehearsal's driver notices by itself when nothing moves.
    stillWaits: officeKind === 'live' ? runningStill(options.client) : async () => true,
  });
  const steps = await Worker.create({
    connection,
    namespace,
    taskQueue: queue,
    workflowBundle: { codePath: options.workflowBundle.codePath },
    activities,
    maxConcurrentActivityTaskExecutions: AT_ONCE[officeKind].steps,
    maxConcurrentLocalActivityExecutions: AT_ONCE[officeKind].looks,
    maxCachedWorkflows: AT_ONCE[officeKind].cached,
    ...HEARTBEATS,
    ...SHUTDOWN,
  });
  const lanes = await Worker.create({
    connection,
    namespace,
    taskQueue: `${queue}-mail`,
    activities,
    maxConcurrentActivityTaskExecutions: AT_ONCE[officeKind].lanes,
    ...HEARTBEATS,
    ...SHUTDOWN,
  });
  const running = Promise.all([steps.run(), lanes.run()]);
  const outbox = wakefulLoop({
    name: `outbox-${officeKind}`,
    databaseUrl: options.databaseUrl,
    channel: OUTBOX_CHANNEL,
    payload: officeKind,
    pollMs: POLL_MS[officeKind],
    gatherMs: GATHER_MS[officeKind],
    log,
    work: async () => {
      while ((await deliverOutbox(relay)) > 0);
    },
  });
  let postRuns = 0;
  const post = wakefulLoop({
    name: `post-${officeKind}`,
    databaseUrl: options.databaseUrl,
    channel: POST_CHANNEL,
    payload: officeKind,
    pollMs: POLL_MS[officeKind],
    gatherMs: 0,
    log,
    work: async () => {
      await runLane({
        mails,
        transport: options.postTransport ?? options.transport,
        book,
        scope: { kind: 'post', officeId: null },
        // Each run holds rows of its own: an answer of the last one may still be long in coming.
        lane: `post/${processId}/${officeKind}/${String((postRuns += 1))}`,
        connections: options.postConnections ?? options.connections,
        signal: stopping.signal,
        sliceMs: POST_SLICE_MS,
        waitForOthers: false,
        monotonicMs,
      });
    },
  });
  const housekeeping = async (firstSinceStart: boolean): Promise<void> =>
    pieceByPiece(housekeepingOf(options, relay, firstSinceStart), log);
  // Awaited: a plan started meanwhile would be poked once more, and a rehearsal's history not be the same.
  await housekeeping(true);
  const rounds = everySoOften(
    [
      { name: 'housekeeping', everyMs: HOUR_MS, work: async () => housekeeping(false) },
      {
        name: 'looking after the mail',
        everyMs: MAIL_LOOK_MS,
        work: mailLook({ ...options, db: options.ledger.db }),
      },
      ...(officeKind === 'live' ? liveRounds(options) : []),
    ],
    log,
  );
  return {
    failed: running.then(
      () => new Promise<never>(() => undefined),
      (error: unknown) => {
        throw error instanceof Error ? error : new Error('worker failed', { cause: error });
      },
    ),
    stop: async () => {
      rounds.stop();
      await anew.stop();
      stopping.abort();
      await outbox.stop();
      await post.stop();
      steps.shutdown();
      lanes.shutdown();
      await running.catch(() => undefined);
      await book.lanesEnded();
    },
  };
}

/** What each hour is made good and cleared away. */
function housekeepingOf(
  { ledger, clock, officeKind }: OfficeWorkerOptions,
  relay: Parameters<typeof reconcile>[0],
  firstSinceStart: boolean,
): Parameters<typeof pieceByPiece>[0] {
  return [
    { name: 'reconcile', work: async () => reconcile(relay, { firstSinceStart }) },
    // A worker that died may have written what became of a mail, and not yet marked its contact.
    {
      name: 'weighing the latest answers',
      work: async () => weighLatestAnswers(ledger, { officeKind, realNow: clock.now() }),
    },
    { name: 'purging the outbox', work: async () => purgeOutbox(relay) },
    { name: 'purging conversations with the relay', work: async () => purgeTries(ledger.db) },
    { name: 'purging uploads', work: async () => purgeUploads(ledger.db) },
    {
      name: 'purging tried addresses',
      work: async () => purgeTriedAddresses(ledger.db, clock.now()),
    },
  ];
}

/** What is looked after for live offices alone. */
function liveRounds({ ledger, clock, log }: OfficeWorkerOptions): readonly Round[] {
  return [
    {
      name: 'looking for what nobody looks at',
      everyMs: WATCH_MS,
      work: async () => {
        const { alarms } = await tellUnheard(ledger, { now: clock.now() });
        if (alarms > 0) log.error({ alarms }, 'nobody looks at what is due');
      },
    },
    {
      name: 'mailing the register of the month',
      everyMs: OVERVIEW_MS,
      work: async () => tellOverviews(ledger),
    },
  ];
}
