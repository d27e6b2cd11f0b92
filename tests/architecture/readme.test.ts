import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { ENV_NAMES } from '../../config/env.js';

const README_HAS = ['start', 'test'];

test('docs/settings.md names exactly the variables of config/env.ts', async () => {
  const page = await readFile('docs/settings.md', 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual([...ENV_NAMES].toSorted());
});

test('the README fits on one screen, leads to every page of docs/, and says how to start and to test', async () => {
  const readme = await readFile('README.md', 'utf8');
  expect(readme.split('\n').length).toBeLessThanOrEqual(45);
  expect(readme.length).toBeLessThan(5000);
  for (const script of README_HAS) expect(readme).toContain(`npm ${script} `);
  for (const page of ['commands', 'settings', 'operations', 'huong-dan', 'glossary']) {
    expect(readme).toContain(`docs/${page}.md`);
  }
});
