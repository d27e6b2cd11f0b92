// One at a time, across processes. A lock names its holders; when all of them are dead it is taken over.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { identityOf, isStillRunning } from './processes.mjs';
import { sleep } from './project.mjs';

/**
 * Takes the lock at `path`, or answers null while a living process holds it.
 * `addHolder(pid)` records a child that must have ended as well before the lock may be taken over.
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const holders = [identityOf(process.pid)];
  for (let attempt = 0; attempt < 3; attempt++) {
    if (placeLock(path, holders)) {
      return {
        addHolder(pid) {
          holders.push(identityOf(pid));
          const next = ownName(path);
          writeFileSync(next, JSON.stringify(holders));
          renameSync(next, path);
        },
        release: () => rmSync(path, { force: true }),
      };
    }
    if (holdersOf(path).some(isStillRunning)) return null;
    removeDeadLock(path);
  }
  return null;
}

/** Waits for the lock, saying through `onWait(pid)` (once) who holds it, runs `work` and lets go. */
export async function withLock({ path, onWait }, work) {
  let lock = tryLock(path);
  if (lock === null) onWait?.(Number.parseInt(holdersOf(path)[0], 10));
  while (lock === null) {
    await sleep(200);
    lock = tryLock(path);
  }
  try {
    return await work(lock);
  } finally {
    lock.release();
  }
}

/** linkSync fails when the target exists, and the file is complete from the first moment it can be seen. */
function placeLock(path, holders) {
  const own = ownName(path);
  writeFileSync(own, JSON.stringify(holders));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moves the lock aside before looking at it again: of two that found it dead, only one removes it. */
function removeDeadLock(path) {
  const aside = `${ownName(path)}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  // Somebody was faster and this is already the new holder's lock: give it back.
  if (holdersOf(aside).some(isStillRunning)) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function holdersOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
}

function ownName(path) {
  return `${path}.${process.pid}`;
}
