// The processes and files of an installation of the chaos: which they are, and how they are hurt.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { postgresAccount } from './postgres-account.mjs';
import { commandLineOf, identityOf } from './processes.mjs';

/** What tells the process of a part from every other; null when it is gone. */
export function identityOfPart(dir, part) {
  if (part === 'temporal') return temporalRecord(dir).identity;
  if (part === 'postgres') return identityOf(postmasterPid(dir));
  return readFileSync(join(dir, `${part}.identity`), 'utf8');
}

/** What the Temporal of an installation has written down of itself: process and ports. */
export function temporalRecord(dir) {
  return JSON.parse(readFileSync(join(dir, 'temporal/temporal.json'), 'utf8'));
}

function postmasterPid(dir) {
  const pid = Number(readFileSync(join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  if (!commandLineOf(pid).includes(join(dir, 'postgres'))) throw new Error('PostgreSQL is not up');
  return pid;
}

/** What stands for a full disk: a file cannot grow beyond so many bytes in any process of a server. */
export function limitFiles(postmaster, bytes) {
  const account = postgresAccount() ?? {};
  for (const pid of serverPids(postmaster)) {
    try {
      // The soft limit alone, and by the account of the server: so it can be lifted again.
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:`], account);
    } catch (error) {
      // A backend that has ended meanwhile writes nothing any more.
      if (pid === postmaster) throw error;
    }
  }
}

/** The processes of a PostgreSQL, its first one at the head. */
export function serverPids(postmaster) {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], {
    encoding: 'utf8',
  });
  return [postmaster, ...children.trim().split(/\s+/).filter(Boolean).map(Number)];
}

/** Sends a signal to a process; one that is gone is no error. */
export function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Ends a child by a signal and waits until it has gone. */
export async function endChild(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Copies a folder or file with its owners: the ledger's belong to an account of their own. */
export function copyAll(from, to, name) {
  mkdirSync(to, { recursive: true });
  execFileSync('cp', ['-a', join(from, name), join(to, name)]);
}

/** Takes away the files of a Temporal whose process has just been killed. */
export function deleteTemporalFiles(dir) {
  const file = join(dir, 'temporal', 'temporal.db');
  for (const path of [file, `${file}-wal`, `${file}-shm`]) rmSync(path, { force: true });
}
