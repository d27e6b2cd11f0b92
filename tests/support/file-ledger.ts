import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { openTestLedger } from './office.js';
import type { TestLedger } from './office.js';

/**
 * The ledger that the tests of one file share: opened before the first, dropped after the last, its clock
 * put to `startsAt` before each; `connections` where a test lets several act at the same moment.
 */
export function ledgerOfFile({
  startsAt,
  connections,
}: { readonly startsAt?: string; readonly connections?: number } = {}): TestLedger {
  let opened: TestLedger | null = null;
  const world = (): TestLedger => {
    if (opened === null) throw new Error('the ledger of this file is there while its tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = await openTestLedger(undefined, connections);
  });
  afterAll(async () => {
    await opened?.drop();
  });
  beforeEach(() => {
    if (startsAt !== undefined) world().clock.to(startsAt);
  });
  return {
    get ledger() {
      return world().ledger;
    },
    get clock() {
      return world().clock;
    },
    get cycles() {
      return world().cycles;
    },
    get mails() {
      return world().mails;
    },
    drop: async () => world().drop(),
  };
}
