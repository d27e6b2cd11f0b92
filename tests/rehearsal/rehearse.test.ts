import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBytes } from '../../reader/main.js';
import { trafficPlan } from '../support/traffic-plan.js';
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
    // Beside each other: most of a rehearsal is waiting for the server.
    const [first, again, other] = await Promise.all([
      rehearseByCommand([SAMPLE, '--agencies', '24', '--seed', '7']),
      play(env, { file: SAMPLE, agencyCount: 24, seed: 7 }),
      play(env, { file: SAMPLE, agencyCount: 24, seed: 8 }),
    ]);
    expectWhole(first, 24);
    expect(first.result.stages.map(({ name }) => name)).toEqual(STAGES);
    expect(first.result.report?.figures).not.toEqual({});
    expect(first.result.acknowledgedAt).not.toBeNull();

    expect(outcomeOf(again)).toEqual(outcomeOf(first));
    for (const [name, bytes] of Object.entries(first.papers)) {
      expect([name, bytes.equals(again.papers[name]!)]).toEqual([name, true]);
    }

    expectWhole(other, 24);
    expect(outcomeOf(other)).not.toEqual(outcomeOf(first));
  },
  REHEARSAL_MS,
);

test(
  'a month of traffic safety goes from its Word file to a report written by the table of its own annex',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dondoc-plan-'));
    try {
      const file = join(folder, 'ke-hoach.docx');
      writeFileSync(file, await trafficPlan());
      const played = await play(env, { file, agencyCount: 10, seed: 3 });
      expectWhole(played, 10);
      expect(played.result.stages.map(({ name }) => name)).toEqual(STAGES);
      const figures = played.result.report!.figures;
      expect(Object.keys(figures).sort()).toEqual(['PL_01', 'PL_02', 'PL_03', 'PL_04']);
      const name = played.result.report!.docx.split('/').at(-1)!;
      const { text } = await readBytes({ name, bytes: played.papers[name]! });
      // The text is written of what agencies sent; nothing of the library's campaigns is asked.
      expect(text).toContain('Tháng cao điểm bảo đảm an toàn giao thông');
      for (const words of ['số mũ bảo hiểm trao tặng', 'chiều dài vạch sơn kẻ lại']) {
        expect(text).toMatch(new RegExp(`${words} (?:khoảng )?[\\d.,]+ (?:chiếc|km)`, 'u'));
      }
      expect(text).not.toMatch(/ma túy|băng rôn/iu);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  REHEARSAL_MS,
);
