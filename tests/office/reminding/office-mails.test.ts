import { expect, test } from '@jest/globals';
import { withOffset } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, noticesOf, startedPlan } from '../../support/office.js';

const world = ledgerOfFile();

test('the officer hears of the closing once, whichever hand comes first at that instant', async () => {
  for (const closingFirst of [true, false]) {
    world.clock.to('2026-06-05T08:00');
    const office = await makeOffice(world, { agencies: [{}] });
    const { cycleIds } = await startedPlan(office);
    const ref = { officeId: office.officeId, cycleId: cycleIds[0]! };
    for (;;) {
      await office.wave();
      await office.send();
      const cycle = await office.ledger.db
        .selectFrom('cycle')
        .select(['desk_rung', 'desk_at'])
        .where('id', '=', ref.cycleId)
        .executeTakeFirstOrThrow();
      world.clock.to(withOffset(cycle.desk_at!).slice(0, 16));
      if (cycle.desk_rung === 'closeNew') break;
    }
    if (closingFirst) await office.cycles.closeCollection(ref);
    await office.wave();
    await office.cycles.closeCollection(ref);
    await office.wave();
    const desk = await noticesOf(office, 'desk');
    expect(desk.filter(({ name }) => name === 'closeNew')).toHaveLength(1);
  }
});
