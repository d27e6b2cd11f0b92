import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '../support/probe.js';
import { devServer, tearDown } from '../support/temporal.js';
import { outcomeOf } from '../support/temporal-rehearsal.js';
import { paragraphsOf } from '../documents/unzip.js';
import { amendMeanwhile } from './amended.js';
import { programmePlayed } from './programme.js';
import { expectWhole, play, REHEARSAL_MS } from './whole.js';

describeWith('seeds', 'a real plan with 130 agencies', ({ seeds }) => {
  let env: TestWorkflowEnvironment;

  beforeAll(async () => {
    env = await devServer();
  });

  afterAll(async () => {
    await tearDown(env);
  });

  // Beside each other: most of a rehearsal is waiting for the server.
  test.concurrent.each(['000', '003'])(
    '%s is played from its file to its close',
    async (number) => {
      const file = readdirSync(seeds).find((name) => name.startsWith(`${number}_`));
      expectWhole(await play(env, { file: join(seeds, file!), agencyCount: 130, seed: 1 }), 130);
    },
    REHEARSAL_MS,
  );

  test.concurrent(
    '002 is amended while it runs: each agency that owes hears of it once, and it goes on to its close',
    async () => {
      const file = readdirSync(seeds).find((name) => name.startsWith('002_'));
      const plan = { file: join(seeds, file!), agencyCount: 130, seed: 1 };
      expectWhole(await play(env, plan, amendMeanwhile), 130);
    },
    REHEARSAL_MS,
  );

  test.concurrent(
    '001 runs from its implementation plans in 2025 through every year to 2030, with a register of its communes',
    async () => {
      const file = readdirSync(seeds).find((name) => name.startsWith('001_'));
      const plan = { file: join(seeds, file!), agencyCount: 12, seed: 1 };
      const played = await play(env, plan, programmePlayed);
      expectWhole(played, 12);
      // The report of a year says how it compares with the year before.
      const [of2026] = Object.keys(played.papers).filter((name) => /2026-12-18.*docx$/.test(name));
      const text = (await paragraphsOf(played.papers[of2026!]!)).join(' ');
      expect(text).toMatch(/(?:tăng|giảm) [\d.,]+%? ?so với cùng kỳ/);
    },
    REHEARSAL_MS,
  );

  test.concurrent(
    'a plan with two reports a year comes to the same twice, letters in the order of its cycles',
    async () => {
      const file = readdirSync(seeds).find((name) => name.startsWith('004_'));
      const plan = { file: join(seeds, file!), agencyCount: 40, seed: 2 };
      const [first, again] = await Promise.all([play(env, plan), play(env, plan)]);
      expectWhole(first, 40);
      expect(first.result.cycles.length).toBeGreaterThan(1);
      expect(first.result.letters.length).toBeGreaterThan(1);
      expect(outcomeOf(again)).toEqual(outcomeOf(first));
    },
    REHEARSAL_MS,
  );
});
