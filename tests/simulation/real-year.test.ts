import { expect, test } from '@jest/globals';
import { steppedLedger } from '../../cli/simulate/real-office.js';
import { realYear } from '../../cli/simulate/real-year.js';
import { createTestDatabase } from '../support/ledger.js';

// Small years: an action month, one with a report upward, a plan before its report.
test.each([17, 6, 18])(
  'a year by the real acts comes to the same notices, states and counts: seed %i',
  async (seed) => {
    const database = await createTestDatabase();
    const world = steppedLedger(database.url);
    try {
      expect(await realYear(world, seed)).toEqual([]);
      const { mails } = await world.ledger.db
        .selectFrom('message')
        .select((eb) => eb.fn.countAll<number>().as('mails'))
        .executeTakeFirstOrThrow();
      expect(mails).toBeGreaterThan(15);
    } finally {
      await world.close();
      await database.drop();
    }
  },
  240_000,
);
