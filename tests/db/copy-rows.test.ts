import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { copyIn, copyOut } from '../../db/copy/copy-rows.js';
import { createEmptyDatabase } from '../support/ledger.js';
import type { TestDatabase } from '../support/ledger.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createEmptyDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Takes one piece at a time, each a turn of the loop later. */
function slow(): { readonly stream: Writable; readonly pieces: Buffer[] } {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _encoding, done) => {
      pieces.push(chunk);
      setImmediate(done);
    },
  });
  return { stream, pieces };
}

test.each([1, 600, 670, 700, 1300, 5000])(
  'a slow stream gets all of %i rows, and the next question is answered',
  async (rows) => {
    const { stream, pieces } = slow();
    const copied = await copyOut(
      client,
      `copy (select repeat('x', 99) from generate_series(1, ${String(rows)})) to stdout`,
      stream,
    );
    expect(copied).toBe(rows);
    expect(Buffer.concat(pieces).toString()).toBe(`${'x'.repeat(99)}\n`.repeat(rows));
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  },
);

test('a table that refuses a row says why, and the connection goes on', async () => {
  await client.query('create table taken (n int primary key)');
  await expect(
    copyIn(client, 'copy taken from stdin', Readable.from([Buffer.from('1\n1\n')])),
  ).rejects.toThrow('duplicate key');
  expect(
    await copyIn(
      client,
      'copy taken from stdin',
      Readable.from([Buffer.from('1\n'), Buffer.from('2\n')]),
    ),
  ).toBe(2);
});
