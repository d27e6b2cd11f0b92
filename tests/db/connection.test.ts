import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { keptRows } from '../../db/kept-plans.js';
import { openPool } from '../../db/transaction.js';
import type { LedgerPool } from '../../db/transaction.js';
import { createTestDatabase } from '../support/ledger.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: LedgerPool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, poolSize: 2, patience: 'jobs' });
});

afterAll(async () => {
  await pool.close();
  await database.drop();
});

test('a connection that the server ends between two statements fails its transaction, not the process', async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => {
    uncaught.push(error);
  };
  process.on('uncaughtException', note);
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  try {
    const broken = pool.transaction(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await other.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]);
      // The word of the end comes over the wire before the answer to another connection's next query.
      for (let turn = 0; turn < 20; turn += 1) await other.query('select 1');
      await sql`select 1`.execute(trx);
    });
    await expect(broken).rejects.toThrow();
    expect(uncaught).toEqual([]);
    expect((await sql<{ one: number }>`select 1 as one`.execute(pool.db)).rows).toEqual([
      { one: 1 },
    ]);
  } finally {
    process.off('uncaughtException', note);
    await other.end();
  }
});

test('a kept statement is planned once by a connection, whatever its values, and others are not kept', async () => {
  await sql`create table counted (n int not null)`.execute(pool.db);
  await sql`insert into counted values (1), (2), (3)`.execute(pool.db);
  await pool.transaction(async (trx) => {
    const above = async (least: number) =>
      keptRows(trx, sql<{ n: number }>`select n from counted where n >= ${least} order by n`);
    expect(await above(3)).toEqual([{ n: 3 }]);
    expect(await above(2)).toEqual([{ n: 2 }, { n: 3 }]);
    await sql`select n from counted where n = ${1}`.execute(trx);
    const { rows } = await sql<{ statement: string }>`
      select statement from pg_prepared_statements where statement like '%counted%'`.execute(trx);
    expect(rows).toEqual([{ statement: 'select n from counted where n >= $1 order by n' }]);
  });
});

test('an upgrade that changes a table under a kept statement is not noticed by who asks', async () => {
  await sql`create table upgraded (n int not null)`.execute(pool.db);
  await sql`insert into upgraded values (1)`.execute(pool.db);
  const all = async (db: Pick<LedgerPool['db'], 'executeQuery' | 'getExecutor'>) =>
    keptRows(db, sql`select * from upgraded`);
  // Every connection of the pool knows it.
  await Promise.all([all(pool.db), all(pool.db)]);
  expect(await pool.transaction(all)).toEqual([{ n: 1 }]);
  await sql`alter table upgraded add column word text not null default 'mới'`.execute(pool.db);
  let begun = 0;
  const inside = pool.transaction(async (trx) => {
    begun += 1;
    return all(trx);
  });
  expect(await inside).toEqual([{ n: 1, word: 'mới' }]);
  expect(begun).toBe(2);
  await sql`alter table upgraded drop column word`.execute(pool.db);
  expect(await Promise.all([all(pool.db), all(pool.db)])).toEqual([[{ n: 1 }], [{ n: 1 }]]);
});
