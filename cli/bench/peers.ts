import type { ChildProcess } from 'node:child_process';
import type { QueueName, QueueOrder } from './peer-queues.js';
import type { WorkflowsOrder } from './peer-workflows.js';
import { CONNECTIONS, heard, startWaveParts } from './wave-parts.js';
import type { WaveParts, WavePlace } from './wave-parts.js';
import type { SinkReport } from './wave-sink.js';
import { medianOf, rangeOf, secondsOf } from './medians.js';
import { floorRun, waveRun } from './wave.js';

export interface PeersBenchOptions extends WavePlace {
  readonly agencies: number;
  readonly runs: number;
  /** The folder with the packages of the queues; null where they could not be had. */
  readonly packagesDir: string | null;
  readonly log: (line: string) => void;
}

/** Seconds until the last mail is at the sink: from the first job or workflow of a peer, from a start's answer for the wave. */
export interface PeersBench {
  readonly name: 'peers';
  readonly agencies: number;
  readonly runs: number;
  readonly floorSeconds: number;
  readonly waveSeconds: number;
  readonly peers: readonly {
    readonly name: string;
    readonly seconds: number;
    /** Against the wave. */
    readonly timesTheWave: number;
  }[];
  /** What was left out, and why. */
  readonly skipped: readonly { readonly name: string; readonly why: string }[];
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
}

const QUEUES: readonly QueueName[] = ['graphile-worker', 'pg-boss'];
const WORKFLOWS = 'one workflow an agency';

/** Lets a wave, job queues and one workflow an agency send the same mails to one sink, in turn. */
export async function benchPeers(options: PeersBenchOptions): Promise<PeersBench> {
  const { agencies, runs, packagesDir, log } = options;
  const parts = await startWaveParts(options);
  try {
    const peers = await startPeers(parts, options);
    const measured: Record<string, number>[] = [];
    for (let run = 0; run < runs; run += 1) {
      const loop = { port: parts.port, mails: agencies, connections: CONNECTIONS, raw: false };
      const seconds: Record<string, number> = {
        floor: (await floorRun(parts, loop)).seconds,
        wave: (await waveRun(parts, options)).waveSeconds,
      };
      for (const [name, peer] of peers) seconds[name] = await peerRun(parts, peer, agencies);
      measured.push(seconds);
      log(`run ${String(run + 1)}: ${JSON.stringify(seconds)}`);
    }
    const of = (name: string) => measured.map((one) => one[name] ?? Number.NaN);
    const waveSeconds = medianOf(of('wave'));
    return {
      ...{ name: 'peers', agencies, runs, waveSeconds },
      floorSeconds: medianOf(of('floor')),
      peers: [...peers.keys()].map((name) => {
        const seconds = medianOf(of(name));
        return { name, seconds, timesTheWave: secondsOf(seconds / waveSeconds) };
      }),
      skipped:
        packagesDir === null
          ? QUEUES.map((name) => ({ name, why: 'its package could not be had from the registry' }))
          : [],
      ranges: Object.fromEntries(
        Object.keys(measured[0] ?? {}).map((name) => [name, rangeOf(of(name))]),
      ),
    };
  } finally {
    await parts.end();
  }
}

async function startPeers(
  { start, port }: WaveParts,
  { packagesDir, databaseUrl, temporalAddress }: PeersBenchOptions,
): Promise<ReadonlyMap<string, ChildProcess>> {
  const peers = new Map<string, ChildProcess>();
  for (const queue of packagesDir === null ? [] : QUEUES) {
    const order: QueueOrder = { queue, dir: packagesDir ?? '', databaseUrl, port };
    peers.set(queue, (await start('peer-queues.js', JSON.stringify(order))).child);
  }
  const order: WorkflowsOrder = { temporalAddress, port };
  peers.set(WORKFLOWS, (await start('peer-workflows.js', JSON.stringify(order))).child);
  return peers;
}

async function peerRun(
  { sink }: Pick<WaveParts, 'sink'>,
  peer: ChildProcess,
  mails: number,
): Promise<number> {
  const reached = heard<SinkReport>(sink);
  sink.send(mails);
  const begunAt = Date.now();
  peer.send(mails);
  const report = await reached;
  if (report.kind !== 'reached') throw new Error('the sink did not count');
  return (report.lastAtMs - begunAt) / 1000;
}

/** The same for a person at a terminal. */
export function peersText(bench: PeersBench): string {
  return [
    `${String(bench.agencies)} mails, ${String(bench.runs)} runs`,
    `plain loop: ${String(bench.floorSeconds)} s`,
    `wave: ${String(bench.waveSeconds)} s`,
    ...bench.peers.map(
      ({ name, seconds, timesTheWave }) =>
        `${name}: ${String(seconds)} s, ${String(timesTheWave)} times the wave`,
    ),
    ...bench.skipped.map(({ name, why }) => `${name}: left out, ${why}`),
  ].join('\n');
}
