// What the operating system says about a process. A pid alone proves nothing: it may belong to
// a zombie, or after a reboot to anybody.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A text that no other process on this machine shares (pid and start time); null when the process is gone or a zombie. */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform !== 'linux') return identityByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : `${pid}@${fields[19]}`;
  } catch {
    return null;
  }
}

function identityByPs(pid) {
  const [state, ...started] = ps(pid, 'state=,lstart=').split(/\s+/);
  return state === '' || state.startsWith('Z') ? null : `${pid}@${started.join(' ')}`;
}

/** The command line of a running process; empty when it is gone. */
export function commandLineOf(pid) {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function ps(pid, columns) {
  try {
    return execFileSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Whether the process with this identity is still the same and alive. */
export function isStillRunning(identity) {
  return typeof identity === 'string' && identityOf(Number.parseInt(identity, 10)) === identity;
}

/** Asks a process we know to end, and kills it after `graceMs`; resolves when it is gone. */
export async function endProcess({ identity, graceMs = 10_000, signal = 'SIGTERM' }) {
  const pid = Number.parseInt(identity, 10);
  send(pid, signal);
  const deadline = Date.now() + graceMs;
  while (isStillRunning(identity)) {
    if (Date.now() > deadline) send(pid, 'SIGKILL');
    await new Promise((wake) => setTimeout(wake, 25));
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
