import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { devServer, tearDown } from '../support/temporal.js';
import { projectFile, rehearseByCommand, outcomeOf } from '../support/temporal-rehearsal.js';
import { expectWhole, play, REHEARSAL_MS, STAGES } from './whole.js';

const SAMPLE = projectFile('cli/sample/plan.txt');

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await devServer();
});

afterAll(async () => {
  await tearDown(env);
});

test(
  'the sample plan comes to the same with the same seed, by the command or not, and to something else with another',
  async () => {
    const first = await rehearseByCommand([SAMPLE, '--agencies', '24', '--seed', '7']);
    expectWhole(first, 24);
    expect(first.result.stages.map(({ name }) => name)).toEqual(STAGES);
    expect(first.result.report?.figures).not.toEqual({});
    expect(first.result.acknowledgedAt).not.toBeNull();

    const again = await play(env, { file: SAMPLE, agencyCount: 24, seed: 7 });
    expect(outcomeOf(again)).toEqual(outcomeOf(first));
    for (const [name, bytes] of Object.entries(first.papers)) {
      expect([name, bytes.equals(again.papers[name]!)]).toEqual([name, true]);
    }

    const other = await play(env, { file: SAMPLE, agencyCount: 24, seed: 8 });
    expectWhole(other, 24);
    expect(outcomeOf(other)).not.toEqual(outcomeOf(first));
  },
  REHEARSAL_MS,
);
