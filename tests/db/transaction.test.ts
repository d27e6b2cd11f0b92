import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { LedgerBusy } from '../../db/gate.js';
import { diskAfterRows, openPool, PoolInTransaction } from '../../db/transaction.js';
import type { LedgerPool } from '../../db/transaction.js';
import { peopleCrowd } from '../../office/post/people-crowd.js';
import { createTestDatabase } from '../support/ledger.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const pools: LedgerPool[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await Promise.all(pools.map(async (pool) => pool.close()));
  await database.drop();
});

function open(poolSize: number, transactions = 96): LedgerPool {
  const pool = openPool({
    databaseUrl: database.url,
    poolSize,
    patience: 'people',
    waiting: { statements: 512, transactions },
  });
  pools.push(pool);
  return pool;
}

const look = async (db: LedgerPool['db']) => sql`select 1`.execute(db);

/** A promise that a test fulfils when it wants. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('inside a transaction the pool is refused at once, also of another one, and free again afterwards', async () => {
  const [pool, other] = [open(4), open(4)];
  // Behind a call lint sees no pool: that is what the guard at run time is for.
  const lookAtIt = async () => look(pool.db);
  const lookAtTheOther = async () => look(other.db);
  const beginAnother = async () => pool.transaction(async () => Promise.resolve());
  let later = lookAtTheOther;
  await pool.transaction(async (trx) => {
    await sql`select 1`.execute(trx);
    await expect(lookAtIt()).rejects.toThrow(PoolInTransaction);
    await expect(lookAtTheOther()).rejects.toThrow(PoolInTransaction);
    await expect(beginAnother()).rejects.toThrow(PoolInTransaction);
    // What was begun inside and goes on after the commit is free to look.
    later = async () => lookAtIt();
  });
  await expect(later()).resolves.toBeDefined();
});

test('a transaction that waits in vain for a row is begun again and does it once the row is free', async () => {
  const pool = open(4);
  await sql`create table held (id int primary key, n int not null)`.execute(pool.db);
  await sql`insert into held values (1, 0)`.execute(pool.db);
  const [taken, free] = [gate(), gate()];
  const holder = pool.transaction(async (trx) => {
    await sql`update held set n = n + 1 where id = 1`.execute(trx);
    taken.open();
    await free.opened;
  });
  await taken.opened;
  let begun = 0;
  const waiting = pool.transaction(async (trx) => {
    begun += 1;
    if (begun === 2) free.open();
    await sql`set local lock_timeout = '50ms'`.execute(trx);
    if (begun === 2) await holder;
    await sql`update held set n = n + 1 where id = 1`.execute(trx);
  });
  await Promise.all([holder, waiting]);
  expect(begun).toBe(2);
  const { rows } = await sql<{ n: number }>`select n from held`.execute(pool.db);
  expect(rows).toEqual([{ n: 2 }]);
});

test('acts that all wait leave a connection to those who look, and who comes too many is told', async () => {
  const pool = open(4, 2);
  const free = gate();
  const running = Array.from({ length: 5 }, () =>
    pool.transaction(async () => {
      await free.opened;
    }),
  );
  await expect(pool.transaction(async () => Promise.resolve())).rejects.toThrow(LedgerBusy);
  await expect(look(pool.db)).resolves.toBeDefined();
  free.open();
  await Promise.all(running);
  await expect(pool.transaction(async () => Promise.resolve('done'))).resolves.toBe('done');
});

test('two hundred people who act in one instant are all served', async () => {
  const pool = openPool({ databaseUrl: database.url, poolSize: 2, patience: 'people' });
  pools.push(pool);
  const acts = Array.from({ length: 200 }, async (_, nth) =>
    pool.transaction(async () => Promise.resolve(nth)),
  );
  await expect(Promise.all(acts)).resolves.toHaveLength(200);
});

test('every connection has its time-outs', async () => {
  const pool = open(1);
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
     where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout')
     order by name`.execute(pool.db);
  expect(rows.map(({ setting }) => Number(setting))).toEqual([20_000, 2_500, 15_000]);
});

test.each(['0A000', '26000', '40001'])(
  'a transaction that fails with %s, which goes by itself, is begun again as a whole',
  async (code) => {
    const pool = open(4);
    let begun = 0;
    await pool.transaction(async (trx) => {
      begun += 1;
      if (begun > 1) return;
      await sql`do ${sql.raw(`$$ begin raise exception using errcode = '${code}'; end $$`)}`.execute(
        trx,
      );
    });
    expect(begun).toBe(2);
  },
);

test('whoever runs a transaction whose rows come free at once goes on only when the disk has it', async () => {
  const url = new URL(database.url);
  // The server of the tests waits for no disk.
  url.searchParams.set('options', '-c synchronous_commit=on');
  const pool = openPool({ databaseUrl: url.href, poolSize: 2, patience: 'people' });
  pools.push(pool);
  await sql`create table if not exists kept (n int)`.execute(pool.db);
  const asked = sql<{ inserted: string; waits: string }>`
    select pg_current_wal_insert_lsn()::text as inserted,
           current_setting('synchronous_commit') as waits`;
  const within = await pool.transaction(async (trx) => {
    await sql`insert into kept select generate_series(1, 1000)`.execute(trx);
    await diskAfterRows(trx);
    return (await asked.execute(trx)).rows[0]!;
  });
  const { rows } = await sql<{ flushed: boolean }>`
    select pg_current_wal_flush_lsn() >= ${within.inserted}::pg_lsn as flushed`.execute(pool.db);
  expect(within.waits).toBe('off');
  expect(rows[0]!.flushed).toBe(true);
  // Of this transaction alone.
  expect((await asked.execute(pool.db)).rows[0]!.waits).toBe('on');
});

test('six people at once are a crowd, whatever jobs are at the ledger; they are none once they have gone', async () => {
  const people = open(8);
  const jobs = openPool({ databaseUrl: database.url, poolSize: 8, patience: 'jobs' });
  pools.push(jobs);
  const [peopleGo, jobsGo] = [gate(), gate()];
  const stay = async (pool: LedgerPool, go: Promise<void>, here: () => void) =>
    pool.transaction(async (trx) => {
      await sql`select 1`.execute(trx);
      here();
      await go;
    });
  const asks = openPool({ databaseUrl: database.url, poolSize: 1, patience: 'jobs' });
  pools.push(asks);
  const left: Promise<unknown>[] = [];
  const arrived = async (pool: LedgerPool, go: Promise<void>, many: number) => {
    let there = 0;
    const all = gate();
    for (let nth = 0; nth < many; nth += 1) {
      left.push(
        stay(pool, go, () => {
          there += 1;
          if (there === many) all.open();
        }),
      );
    }
    await all.opened;
  };
  await arrived(jobs, jobsGo.opened, 6);
  await arrived(people, peopleGo.opened, 5);
  expect(await peopleCrowd(asks.db)).toBe(false);
  await arrived(people, peopleGo.opened, 1);
  expect(await peopleCrowd(asks.db)).toBe(true);
  peopleGo.open();
  jobsGo.open();
  await Promise.all(left);
  expect(await peopleCrowd(asks.db)).toBe(false);
});
