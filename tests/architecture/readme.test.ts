import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { ENV_NAMES } from '../../config/env.js';

test('the configuration table of the README names exactly the variables of config/env.ts', async () => {
  const readme = await readFile('README.md', 'utf8');
  const rows = [...readme.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual([...ENV_NAMES].toSorted());
});
