// Folders of tests and private instances. Each names its owner, so that a later command can clear up
// behind one that was killed.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endTemporalIn } from './dev-temporal.mjs';
import { destroyPostgres } from './postgres.mjs';
import { identityOf, isStillRunning } from './processes.mjs';

const prefix = 'dondoc-';

/** Makes a temporary folder of this process; `remove` takes it away. */
export function makeTemporaryFolder(purpose) {
  const dir = mkdtempSync(join(tmpdir(), `${prefix}${purpose}-`));
  // Root starts PostgreSQL under another account, which must be able to pass through.
  chmodSync(dir, 0o711);
  writeFileSync(join(dir, 'owner'), identityOf(process.pid));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Stops the servers and removes the folders of owners that are dead. */
export async function sweepTemporaryFolders() {
  for (const name of readdirSync(tmpdir())) {
    const dir = join(tmpdir(), name);
    const owner = name.startsWith(prefix) ? ownerOf(dir) : null;
    if (owner === null || isStillRunning(owner)) continue;
    await endTemporalIn(dir);
    await endTemporalIn(join(dir, 'temporal'));
    await destroyPostgres(join(dir, 'postgres'));
    rmSync(dir, { recursive: true, force: true });
  }
}

function ownerOf(dir) {
  try {
    return readFileSync(join(dir, 'owner'), 'utf8');
  } catch {
    return null;
  }
}
