import { expect, test } from '@jest/globals';
import { withOffset } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { acceptReport, submitReport } from '../../../office/collection/obligation-acts.js';
import {
  makeOffice,
  noticesOf,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';

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

test('a report after all others were checked is on the list of that afternoon, not of the day before', async () => {
  world.clock.to('2026-06-05T08:00');
  const office = await makeOffice(world, { agencies: [{}, { binding: false }] });
  const { cycleIds } = await startedPlan(office);
  const cycleId = cycleIds[0]!;
  const [bound, asked] = await obligationsOf(office);
  const submits = async (obligationId: string): Promise<void> => {
    const content = report();
    taken(await office.inOffice((scope) => submitReport(scope, { obligationId, content })));
  };
  const desk = async () =>
    office.ledger.db
      .selectFrom('cycle')
      .select(['desk_rung', 'desk_at'])
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
  world.clock.to('2026-06-20T09:00');
  await submits(bound!.id);
  taken(await office.inOffice((scope) => acceptReport(scope, { obligationId: bound!.id })));
  expect(await desk()).toEqual({ desk_rung: null, desk_at: null });
  // The asked body hears all that it is ever told.
  for (const moment of ['2026-06-22T08:00', '2026-07-01T08:00']) {
    world.clock.to(moment);
    await office.wave();
  }
  world.clock.to('2026-07-08T10:27');
  const before = await pokesOf(office, cycleId);
  await submits(asked!.id);
  const { desk_rung: rung, desk_at: at } = await desk();
  expect([rung, withOffset(at!).slice(0, 16)]).toEqual(['officeList', '2026-07-08T16:00']);
  // Its workflow slept until the closing: it has to hear of the list.
  expect(await pokesOf(office, cycleId)).toBe(before + 1);
});
