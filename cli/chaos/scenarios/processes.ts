import { setTimeout as delay } from 'node:timers/promises';
import { WAVE } from '../scenario.js';
import type { Happened, Scenario } from '../scenario.js';
import { endWorkflows, openWorkflows } from '../workflows.js';

/** What was away is back: until the end of the wave no silence may last. */
function steadyFrom(backAtMs: number | undefined): Pick<Happened, 'steadyFromMs'> {
  return backAtMs === undefined ? {} : { steadyFromMs: backAtMs };
}

/** A worker dies three times in one wave; the supervisor starts it again. */
const workerKilled: Scenario = {
  name: 'worker-killed',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    const backAtMs: number[] = [];
    for (const part of [0.2, 0.45, 0.7]) {
      await underway(part);
      const back = installation.says(/^the worker is ready again/);
      installation.signal('worker');
      backAtMs.push(await back);
    }
    return { forgot: 3, backAtMs, ...steadyFrom(backAtMs.at(-1)) };
  },
};

/** Of two workers that share a wave one dies and does not come back. */
const twoWorkersOneKilled: Scenario = {
  name: 'two-workers-one-killed',
  mails: WAVE,
  workers: [{ clockOffsetMs: 0 }],
  strike: async ({ workers, underway }) => {
    await underway(0.3);
    await workers[0]?.kill();
    return { forgot: 1, ...steadyFrom(Date.now()) };
  },
};

/** Asked to end, a worker finishes what has begun. */
const workerStopped: Scenario = {
  name: 'worker-stopped',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    await underway(0.4);
    const back = installation.says(/^the worker is ready again/);
    installation.signal('worker', 'SIGTERM');
    return steadyFrom(await back);
  },
};

const temporalKilled: Scenario = {
  name: 'temporal-killed',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    await underway(0.3);
    const back = installation.says(/^Temporal is up again/);
    installation.signal('temporal');
    return steadyFrom(await back);
  },
};

/** Longer than a lease and longer than the time after which a lane counts as dead. */
const AWAY_MS = 20_000;

/** Temporal hangs: its lines stay open and nobody answers. */
const temporalAway: Scenario = {
  name: 'temporal-away',
  mails: WAVE,
  sink: { answerMs: 100 },
  strike: async ({ installation, underway }) => {
    await underway(0.2);
    installation.signal('temporal', 'SIGSTOP');
    await delay(AWAY_MS);
    installation.signal('temporal', 'SIGCONT');
    return steadyFrom(Date.now());
  },
};

const temporalFileDeleted: Scenario = {
  name: 'temporal-file-deleted',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    await underway(0.3);
    const back = installation.says(/^Temporal is up again/);
    installation.loseTemporal();
    return steadyFrom(await back);
  },
};

const workflowTerminated: Scenario = {
  name: 'workflow-terminated',
  mails: WAVE,
  strike: async ({ installation, office, underway }) => {
    await underway(0.3);
    await endWorkflows(installation.temporalAddress(), office.officeId);
    return steadyFrom(Date.now());
  },
};

/** Longer than a lease: when the ledger goes on, every one has run out. */
const HANGS_MS = 12_000;

/** The ledger hangs, later it dies: what a worker knows then it still knows afterwards, and no other worker sends it. */
const postgresKilled: Scenario = {
  name: 'postgres-killed',
  mails: WAVE,
  workers: [{ clockOffsetMs: 0 }],
  strike: async ({ installation, underway }) => {
    await underway(0.15);
    installation.freezeLedger(true);
    await delay(HANGS_MS);
    installation.freezeLedger(false);
    await underway(0.5);
    const back = installation.says(/^PostgreSQL is up again/);
    installation.signal('postgres');
    return steadyFrom(await back);
  },
};

const allKilled: Scenario = {
  name: 'all-killed',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    await underway(0.4);
    await installation.killAll();
    await installation.start();
    return { forgot: 1, ...steadyFrom(Date.now()) };
  },
};

/** A second start finds the first and disturbs nothing. */
const doubleStart: Scenario = {
  name: 'double-start',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    await underway(0.3);
    const { url, code } = await installation.startAgain();
    const found = url === installation.url() && code === 0;
    return {
      faults: found
        ? []
        : [`a second start said ${url ?? 'nothing'} and ended with ${String(code)}`],
    };
  },
};

/** Two workers begin at one moment, and each tells every workflow to look. */
const twoReconcilers: Scenario = {
  name: 'two-reconcilers',
  mails: WAVE,
  strike: async ({ installation, underway }) => {
    await underway(0.3);
    const workers = await Promise.all([installation.startWorker(), installation.startWorker()]);
    await underway(0.8);
    await Promise.all(workers.map(async (worker) => worker.stop()));
    return {};
  },
  afterwards: async ({ installation, office }) => {
    const open = await openWorkflows(installation.temporalAddress(), office.officeId);
    const twice = open.filter((id, index) => open.indexOf(id) !== index);
    return twice.map((id) => `${id} runs twice`);
  },
};

const MINUTE_MS = 60_000;
/** So soon does a wave begin that is due at once. */
const BEGINS_MS = 15_000;

/**
 * Workers whose machines disagree about the time by a quarter of an hour share a wave, and one of them dies. All of
 * them live by the ledger's clock: whichever has the workflow, the wave begins at its hour.
 */
const clockOffset: Scenario = {
  name: 'clock-offset',
  mails: WAVE,
  workers: [{ clockOffsetMs: 7 * MINUTE_MS }, { clockOffsetMs: -7 * MINUTE_MS }],
  strike: async ({ workers, sink, office, underway, startedAtMs }) => {
    await underway(0.4);
    await workers[0]?.kill();
    const { copies } = await sink.recordOf(office.domain);
    const firstAtMs = Math.min(...copies.map(({ endedAtMs }) => endedAtMs));
    const begins = firstAtMs - startedAtMs;
    return {
      forgot: 1,
      ...steadyFrom(Date.now()),
      faults:
        begins > BEGINS_MS
          ? [`the first mail came ${String(Math.round(begins / 1000))} s after the start`]
          : [],
    };
  },
};

export const PROCESSES: readonly Scenario[] = [
  workerKilled,
  twoWorkersOneKilled,
  workerStopped,
  temporalKilled,
  temporalAway,
  temporalFileDeleted,
  workflowTerminated,
  postgresKilled,
  allKilled,
  doubleStart,
  twoReconcilers,
  clockOffset,
];
