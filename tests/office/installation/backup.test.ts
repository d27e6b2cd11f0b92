import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { linkToken, readLinkToken } from '../../../config/link-token.js';
import { backUp } from '../../../cli/backup.js';
import { drill, restore } from '../../../cli/restore.js';
import { lookAtFence } from '../../../db/installation.js';
import { openMarks } from '../../../db/marks.js';
import { sealAudit } from '../../../office/audit/seal.js';
import { ensureLink } from '../../../office/agency-link/ensure-links.js';
import { submitReport } from '../../../office/collection/obligation-acts.js';
import { backUpWhenDue } from '../../../office/installation/scheduled-backup.js';
import { openStaffAuth } from '../../../office/directory/staff-auth.js';
import { migrateStaffAuth } from '../../../office/directory/staff-auth-tables.js';
import { openLedger } from '../../../office/scope.js';
import { createEmptyDatabase, createTestDatabase } from '../../support/ledger.js';
import type { TestDatabase } from '../../support/ledger.js';
import {
  local,
  makeOffice,
  obligationsOf,
  openTestLedger,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const keys = {
  LINK_KEY: 'a key of links that is long enough for it',
  AUTH_SECRET: 'a secret of the test that is long enough',
  AUDIT_KEY: 'a key of the audit that is long enough for it',
};
const folder = mkdtempSync(join(tmpdir(), 'backup-'));
let database: TestDatabase;
let at: TestOffice;
let email = '';
let password = '';

const accounts = (databaseUrl: string) =>
  openStaffAuth({ databaseUrl, secret: keys.AUTH_SECRET, publicUrl: 'http://127.0.0.1' });

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateStaffAuth(database.url);
  const world = await openTestLedger(database);
  world.clock.to('2026-06-01T09:00');
  at = await makeOffice(world, { agencies: [{}, { contacts: 2 }, {}] });
  await startedPlan(at);
  await at.wave();
  await at.send();
  const [first] = await obligationsOf(at);
  taken(
    await at.inOffice((scope) =>
      submitReport(scope, { obligationId: first?.id ?? '', content: report() }),
    ),
  );
  // Rows are left alone for two seconds; here they are simply older.
  await sql`update audit set real_at = real_at - interval '1 minute'`.execute(world.ledger.db);
  await sealAudit(world.ledger, keys.AUDIT_KEY);
  // Megabytes in one table: more than any stream on the way holds at once.
  await sql`
    insert into reason (office_id, id, text, at)
    select ${at.officeId}, gen_random_uuid(), repeat(md5(i::text), 8), now()
      from generate_series(1, 20000) i`.execute(world.ledger.db);
  const auth = accounts(database.url);
  email = 'canbo@songhuong.example';
  password = (await auth.createAccount({ email, name: 'Cán bộ' }))?.password ?? '';
  await auth.close();
}, 60_000);

afterAll(async () => {
  await at.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of some tables, as text. */
async function contentOf(databaseUrl: string): Promise<unknown> {
  const ledger = openLedger({ databaseUrl, clock: at.clock, poolSize: 1 });
  try {
    const rows = async (
      table:
        'notice' | 'message' | 'audit' | 'submission' | 'obligation' | 'plan_version' | 'agency',
    ) =>
      (await ledger.db.selectFrom(table).selectAll().execute())
        .map((row) => JSON.stringify(row))
        .sort();
    return await Promise.all(
      (
        [
          'notice',
          'message',
          'audit',
          'submission',
          'obligation',
          'plan_version',
          'agency',
        ] as const
      ).map(rows),
    );
  } finally {
    await ledger.close();
  }
}

describe('a backup', () => {
  test('brings everything back into an empty database: rows, links, passwords, audit; and stays fenced', async () => {
    const dir = join(folder, 'whole');
    const made = await backUp({ databaseUrl: database.url, dir, keys, withKeys: false });
    expect(made.tables).toBeGreaterThan(40);
    expect(readdirSync(dir)).not.toContain('keys.json');
    expect(readFileSync(join(dir, 'manifest.json'), 'utf8')).not.toContain(keys.LINK_KEY);

    const empty = await createEmptyDatabase();
    try {
      const restored = await restore({ databaseUrl: empty.url, dir, keys, replace: false });
      expect(restored).toMatchObject({
        tables: made.tables,
        rows: made.rows,
        sha256: made.sha256,
        missingKeys: [],
        audit: { offices: 1, broken: [] },
      });
      expect(restored.audit.sealed).toBeGreaterThan(3);
      expect(restored.seconds).toBeLessThan(60);
      expect(await contentOf(empty.url)).toEqual(await contentOf(database.url));

      const ledger = openLedger({ databaseUrl: empty.url, clock: at.clock, poolSize: 2 });
      const before = await at.inOffice((scope) => ensureLink(scope, at.agencyIds[0] ?? ''));
      const after = await ledger.inOffice({ officeId: at.officeId, actor: 'system' }, (scope) =>
        ensureLink(scope, at.agencyIds[0] ?? ''),
      );
      expect(readLinkToken(keys.LINK_KEY, linkToken(keys.LINK_KEY, before))).toEqual(after);
      const fence = await lookAtFence(ledger.db, {
        own: { instanceId: 'installation-2', seat: null },
        marks: openMarks([], 'installation-2'),
      });
      expect(fence).toEqual({ kind: 'closed', why: 'restored' });
      // Rows go on behind the last one.
      await ledger.inOffice({ officeId: at.officeId, actor: 'system' }, async (scope) => {
        await scope.trx
          .insertInto('audit')
          .values({
            office_id: at.officeId,
            at: scope.now,
            actor: 'system',
            act: 'openCycle',
            subject: 'cycle:1',
            details: '{}',
            sealed_as: null,
            seal: null,
          })
          .execute();
      });
      await ledger.close();
      const auth = accounts(empty.url);
      expect(await auth.signIn({ email, password }, '127.0.0.1')).toMatchObject({ kind: 'in' });
      await auth.close();
    } finally {
      await empty.drop();
    }
  }, 60_000);

  test('says which keys are missing, refuses a used ledger, a folder in use and a file that was changed', async () => {
    const dir = join(folder, 'refused');
    await backUp({ databaseUrl: database.url, dir, keys, withKeys: true });
    await expect(backUp({ databaseUrl: database.url, dir, keys, withKeys: false })).rejects.toThrow(
      'phải trống',
    );
    const empty = await createEmptyDatabase();
    try {
      const others = { ...keys, LINK_KEY: 'x'.repeat(40), AUDIT_KEY: 'y'.repeat(40) };
      const restored = await restore({ databaseUrl: empty.url, dir, keys: others, replace: false });
      expect(restored.missingKeys.map(({ key }) => key)).toEqual(['LINK_KEY', 'AUDIT_KEY']);
      expect(restored.audit.broken).toHaveLength(1);
      const again = restore({ databaseUrl: empty.url, dir, keys, replace: false });
      await expect(again).rejects.toThrow('đã có dữ liệu');

      const changed = join(folder, 'changed');
      cpSync(dir, changed, { recursive: true });
      writeFileSync(join(changed, 'public.office.copy.gz'), 'something else');
      const before = await contentOf(empty.url);
      await expect(
        restore({ databaseUrl: empty.url, dir: changed, keys, replace: true }),
      ).rejects.toThrow('public.office.copy.gz');
      expect(await contentOf(empty.url)).toEqual(before);
      const worker = openLedger({ databaseUrl: empty.url, clock: at.clock, poolSize: 1 });
      await worker.transaction(async () => {
        await expect(restore({ databaseUrl: empty.url, dir, keys, replace: true })).rejects.toThrow(
          'đang chạy',
        );
      });
      await worker.close();
    } finally {
      await empty.drop();
    }
  }, 60_000);

  test('a restore that fails half way leaves the ledger that was there', async () => {
    const dir = join(folder, 'half');
    await backUp({ databaseUrl: database.url, dir, keys, withKeys: false });
    const target = await createEmptyDatabase();
    try {
      await restore({ databaseUrl: target.url, dir, keys, replace: false });
      const before = await contentOf(target.url);
      const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as {
        tables: { name: string; rows: number }[];
      };
      for (const table of manifest.tables) if (table.name === 'public.audit') table.rows += 1;
      writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
      await expect(restore({ databaseUrl: target.url, dir, keys, replace: true })).rejects.toThrow(
        'public.audit',
      );
      expect(await contentOf(target.url)).toEqual(before);
    } finally {
      await target.drop();
    }
  }, 60_000);

  test('is as of one instant while the ledger goes on', async () => {
    const dir = join(folder, 'instant');
    const [, second] = await obligationsOf(at);
    const [made] = await Promise.all([
      backUp({ databaseUrl: database.url, dir, keys, withKeys: false }),
      at.inOffice((scope) =>
        submitReport(scope, { obligationId: second?.id ?? '', content: report() }),
      ),
    ]);
    const empty = await createEmptyDatabase();
    try {
      // Foreign keys hold whatever came in between: nothing is half there.
      const back = await restore({ databaseUrl: empty.url, dir, keys, replace: false });
      expect(back.rows).toBe(made.rows);
    } finally {
      await empty.drop();
    }
  }, 60_000);

  test('the daily one is made once a day by one of several workers, and old ones go', async () => {
    const plan = {
      databaseUrl: database.url,
      dir: join(folder, 'daily'),
      minute: 150,
      keep: 2,
      keys,
      version: '1.2.3',
    };
    const due = async (moment: string) => backUpWhenDue(at.ledger, plan, local(moment));
    await at.ledger.db.deleteFrom('backup_run').execute();
    expect(await due('2026-06-02T02:00')).toBeNull();
    const two = await Promise.all([due('2026-06-02T02:30'), due('2026-06-02T02:30')]);
    expect(two.filter((made) => made !== null)).toHaveLength(1);
    expect(await due('2026-06-02T20:00')).toBeNull();
    await due('2026-06-03T02:31');
    await due('2026-06-04T02:31');
    expect(readdirSync(plan.dir)).toEqual(['dondoc-20260602-193100', 'dondoc-20260603-193100']);

    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const failing = { ...plan, dir: join(file, 'below') };
    await expect(backUpWhenDue(at.ledger, failing, local('2026-06-05T03:00'))).rejects.toThrow();
    expect(await due('2026-06-05T03:30')).toBeNull();
    expect(await due('2026-06-05T04:00')).not.toBeNull();
  }, 60_000);

  test('a drill restores elsewhere and is noted', async () => {
    const dir = join(folder, 'drilled');
    await backUp({ databaseUrl: database.url, dir, keys, withKeys: false });
    const trial = await createEmptyDatabase();
    try {
      const tried = await drill({ databaseUrl: database.url, trialUrl: trial.url, dir, keys });
      expect(tried.audit.broken).toEqual([]);
      const noted = await at.ledger.db
        .selectFrom('backup_run')
        .select(['folder', 'problem'])
        .where('kind', '=', 'drill')
        .execute();
      expect(noted).toEqual([{ folder: 'drilled', problem: null }]);
    } finally {
      await trial.drop();
    }
  }, 60_000);
});
