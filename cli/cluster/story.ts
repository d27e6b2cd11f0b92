import { setTimeout as delay } from 'node:timers/promises';
import { openLedger } from '../../office/scope.js';
import type { Ledger } from '../../office/scope.js';
import { findingOf } from '../chaos/check.js';
import type { Finding } from '../chaos/check.js';
import { evidenceOf, isSettled } from '../chaos/evidence.js';
import { patiently } from '../chaos/patiently.js';
import { startSink } from '../chaos/sink-client.js';
import type { Sink } from '../chaos/sink-client.js';
import { logSteps } from '../chaos/steps-log.js';
import { waveOffice } from '../chaos/wave-office.js';
import type { WaveOffice } from '../chaos/wave-office.js';
import { startAgreedPlan } from '../invented-plan.js';
import { wallClock } from '../wall-clock.js';
import { releaseReport } from './release-report.js';
import { visitAll } from './visitors.js';

/** dondoc on several machines, as far as its story needs it. */
export interface Cluster {
  /** Of the TLS proxy. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly linkKey: string;
  readonly auditKey: string;
  /** What can be killed by name. */
  readonly parts: readonly string[];
  /** Ends a part with -9; whoever looks after it starts it again. */
  kill(part: string): Promise<void>;
  /** Brings the present build in, one process after the other; null where no earlier one runs. */
  readonly upgrade: (() => Promise<void>) | null;
}

/** What the story came to. */
export interface ClusterResult extends Finding {
  readonly passed: boolean;
  readonly killed: readonly string[];
  readonly upgraded: boolean;
  /** Reports that agencies sent through the proxy, and requests that were not answered while everything was upgraded in order. */
  readonly reports: number;
  readonly refused: number;
  /** How the consolidated report stands at the end. */
  readonly report: string;
  readonly seconds: number;
}

export interface StoryOptions {
  readonly agencies: number;
  readonly start: (smtpUrl: string) => Promise<Cluster>;
  readonly log: (line: string) => void;
}

/** The relay takes its time for each mail, so that a wave lasts while everything is killed once and upgraded. */
const ANSWER_MS = 1_000;
const REPORTS = 120;
const WAVE_WITHIN_MS = 240_000;
const LOOK_MS = 250;
/** What a killed process may have sent and not noted: its connections, and thirty answers in its book. */
const FORGOTTEN = 10 + 30;

/** A plan from its start to its released report on a cluster of which each process is killed once. */
export async function playCluster({ agencies, start, log }: StoryOptions): Promise<ClusterResult> {
  const startedAt = Date.now();
  const sink = await startSink();
  try {
    await sink.behave({ answerMs: ANSWER_MS });
    const cluster = await start(`smtp://cluster:cluster@127.0.0.1:${String(sink.port)}`);
    const ledger = openLedger({
      databaseUrl: cluster.databaseUrl,
      clock: wallClock,
      poolSize: 4,
    });
    try {
      await logSteps(ledger.db);
      const office = await waveOffice(ledger, { agencies, dueInDays: 28 });
      const played = await play({ cluster, sink, ledger, office, log });
      return { ...played, seconds: Math.round((Date.now() - startedAt) / 1000) };
    } finally {
      await ledger.close();
    }
  } finally {
    sink.stop();
  }
}

async function play({
  cluster,
  sink,
  ledger,
  office,
  log,
}: {
  readonly cluster: Cluster;
  readonly sink: Sink;
  readonly ledger: Ledger;
  readonly office: WaveOffice;
  readonly log: (line: string) => void;
}): Promise<Omit<ClusterResult, 'seconds'>> {
  await startAgreedPlan(ledger, office, office.planId);
  log('the plan has started');
  const visits = visitAll({
    reportedTo: {
      installation: { linkKey: cluster.linkKey, url: () => cluster.url },
      ledger,
      office,
      patiently,
    },
    agencies: office.agencies.slice(0, REPORTS),
  });
  const killed: string[] = [];
  for (const [nth, part] of cluster.parts.entries()) {
    // Somewhere in the first half of the wave; the second is the upgrade's.
    await sink.reaches(
      office.domain,
      Math.ceil(((nth + 1) / (cluster.parts.length + 1) / 2) * office.agencies.length),
      WAVE_WITHIN_MS,
    );
    await cluster.kill(part);
    killed.push(part);
    log(`${part} was killed`);
  }
  await visits.steady();
  const before = visits.refused();
  const unsent = office.agencies.length - (await sink.arrived(office.domain));
  await cluster.upgrade?.();
  const refused = visits.refused() - before;
  await sink.behave({});
  const settled = async (): Promise<readonly string[]> =>
    untilSettled(async () => isSettled(ledger, office, 1));
  const overdue = await settled();
  const reports = await visits.done();
  const report = await releaseReport(ledger, office);
  // The thanks for each report that was accepted have to go out too.
  const late = await settled();
  const evidence = await evidenceOf(office, {
    ledger,
    sink,
    auditKey: cluster.auditKey,
    happened: {},
    mailsEach: 1,
  });
  const { faults, ...finding } = findingOf(evidence, { copies: killed.length * FORGOTTEN });
  const all = [
    ...faults,
    ...overdue,
    ...late,
    ...(unsent > 0 ? [] : ['the wave was over before the upgrade began']),
    ...(refused > 0 ? [`${String(refused)} requests were refused during the upgrade`] : []),
    ...(report === 'released' ? [] : [`the report is ${report}`]),
  ];
  return {
    ...finding,
    faults: all,
    passed: all.length === 0,
    killed,
    upgraded: cluster.upgrade !== null,
    reports,
    refused,
    report,
  };
}

async function untilSettled(isOver: () => Promise<boolean>): Promise<readonly string[]> {
  const until = Date.now() + WAVE_WITHIN_MS;
  while (Date.now() < until) {
    if (await isOver().catch(() => false)) return [];
    await delay(LOOK_MS);
  }
  return [`the wave was not over after ${String(WAVE_WITHIN_MS / 1000)} s`];
}

/** The result for a person at a terminal. */
export function clusterText(result: ClusterResult): string {
  const { passed, distinct, expected, duplicates, lost, reports, killed, upgraded, seconds } =
    result;
  return [
    `${passed ? 'passed' : 'FAILED'}: ${String(distinct)} of ${String(expected)} mails, ${String(duplicates)} twice, ${String(lost)} lost; ${String(reports)} reports; killed: ${killed.join(', ')}; ${upgraded ? 'upgraded in mid-wave' : 'no upgrade'} (${String(seconds)} s)`,
    ...result.faults.map((one) => `        ${one}`),
  ].join('\n');
}
