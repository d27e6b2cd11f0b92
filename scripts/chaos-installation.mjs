// A whole office of real processes for the chaos: `npm start` in a temporary folder, and how to kill its parts.
import { execFile, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endTemporalIn } from './dev-temporal.mjs';
import { destroyPostgres, startPostgres } from './postgres.mjs';
import { supervise } from './chaos-npm-start.mjs';
import {
  copyAll,
  deleteTemporalFiles,
  endChild,
  identityOfPart,
  kill,
  limitFiles,
  serverPids,
  temporalRecord,
} from './chaos-parts.mjs';
import { endProcess } from './processes.mjs';
import { projectRoot } from './project.mjs';
import { makeTemporaryFolder } from './temporary-folders.mjs';

const readyWithinMs = 120_000;
const key = () => randomBytes(32).toString('hex');

/** An installation that sends to `smtpUrl`; `temporalCli` is the program it runs. Nothing is started yet. */
export function makeInstallation({ smtpUrl, temporalCli, log }) {
  // What this machine remembers of an installation outside its folder: shared with its copies.
  const machine = makeTemporaryFolder('chaos-machine');
  const secrets = {
    INSTANCE_ID: randomUUID(),
    LINK_KEY: key(),
    AUTH_SECRET: key(),
    AUDIT_KEY: key(),
  };
  const given = { smtpUrl, temporalCli, log, secrets, stateDir: machine.dir };
  const installation = installationIn(makeTemporaryFolder('chaos'), given);
  const destroy = async () => {
    await installation.destroy();
    machine.remove();
  };
  return { ...installation, destroy };
}

function installationIn(folder, given) {
  const { smtpUrl, temporalCli, log, secrets, stateDir } = given;
  const { dir } = folder;
  const variables = {
    ...withoutOurs(process.env),
    NODE_ENV: 'development',
    DATA_DIR: dir,
    DONDOC_INSTANCE_DIR: join(dir, 'instance'),
    XDG_STATE_HOME: stateDir,
    ...secrets,
    SMTP_URL: smtpUrl,
    SMTP_CONNECTIONS: '10',
    TEMPORAL_CLI: temporalCli,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    // The supervisor then ends by itself when its parent is gone: no chaos outlives its command.
    npm_lifecycle_event: 'start',
  };
  const extras = new Set();
  let supervisor = null;
  let url = '';
  let databaseUrl = '';

  const identity = (part) => identityOfPart(dir, part);
  const pid = (part) => Number.parseInt(identity(part) ?? '', 10);

  async function start() {
    supervisor = supervise(variables, log);
    url = (await supervisor.says(/^ready: /, readyWithinMs)).line.slice('ready: '.length);
    databaseUrl = (await startPostgres({ dataDir: join(dir, 'postgres') })).url;
  }

  async function killAll() {
    const parts = ['worker', 'api', 'temporal', 'postgres'].map(identity);
    supervisor?.child.kill('SIGKILL');
    for (const one of parts) if (one !== null) kill(Number.parseInt(one, 10), 'SIGKILL');
    for (const extra of extras) extra.kill('SIGKILL');
    await supervisor?.ended;
    for (const one of parts) if (one !== null) await endProcess({ identity: one, graceMs: 0 });
    supervisor = null;
  }

  async function stop() {
    for (const extra of extras) await endChild(extra, 'SIGTERM');
    if (supervisor === null) return;
    supervisor.child.kill('SIGTERM');
    await supervisor.ended;
    supervisor = null;
  }

  async function startAgain() {
    const second = supervise(variables, log);
    const code = await second.ended;
    const line = second
      .text()
      .split('\n')
      .find((each) => each.startsWith('ready: '));
    return { url: line?.slice('ready: '.length) ?? null, code };
  }

  async function startWorker({ clockOffsetMs = 0 } = {}) {
    const { grpc } = temporalRecord(dir).ports;
    const child = fork(join(projectRoot, 'scripts/chaos-worker.mjs'), [], {
      cwd: projectRoot,
      env: {
        ...variables,
        ...wrongClock(clockOffsetMs),
        DATABASE_URL: databaseUrl,
        TEMPORAL_ADDRESS: `127.0.0.1:${grpc}`,
        PUBLIC_URL: url,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    extras.add(child);
    child.once('exit', () => extras.delete(child));
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('the further worker ended before it was ready');
      }),
    ]);
    return {
      kill: async () => await endChild(child, 'SIGKILL'),
      stop: async () => await endChild(child, 'SIGTERM'),
    };
  }

  function copy() {
    const other = makeTemporaryFolder('chaos');
    for (const name of readdirSync(dir).filter((each) => each !== 'owner'))
      copyAll(dir, other.dir, name);
    return installationIn(other, given);
  }

  function keepLedger() {
    copyAll(dir, join(dir, 'kept'), 'postgres');
    return () => {
      rmSync(join(dir, 'postgres'), { recursive: true });
      copyAll(join(dir, 'kept'), dir, 'postgres');
    };
  }

  async function command(...args) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(projectRoot, 'scripts/dondoc.mjs'), ...args],
      { cwd: projectRoot, env: variables },
    );
    return stdout;
  }

  async function destroy() {
    await stop();
    await endTemporalIn(join(dir, 'temporal'));
    await destroyPostgres(join(dir, 'postgres'));
    folder.remove();
  }

  return {
    dataDir: dir,
    linkKey: secrets.LINK_KEY,
    auditKey: secrets.AUDIT_KEY,
    url: () => url,
    databaseUrl: () => databaseUrl,
    temporalAddress: () => `127.0.0.1:${temporalRecord(dir).ports.grpc}`,
    pid,
    signal: (part, signal = 'SIGKILL') => kill(pid(part), signal),
    loseTemporal: () => {
      kill(pid('temporal'), 'SIGKILL');
      deleteTemporalFiles(dir);
    },
    freezeLedger: (frozen) => {
      for (const one of serverPids(pid('postgres'))) kill(one, frozen ? 'SIGSTOP' : 'SIGCONT');
    },
    limitLedger: (bytes) => limitFiles(pid('postgres'), bytes),
    says: async (pattern) => (await supervisor.says(pattern, 30_000, supervisor.lines())).atMs,
    start,
    stop,
    killAll,
    startAgain,
    startWorker,
    hasSaid: (pattern) =>
      supervisor !== null &&
      supervisor
        .text()
        .split('\n')
        .some((line) => pattern.test(line)),
    copy,
    keepLedger,
    command,
    destroy,
  };
}

/** What an operator has set for an office of this checkout is not meant for this one. */
function withoutOurs(env) {
  const ours = [
    ...['DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_TLS'],
    ...[
      'INSTANCE_SEAT',
      'MARK_DIR',
      'TEMPORAL_API_KEY',
      'PUBLIC_URL',
      'PORT',
      'HOST',
      'MAILBOX_DIR',
      'MAIL_FROM',
    ],
  ];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.includes(name)));
}

/** A machine whose clock is wrong: everything that reads the time of day in the process is so much off. */
function wrongClock(offsetMs) {
  if (offsetMs === 0) return {};
  const module = new URL('./wrong-clock.mjs', import.meta.url).href;
  return { NODE_OPTIONS: `--import=${module}`, DONDOC_CLOCK_OFFSET_MS: String(offsetMs) };
}
