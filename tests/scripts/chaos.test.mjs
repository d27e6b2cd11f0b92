import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** `npm run --silent chaos -- …` as a program: its exit code and all it wrote. */
async function chaos(...args) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../scripts/chaos.mjs'), ...args],
    { env: { ...process.env, TEMPORAL_CLI: process.env.TEMPORAL_CLI_PATH } },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('a scenario it does not know is told in one sentence, and nothing is started', async () => {
  const { code, stdout, stderr } = await chaos('worker-kiled', '--json');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/There is no scenario worker-kiled; scenarios: worker-killed, /);
}, 60_000);

test('of two workers that share a wave one is killed: nothing is lost, little is doubled', async () => {
  const { code, stdout, stderr } = await chaos('two-workers-one-killed', '--mails', '60', '--json');
  expect({ code, said: code === 0 ? '' : stderr }).toEqual({ code: 0, said: '' });
  expect(JSON.parse(stdout).scenarios).toMatchObject([
    {
      name: 'two-workers-one-killed',
      expected: 60,
      distinct: 60,
      lost: 0,
      ledgerAgrees: true,
      passed: true,
      why: [],
    },
  ]);
}, 240_000);
