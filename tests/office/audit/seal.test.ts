import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../../db/tables.js';
import { record } from '../../../office/audit/record.js';
import { sealAudit } from '../../../office/audit/seal.js';
import { verifyAudit } from '../../../office/audit/verify.js';
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
  officeId = await ledger.transaction(async (trx) =>
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
  sealed = await sealAudit(ledger, KEY);
});

afterAll(async () => {
  await ledger.close();
  await database.drop();
});

test('rows are sealed in order and the chain holds', async () => {
  expect(sealed).toBe(3);
  expect(await sealAudit(ledger, KEY)).toBe(0);
  expect(await verifyAudit(ledger.db, KEY)).toEqual({ offices: 1, sealed: 3, broken: [] });
});

const inVain = async (change: (trx: Transaction<Tables>) => Promise<void>): Promise<void> => {
  await ledger
    .transaction(async (trx) => {
      await change(trx);
      throw new Error('back');
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'back') throw error;
    });
};

test.each([
  { what: 'a changed row', change: sql`update audit set act = 'waive' where sealed_as = 2`, at: 2 },
  { what: 'a removed row', change: sql`delete from audit where sealed_as = 3`, at: 2 },
  { what: 'a head made with another key', change: sql`update audit_head set mac = 'x'`, at: 3 },
  { what: 'a removed head', change: sql`delete from audit_head`, at: 3 },
  {
    what: 'all rows and the head rolled back',
    change: sql`update audit_head set sealed_as = 2, seal = (select seal from audit where sealed_as = 2)`,
    at: 3,
  },
])('$what breaks the chain', async ({ change, at }) => {
  await inVain(async (trx) => {
    await change.execute(trx);
    expect((await verifyAudit(trx, KEY)).broken).toEqual([{ officeId, at }]);
  });
});

test('an office that has gone with its rows and its head is missed', async () => {
  await inVain(async (trx) => {
    await trx.deleteFrom('office').where('id', '=', officeId).execute();
    expect((await verifyAudit(trx, KEY)).broken).toEqual([{ officeId, at: 0 }]);
  });
});

test('the register cannot be shortened while a head vouches for it', async () => {
  await inVain(async (trx) => {
    await trx.deleteFrom('audit_register').execute();
    expect((await verifyAudit(trx, KEY)).broken).toEqual([{ officeId: 'register', at: 1 }]);
  });
});

test('a rehearsal may go: the row of its deletion stands in the chain of its mother', async () => {
  await inVain(async (trx) => {
    const gone = randomUUID();
    await trx.insertInto('audit_register').values({ office_id: gone, registered_as: 2 }).execute();
    expect((await verifyAudit(trx, KEY)).broken).toEqual([{ officeId: gone, at: 0 }]);
    await trx
      .insertInto('audit')
      .values({
        office_id: officeId,
        at: instant('2026-06-01T02:00:00Z'),
        actor: 'staff:1',
        act: 'deleteRehearsal',
        subject: `office:${gone}`,
        sealed_as: null,
        seal: null,
      })
      .execute();
    expect((await verifyAudit(trx, KEY)).broken).toEqual([]);
  });
});
