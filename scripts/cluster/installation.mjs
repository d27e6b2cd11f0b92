// dondoc as on several machines: PostgreSQL, a Temporal server, two workers and two APIs behind a TLS proxy, all on loopback.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../ports.mjs';
import { startPostgres } from '../postgres.mjs';
import { endProcess } from '../processes.mjs';
import { startProductProcess } from '../product-process.mjs';
import { startTemporalServer } from './temporal-server.mjs';
import { startTlsProxy } from './tls-proxy.mjs';

const key = () => randomBytes(32).toString('hex');
/** A mail that has begun is waited for; in this cluster the relay answers at once. */
const graceMs = 30_000;
const pairs = ['worker', 'api'].flatMap((kind) => [1, 2].map((nth) => ({ kind, nth })));

/**
 * Starts the whole; `root` is the checkout whose build runs first, `certificate` that of the proxy.
 * `migrateTo(root)` brings the ledger to another build, `upgradeTo(root)` then its processes, one after the other. `stop` ends everything in order.
 */
export async function startCluster({ dir, root, programs, smtpUrl, certificate, log }) {
  const running = [];
  const stop = async () => {
    for (const part of running.reverse()) await part.stop();
  };
  try {
    return {
      ...(await startAll({ dir, root, programs, smtpUrl, certificate, log, running })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll({ dir, root, programs, smtpUrl, certificate, log, running }) {
  const dataDir = join(dir, 'postgres');
  const postgres = await startPostgres({ dataDir });
  const ledger = restartable(postgres, dataDir);
  running.push({ stop: ledger.destroy });
  const temporal = await startTemporalServer({
    dir: join(dir, 'temporal'),
    programs,
    postgres,
    log,
  });
  running.push(temporal);
  await migrate(root, postgres.url);
  const apiPorts = [await freePort(), await freePort()];
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const secrets = { LINK_KEY: key(), AUTH_SECRET: key(), AUDIT_KEY: key() };
  const variables = {
    ...withoutOurs(process.env),
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'dondoc@songhuong.example',
    PUBLIC_URL: url,
    DATA_DIR: dir,
    MARK_DIR: join(dir, 'marks'),
    INSTANCE_ID: randomUUID(),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    ...secrets,
  };
  mkdirSync(variables.MARK_DIR, { recursive: true });
  const processes = new Map();
  const waiting = new Map();
  const hear = (line) => {
    log(line);
    waiting.get(line)?.();
  };
  const startOne = async ({ kind, nth }, from) => {
    const name = `${kind} ${nth}`;
    const started = await startProductProcess({
      name,
      module: join(from, 'dist', kind, 'main.js'),
      env: { ...variables, ...(kind === 'api' ? { PORT: String(apiPorts[nth - 1]) } : {}) },
      logDir: dir,
      log: hear,
      graceMs,
      onGivenUp: log,
    });
    const kill = async () => {
      // One fault at a time: it answers once the process is ready again.
      const back = new Promise((resolve) => waiting.set(`the ${name} is ready again`, resolve));
      started.kill();
      await back;
    };
    processes.set(name, { stop: started.stop, kill });
  };
  running.push({
    stop: async () => {
      for (const one of processes.values()) await one.stop();
    },
  });
  for (const one of pairs) await startOne(one, root);
  const proxy = await startTlsProxy({
    nginx: programs.nginx,
    dir: join(dir, 'proxy'),
    port,
    apiPorts,
    ...certificate,
    log,
  });
  running.push(proxy);
  const killable = { ...Object.fromEntries(processes), temporal, proxy, ledger };
  return {
    url,
    databaseUrl: postgres.url,
    linkKey: secrets.LINK_KEY,
    auditKey: secrets.AUDIT_KEY,
    parts: Object.keys(killable),
    kill: async (name) => await (processes.get(name) ?? killable[name]).kill(),
    // Expand first: what runs must still know the ledger as the new build makes it.
    migrateTo: async (next) => await migrate(next, postgres.url),
    upgradeTo: async (next) => {
      for (const one of pairs) {
        await processes.get(`${one.kind} ${one.nth}`).stop();
        await startOne(one, next);
        log(`${one.kind} ${one.nth} runs the new build`);
      }
    },
  };
}

/** The ledger's server: killed with -9 it is started again on its port, as a service manager does. */
function restartable(first, dataDir) {
  let server = first;
  return {
    destroy: async () => await server.destroy(),
    kill: async () => {
      await endProcess({ identity: server.identity, signal: 'SIGKILL' });
      server = await startPostgres({ dataDir, port: first.port });
    },
  };
}

async function migrate(root, databaseUrl) {
  const { migrate: bring } = await import(pathToFileURL(join(root, 'dist/cli/migrate.js')).href);
  await bring(databaseUrl);
}

function withoutOurs(env) {
  const names = ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'PORT', 'HOST', 'INSTANCE_SEAT'];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}
