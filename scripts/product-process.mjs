// A process of the product (worker, API) under supervision.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { identityOf } from './processes.mjs';
import { projectRoot, Refusal, sleep } from './project.mjs';
import { openRotatingLog } from './rotating-log.mjs';

const readyWithinMs = 60_000;
const readyWithinAtMostMs = 10 * 60_000;
const lastBackOffMs = 30_000;
// A process that ends this often within this time will not come right by itself.
const manyEnds = { count: 6, withinMs: 120_000 };

/**
 * Starts `module` and resolves when it has sent `{ ready: true }`. Whenever it ends afterwards it is started again
 * with back-off; `onGivenUp(sentence)` is called when that no longer helps. `kill` ends one that no longer answers.
 */
export async function startProductProcess({
  name,
  module,
  env,
  logDir,
  log,
  onGivenUp,
  onStarted,
  graceMs = 10_000,
}) {
  const output = openRotatingLog(join(logDir, `${name}.log`));
  let stopping = null;
  let child = null;
  let ends = [];
  let starting = false;
  let failedStarts = 0;

  async function launch() {
    starting = true;
    child = fork(module, [], {
      cwd: projectRoot,
      env,
      execArgv: ['--enable-source-maps'],
      // Ctrl-C reaches the whole group of the terminal; the order of stopping is ours.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.stdout.on('data', output.write);
    child.stderr.on('data', output.write);
    onStarted?.(identityOf(child.pid));
    try {
      // Twice as long after each start that was too slow: a machine with too much to do would never finish one.
      const withinMs = Math.min(readyWithinMs * 2 ** failedStarts, readyWithinAtMostMs);
      await untilReady({ child, name, tail: output.tail, withinMs });
      failedStarts = 0;
    } catch (error) {
      failedStarts += 1;
      throw error;
    } finally {
      starting = false;
    }
    child.once('exit', (code, signal) => void again(code ?? signal));
  }

  async function again(how) {
    if (stopping !== null) return;
    const now = Date.now();
    ends = [...ends.filter((at) => now - at < manyEnds.withinMs), now];
    if (ends.length >= manyEnds.count) {
      onGivenUp(
        `The ${name} ended ${ends.length} times in two minutes; its last lines:\n${output.tail()}`,
      );
      return;
    }
    const backOffMs = Math.min(lastBackOffMs, 500 * 2 ** (ends.length - 1));
    log(`the ${name} ended (${how}); starting it again in ${backOffMs / 1000} s`);
    await sleep(backOffMs);
    if (stopping !== null) return;
    try {
      await launch();
      log(`the ${name} is ready again`);
    } catch {
      if (child !== null) end(child, 'SIGKILL');
      await again('not ready');
    }
  }

  const stop = () => (stopping ??= stopChild(() => child, graceMs));
  // Not asked to end: what no longer answers would not hear it.
  const kill = () => {
    if (stopping === null && isAlive(child)) end(child, 'SIGKILL');
  };
  try {
    await launch();
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, stop, kill, isStarting: () => starting };
}

async function untilReady({ child, name, tail, withinMs }) {
  await new Promise((resolve, reject) => {
    const late = setTimeout(
      () =>
        reject(
          new Refusal(
            `The ${name} was not ready within ${withinMs / 1000} s; its last lines:\n${tail()}`,
          ),
        ),
      withinMs,
    );
    child.on('message', (message) => {
      if (message?.ready === true) {
        clearTimeout(late);
        resolve();
      }
    });
    // `close`, not `exit`: what it said last has then been read.
    child.once('close', (code, signal) => {
      clearTimeout(late);
      reject(
        new Refusal(
          `The ${name} ended before it was ready (${code ?? signal}); its last lines:\n${tail()}`,
        ),
      );
    });
    child.once('error', reject);
  });
}

async function stopChild(current, graceMs) {
  const child = current();
  if (!isAlive(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  end(child, 'SIGTERM');
  const kill = setTimeout(() => end(child, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(kill);
}

function isAlive(child) {
  return child !== null && child.exitCode === null && child.signalCode === null;
}

/** To the whole group: a process may have started programs of its own, LibreOffice for one. */
function end(child, signal) {
  try {
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
