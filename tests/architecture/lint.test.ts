import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

interface LintedFile {
  readonly messages: readonly { readonly ruleId: string; readonly line: number }[];
}

function lint(file: string): readonly LintedFile[] {
  const eslint = 'node_modules/eslint/bin/eslint.js';
  const args = [eslint, '--no-ignore', '--format', 'json', file];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout) as LintedFile[];
}

test('lint finds an async validator of an update, which compiles and accepts everything', () => {
  const [file] = lint('tests/architecture/fixtures/async-validator.ts');
  expect(file?.messages.map(({ ruleId, line }) => [line, ruleId]).toSorted()).toEqual([
    [8, '@typescript-eslint/no-misused-promises'],
    [8, '@typescript-eslint/strict-void-return'],
  ]);
}, 120_000);

test('lint finds the pool inside a transaction, however it is reached', () => {
  const [file] = lint('tests/architecture/fixtures/pool-in-transaction.ts');
  expect(file?.messages.map(({ ruleId, line }) => [line, ruleId])).toEqual([
    [12, 'dondoc/no-pool-in-transaction'],
    [15, 'dondoc/no-pool-in-transaction'],
    [15, 'dondoc/no-pool-in-transaction'],
  ]);
}, 120_000);
