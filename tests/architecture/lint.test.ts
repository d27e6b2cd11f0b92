import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

interface LintedFile {
  readonly messages: readonly { readonly ruleId: string; readonly line: number }[];
}

const FIXTURES = ['async-validator', 'pool-in-transaction'];

/** Line and rule of what lint finds, by fixture; one run for all, since reading the types of everything takes most of it. */
function found(): readonly (readonly [number, string])[][] {
  const eslint = 'node_modules/eslint/bin/eslint.js';
  const files = FIXTURES.map((name) => `tests/architecture/fixtures/${name}.ts`);
  const args = [eslint, '--no-ignore', '--format', 'json', ...files];
  const linted = JSON.parse(
    spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout,
  ) as LintedFile[];
  return linted.map(({ messages }) => messages.map(({ ruleId, line }) => [line, ruleId] as const));
}

test('lint finds an async validator of an update, which compiles and accepts everything, and the pool inside a transaction, however it is reached', () => {
  const [validator, transaction] = found();
  expect(validator?.toSorted()).toEqual([
    [8, '@typescript-eslint/no-misused-promises'],
    [8, '@typescript-eslint/strict-void-return'],
  ]);
  expect(transaction).toEqual([
    [12, 'dondoc/no-pool-in-transaction'],
    [15, 'dondoc/no-pool-in-transaction'],
    [15, 'dondoc/no-pool-in-transaction'],
  ]);
}, 120_000);
