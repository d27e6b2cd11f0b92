// What a cluster needs besides our own: a real Temporal server, built once from its Go module, and a TLS proxy.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../pid-lock.mjs';
import { programCacheDir } from '../project.mjs';

const run = promisify(execFile);
const version = '1.30.4';
const module = `go.temporal.io/server@v${version}`;
const commands = ['server', 'tools/sql'].map((name) => `go.temporal.io/server/cmd/${name}`);

/** The path of a program on PATH, or in the folders where systems keep their servers; null when it is not there. */
export function programOf(name, env = process.env) {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((dir) => join(dir, name)).find((path) => existsSync(path)) ?? null;
}

/**
 * The programs and the schema of the Temporal server: from the cache, else built by `go` (some minutes, once);
 * `{ absent }` says in a sentence why there are none.
 */
export async function findTemporalServer({ log, env = process.env }) {
  const folder = join(programCacheDir(env), `temporal-server-${version}`);
  const programs = {
    server: join(folder, 'server'),
    sql: join(folder, 'sql'),
    schema: join(folder, 'schema'),
  };
  if (existsSync(programs.schema)) return programs;
  const go = programOf('go', env);
  if (go === null)
    return { absent: 'the Temporal server is built by `go`, which is not on this machine' };
  await withLock(
    {
      path: `${folder}.lock`,
      onWait: (pid) => log(`waiting for process ${pid} to build the Temporal server`),
    },
    async () => {
      if (!existsSync(programs.schema)) await build({ go, folder, env, log });
    },
  );
  return programs;
}

async function build({ go, folder, env, log }) {
  log(`building the Temporal server ${version}, once; this takes some minutes`);
  const goEnv = { ...env, GOBIN: folder, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' };
  const options = { env: goEnv, maxBuffer: 1 << 26 };
  await run(go, ['install', ...commands.map((name) => `${name}@v${version}`)], options);
  const { stdout } = await run(go, ['mod', 'download', '-json', module], options);
  // Last and by a rename: the schema's folder is the mark that all is there.
  const half = join(folder, 'schema.half');
  rmSync(half, { recursive: true, force: true });
  cpSync(join(JSON.parse(stdout).Dir, 'schema/postgresql/v12'), half, { recursive: true });
  renameSync(half, join(folder, 'schema'));
}
