import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../scripts/project.mjs';
import { createTestDatabase } from '../support/ledger.ts';

const run = promisify(execFile);

test('says in one JSON value what keeps mail from leaving, and ends with 1', async () => {
  const database = await createTestDatabase();
  try {
    const failed = await run(process.execPath, ['scripts/dondoc.mjs', 'doctor', '--json'], {
      cwd: projectRoot,
      env: {
        ...process.env,
        INIT_CWD: projectRoot,
        LOG_LEVEL: '',
        DATABASE_URL: database.url,
        // Nobody listens there.
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        SMTP_URL: 'smtp://127.0.0.1:1',
        PUBLIC_URL: 'http://127.0.0.1:1',
      },
    }).then(
      () => null,
      (error) => error,
    );
    expect(failed?.code).toBe(1);
    const { ok, checks } = JSON.parse(failed.stdout);
    expect(ok).toBe(false);
    const stopping = checks.filter((check) => check.stops).map(({ name }) => name);
    expect(stopping).toEqual(['temporal', 'relay']);
    expect(checks.find(({ name }) => name === 'ledger')).toMatchObject({ ok: true });
  } finally {
    await database.drop();
  }
});
