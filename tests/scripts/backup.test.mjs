import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../scripts/project.mjs';
import { createEmptyDatabase, createTestDatabase } from '../support/ledger.ts';
import { openLiveLedger } from '../../office/live-ledger.ts';
import { migrateStaffAuth } from '../../office/directory/staff-auth-tables.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'backup-command-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const dondoc = async (databaseUrl, ...args) =>
  await run(process.execPath, ['scripts/dondoc.mjs', ...args], {
    cwd: projectRoot,
    env: {
      ...process.env,
      INIT_CWD: folder,
      LOG_LEVEL: '',
      DATABASE_URL: databaseUrl,
      INSTANCE_ID: 'an-installation',
      INSTANCE_SEAT: 'a-place-of-this-test',
      MARK_DIR: join(folder, 'marks'),
      LINK_KEY: 'a key of links that is long enough for it',
      AUTH_SECRET: 'a secret of the test that is long enough',
      AUDIT_KEY: 'a key of the audit that is long enough',
    },
  });

/** What came of each backup that the ledger knows of, the earliest first. */
const backupsNoted = async (databaseUrl) => {
  const ledger = openLiveLedger({ databaseUrl, poolSize: 1 });
  try {
    const rows = await ledger.db
      .selectFrom('backup_run')
      .select('problem')
      .orderBy('started_at')
      .execute();
    return rows.map(({ problem }) => problem);
  } finally {
    await ledger.close();
  }
};

test('backup, restore and fence as an operator uses them', async () => {
  const [database, empty] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
  try {
    await migrateStaffAuth(database.url);
    const { stdout: made } = await dondoc(database.url, 'backup', 'kept', '--json');
    const report = JSON.parse(made);
    expect(report).toMatchObject({
      tables: expect.any(Number),
      rows: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      versions: { dondoc: expect.any(String), migrations: expect.any(Array) },
    });
    // What stands there is not written over, and a folder named by mistake is no backup that failed.
    await expect(dondoc(database.url, 'backup', 'kept', '--json')).rejects.toMatchObject({
      stderr: expect.stringContaining('phải trống'),
    });
    expect(await backupsNoted(database.url)).toEqual([null]);
    await expect(
      dondoc(empty.url, 'restore', 'kept', '--take-keys', '--json'),
    ).rejects.toMatchObject({ code: 1 });
    const { stdout: back } = await dondoc(empty.url, 'restore', 'kept', '--json');
    expect(JSON.parse(back)).toMatchObject({ sha256: report.sha256, missingKeys: [] });

    const state = async (...act) =>
      JSON.parse((await dondoc(empty.url, 'fence', ...act, '--json')).stdout);
    expect(await state()).toMatchObject({ state: 'closed', why: 'restored', holds: true });
    expect(await state('release')).toMatchObject({ state: 'open', released: { held: true } });
    expect(await state('close')).toMatchObject({ state: 'closed', why: 'byHand', holds: false });
    expect(await state('release')).toMatchObject({ state: 'open', released: { held: false } });
    await expect(state('release')).rejects.toMatchObject({ code: 1 });
  } finally {
    await Promise.all([database.drop(), empty.drop()]);
  }
}, 120_000);
