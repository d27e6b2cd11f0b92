// The embedded Temporal: the CLI's dev server, on a file in the data folder or in memory.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports.mjs';
import { commandLineOf, endProcess, identityOf, isStillRunning } from './processes.mjs';
import { makeDir, Refusal, sleep } from './project.mjs';

const readyWithinMs = 30_000;
const retentionSeconds = 90 * 24 * 3600;

/**
 * Starts the dev server in `dir`, or adopts the one a killed start has left there (told by its command line).
 * With `inMemory` nothing outlives it. `ports` are tried first; `address` is host:port.
 */
export async function startTemporal({ dir, cli, inMemory = false, ports = {} }) {
  makeDir(dir);
  const recordPath = join(dir, 'temporal.json');
  // The full path marks the process as ours, in memory too: there it stands as the log's and the record's folder.
  const file = join(realpathSync(dir), 'temporal.db');
  const left = inMemory ? null : readRecord(recordPath);
  const adopted = left !== null && isOurs(left, file);
  const begin = () => launch({ cli, dir, file, inMemory, ports: { ...left?.ports, ...ports } });
  let server = adopted ? left : await begin();
  for (let tries = 1; ; tries += 1) {
    writeFileSync(recordPath, JSON.stringify(server));
    try {
      const { identity } = server;
      await prepareNamespace({ address: addressOf(server), identity, logPath: logPathOf(dir) });
      break;
    } catch (error) {
      await endProcess({ identity: server.identity });
      // On a busy machine the dev server now and then gives up on its own workers as it begins.
      if (!(error instanceof EndedAtOnce) || tries === MOST_TRIES) throw error;
      server = await begin();
    }
  }
  let stopping = null;
  return {
    address: addressOf(server),
    uiUrl: server.ports.ui === undefined ? null : `http://127.0.0.1:${server.ports.ui}`,
    ports: server.ports,
    adopted,
    isAlive: () => isStillRunning(server.identity),
    stop: () =>
      (stopping ??= endProcess({
        identity: server.identity,
        ...(inMemory ? { signal: 'SIGKILL' } : {}),
      }).then(() => rmSync(recordPath, { force: true }))),
  };
}

/** Ends whatever a killed process has left running in `dir`. */
export async function endTemporalIn(dir) {
  const left = readRecord(join(dir, 'temporal.json'));
  if (left !== null) await endProcess({ identity: left.identity, graceMs: 2000 });
}

/** A server that was gone before it answered. */
class EndedAtOnce extends Refusal {}

const MOST_TRIES = 3;

const addressOf = ({ ports }) => `127.0.0.1:${ports.grpc}`;

async function launch({ cli, dir, file, inMemory, ports: wanted }) {
  const ports = {
    grpc: await freePort({ wanted: wanted.grpc }),
    http: await freePort({ wanted: wanted.http }),
    metrics: await freePort({ wanted: wanted.metrics }),
    ...(inMemory ? {} : { ui: await freePort({ wanted: wanted.ui }) }),
  };
  const storage = inMemory
    ? ['--headless']
    : [
        ...[
          '--db-filename',
          file,
          '--ui-port',
          String(ports.ui),
          '--ui-ip',
          '127.0.0.1',
          '--ui-disable-news-fetch',
        ],
        ...['journal_mode=WAL', 'synchronous=NORMAL', 'busy_timeout=5000'].flatMap((p) => [
          '--sqlite-pragma',
          p,
        ]),
      ];
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'error'],
    ...[
      '--port',
      String(ports.grpc),
      '--http-port',
      String(ports.http),
      '--metrics-port',
      String(ports.metrics),
    ],
    ...['--dynamic-config-value', 'frontend.enableServerVersionCheck=false'],
    ...storage,
  ];
  keepFromOthers(file);
  const log = openSync(logPathOf(dir), 'w');
  // Detached: Ctrl-C must not reach it before the worker has finished.
  const child = spawnForOwner(cli, args, { cwd: dir, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(
        new Refusal(`The Temporal CLI ${cli} cannot be run: ${error.message}.`, { cause: error }),
      ),
    );
  });
  child.unref();
  return { pid: child.pid, identity: identityOf(child.pid), ports };
}

/** Whatever it writes, the workflows among it, nobody else on this machine can read. */
function spawnForOwner(program, args, options) {
  const usual = process.umask(0o077);
  try {
    return spawn(program, args, options);
  } finally {
    process.umask(usual);
  }
}

/** Files of a server that was started before they were kept from others. */
function keepFromOthers(file) {
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(path)) chmodSync(path, 0o600);
  }
}

function isOurs(record, file) {
  return isStillRunning(record.identity) && commandLineOf(record.pid).includes(file);
}

/** Waits until the namespace answers (an open port says nothing), then sets what the dev server forgets or never had. */
async function prepareNamespace({ address, identity, logPath }) {
  const { Connection } = await import('@temporalio/client');
  const deadline = Date.now() + readyWithinMs;
  let connection;
  for (;;) {
    try {
      connection = await Connection.connect({ address, connectTimeout: '2s' });
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      break;
    } catch (error) {
      await connection?.close();
      if (!isStillRunning(identity))
        throw new EndedAtOnce(`Temporal ended at once: ${lastLine(logPath)}`, { cause: error });
      if (Date.now() > deadline)
        throw new Refusal(`Temporal does not answer; see ${logPath}.`, { cause: error });
      await sleep(50);
    }
  }
  try {
    await setNamespace(connection);
  } finally {
    await connection.close();
  }
}

/** Retention: 24 h unless set. */
async function setNamespace(connection) {
  await connection.workflowService.updateNamespace({
    namespace: 'default',
    config: { workflowExecutionRetentionTtl: { seconds: retentionSeconds } },
  });
}

function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function logPathOf(dir) {
  return join(dir, 'temporal.log');
}

function lastLine(path) {
  return readFileSync(path, 'utf8').trim().split('\n').at(-1);
}
