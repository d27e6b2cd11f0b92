import { afterAll, beforeAll, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '../support/probe.js';
import { devServer, tearDown } from '../support/temporal.js';
import { expectWhole, play, REHEARSAL_MS } from './whole.js';

describeWith('seeds', 'a real plan with 130 agencies', ({ seeds }) => {
  let env: TestWorkflowEnvironment;

  beforeAll(async () => {
    env = await devServer();
  });

  afterAll(async () => {
    await tearDown(env);
  });

  test.each(['000', '002', '003'])(
    '%s is played from its file to its close',
    async (number) => {
      const file = readdirSync(seeds).find((name) => name.startsWith(`${number}_`));
      expectWhole(await play(env, { file: join(seeds, file!), agencyCount: 130, seed: 1 }), 130);
    },
    REHEARSAL_MS,
  );
});
