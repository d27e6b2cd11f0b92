import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { commands } from '../../scripts/commands.mjs';

/** Those of the README, and those of whoever changes the project itself. */
const ELSEWHERE = ['start', 'test', 'format', 'histories'];

test('docs/commands.md names exactly the scripts of package.json and the commands of dondoc', async () => {
  const page = await readFile('docs/commands.md', 'utf8');
  const rows = [...page.matchAll(/^\| `npm run (?:--silent )?([a-z]+)(?: -- ([a-z-]+))?/gm)];
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const named = new Set(rows.map(([, script]) => script));
  const others = Object.keys(scripts).filter((script) => !ELSEWHERE.includes(script));
  expect([...named].toSorted()).toEqual(others.toSorted());
  const ofDondoc = rows.filter(([, script]) => script === 'dondoc').map(([, , name]) => name);
  expect(ofDondoc.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
});
