import { openLedger } from '../../office/scope.js';
import { wallClock } from '../wall-clock.js';
import type { Installation } from './installation.js';
import { failedResult, runScenario } from './run-scenario.js';
import type { ScenarioResult } from './run-scenario.js';
import type { Scenario } from './scenario.js';
import { SLOW_WAVE, WAVE } from './scenario.js';
import { ACTS } from './scenarios/acts.js';
import { APART } from './scenarios/apart.js';
import { PROCESSES } from './scenarios/processes.js';
import { RELAY } from './scenarios/relay.js';
import { startSink } from './sink-client.js';
import { logSteps } from './steps-log.js';

export interface ChaosOptions {
  /** The scenarios that are wanted; all of them when none is named. */
  readonly names: readonly string[];
  /** Makes the waves smaller. */
  readonly mails?: number;
  /** Makes an installation whose relay is at a URL. */
  readonly install: (smtpUrl: string) => Installation;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

export interface ChaosResult {
  readonly scenarios: readonly ScenarioResult[];
}

const SCENARIOS: readonly Scenario[] = [...PROCESSES, ...RELAY, ...ACTS, ...APART];

/** The names of all scenarios. */
export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(({ name }) => name);

/**
 * Plays the scenarios on installations of real processes: the waves one after the other, beside them
 * those where every mail is slow, and at last each that needs an installation of its own.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { names } = options;
  const wanted = SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name));
  const apart = wanted.filter((one) => one.apart === true);
  const slow = wanted.filter((one) => one.apart !== true && one.mails === SLOW_WAVE);
  const waves = wanted.filter((one) => !apart.includes(one) && !slow.includes(one));
  const beside = await Promise.all([playTogether(waves, options), playTogether(slow, options)]);
  const results = beside.flat();
  for (const one of apart) results.push(...(await playTogether([one], options)));
  const order = new Map(SCENARIO_NAMES.map((name, nth) => [name, nth]));
  return {
    scenarios: results.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0)),
  };
}

/** Plays scenarios one after the other on one installation, which is gone afterwards. */
async function playTogether(
  scenarios: readonly Scenario[],
  { mails, install, signal, log }: ChaosOptions,
): Promise<readonly ScenarioResult[]> {
  if (scenarios.length === 0) return [];
  signal.throwIfAborted();
  const wave = scenarios[0]?.mails ?? WAVE;
  const sink = await startSink({ slower: wave / Math.min(mails ?? wave, wave) });
  const installation = install(`smtp://chaos:chaos@127.0.0.1:${String(sink.port)}`);
  const results: ScenarioResult[] = [];
  try {
    await installation.start();
    const { databaseUrl } = installation;
    const ledger = openLedger({ databaseUrl: databaseUrl(), clock: wallClock, poolSize: 4 });
    try {
      await logSteps(ledger.db);
      for (const scenario of scenarios) {
        signal.throwIfAborted();
        const stage = { installation, sink, ledger };
        const result = await runScenario(scenario, stage, mails === undefined ? {} : { mails });
        log(lineOf(result));
        results.push(result);
      }
    } finally {
      await ledger.close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    // Whatever has not been played is told as failed: the answer comes all the same.
    for (const scenario of scenarios.slice(results.length)) {
      const result = failedResult(scenario, error);
      log(lineOf(result));
      results.push(result);
    }
  } finally {
    await installation.destroy();
    sink.stop();
  }
  return results;
}

/** One scenario for a person at a terminal. */
function lineOf(result: ScenarioResult): string {
  const { name, passed, expected, distinct, duplicates, lost, recoverySeconds, seconds, why } =
    result;
  const recovery = recoverySeconds === null ? '' : `, went on after ${String(recoverySeconds)} s`;
  const counts = `${String(distinct)} of ${String(expected)} mails, ${String(duplicates)} twice, ${String(lost)} lost`;
  return [
    `${passed ? 'passed' : 'FAILED'}  ${name}: ${counts}${recovery} (${String(seconds)} s)`,
    ...why.map((one) => `        ${one}`),
  ].join('\n');
}

/** The whole chaos for a person at a terminal. */
export function chaosText({ scenarios }: ChaosResult): string {
  return scenarios.map(lineOf).join('\n');
}
