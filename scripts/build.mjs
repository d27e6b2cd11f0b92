// Sources → dist/. Each part is redone only when a hash of what it is made from has changed.
//   node scripts/build.mjs    (or `ensureBuilt()`, which starts this file only when something is to be done)
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { withLock } from './pid-lock.mjs';
import { distDir, explain, projectRoot, Refusal, stateDir } from './project.mjs';

const stampsPath = join(distDir, '.stamps.json');
const serverFolders = [
  'domain',
  'reader',
  'workflows',
  'activities',
  'mail',
  'documents',
  'db',
  'office',
  'contract',
  'api',
  'worker',
  'simulation',
  'cli',
  'config',
];
const workflowBundlePath = join(distDir, 'workflow-bundle.js');
const webConfig = 'web/vite.config.ts';

const parts = [
  { name: 'server', from: [...serverFolders, 'web/agency'], makes: distDir, build: transpile },
  {
    name: 'workflows',
    // `activities` by type only: a change there cannot change the bundle.
    from: ['workflows', 'domain'],
    isThere: () => existsSync(join(projectRoot, 'workflows/index.ts')),
    makes: workflowBundlePath,
    build: bundleWorkflows,
  },
  {
    name: 'web',
    from: ['web', 'domain', 'contract'],
    isThere: () => existsSync(join(projectRoot, webConfig)),
    makes: join(distDir, 'web/index.html'),
    build: buildWeb,
  },
];

/** Brings `dist/` up to date; `only` names the parts that are wanted (all of them unless given). */
export async function ensureBuilt({ log = console.error, only } = {}) {
  if (stale(only).length === 0) return;
  // The bundlers stay out of this process: a supervisor that lives for months should not carry them.
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...(only ?? [])], {
      cwd: projectRoot,
      // What is built is the same whoever asks for it: a test's own mode would make pages three times as heavy.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stdout.on('data', (chunk) =>
      String(chunk)
        .trim()
        .split('\n')
        .forEach((line) => log(line)),
    );
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Refusal(`The build failed:\n${errors.trim()}`)),
    );
  });
}

/** The parts whose sources differ from what was built, with the hash of today. */
function stale(only) {
  const stamps = readStamps();
  return parts
    .filter((part) => only === undefined || only.includes(part.name))
    .filter((part) => part.isThere?.() ?? true)
    .map((part) => ({ ...part, hash: hashOf(part.from) }))
    .filter((part) => stamps[part.name] !== part.hash || !existsSync(part.makes));
}

async function buildStale(only) {
  const wanted = stale(only);
  if (wanted.length > 0 && !existsSync(join(projectRoot, webConfig))) {
    console.log(`build: ${webConfig} is not there, the office pages are left out`);
  }
  for (const part of await Promise.all(wanted.map(timed))) {
    console.log(`build: ${part.name} in ${(part.ms / 1000).toFixed(1)} s`);
    writeStamp(part);
  }
}

async function timed(part) {
  const startedAt = Date.now();
  await part.build();
  return { ...part, ms: Date.now() - startedAt };
}

/** Every server module by itself, folders kept, other files beside them copied; files whose source is gone are removed. */
async function transpile() {
  const { build } = await import('esbuild');
  const sources = [...serverFolders, 'web/agency'].flatMap(filesIn);
  const modules = sources.filter((path) => extname(path) === '.ts' && !path.endsWith('.d.ts'));
  const assets = sources.filter((path) => !['.ts', '.tsx', '.md'].includes(extname(path)));
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: modules,
    outbase: '.',
    outdir: 'dist',
    bundle: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    write: false,
  });
  const wanted = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  for (const path of assets) wanted.set(join(distDir, path), readFileSync(join(projectRoot, path)));
  for (const [path, contents] of wanted) replaceFile(path, contents);
  for (const folder of new Set([...serverFolders, 'web/agency'])) {
    for (const path of filesIn(join('dist', folder))) {
      if (!wanted.has(join(projectRoot, path))) rmSync(join(projectRoot, path));
    }
  }
}

/** One file with everything a workflow runs; made here, the worker starts in a third of the time. */
async function bundleWorkflows() {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const quiet = {
    trace() {},
    debug() {},
    info() {},
    log() {},
    warn: console.error,
    error: console.error,
  };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(projectRoot, 'workflows/index.ts'),
    logger: quiet,
  });
  replaceFile(workflowBundlePath, Buffer.from(code));
}

/** The office pages. Built aside and moved in, because `dist/web` also holds the agency pages of the server. */
async function buildWeb() {
  const { build } = await import('vite');
  const target = join(distDir, 'web');
  const aside = join(distDir, '.web-next');
  await build({
    root: join(projectRoot, 'web'),
    configFile: join(projectRoot, webConfig),
    // Bundled, it would be written beside the packages, which may be there to be read alone.
    configLoader: 'runner',
    logLevel: 'error',
    build: { outDir: aside, emptyOutDir: true },
  });
  compressBeside(join(aside, 'assets'));
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(target)) {
    if (name !== 'agency') rmSync(join(target, name), { recursive: true, force: true });
  }
  for (const name of readdirSync(aside)) renameSync(join(aside, name), join(target, name));
  rmSync(aside, { recursive: true, force: true });
}

/** Each script and style sheet once more as `.br` and `.gz`, which the API hands to whoever takes them. */
function compressBeside(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(?:js|css)$/.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** Writes only what differs, in one step: a running worker may be reading the file. */
function replaceFile(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(contents))) return;
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, contents);
  renameSync(next, path);
}

function hashOf(folders) {
  const hash = createHash('sha256');
  const common = [
    'package-lock.json',
    'tsconfig.json',
    relative(projectRoot, fileURLToPath(import.meta.url)),
  ];
  for (const path of [...common, ...folders.flatMap(filesIn)]) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(projectRoot, path)));
  }
  return hash.digest('hex');
}

/** All files below a folder of the project, sorted; none when there is no such folder. */
function filesIn(folder) {
  const start = join(projectRoot, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('/node_modules'))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)))
    .sort();
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampsPath, 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp({ name, hash }) {
  replaceFile(stampsPath, JSON.stringify({ ...readStamps(), [name]: hash }, null, 2));
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  const only = process.argv.length > 2 ? process.argv.slice(2) : undefined;
  try {
    await withLock({ path: join(stateDir, 'build.lock') }, async () => await buildStale(only));
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
