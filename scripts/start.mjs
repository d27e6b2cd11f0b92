// npm start: everything, then the line `ready: <url>`. Statically this imports Node built-ins only:
// it is the first command on a clone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { tryLock } from './pid-lock.mjs';
import { isStillRunning } from './processes.mjs';
import { dataDirOf, explain, makeDir, sleep } from './project.mjs';

const dataDir = makeDir(dataDirOf());
const lock = await ownLockOrRunning();
if (lock === null) process.exit(0);

let code = 1;
try {
  await ensureInstalled({ log: console.log });
  const { supervise } = await import('./supervisor.mjs');
  code = await supervise({
    dataDir,
    log: console.log,
    sample: !process.argv.includes('--no-sample'),
  });
} catch (error) {
  console.error(explain(error));
} finally {
  lock.release();
}
process.exit(code);

/** The lock of this data folder; null after printing where the office already runs. Waits while another start is at work. */
async function ownLockOrRunning() {
  for (let told = false; ; told = true) {
    const own = tryLock(join(dataDir, 'start.lock'));
    if (own !== null) return own;
    const running = readRunning();
    if (running !== null) {
      console.log('dondoc is already running');
      console.log(`ready: ${running.url}`);
      return null;
    }
    if (!told) console.log('dondoc is being started or stopped by another command; waiting for it');
    await sleep(250);
  }
}

function readRunning() {
  try {
    const running = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'));
    return isStillRunning(running.identity) ? running : null;
  } catch {
    return null;
  }
}
