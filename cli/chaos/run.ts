import { openLedger } from '../../office/scope.js';
import { wallClock } from '../../worker/wall-clock.js';
import type { Installation } from './installation.js';
import { runScenario } from './run-scenario.js';
import type { ScenarioResult } from './run-scenario.js';
import type { Scenario } from './scenario.js';
import { ACTS } from './scenarios/acts.js';
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

const SCENARIOS: readonly Scenario[] = [...PROCESSES, ...RELAY, ...ACTS];

/** The names of all scenarios, in the order in which they are played. */
export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(({ name }) => name);

/** Plays the scenarios one after the other on one installation of real processes. */
export async function chaos({
  names,
  mails,
  install,
  signal,
  log,
}: ChaosOptions): Promise<ChaosResult> {
  const wanted = SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name));
  const sink = await startSink();
  const installation = install(`smtp://chaos:chaos@127.0.0.1:${String(sink.port)}`);
  const scenarios: ScenarioResult[] = [];
  try {
    await installation.start();
    const ledger = openLedger({
      databaseUrl: installation.databaseUrl(),
      clock: wallClock,
      poolSize: 4,
    });
    try {
      await logSteps(ledger.db);
      for (const scenario of wanted) {
        signal.throwIfAborted();
        const result = await runScenario(
          scenario,
          { installation, sink, ledger },
          mails === undefined ? {} : { mails },
        );
        log(lineOf(result));
        scenarios.push(result);
      }
    } finally {
      await ledger.close();
    }
  } finally {
    await installation.destroy();
    sink.stop();
  }
  return { scenarios };
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
