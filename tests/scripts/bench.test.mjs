import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const bench = (...args) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/bench.mjs'), ...args], {
    encoding: 'utf8',
  });

describe('bench', () => {
  test.each([
    [
      'a name it does not know',
      ['waves', '--json'],
      'There is no bench waves; benches: read, board, consolidate, wave, peers, submit.',
    ],
    ['no name', [], 'No bench was named; benches: read, board, consolidate, wave, peers, submit.'],
  ])('%s gives one sentence and nothing on standard output', (_, args, sentence) => {
    const { status, stdout, stderr } = bench(...args);
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: `${sentence}\n` });
  });
});
