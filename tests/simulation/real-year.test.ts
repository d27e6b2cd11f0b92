import { expect, test } from '@jest/globals';
import { steppedLedger } from '../../cli/simulate/real-office.js';
import { realYear } from '../../cli/simulate/real-year.js';
import { createTestDatabase } from '../support/ledger.js';

// Small years: with a wrong address, with answers that are lost and a doubtful mail that somebody sends again, with a relay out of reach.
test.each([
  [17, 'no such user'],
  [16, 'no answer'],
  [41, 'nobody there'],
])(
  'a year by the real acts comes to the same notices, states and counts: seed %i, %s',
  async (seed, trouble) => {
    const database = await createTestDatabase();
    const world = steppedLedger(database.url);
    try {
      expect(await realYear(world, seed)).toEqual([]);
      const { mails } = await world.ledger.db
        .selectFrom('message')
        .select((eb) => eb.fn.countAll<number>().as('mails'))
        .executeTakeFirstOrThrow();
      expect(mails).toBeGreaterThan(15);
      const { tries } = await world.ledger.db
        .selectFrom('mail_try')
        .select((eb) => eb.fn.countAll<number>().as('tries'))
        .where('response', 'like', `%${trouble}%`)
        .executeTakeFirstOrThrow();
      expect(tries).toBeGreaterThan(0);
    } finally {
      await world.close();
      await database.drop();
    }
  },
  240_000,
);
