// The build of an earlier commit, beside this one: what an upgrade begins with.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../pid-lock.mjs';
import { projectRoot, Refusal, stateDir } from '../project.mjs';

const run = promisify(execFile);
const git = async (...args) => (await run('git', args, { cwd: projectRoot })).stdout.trim();

/** The folder of `commit`, installed and built there once; throws a Refusal where there is no such commit. */
export async function earlierBuild(commit, { log }) {
  const id = await git('rev-parse', '--verify', '--quiet', `${commit}^{commit}`).catch(() => {
    throw new Refusal(`There is no commit ${commit} here.`);
  });
  const root = join(stateDir, 'earlier', id.slice(0, 12));
  await withLock(
    { path: `${root}.lock`, onWait: (pid) => log(`waiting for process ${pid} to build ${commit}`) },
    async () => {
      if (existsSync(join(root, 'dist/worker/main.js'))) return;
      log(`building ${commit} (${id.slice(0, 12)}) beside this one, once`);
      mkdirSync(root, { recursive: true });
      const archive = `git archive ${id} | tar -x -C "$0"`;
      await run('sh', ['-c', archive, root], { cwd: projectRoot });
      const options = { cwd: root, maxBuffer: 1 << 26 };
      await run('npm', ['ci', '--no-audit', '--no-fund'], options);
      await run(process.execPath, ['scripts/build.mjs'], options);
    },
  );
  return root;
}
