import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
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
