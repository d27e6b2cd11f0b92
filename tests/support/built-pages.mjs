import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/build.mjs';
import { distDir } from '../../scripts/project.mjs';

/** The folder of the office pages, built anew when their sources have changed. */
export async function builtPages() {
  await ensureBuilt({ log: () => undefined, only: ['web'] });
  return join(distDir, 'web');
}
