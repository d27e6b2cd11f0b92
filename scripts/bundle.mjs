// npm run bundle -- DIR: one archive with everything an installation without network needs: the project as committed, its
// npm packages, the Temporal programs and PostgreSQL for this platform, and a manifest with the sum of each file.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { filesOf, MANIFEST } from './bundle/manifest.mjs';
import { npmOf } from './install.mjs';
import { explain, projectRoot, Refusal } from './project.mjs';
import { pinnedPrograms } from './temporal.mjs';

const log = (line) => process.stderr.write(`${line}\n`);
const run = promisify(execFile);
const MOST = 64 * 1024 * 1024;

async function bundle([dir]) {
  if (dir === undefined) throw new Refusal('Where to: npm run bundle -- DIR.');
  const out = resolve(process.env.INIT_CWD ?? process.cwd(), dir);
  mkdirSync(out, { recursive: true });
  const commit = await committed();
  const { platform, arch } = process;
  const name = `dondoc-${commit.slice(0, 12)}-${platform}-${arch}`;
  const archive = join(out, `${name}.tar`);
  if (existsSync(archive)) throw new Refusal(`${archive} is there already.`);
  const work = mkdtempSync(join(tmpdir(), 'dondoc-bundle-'));
  try {
    const root = join(work, name);
    await takeProject(root);
    await takePrograms(root);
    await takePackages(root, work);
    for (const file of ['install.mjs', 'manifest.mjs']) {
      copyFileSync(join(projectRoot, 'scripts/bundle', file), join(root, file));
    }
    const files = await filesOf(root);
    const about = { commit, platform, arch, node: process.versions.node };
    writeFileSync(join(root, MANIFEST), JSON.stringify({ ...about, files }, null, 1));
    await run('tar', ['-cf', archive, '-C', work, name]);
    const sum = await sha256Of(archive);
    writeFileSync(`${archive}.sha256`, `${sum}  ${basename(archive)}\n`);
    const megabytes = Math.round(statSync(archive).size / 1024 / 1024);
    return [
      `${archive}: ${files.length} files, ${megabytes} MB, sha256 ${sum}`,
      `There: sha256sum -c ${basename(archive)}.sha256 && tar -xf ${basename(archive)} && node ${name}/install.mjs /opt/dondoc`,
    ].join('\n');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The commit that is bundled; what is not committed could be named by nobody. */
async function committed() {
  const git = async (...args) =>
    (await run('git', args, { cwd: projectRoot, maxBuffer: MOST })).stdout;
  let changes;
  try {
    changes = await git('status', '--porcelain');
  } catch (error) {
    throw new Refusal('A bundle is made out of a checkout of git.', { cause: error });
  }
  if (changes !== '') throw new Refusal('There are changes that are not committed.');
  return (await git('rev-parse', 'HEAD')).trim();
}

async function takeProject(root) {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: projectRoot, maxBuffer: MOST });
  for (const path of stdout.split('\0').filter((each) => each !== '')) {
    const to = join(root, 'project', path);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(projectRoot, path), to);
  }
}

/** Each was compared with its pinned sum as it was fetched. */
async function takePrograms(root) {
  for (const { folder, program, path } of await pinnedPrograms({ log })) {
    mkdirSync(join(root, 'programs', folder), { recursive: true });
    copyFileSync(path, join(root, 'programs', folder, program));
  }
}

/** The cache out of which npm installs the lockfile for this platform; an installation beside fills it. */
async function takePackages(root, work) {
  const beside = join(work, 'beside');
  mkdirSync(beside);
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(projectRoot, file), join(beside, file));
  }
  log('fetching the packages (npm ci)');
  const cache = join(root, 'npm-cache');
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const [program, first] = npmOf();
  try {
    await run(program, [...first, 'ci', ...flags, '--ignore-scripts', '--cache', cache], {
      cwd: beside,
      env: { ...process.env, NODE_ENV: '', npm_config_update_notifier: 'false' },
      maxBuffer: MOST,
    });
  } catch (error) {
    throw new Refusal(`The packages could not be fetched: ${String(error.stderr).trim()}`, {
      cause: error,
    });
  }
  rmSync(beside, { recursive: true });
  // What npm wrote besides the packages tells of this machine.
  for (const entry of readdirSync(cache)) {
    if (entry !== '_cacache') rmSync(join(cache, entry), { recursive: true });
  }
  rmSync(join(cache, '_cacache/tmp'), { recursive: true, force: true });
}

async function sha256Of(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

try {
  process.stdout.write(`${await bundle(process.argv.slice(2))}\n`);
} catch (error) {
  log(explain(error));
  process.exitCode = 1;
}
