import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { record } from '../../../office/audit/record.js';
import { sealAudit, verifyAudit } from '../../../office/audit/seal.js';
import { openLedger } from '../../../office/scope.js';
import type { Ledger } from '../../../office/scope.js';
import { createOffice } from '../../../office/directory/create-office.js';
import { instant } from '../../../domain/day.js';
import { createTestDatabase } from '../../support/ledger.js';

const KEY = 'a key that stands outside of the database';
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let ledger: Ledger;
let officeId: string;
let sealed: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = { now: () => instant('2026-06-01T02:00:00Z') };
  ledger = openLedger({ databaseUrl: database.url, clock, poolSize: 3 });
  officeId = await ledger.db.transaction().execute(async (trx) =>
    createOffice(trx, {
      kind: 'live',
      name: 'Văn phòng thử',
      shortName: 'VP',
      emailDomain: 'thu.example',
      settings: {},
      clockAt: null,
      rehearsal: null,
      staff: [],
    }),
  );
  await ledger.inOffice({ officeId, actor: 'staff:1' }, async (scope) => {
    await record(scope, 'openLink', 'agency:1');
    await record(scope, 'submit', 'obligation:1', { version: 1, state: 'submitted' });
    await record(scope, 'accept', 'obligation:1');
  });
  // Rows are left alone for two seconds; here they are simply older.
  await sql`update audit set real_at = real_at - interval '1 minute'`.execute(ledger.db);
  sealed = await sealAudit(ledger.db, KEY);
});

afterAll(async () => {
  await ledger.close();
  await database.drop();
});

test('rows are sealed in order and the chain holds', async () => {
  expect(sealed).toBe(3);
  expect(await sealAudit(ledger.db, KEY)).toBe(0);
  expect(await verifyAudit(ledger.db, KEY)).toEqual({ offices: 1, sealed: 3, broken: [] });
});

test.each([
  { what: 'a changed row', change: sql`update audit set act = 'waive' where sealed_as = 2`, at: 2 },
  { what: 'a removed row', change: sql`delete from audit where sealed_as = 3`, at: 2 },
  { what: 'a head made with another key', change: sql`update audit_head set mac = 'x'`, at: 3 },
])('$what breaks the chain', async ({ change, at }) => {
  await ledger.db
    .transaction()
    .execute(async (trx) => {
      await change.execute(trx);
      const verdict = await verifyAudit(trx, KEY);
      expect(verdict.broken).toEqual([{ officeId, at }]);
      throw new Error('back');
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'back') throw error;
    });
});
