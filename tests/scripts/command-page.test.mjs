import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { helpText } from '../../scripts/command-texts.mjs';
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

test('help tells of each command how it is called and what it is for', () => {
  const told = helpText(commands).split('\n');
  expect(told).toHaveLength(2 * commands.length);
  for (const { usage, about } of commands) {
    expect(told[told.indexOf(`npm run --silent dondoc -- ${usage}`) + 1]).toBe(`    ${about}`);
  }
});

test.each([[['help']], [['backup', '--help']]])(
  '%j asks for help and is no mistake',
  async (args) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/dondoc.mjs', ...args]);
    expect(stdout).toContain('dondoc -- backup DIR');
  },
);
