// What the worker and the API are told: what the operator has set, else what this machine runs itself.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instanceSecrets } from './instance-secrets.mjs';
import { instancePlace, isStartedHere } from './instance-place.mjs';
import { freePort, isPortFree } from './ports.mjs';
import { dataDirOf, distDir, Refusal } from './project.mjs';

// Stand for servers that are not up yet, so that a wrong variable is told early.
const notYet = {
  databaseUrl: 'postgres://127.0.0.1/dondoc',
  temporalAddress: '127.0.0.1:7233',
  smtpUrl: 'smtp://127.0.0.1:25',
};

/** The checked variables of the product and the URL under which this machine reaches it; throws the ConfigError of config/env.ts. */
export async function officeEnv({
  dataDir,
  ports,
  secrets,
  databaseUrl,
  temporalAddress,
  mailbox,
}) {
  const { ENV_NAMES, parseEnv } = await import(pathToFileURL(join(distDir, 'config/env.js')).href);
  const set = Object.fromEntries(
    ENV_NAMES.map((name) => [name, process.env[name]]).filter(([, value]) => value),
  );
  const variables = {
    DATABASE_URL: databaseUrl ?? notYet.databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress ?? notYet.temporalAddress,
    SMTP_URL: mailbox ? `smtp://127.0.0.1:${mailbox.smtpPort}` : notYet.smtpUrl,
    ...(mailbox ? { MAILBOX_DIR: mailbox.dir, BOUNCE_ADDRESS: 'tra-lai@songhuong.example' } : {}),
    HOST: '127.0.0.1',
    PORT: String(ports.api),
    ...secrets,
    ...instancePlace(),
    BACKUP_DIR: join(dataDir, 'backups'),
    ...set,
    DATA_DIR: dataDir,
  };
  const env = parseEnv(variables);
  const localUrl = parseEnv({ ...variables, PUBLIC_URL: '' }).PUBLIC_URL;
  return { variables: { ...variables, PUBLIC_URL: env.PUBLIC_URL }, localUrl };
}

/** The variables of the office that runs here, for a command beside it; what does not run is named all the same and found missing. */
export async function runningEnv(databaseUrl) {
  if (!isStartedHere()) return { ...process.env, ...instanceSecrets() };
  const dataDir = dataDirOf();
  const ports = keptPorts(dataDir);
  const { variables } = await officeEnv({
    dataDir,
    ports: { api: ports.api ?? 8080 },
    secrets: instanceSecrets(),
    databaseUrl,
    ...(ports.temporal ? { temporalAddress: `127.0.0.1:${ports.temporal.grpc}` } : {}),
    ...(ports.smtp ? { mailbox: { smtpPort: ports.smtp, dir: join(dataDir, 'mailbox') } } : {}),
  });
  return variables;
}

function keptPorts(dataDir) {
  const path = join(dataDir, 'ports.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** The ports of last time, so that addresses stay the same; a PORT that is set must be free. `save` adds those that were given. */
export async function chosenPorts(dataDir) {
  const kept = keptPorts(dataDir);
  const ports = { ...kept, api: await apiPort(kept.api) };
  return {
    ...ports,
    save: (more) =>
      writeFileSync(join(dataDir, 'ports.json'), JSON.stringify({ ...ports, ...more }, null, 2)),
  };
}

async function apiPort(kept) {
  const host = process.env.HOST || '127.0.0.1';
  const fixed = Number(process.env.PORT || Number.NaN);
  // A PORT that is no port is told, with its rule, by config/env.ts.
  if (!Number.isInteger(fixed) || fixed < 1 || fixed > 65_535)
    return await freePort({ wanted: kept, host });
  if (await isPortFree(fixed, host)) return fixed;
  throw new Refusal(
    `Port ${fixed} is taken by another program: end it, set another PORT, or leave PORT unset for a free one.`,
  );
}
