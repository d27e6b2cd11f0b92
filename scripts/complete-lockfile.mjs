// A registry mirror may lack the binaries of other platforms. `npm install` then leaves them out of
// package-lock.json and `npm ci` refuses the file. This writes the missing optional entries back:
//   node scripts/complete-lockfile.mjs           completes package-lock.json
//   node scripts/complete-lockfile.mjs --check   only says what is missing (exit 1)
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from './project.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'sunos'];
const otherSystems = { win32: 'win32', windows: 'win32', openharmony: 'openharmony' };
const processors = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'wasm32',
];

/** Adds an entry for every optional dependency without one; returns the added names and those whose platform cannot be read from the name. */
export function completeLock(lock) {
  const added = [];
  const unreadable = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(lock.packages, place, name)) continue;
      const platform = platformOf(name);
      const version = /^[\^~]?(\d+\.\d+\.\d+\S*)$/.exec(range)?.[1];
      if (platform === null || version === undefined) {
        unreadable.push(name);
        continue;
      }
      lock.packages[`node_modules/${name}`] = {
        version,
        ...platform,
        optional: true,
        ...(entry.dev === true ? { dev: true } : {}),
      };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byName));
  return { added, unreadable };
}

/** Looks for `name` where Node would: beside the package that asks, then upwards. */
function isLocked(packages, place, name) {
  let folder = place;
  for (;;) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (candidate in packages) return true;
    if (folder === '') return false;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent < 0 ? '' : folder.slice(0, parent);
  }
}

/** Reads os, cpu and libc from a name such as `@swc/core-linux-arm-gnueabihf`; null when it names none. */
export function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.map((word) => otherSystems[word] ?? word).find(isSystem);
  const cpu = words.find((word) => processors.includes(word));
  if (os === undefined || cpu === undefined) return null;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return {
    cpu: [cpu],
    ...(os === 'linux' && libc !== undefined ? { libc: [libc] } : {}),
    os: [os],
  };
}

function isSystem(word) {
  return systems.includes(word) || Object.values(otherSystems).includes(word);
}

// The order npm itself writes, so that a later `npm install` makes no noise in the file.
function byName([a], [b]) {
  return a.localeCompare(b, 'en');
}

function main() {
  const path = join(projectRoot, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const { added, unreadable } = completeLock(lock);
  if (unreadable.length > 0) {
    console.error(`lockfile: no platform can be read from ${unreadable.join(', ')}`);
    process.exit(1);
  }
  if (added.length === 0) {
    console.log('lockfile: complete');
    return;
  }
  if (process.argv.includes('--check')) {
    console.error(
      `lockfile: ${added.length} optional packages are missing (${added[0]}, …); run node scripts/complete-lockfile.mjs`,
    );
    process.exit(1);
  }
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`lockfile: ${added.length} optional packages added`);
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) main();
