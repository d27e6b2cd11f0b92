import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../scripts/project.mjs';
import { query } from '../../scripts/postgres.mjs';
import { createTestDatabase } from '../support/ledger.ts';

const run = promisify(execFile);

const verify = async (url, ...options) =>
  await run(process.execPath, ['scripts/dondoc.mjs', 'verify-audit', ...options], {
    cwd: projectRoot,
    env: {
      ...process.env,
      INIT_CWD: projectRoot,
      LOG_LEVEL: '',
      DATABASE_URL: url,
      AUDIT_KEY: 'a key of this test that is long enough for it',
    },
  });

test('an audit that holds, and an office that has gone from it', async () => {
  const database = await createTestDatabase();
  try {
    const { stdout } = await verify(database.url, '--json');
    expect(JSON.parse(stdout)).toEqual({ offices: 0, sealed: 0, broken: [] });

    const gone = '00000000-0000-4000-8000-000000000001';
    await query({
      url: database.url,
      sql: `insert into audit_register (office_id, registered_as) values ('${gone}', 1)`,
    });
    const broken = await verify(database.url, '--json');
    expect(JSON.parse(broken.stdout).broken).toEqual([{ officeId: gone, at: 0 }]);
    const { stdout: told } = await verify(database.url);
    expect(told).toContain('NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN');
    expect(told).toContain(`Cơ quan ${gone} đã mất cùng toàn bộ nhật ký`);
  } finally {
    await database.drop();
  }
});
