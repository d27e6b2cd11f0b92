// node install.mjs TARGET: puts the bundle it lies in into an empty folder and builds it, without any network.
// Node built-ins only. The bundle carries this file and manifest.mjs at its top.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MANIFEST, refusedHere, wrongIn } from './manifest.mjs';

const bundle = dirname(fileURLToPath(import.meta.url));
const log = (line) => process.stderr.write(`${line}\n`);

async function install([target]) {
  if (target === undefined) return 'usage: node install.mjs TARGET, an empty folder';
  const place = resolve(target);
  if (existsSync(place) && readdirSync(place).length > 0) {
    return `${place} is not empty; a new version is put beside the old one.`;
  }
  const manifest = JSON.parse(readFileSync(join(bundle, MANIFEST), 'utf8'));
  const { platform, arch, versions } = process;
  const refused = refusedHere(manifest, { platform, arch, node: versions.node });
  if (refused !== null) return refused;
  log('looking at every file of the bundle');
  const wrong = await wrongIn(bundle, manifest);
  if (wrong.length > 0) return `The bundle is damaged: ${wrong.slice(0, 5).join('; ')}.`;
  mkdirSync(place, { recursive: true });
  cpSync(join(bundle, 'project'), place, { recursive: true });
  cpSync(join(bundle, 'programs'), join(place, '.cache'), { recursive: true });
  // npm writes into its cache: out of a copy, the bundle stays whole for the next machine.
  const cache = join(place, '.cache/npm');
  cpSync(join(bundle, 'npm-cache'), cache, { recursive: true });
  const env = {
    ...process.env,
    // npm takes each package out of the bundle and compares it with the sum in package-lock.json.
    npm_config_cache: cache,
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
  const run = (code) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: place,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    }).status;
  const isInstalled = run(
    `import { ensureInstalled } from './scripts/install.mjs'; await ensureInstalled();`,
  );
  rmSync(cache, { recursive: true });
  if (isInstalled !== 0) return 'The packages could not be installed.';
  const isBuilt = run(
    `import { ensureBuilt } from './scripts/build.mjs'; await ensureBuilt({ log: console.error });`,
  );
  if (isBuilt !== 0) return 'The project could not be built.';
  log(`dondoc ${manifest.commit.slice(0, 12)} is in ${place}; start it there with npm start.`);
  return null;
}

const failed = await install(process.argv.slice(2));
if (failed !== null) {
  log(failed);
  process.exitCode = 1;
}
