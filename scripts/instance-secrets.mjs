import { randomBytes, randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { instanceDir } from './project.mjs';

const makers = {
  INSTANCE_ID: () => randomUUID(),
  LINK_KEY: () => randomBytes(32).toString('hex'),
  AUTH_SECRET: () => randomBytes(32).toString('hex'),
  AUDIT_KEY: () => randomBytes(32).toString('hex'),
};

/** The id and keys of this installation: from the environment, else from `.instance/`, made there at the first start. */
export function instanceSecrets(env = process.env) {
  mkdirSync(instanceDir, { recursive: true, mode: 0o700 });
  return Object.fromEntries(
    Object.entries(makers).map(([name, make]) => [
      name,
      env[name] || inSecretsDir(name, env) || keptSecret(name, make),
    ]),
  );
}

/** What config/env.ts will read there; it says what is wrong with a file that cannot be read. */
function inSecretsDir(name, { SECRETS_DIR: dir }) {
  const path = dir ? join(dir, name) : null;
  return path !== null && existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

function pathOf(name) {
  return join(instanceDir, name.toLowerCase().replaceAll('_', '-'));
}

function keptSecret(name, make) {
  const path = pathOf(name);
  if (!existsSync(path)) {
    const own = `${path}.${process.pid}`;
    writeFileSync(own, `${make()}\n`, { mode: 0o600 });
    try {
      // Of two that make it at once, the first wins and both read the same.
      linkSync(own, path);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      rmSync(own);
    }
  }
  return readFileSync(path, 'utf8').trim();
}

/** Takes over keys from a backup in the place of this installation's own; those set in the environment stay. Answers which were taken. */
export function takeKeys(keys, env = process.env) {
  mkdirSync(instanceDir, { recursive: true, mode: 0o700 });
  return Object.entries(keys).flatMap(([name, key]) => {
    if (env[name] || inSecretsDir(name, env) || !(name in makers)) return [];
    const path = pathOf(name);
    const own = `${path}.${process.pid}`;
    writeFileSync(own, `${key}\n`, { mode: 0o600 });
    renameSync(own, path);
    return [name];
  });
}

/** Keeps the first passwords where only the operator can read them, should the terminal be gone. */
export function keepSignIn(text) {
  const path = join(instanceDir, 'sign-in.txt');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
