import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startTemporal } from '../../scripts/dev-temporal.mjs';

test('the file of the workflows is read by its owner alone, one of before too', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'dondoc-temporal-'));
  // Others could read what an earlier version left.
  writeFileSync(join(dir, 'temporal.db-shm'), '', { mode: 0o644 });
  const server = await startTemporal({ dir, cli: process.env.TEMPORAL_CLI_PATH });
  try {
    expect(statSync(join(dir, 'temporal.db')).mode & 0o077).toBe(0);
    expect(statSync(join(dir, 'temporal.db-shm')).mode & 0o077).toBe(0);
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true });
  }
});
