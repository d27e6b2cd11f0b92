import { afterAll, describe, expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepHistory, manifestOf, personalTexts, readableTexts, sha256 } from '../support/histories.js';
import { tearDown, workflowBundle } from '../support/temporal.js';
import { stories } from '../support/temporal-stories.js';

const dir = fileURLToPath(new URL('.', import.meta.url));
const manifest = manifestOf(dir);
const names = Object.keys(manifest);

afterAll(async () => {
  await tearDown(undefined);
});

function textOf(name: string): string {
  return readFileSync(join(dir, `${name}.json`), 'utf8');
}

async function replay(history: unknown): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle }, history);
}

test('every story is kept, and nothing is kept that is not listed', () => {
  const kept = readdirSync(dir).filter((file) => /\.(cycle|plan|onward)\.json$/.test(file));
  expect(kept.sort()).toEqual(names.map((name) => `${name}.json`).sort());
  expect(names).toEqual(
    expect.arrayContaining([
      ...Object.keys(stories).map((story) => `${story}.cycle`),
      'happy.plan',
      'happy.onward',
      'terminated.cycle',
      'restarted.cycle',
    ]),
  );
});

test.each(names)('%s is as it was recorded', (name) => {
  expect(sha256(textOf(name))).toBe(manifest[name]);
});

test.each(names)('%s replays on the workflows of today', async (name) => {
  await replay(JSON.parse(textOf(name)));
});

test.each(names)('%s holds nobody’s name, address or number', (name) => {
  const texts = readableTexts(JSON.parse(textOf(name)));
  expect(texts.length).toBeGreaterThan(10);
  expect(personalTexts(texts)).toEqual([]);
});

describe('the replay gate fails', () => {
  test('when a step was another one', async () => {
    const other = textOf('happy.cycle').replaceAll('closeCollection', 'draftLetter');
    expect(other).not.toBe(textOf('happy.cycle'));
    await expect(replay(JSON.parse(other))).rejects.toThrow(/nondeterminism/i);
  });

  test('when a history is another workflow’s', async () => {
    const other = textOf('happy.plan').replaceAll('planLifecycle', 'reportingCycle');
    expect(other).not.toBe(textOf('happy.plan'));
    await expect(replay(JSON.parse(other))).rejects.toThrow(/Replay failed/);
  });
});

test('a history that is listed is not overwritten unless forced', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-histories-'));
  try {
    keepHistory({ dir: folder, name: 'happy.cycle', text: 'first', force: false });
    expect(() => {
      keepHistory({ dir: folder, name: 'happy.cycle', text: 'second', force: false });
    }).toThrow('happy.cycle is kept already');
    expect(readFileSync(join(folder, 'happy.cycle.json'), 'utf8')).toBe('first');
    keepHistory({ dir: folder, name: 'happy.cycle', text: 'second', force: true });
    expect(manifestOf(folder)).toEqual({ 'happy.cycle': sha256('second') });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
