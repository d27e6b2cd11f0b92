import type { ChildProcess } from 'node:child_process';
import { Client, Connection } from '@temporalio/client';
import { workflowId } from '../../domain/workflow-id.js';
import type { Ledger } from '../../office/scope.js';
import { startAgreedPlan } from '../invented-plan.js';
import { agreeBenchPlan, makeBenchOffice } from './bench-office.js';
import type { BenchOffice } from './bench-office.js';
import { medianOf, rangeOf, secondsOf } from './medians.js';
import type { FloorOrder } from './wave-floor.js';
import type { SinkReport } from './wave-sink.js';
import { CONNECTIONS, heard, startWaveParts, useOf } from './wave-parts.js';
import type { WaveParts, WavePlace } from './wave-parts.js';

export interface WaveBenchOptions extends WavePlace {
  readonly agencies: number;
  readonly runs: number;
  readonly log: (line: string) => void;
}

/** Seconds are medians; `ranges` holds the least and the most of each. */
export interface WaveBench {
  readonly name: 'wave';
  readonly agencies: number;
  readonly runs: number;
  readonly workers: number;
  readonly floorSeconds: number;
  readonly rawMimeFloorSeconds: number;
  readonly startSeconds: number;
  readonly firstMailSeconds: number;
  /** From the moment Temporal held the step out until its answer: all of preparing, and what was sent beside it. */
  readonly prepareSeconds: number;
  readonly waveSeconds: number;
  readonly ratio: number;
  readonly rawRatio: number;
  readonly mailsPerSecond: number;
  readonly historyEvents: number;
  readonly statements: number;
  readonly peakRssMiB: number;
  /** Processor time of the sending process: on a busy machine it says more than the wall. */
  readonly workerCpuSeconds: number;
  readonly floorCpuSeconds: number;
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
}

/** What one wave came to; statements by mail. */
type WaveRun = Readonly<
  Record<
    | 'workerCpuSeconds'
    | 'startSeconds'
    | 'firstMailSeconds'
    | 'waveSeconds'
    | 'statements'
    | 'peakRssMiB'
    | 'historyEvents'
    | 'prepareSeconds',
    number
  >
>;

/** Agrees to the plan; without an officer no mail but the wave's own reaches the sink. */
export const APPROVER = {
  name: 'Lãnh đạo duyệt',
  email: 'lanhdao@bench.example',
  userId: null,
  roles: ['approver'],
} as const;

/** Sends waves and plain loops in turn to one sink, so that what else the machine does falls on both. */
export async function benchWave(options: WaveBenchOptions): Promise<WaveBench> {
  const { agencies, runs, log } = options;
  const { ledger, sink, port, floor, workers, end } = await startWaveParts(options);
  try {
    const measured: Record<string, number>[] = [];
    for (let run = 0; run < runs; run += 1) {
      const loop = { port, mails: agencies, connections: CONNECTIONS };
      const plain = await floorRun({ floor, sink }, { ...loop, raw: false });
      const raw = await floorRun({ floor, sink }, { ...loop, raw: true });
      const wave = await waveRun({ ledger, sink, workers }, options);
      measured.push({
        floorSeconds: plain.seconds,
        floorCpuSeconds: plain.cpuSeconds,
        rawMimeFloorSeconds: raw.seconds,
        ratio: wave.waveSeconds / plain.seconds,
        rawRatio: wave.waveSeconds / raw.seconds,
        ...wave,
      });
      log(`run ${String(run + 1)}: ${JSON.stringify(measured.at(-1))}`);
    }
    return summary(measured, options);
  } finally {
    await end();
  }
}

/** One run of the plain loop; seconds until its last mail was at the sink. */
export async function floorRun(
  { floor, sink }: { readonly floor: ChildProcess; readonly sink: ChildProcess },
  order: FloorOrder,
): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  const reached = heard<SinkReport>(sink);
  sink.send(order.mails);
  const begunAt = Date.now();
  const sent = heard<number>(floor);
  floor.send(order);
  const report = await reached;
  const cpuSeconds = await sent;
  if (report.kind !== 'reached') throw new Error('the sink did not count');
  return { seconds: (report.lastAtMs - begunAt) / 1000, cpuSeconds };
}

/** One wave of an office of its own, with what its workers used. */
export async function waveRun(
  { ledger, sink, workers }: Pick<WaveParts, 'ledger' | 'sink' | 'workers'>,
  { agencies, temporalAddress }: Pick<WaveBenchOptions, 'agencies' | 'temporalAddress'>,
): Promise<WaveRun> {
  const office = await makeBenchOffice(ledger, { agencies, person: APPROVER });
  const planId = await agreeBenchPlan(ledger, office, 1);
  await useOf(workers);
  const reached = heard<SinkReport>(sink);
  sink.send(agencies);
  const begunAt = Date.now();
  await startAgreedPlan(ledger, office, planId);
  const answeredAt = Date.now();
  const report = await reached;
  if (report.kind !== 'reached') throw new Error('the sink did not count');
  await allSettled(ledger, office);
  const { statements, peakRssMiB, cpuSeconds } = await useOf(workers);
  return {
    workerCpuSeconds: cpuSeconds,
    startSeconds: (answeredAt - begunAt) / 1000,
    firstMailSeconds: (report.firstAtMs - answeredAt) / 1000,
    waveSeconds: (report.lastAtMs - answeredAt) / 1000,
    statements: statements / agencies,
    peakRssMiB,
    ...(await historyOf(ledger, office, temporalAddress)),
  };
}

/** The sink has the last mail a moment before the ledger has its answer. */
async function allSettled(ledger: Ledger, { officeId }: BenchOffice): Promise<void> {
  for (;;) {
    const open = await ledger.db
      .selectFrom('message')
      .select('id')
      .where('office_id', '=', officeId)
      .where('class', '=', 'ladder')
      .where('state', '!=', 'sent')
      .executeTakeFirst();
    if (open === undefined) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

/** Events of the cycle's history once its wave is over, and how long preparing took by them. */
async function historyOf(
  ledger: Ledger,
  { officeId }: BenchOffice,
  address: string,
): Promise<{ historyEvents: number; prepareSeconds: number }> {
  const { id } = await ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace: 'default' });
    const name = workflowId({ officeId, target: 'cycle', targetId: id });
    const { events } = await client.workflow.getHandle(name).fetchHistory();
    const all = events ?? [];
    const prepare = all.find(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'prepareWave',
    );
    const done = all.find(
      (event) =>
        event.activityTaskCompletedEventAttributes?.scheduledEventId?.toString() ===
        prepare?.eventId?.toString(),
    );
    const atMs = (event: (typeof all)[number] | undefined): number =>
      Number(event?.eventTime?.seconds ?? 0) * 1000 + (event?.eventTime?.nanos ?? 0) / 1e6;
    return { historyEvents: all.length, prepareSeconds: (atMs(done) - atMs(prepare)) / 1000 };
  } finally {
    await connection.close();
  }
}

function summary(
  measured: readonly Readonly<Record<string, number>>[],
  { agencies, runs, workers }: WaveBenchOptions,
): WaveBench {
  const of = (name: string): readonly number[] => measured.map((run) => run[name] ?? Number.NaN);
  const median = (name: string): number => medianOf(of(name));
  const names = Object.keys(measured[0] ?? {});
  const waveSeconds = median('waveSeconds');
  return {
    name: 'wave',
    agencies,
    runs,
    workers,
    floorSeconds: median('floorSeconds'),
    rawMimeFloorSeconds: median('rawMimeFloorSeconds'),
    startSeconds: median('startSeconds'),
    firstMailSeconds: median('firstMailSeconds'),
    prepareSeconds: median('prepareSeconds'),
    waveSeconds,
    ratio: secondsOf(waveSeconds / median('floorSeconds')),
    rawRatio: secondsOf(waveSeconds / median('rawMimeFloorSeconds')),
    mailsPerSecond: Math.round(agencies / waveSeconds),
    historyEvents: median('historyEvents'),
    statements: median('statements'),
    peakRssMiB: Math.round(median('peakRssMiB')),
    workerCpuSeconds: median('workerCpuSeconds'),
    floorCpuSeconds: median('floorCpuSeconds'),
    ranges: Object.fromEntries(names.map((name) => [name, rangeOf(of(name))])),
  };
}

/** The same for a person at a terminal. */
export function waveText(bench: WaveBench): string {
  return [
    `wave: ${String(bench.agencies)} agencies, ${String(bench.workers)} workers, ${String(bench.runs)} runs`,
    `started in ${String(bench.startSeconds)} s, first mail ${String(bench.firstMailSeconds)} s after it, prepared in ${String(bench.prepareSeconds)} s`,
    `all at the sink after ${String(bench.waveSeconds)} s: ${String(bench.ratio)} times the ${String(bench.floorSeconds)} s of a plain loop, ${String(bench.rawRatio)} times the ${String(bench.rawMimeFloorSeconds)} s of finished mails`,
    `${String(bench.mailsPerSecond)} mails a second, ${String(bench.statements)} statements a mail, ${String(bench.historyEvents)} events, ${String(bench.peakRssMiB)} MiB`,
    `processor time of the sending process ${String(bench.workerCpuSeconds)} s, of the plain loop ${String(bench.floorCpuSeconds)} s`,
  ].join('\n');
}
