import { existsSync, mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { query, startPostgres } from '../../scripts/postgres.mjs';
import { endProcess } from '../../scripts/processes.mjs';

let dir;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'embedded-ledger-'));
  chmodSync(dir, 0o711);
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

test('a ledger is started, adopted while it lives, and started again after kill -9 with all it held', async () => {
  const dataDir = join(dir, 'postgres');
  const first = await startPostgres({ dataDir, test: true });
  expect(first.adopted).toBe(false);
  await query({ url: first.url, sql: `create table kept as select lower('ĐỒNG NAI') as name` });
  await query({ url: first.url, sql: 'checkpoint' });

  const second = await startPostgres({ dataDir, test: true });
  expect(second).toMatchObject({ adopted: true, url: first.url });

  await endProcess({ identity: second.identity, signal: 'SIGKILL' });
  expect(second.isAlive()).toBe(false);
  const third = await startPostgres({ dataDir, port: first.port, test: true });
  expect(third).toMatchObject({ adopted: false, url: first.url });
  expect(await query({ url: third.url, sql: 'select name from kept' })).toEqual([
    { name: 'đồng nai' },
  ]);

  await third.destroy();
  expect(existsSync(third.dataDir)).toBe(false);
}, 60_000);
