// Where things lie. Node built-ins only: this is read before anything is installed.
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Built output: `node` runs from here, never from the TypeScript sources. */
export const distDir = join(projectRoot, 'dist');

/** Locks and stamps of this checkout. */
export const stateDir = join(projectRoot, '.cache');

/** Downloaded programs; several checkouts may share one folder through DONDOC_CACHE_DIR. */
export function programCacheDir(env = process.env) {
  return env.DONDOC_CACHE_DIR ? resolve(env.DONDOC_CACHE_DIR) : stateDir;
}

/** Secrets and the instance id: outside `data/`, so that a copy of the data is not taken for the instance. A private one has its own folder. */
export const instanceDir = process.env.DONDOC_INSTANCE_DIR
  ? resolve(process.env.DONDOC_INSTANCE_DIR)
  : join(projectRoot, '.instance');

/** The folder of the running office: PostgreSQL, Temporal, mailbox, logs. */
export function dataDirOf(env = process.env) {
  return env.DATA_DIR ? resolve(projectRoot, env.DATA_DIR) : join(projectRoot, 'data');
}

/**
 * Makes a folder for this account alone; made by root it can be passed through, because PostgreSQL runs under another account.
 * `recursive` with a mode would give that mode to every missing parent: the last folder alone gets it.
 */
export function makeDir(dir) {
  mkdirSync(dirname(dir), { recursive: true });
  try {
    mkdirSync(dir, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  return dir;
}

/** Makes a folder that only this account may look into. */
export function makePrivateDir(dir) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/** An expected failure: its message is one sentence for the person at the terminal, without a stack. */
export class Refusal extends Error {
  name = 'Refusal';
}

/** Prints a refusal as its sentence, anything else with its stack. */
export function explain(error) {
  return error instanceof Refusal ? error.message : (error?.stack ?? String(error));
}

export async function sleep(ms) {
  await new Promise((wake) => setTimeout(wake, ms));
}
