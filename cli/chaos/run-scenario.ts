import { setTimeout as delay } from 'node:timers/promises';
import type { Ledger } from '../../office/scope.js';
import { findingOf } from './check.js';
import type { Finding } from './check.js';
import { evidenceOf, isSettled } from './evidence.js';
import type { ExtraWorker, Installation } from './installation.js';
import { patiently } from './patiently.js';
import type { Happened, Scenario, World } from './scenario.js';
import type { SinkRecord } from './sink-behaviour.js';
import type { Sink } from './sink-client.js';
import { startAgreedPlan } from '../invented-plan.js';
import { waveOffice } from './wave-office.js';
import type { WaveOffice } from './wave-office.js';

/** What became of one scenario; `why` says in words what was not as promised. */
export interface ScenarioResult extends Omit<Finding, 'faults'> {
  readonly name: string;
  readonly passed: boolean;
  /** From the return of what was away to the next mail, the longest of several; null: nothing was away, or no mail was left. */
  readonly recoverySeconds: number | null;
  readonly seconds: number;
  readonly why: readonly string[];
}

/** Where scenarios are played: an installation that runs, its relay and its ledger. */
export interface Stage {
  readonly installation: Installation;
  readonly sink: Sink;
  readonly ledger: Ledger;
}

const CONNECTIONS = 10;
/** Answers that a killed process has in its book at most. */
const UNWRITTEN = 30;
const RECOVERY_MS = 15_000;
const WITHIN_MS = 120_000;
const LOOK_MS = 250;
const DUE_IN_DAYS = 28;

/** Plays one scenario; `mails` makes its wave smaller. Never rejects: what goes wrong is the result. */
export async function runScenario(
  scenario: Scenario,
  stage: Stage,
  { mails = scenario.mails }: { readonly mails?: number } = {},
): Promise<ScenarioResult> {
  const startedAt = Date.now();
  const seconds = (): number => rounded((Date.now() - startedAt) / 1000);
  try {
    const played = await play(scenario, stage, Math.min(mails, scenario.mails));
    return { name: scenario.name, ...played, seconds: seconds() };
  } catch (error) {
    return { ...failedResult(scenario, error), seconds: seconds() };
  } finally {
    await stage.sink.behave({});
  }
}

/** What is said of a scenario that could not be played to its end: nothing is known of its mails. */
export function failedResult({ name, mails }: Scenario, error: unknown): ScenarioResult {
  return {
    name,
    expected: mails,
    delivered: 0,
    distinct: 0,
    duplicates: 0,
    lost: mails,
    ledgerAgrees: false,
    passed: false,
    recoverySeconds: null,
    seconds: 0,
    why: [error instanceof Error ? error.message : String(error)],
  };
}

async function play(
  scenario: Scenario,
  stage: Stage,
  mails: number,
): Promise<Omit<ScenarioResult, 'name' | 'seconds'>> {
  const { installation, sink, ledger } = stage;
  await scenario.before?.(stage);
  const office = await patiently(async () =>
    waveOffice(ledger, { agencies: mails, dueInDays: scenario.dueInDays ?? DUE_IN_DAYS }),
  );
  // Lines of the last wave would know nothing of this one's relay.
  await sink.cut();
  await sink.behave(scenario.sink ?? {});
  const workers = await Promise.all(
    (scenario.workers ?? []).map(async (options) => installation.startWorker(options)),
  );
  try {
    return await playWave(scenario, { stage, office, workers, mails });
  } finally {
    for (const worker of workers) await worker.stop();
  }
}

async function playWave(
  scenario: Scenario,
  {
    stage,
    office,
    workers,
    mails,
  }: {
    readonly stage: Stage;
    readonly office: WaveOffice;
    readonly workers: readonly ExtraWorker[];
    readonly mails: number;
  },
): Promise<Omit<ScenarioResult, 'name' | 'seconds'>> {
  const { installation, sink, ledger } = stage;
  const mailsEach = scenario.mailsEach ?? 1;
  await startAgreedPlan(ledger, office, office.planId);
  const world: World = {
    ...stage,
    startedAtMs: Date.now(),
    office,
    workers,
    underway: async (part) => sink.reaches(office.domain, Math.ceil(part * mails), WITHIN_MS),
    patiently,
  };
  const happened = await scenario.strike(world);
  const overdue = await untilSettled(
    async () => isSettled(ledger, office, mailsEach),
    scenario.withinMs ?? WITHIN_MS,
  );
  const evidence = await patiently(async () =>
    evidenceOf(office, { ledger, sink, auditKey: installation.auditKey, happened, mailsEach }),
  );
  const copies = (happened.forgot ?? 0) * (CONNECTIONS + UNWRITTEN);
  const { faults, ...finding } = findingOf(evidence, { copies });
  const recoveryMs = recoveryOf(evidence.sink, happened);
  const why = [
    ...overdue,
    ...faults,
    ...(happened.faults ?? []),
    ...(recoveryMs !== null && recoveryMs > RECOVERY_MS
      ? [`went on ${String(recoveryMs / 1000)} s after it could`]
      : []),
    ...((await scenario.afterwards?.(world)) ?? []),
  ];
  return {
    ...finding,
    passed: why.length === 0,
    recoverySeconds: recoveryMs === null ? null : rounded(recoveryMs / 1000),
    why,
  };
}

/** Waits until every mail has come to its end; in words what had not after so long. */
async function untilSettled(
  isOver: () => Promise<boolean>,
  withinMs: number,
): Promise<readonly string[]> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if (await isOver().catch(() => false)) return [];
    await delay(LOOK_MS);
  }
  return [`the wave was not over after ${String(withinMs / 1000)} s`];
}

/** The longest time from a return to the next mail that arrived, or the longest silence where none may be; null where no mail was left to send. */
function recoveryOf(
  { copies }: SinkRecord,
  { backAtMs = [], steadyFromMs }: Happened,
): number | null {
  const arrivals = copies
    .filter(({ arrived }) => arrived)
    .map(({ endedAtMs }) => endedAtMs)
    .sort((a, b) => a - b);
  const waits = backAtMs.flatMap((backAt) => {
    const next = arrivals.find((at) => at > backAt);
    return next === undefined ? [] : [next - backAt];
  });
  if (steadyFromMs !== undefined) {
    const steady = arrivals.filter((at) => at > steadyFromMs);
    waits.push(...steady.map((at, nth) => at - (steady[nth - 1] ?? steadyFromMs)));
  }
  return waits.length === 0 ? null : Math.max(...waits);
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
