import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../db/connection.js';
import { migrateLedger } from '../../db/migrate.js';
import { createEmptyDatabase } from '../support/ledger.js';
import { earlierLedger } from '../workflows/earlier/ledger.js';

test('a ledger in which a rung was held back by a pause and told again afterwards is brought up to date', async () => {
  const database = await createEmptyDatabase();
  await earlierLedger(database.url);
  const { db } = connect({ databaseUrl: database.url, poolSize: 1, patience: 'migration' });
  try {
    // As the earlier version left it: the notice held back gave up its key, the one told again has it.
    const { rows: held } = await sql<{ readonly key: string }>`
      with first as (select * from notice where kind = 'ladder' order by ordinal limit 1),
           fresh as (select gen_random_uuid() as id)
      insert into notice overriding system value
      select (jsonb_populate_record(null::notice, to_jsonb(first) || jsonb_build_object('id', fresh.id,
               'ordinal', 900, 'why', 'paused', 'key', first.key || '/paused/' || fresh.id))).*
        from first, fresh
      returning regexp_replace(key, '/paused/.*$', '') as key`.execute(db);
    await migrateLedger(database.url);
    const { rows } = await sql<{ readonly why: string | null; readonly back: boolean }>`
      select why, given_back_at is not null as back from notice
       where key = ${held[0]?.key ?? ''} order by why nulls first`.execute(db);
    expect(rows).toEqual([
      { why: null, back: false },
      { why: 'paused', back: true },
    ]);
  } finally {
    await db.destroy();
    await database.drop();
  }
});
