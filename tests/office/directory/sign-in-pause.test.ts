import { expect, test } from '@jest/globals';
import { countTry, purgeTriedAddresses } from '../../../office/directory/sign-in-pause.js';
import { openTestLedger } from '../../support/office.js';

test('an address tried in vain is kept for as long as it counts, and no longer', async () => {
  const world = await openTestLedger();
  try {
    const { ledger, clock } = world;
    const kept = async () =>
      (await ledger.db.selectFrom('sign_in_failure').selectAll().execute()).length;
    clock.to('2026-06-01T08:00');
    await countTry(ledger, { email: 'ai-do@songhuong.example', now: clock.now() });
    clock.to('2026-06-02T07:00');
    await purgeTriedAddresses(ledger.db, clock.now());
    expect(await kept()).toBe(1);
    clock.to('2026-06-02T08:01');
    await purgeTriedAddresses(ledger.db, clock.now());
    expect(await kept()).toBe(0);
  } finally {
    await world.drop();
  }
});
