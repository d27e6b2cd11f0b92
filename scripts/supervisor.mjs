// Runs an office on one machine: servers, migration, mailbox, worker and API; keeps them up and stops them in order.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { keepServer } from './kept-server.mjs';
import { instanceSecrets } from './instance-secrets.mjs';
import { officeEnv, chosenPorts } from './office-env.mjs';
import { startProductProcess } from './product-process.mjs';
import { endProcess, identityOf, isStillRunning } from './processes.mjs';
import { distDir, makePrivateDir, Refusal, sleep } from './project.mjs';
import { watchReady } from './ready-watch.mjs';
import { startPostgres } from './postgres.mjs';
import { seedSample, tellSetUp } from './sample-office.mjs';
import { startTemporal } from './dev-temporal.mjs';
import { findTemporalCli } from './temporal.mjs';

/** Starts everything, prints `ready: <url>`, and resolves with the exit code when all has been stopped again. */
export async function supervise({ dataDir, log, sample = true }) {
  const startedAt = Date.now();
  const office = { dataDir, log, sample, running: [], stopping: false, ...untilAsked() };
  listenForStop(office);
  let code = 0;
  try {
    const url = await startOffice(office);
    writeFileSync(
      join(dataDir, 'running.json'),
      JSON.stringify({ identity: identityOf(process.pid), url }),
    );
    log(
      `started in ${((Date.now() - startedAt) / 1000).toFixed(1)} s; logs are in ${join(dataDir, 'logs')}`,
    );
    log(`ready: ${url}`);
    await office.asked;
  } catch (error) {
    if (!office.stopping) {
      code = 1;
      console.error(
        error instanceof Refusal || error.name === 'ConfigError' ? error.message : error.stack,
      );
    }
  }
  office.stopping = true;
  rmSync(join(dataDir, 'running.json'), { force: true });
  await stopInOrder(office);
  return code;
}

async function startOffice(office) {
  const { dataDir, log } = office;
  await endLeftovers(dataDir);
  const logDir = makePrivateDir(join(dataDir, 'logs'));
  const ports = await chosenPorts(dataDir);
  const secrets = instanceSecrets();

  const [, ledger, workflows] = await step(office, [
    ensureBuilt({ log }).then(async () => await officeEnv({ dataDir, ports, secrets })),
    process.env.DATABASE_URL ? null : startLedger(office, ports),
    process.env.TEMPORAL_ADDRESS ? null : startWorkflows(office, ports),
  ]);
  const servers = { databaseUrl: ledger?.url, temporalAddress: workflows?.address };
  const { migrate } = await product('cli/migrate.js');
  await step(office, [migrate(servers.databaseUrl ?? process.env.DATABASE_URL)]);
  const mailbox = await startBuiltInMailbox(office, ports);

  const env = await officeEnv({ dataDir, ports, secrets, ...servers, mailbox });
  ports.save({
    ...(ledger && { postgres: ledger.port }),
    ...(workflows && { temporal: workflows.ports }),
    ...(mailbox && { smtp: mailbox.smtpPort }),
  });
  if (ledger !== null && office.sample) await step(office, [seedSample({ env, log })]);
  await step(office, [
    startProduct({ office, name: 'worker', env, logDir }),
    startProduct({ office, name: 'api', env, logDir }),
  ]);
  const [{ fenced }] = await step(office, [untilAnswers(env.localUrl)]);
  watchApi(office, env.localUrl);
  if (fenced) {
    log(`FENCED (${fenced}): nothing is polled or sent; see npm run --silent dondoc -- fence`);
  }
  await tellSetUp({ env, log });
  if (workflows?.uiUrl) log(`Temporal UI: ${workflows.uiUrl}`);
  if (env.variables.PUBLIC_URL !== env.localUrl) log(`public address: ${env.variables.PUBLIC_URL}`);
  return env.localUrl;
}

async function startLedger(office, ports) {
  const start = async (port) =>
    await startPostgres({ dataDir: join(office.dataDir, 'postgres'), port });
  return await keepServer({
    name: 'PostgreSQL',
    rank: 5,
    start,
    port: ports.postgres,
    portOf: (s) => s.port,
    office,
  });
}

async function startWorkflows(office, ports) {
  const cli = await findTemporalCli({ log: office.log });
  const start = async (kept) =>
    await startTemporal({ dir: join(office.dataDir, 'temporal'), cli, ports: kept });
  return await keepServer({
    name: 'Temporal',
    rank: 4,
    start,
    port: ports.temporal,
    portOf: (s) => s.ports,
    office,
  });
}

async function startBuiltInMailbox(office, ports) {
  if (process.env.SMTP_URL) return null;
  const { startMailbox } = await product('mail/mailbox/main.js');
  const dir = makePrivateDir(join(office.dataDir, 'mailbox'));
  const [mailbox] = await step(office, [
    startMailbox({ dir, smtpPort: ports.smtp, host: '127.0.0.1' }),
  ]);
  office.running.push({ name: 'mailbox', rank: 3, stop: async () => await mailbox.close() });
  return { dir, smtpPort: mailbox.smtpPort };
}

/** A mail that has begun is waited for as long as a relay may take to answer (RFC 5321 4.5.3.2: ten minutes): cut off, it would go twice. */
const MAIL_GRACE_MS = 11 * 60_000;

async function startProduct({ office, name, env, logDir }) {
  const { dataDir, log } = office;
  const started = await startProductProcess({
    name,
    module: join(distDir, name, 'main.js'),
    env: { ...process.env, ...env.variables },
    logDir,
    log,
    onGivenUp: office.fail,
    onStarted: (identity) => writeFileSync(leftoverPath(dataDir, name), identity),
    ...(name === 'worker' ? { graceMs: MAIL_GRACE_MS } : {}),
  });
  const { stop, kill, isStarting } = started;
  office.running.push({ name, rank: name === 'api' ? 1 : 2, stop, kill, isStarting });
}

/** The API is ended and started again when it has not been ready for half a minute. */
function watchApi(office, url) {
  const api = office.running.find(({ name }) => name === 'api');
  const stop = watchReady({
    url,
    stuckAfterMs: Number(process.env.DONDOC_STUCK_AFTER_MS ?? 30_000),
    isStarting: api.isStarting,
    onStuck: (failingMs) => {
      if (office.stopping) return;
      office.log(`the api has not been ready for ${Math.round(failingMs / 1000)} s; it is ended`);
      api.kill();
    },
  });
  office.running.push({ name: 'watch', rank: 0, stop });
}

/** Waits for all of a step, failed ones too, so that what has started can be stopped; then looks whether a stop was asked for. */
async function step(office, promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  if (office.stopping) throw new Refusal('Stopped while starting.');
  return results.map((result) => result.value);
}

/** API before worker, so that nobody is answered who cannot be served; the ledger last. */
async function stopInOrder(office) {
  for (const { name, stop } of office.running.sort((a, b) => a.rank - b.rank)) {
    try {
      await stop();
    } catch (error) {
      console.error(`${name} could not be stopped in order: ${error.message}`);
    }
  }
  for (const name of ['api', 'worker']) rmSync(leftoverPath(office.dataDir, name), { force: true });
}

function untilAsked() {
  let stop, fail;
  const asked = new Promise((resolve, reject) => {
    stop = resolve;
    fail = (sentence) => reject(new Refusal(sentence));
  });
  asked.catch(() => undefined);
  return { asked, stop, fail };
}

function listenForStop(office) {
  const stop = (why) => {
    if (office.stopping) return;
    office.stopping = true;
    office.log(`stopping (${why})`);
    office.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  // A terminal that is gone must not end us before everything is stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  if (process.env.npm_lifecycle_event) {
    // npm killed with -9 tells nobody: its children go to another parent.
    const npm = process.ppid;
    setInterval(() => process.ppid !== npm && stop('npm has ended'), 500).unref();
  }
}

/** Worker and API of a killed supervisor end by themselves; until then they hold their port. */
async function endLeftovers(dataDir) {
  for (const name of ['api', 'worker']) {
    const identity = readText(leftoverPath(dataDir, name));
    if (isStillRunning(identity)) await endProcess({ identity });
  }
}

async function untilAnswers(url) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    const status = answer?.status ?? null;
    if (status === 200) return await answer.json().catch(() => ({}));
    if (Date.now() > deadline)
      throw new Refusal(
        `The API does not become ready (${url}/readyz answers ${status ?? 'nothing'}).`,
      );
    await sleep(100);
  }
}

async function product(path) {
  return await import(pathToFileURL(join(distDir, path)).href);
}

function leftoverPath(dataDir, name) {
  return join(dataDir, `${name}.identity`);
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
