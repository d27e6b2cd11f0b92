import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLedger } from '../../office/scope.js';
import type { Ledger } from '../../office/scope.js';
import { morningClock } from './wave-clock.js';
import type { SinkReport } from './wave-sink.js';
import type { WorkerOrder, WorkerUse } from './wave-worker.js';

/** Connections to the sink, of each worker and of the plain loop. */
export const CONNECTIONS = 10;

/** Where a bench of waves finds its private servers, and what it is to play. */
export interface WavePlace {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly dir: string;
  /** How long the sink thinks before it answers a mail. */
  readonly answerMs: number;
  /** How many workers share the waves. */
  readonly workers: number;
}

/** The processes of a bench of waves: a sink, workers, and a plain loop to the same sink. */
export interface WaveParts {
  readonly ledger: Ledger;
  readonly sink: ChildProcess;
  readonly port: number;
  readonly floor: ChildProcess;
  readonly workers: readonly ChildProcess[];
  /** When the clock of all of them showed nine on a Monday, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Starts a further process; answers with what it says when it is ready. */
  readonly start: <T>(file: string, ...args: string[]) => Promise<Started<T>>;
  readonly end: () => Promise<void>;
}

/** A process of the bench, and what it said when it was ready. */
interface Started<T> {
  readonly child: ChildProcess;
  readonly said: T;
}

/** Starts them; each is ready when this resolves. */
export async function startWaveParts(place: WavePlace): Promise<WaveParts> {
  const startedAtMs = Date.now();
  const { databaseUrl, temporalAddress } = place;
  const clock = morningClock(startedAtMs);
  const ledger = openLedger({ databaseUrl, clock, poolSize: 4 });
  const children: ChildProcess[] = [];
  const end = async (): Promise<void> => {
    for (const child of children) if (child.connected) child.disconnect();
    await ledger.close();
  };
  const start = async <T>(file: string, ...args: string[]): Promise<Started<T>> => {
    const path = fileURLToPath(new URL(file, import.meta.url));
    const child = fork(path, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.push(child);
    return { child, said: await heard<T>(child) };
  };
  try {
    const { child: sink, said: ready } = await start<SinkReport>(
      'wave-sink.js',
      String(place.answerMs),
    );
    if (ready.kind !== 'ready') throw new Error('the sink did not begin');
    const { port } = ready;
    const order: WorkerOrder = {
      ...{ databaseUrl, temporalAddress, port, startedAtMs },
      connections: CONNECTIONS,
      mailboxDir: join(place.dir, 'mailbox'),
    };
    const { child: floor } = await start('wave-floor.js');
    const workers: ChildProcess[] = [];
    for (let nth = 0; nth < place.workers; nth += 1) {
      workers.push((await start('wave-worker.js', JSON.stringify(order))).child);
    }
    return { ledger, sink, port, floor, workers, startedAtMs, start, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What the workers have used since they were asked last: sums, and of their memory the most. */
export async function useOf(workers: readonly ChildProcess[]): Promise<WorkerUse> {
  const uses = await Promise.all(
    workers.map(async (worker) => {
      const use = heard<WorkerUse>(worker);
      worker.send('use');
      return use;
    }),
  );
  const sum = (of: (use: WorkerUse) => number) => uses.reduce((all, use) => all + of(use), 0);
  return {
    statements: sum(({ statements }) => statements),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    peakRssMiB: Math.max(...uses.map(({ peakRssMiB }) => peakRssMiB)),
  };
}

/** The next message of a child; rejects when it ends without one. */
export async function heard<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      reject(new Error(`a process of the bench ended with ${String(code)}`));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}
