// npm run verify: what CI runs, on your machine: the static checks, then all tests.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project.mjs';

const codes = ['check.mjs', 'test.mjs'].map((script) => {
  const { status } = spawnSync(process.execPath, [join(projectRoot, 'scripts', script)], {
    stdio: 'inherit',
  });
  return status ?? 1;
});
process.exitCode = Math.max(...codes);
