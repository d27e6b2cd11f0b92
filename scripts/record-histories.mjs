// npm run histories [-- --force]: plays the stories on the real ledger and keeps the histories of their workflows in tests/histories.
// A history listed in the manifest is never overwritten, except with --force; from the first tag on not even so.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project.mjs';

const force = process.argv.slice(2).includes('--force');
const { status } = spawnSync(
  process.execPath,
  [join(projectRoot, 'scripts/test.mjs'), '--testMatch', '**/tests/histories/record.ts'],
  {
    cwd: projectRoot,
    env: { ...process.env, FORCE_HISTORIES: force ? '1' : '0' },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
