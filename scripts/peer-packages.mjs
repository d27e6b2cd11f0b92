// The packages that `bench -- peers` holds a wave against: they belong to no lockfile and are fetched when it is run.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from './project.mjs';

const wanted = { 'graphile-worker': '0.17.3', 'pg-boss': '10.4.2' };

/** Installs them into a folder of their own unless they are there; the folder, or null where the registry cannot be reached. */
export async function peerPackages({ log = console.error } = {}) {
  const dir = join(stateDir, 'peers');
  if (isThere(dir)) return dir;
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }));
  log('fetching graphile-worker and pg-boss');
  const problem = await npmInstall(dir);
  if (problem === null && isThere(dir)) return dir;
  log(`graphile-worker and pg-boss are left out: ${problem ?? 'they are not what was asked for'}`);
  return null;
}

function isThere(dir) {
  return Object.entries(wanted).every(([name, version]) => {
    const path = join(dir, 'node_modules', name, 'package.json');
    return existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).version === version;
  });
}

/** The last line of what npm says where it fails, else null. */
async function npmInstall(dir) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return await new Promise((resolve) => {
    const child = spawn('npm', ['install', ...flags, '--fetch-retries=1'], {
      cwd: dir,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) =>
      resolve(code === 0 ? null : (errors.trim().split('\n')[0] ?? `npm ended with ${code}`)),
    );
  });
}
