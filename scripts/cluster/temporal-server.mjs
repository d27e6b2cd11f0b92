// A Temporal server on PostgreSQL as in production: all four services in one process, schema by its own tool.
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isPortFree } from '../ports.mjs';
import { makePrivateDir, Refusal, sleep } from '../project.mjs';
import { startPart } from './part.mjs';

const run = promisify(execFile);
const namespace = 'dondoc';
const readyWithinMs = 60_000;
const retentionSeconds = 90 * 24 * 3600;
/** Of docker-compose.yml too: what the workflows can be found by. */
const searchAttributes = { PlanId: 2, CycleKey: 2, Phase: 2, DueAt: 6 };

/** Makes both databases and starts the server on them; its namespace is ready when this resolves. */
export async function startTemporalServer({ dir, programs, postgres, log }) {
  makePrivateDir(dir);
  const { hostname, port, username, password } = new URL(postgres.adminUrl);
  const login = { host: hostname, port, user: username, password };
  for (const name of ['temporal', 'visibility']) await makeSchema({ name, programs, login });
  const ports = {};
  for (const name of ['frontend', 'history', 'matching', 'worker']) {
    ports[name] = { grpc: await lowPort(), membership: await lowPort() };
  }
  const config = join(dir, 'server.yaml');
  // JSON is YAML; it holds a password.
  writeFileSync(config, JSON.stringify(serverConfig({ login, ports })), { mode: 0o600 });
  const part = await startPart({
    name: 'temporal',
    program: programs.server,
    args: ['--allow-no-auth', '--config-file', config, 'start'],
    cwd: dir,
    dir,
    log,
  });
  const address = `127.0.0.1:${ports.frontend.grpc}`;
  try {
    await prepareNamespace(address);
  } catch (error) {
    log(part.tail());
    await part.stop();
    throw error;
  }
  const kill = async () => {
    await part.kill();
    await prepareNamespace(address);
  };
  return { ...part, kill, address, namespace };
}

/** A free port that the server can note in its ledger: a `smallint` of PostgreSQL ends at 32767. */
async function lowPort() {
  for (let port = randomInt(20_000, 32_000); port < 32_768; port++) {
    if (await isPortFree(port)) return port;
  }
  throw new Refusal('There is no free port below 32768.');
}

async function makeSchema({ name, programs, login }) {
  const db = name === 'temporal' ? 'temporal' : 'temporal_visibility';
  const tool = async (...args) =>
    await run(
      programs.sql,
      [
        ...['--plugin', 'postgres12', '--ep', login.host, '-p', login.port],
        ...['-u', login.user, '--db', db, ...args],
      ],
      { env: { ...process.env, SQL_PASSWORD: login.password }, maxBuffer: 1 << 26 },
    );
  await tool('create');
  await tool('setup-schema', '-v', '0.0');
  await tool('update-schema', '-d', join(programs.schema, name, 'versioned'));
}

function serverConfig({ login, ports }) {
  const store = (databaseName, connections) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${login.host}:${login.port}`,
      connectProtocol: 'tcp',
      user: login.user,
      password: login.password,
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  });
  const service = (name) => ({
    rpc: {
      grpcPort: ports[name].grpc,
      membershipPort: ports[name].membership,
      bindOnLocalHost: true,
    },
  });
  const frontend = `127.0.0.1:${ports.frontend.grpc}`;
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: {
        default: store('temporal', 20),
        visibility: store('temporal_visibility', 4),
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(Object.keys(ports).map((name) => [name, service(name)])),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: frontend,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: frontend },
  };
}

/** Namespace and search attributes as the compose file makes them; both are known everywhere only some seconds later. */
async function prepareNamespace(address) {
  const { Connection } = await import('@temporalio/client');
  const deadline = Date.now() + readyWithinMs;
  let step = 'answer';
  for (;;) {
    let connection;
    try {
      connection = await Connection.connect({ address, connectTimeout: '2s' });
      step = 'make the namespace';
      await ensureNamespace(connection);
      step = 'know the search attributes';
      await ensureSearchAttributes(connection);
      return;
    } catch (error) {
      if (Date.now() > deadline)
        throw new Refusal(`The Temporal server did not ${step}: ${error.message}`, {
          cause: error,
        });
      await sleep(250);
    } finally {
      await connection?.close();
    }
  }
}

async function ensureNamespace({ workflowService }) {
  try {
    await workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (error.code !== 5) throw error;
    await workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: retentionSeconds },
    });
  }
}

async function ensureSearchAttributes({ operatorService }) {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes));
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing),
  });
}
