// npm run screens [-- DIR]: pictures of every main state, on a desk and on a telephone, for people to look at.
// Each page is also asked whether it is too wide, whether its console complains, and what axe finds.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { projectRoot } from './project.mjs';

const folder = resolve(process.argv[2] ?? join(projectRoot, '.cache/screens'));
const { status } = spawnSync(
  process.execPath,
  [
    join(projectRoot, 'scripts/test.mjs'),
    '--testMatch',
    '<rootDir>/tests/pages/screens.pictures.ts',
  ],
  { stdio: 'inherit', env: { ...process.env, SCREENS_DIR: folder } },
);
console.log(`pictures: ${folder}`);
process.exitCode = status ?? 1;
