// Makes node_modules fit the lockfile, once. Node built-ins only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { platformOf } from './complete-lockfile.mjs';
import { withLock } from './pid-lock.mjs';
import { projectRoot, Refusal, stateDir } from './project.mjs';

const modulesDir = join(projectRoot, 'node_modules');
// `npm ci` removes node_modules, and this file with it: an interrupted install repairs itself.
const stampPath = join(modulesDir, '.dondoc-installed');

/** Installs the packages of the lockfile unless the stamp says that it has been done for this lockfile, platform and Node. */
export async function ensureInstalled({ log = console.error } = {}) {
  if (isInstalled()) return;
  await withLock(
    {
      path: join(stateDir, 'install.lock'),
      onWait: (holder) => log(`waiting for the installation of process ${holder} to finish`),
    },
    async (lock) => {
      if (isInstalled()) return;
      if (!isWhatNpmInstalled()) await install({ log, lock });
      writeFileSync(stampPath, stampOf());
    },
  );
}

function isInstalled() {
  try {
    return readFileSync(stampPath, 'utf8') === stampOf();
  } catch {
    return false;
  }
}

/** Whether a developer's own `npm install` has already brought every package of the lockfile; npm writes its record last. */
function isWhatNpmInstalled() {
  try {
    const installed = packagesOf(join(modulesDir, '.package-lock.json'));
    const wanted = Object.entries(packagesOf(join(projectRoot, 'package-lock.json')));
    return wanted
      .filter(([place, { optional, devOptional }]) => place !== '' && !optional && !devOptional)
      .every(([place, { version }]) => installed[place]?.version === version);
  } catch {
    return false;
  }
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** Differs when the lockfile, the platform or the binary interface of Node does. */
function stampOf() {
  return createHash('sha256')
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .update([process.platform, process.arch, process.versions.modules].join(' '))
    .digest('hex');
}

async function install({ log, lock }) {
  if (process.platform === 'win32') {
    throw new Refusal(
      'dondoc needs Linux or macOS; on Windows use WSL, because Temporal and PostgreSQL come as Linux programs.',
    );
  }
  // npm would empty the folder behind the link, from under everything else that uses it.
  if (lstatSync(modulesDir, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new Refusal(
      'node_modules is a link to a folder whose packages do not fit package-lock.json here: remove the link, or install where it leads.',
    );
  }
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  log('installing packages (npm ci), about half a minute');
  const progress = setInterval(() => log(`installing packages, ${seconds()} s`), 5000);
  try {
    const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
    let result = await npm({ args: ['ci', ...flags], lock });
    // A lockfile without the binaries of other platforms is refused; this honours it without rewriting it.
    if (result.code !== 0 && result.output.includes('EUSAGE')) {
      const missing = onlyMissingBinaries(result.output);
      if (missing === null) {
        throw new Refusal(
          'npm ci refuses package-lock.json, which does not fit package.json; nothing was installed. Restore both files, or run npm install to write a new lockfile.',
        );
      }
      log(`npm ci refuses package-lock.json, which lacks programs of other platforms: ${missing}`);
      log('installing with npm install --no-save: everything else in the versions of the lockfile');
      result = await npm({ args: ['install', '--no-save', ...flags], lock });
    }
    if (result.code !== 0) {
      const lastLines = result.output.trim().split('\n').slice(-12).join('\n');
      throw new Refusal(`The packages could not be installed; npm's last lines:\n${lastLines}`);
    }
  } finally {
    clearInterval(progress);
  }
  log(`packages installed in ${seconds()} s`);
}

/** The packages `npm ci` misses, when all of them are programs built for one platform; null when anything else is wrong. */
export function onlyMissingBinaries(output) {
  const complaints = output.split('\n').filter((line) => /\b(?:Missing|Invalid): /.test(line));
  const missing = complaints.map((line) => /Missing: (\S+)@\S+ from lock file/.exec(line)?.[1]);
  const ofPlatform = (name) => name === 'fsevents' || platformOf(name) !== null;
  const fine =
    missing.length > 0 && missing.every((name) => name !== undefined && ofPlatform(name));
  return fine ? [...new Set(missing)].join(', ') : null;
}

async function npm({ args, lock }) {
  const [program, first] = npmOf();
  return await new Promise((resolve) => {
    // NODE_ENV=production would leave out the packages that build the product.
    const child = spawn(program, [...first, ...args], {
      cwd: projectRoot,
      env: { ...process.env, NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    // npm outlives a killed start: until it has ended too, nobody else may install.
    if (child.pid !== undefined) lock.addHolder(child.pid);
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** How npm is called: a program, and what stands before its own arguments. */
export function npmOf() {
  const npmCli = npmCliPath();
  return npmCli === null ? ['npm', []] : [process.execPath, [npmCli]];
}

/** The npm that runs us, else the one beside this Node, else null: whatever `npm` on PATH is. */
function npmCliPath() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path)) ?? null;
}
