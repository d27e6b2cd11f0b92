import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tryLock, withLock } from '../../scripts/pid-lock.mjs';
import { identityOf, isStillRunning } from '../../scripts/processes.mjs';

let dir;
let path;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pid-lock-'));
  path = join(dir, 'the.lock');
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

async function aDeadProcess() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const identity = identityOf(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return identity;
}

test('a lock that a living process holds is refused until it is released', () => {
  const lock = tryLock(path);
  expect(tryLock(path)).toBeNull();
  lock.release();
  expect(tryLock(path)).not.toBeNull();
});

test('the lock of a dead process is taken over, and nothing is left beside it', async () => {
  writeFileSync(path, JSON.stringify([await aDeadProcess()]));
  expect(tryLock(path)).not.toBeNull();
  expect(readdirSync(dir)).toEqual(['the.lock']);
});

test('a lock is not taken over while a child of its dead holder is alive', async () => {
  writeFileSync(path, JSON.stringify([await aDeadProcess(), identityOf(process.pid)]));
  expect(tryLock(path)).toBeNull();
});

test('a pid that now belongs to another process does not hold a lock', () => {
  writeFileSync(path, JSON.stringify([`${process.pid}@1`]));
  expect(isStillRunning(`${process.pid}@1`)).toBe(false);
  expect(tryLock(path)).not.toBeNull();
});

test('an unreadable lock is nobody’s', () => {
  writeFileSync(path, '');
  expect(tryLock(path)).not.toBeNull();
});

test('of several that want it at once, one works at a time', async () => {
  let working = 0;
  const most = [];
  const work = async () => {
    working += 1;
    most.push(working);
    await Promise.resolve();
    working -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock({ path }, work)));
  expect(most).toEqual([1, 1, 1]);
});

test('the lock is let go when the work fails', async () => {
  const failing = withLock({ path }, async () => {
    throw new Error('no network');
  });
  await expect(failing).rejects.toThrow('no network');
  expect(existsSync(path)).toBe(false);
});
