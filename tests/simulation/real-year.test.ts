import { expect, test } from '@jest/globals';
import { steppedLedger } from '../../cli/simulate/real-office.js';
import { realYear } from '../../cli/simulate/real-year.js';
import { createTestDatabase } from '../support/ledger.js';

// Small years: with a wrong address, with a mailbox full for days, addresses that are corrected, answers that are lost, with a relay out of reach.
test.each([
  [17, ['no such user']],
  [1155, ['mailbox full', 'no such user', 'no answer']],
  [41, ['no answer', 'nobody there']],
])(
  'a year by the real acts comes to the same notices, states and counts: seed %i, %s',
  async (seed, troubles) => {
    const database = await createTestDatabase();
    const world = steppedLedger(database.url);
    try {
      expect(await realYear(world, seed)).toEqual([]);
      const { mails } = await world.ledger.db
        .selectFrom('message')
        .select((eb) => eb.fn.countAll<number>().as('mails'))
        .executeTakeFirstOrThrow();
      expect(mails).toBeGreaterThan(15);
      for (const trouble of troubles) {
        const { tries } = await world.ledger.db
          .selectFrom('mail_try')
          .select((eb) => eb.fn.countAll<number>().as('tries'))
          .where('response', 'like', `%${trouble}%`)
          .executeTakeFirstOrThrow();
        expect(tries).toBeGreaterThan(0);
      }
    } finally {
      await world.close();
      await database.drop();
    }
  },
  240_000,
);
