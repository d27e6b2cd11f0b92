import { expect, test } from '@jest/globals';
import { giveDue } from '../../../office/plan/give-due.js';
import { day } from '../../../domain/day.js';
import type { ConfirmedCycle } from '../../../domain/schemas/confirmed-plan.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  makeOffice,
  obligationsOf,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-15T09:00' });

/** "theo quy định": nobody said by when. */
const OPEN: ConfirmedCycle = {
  ...BEFORE_5_JULY,
  key: 'report-open',
  duePhrase: 'theo quy định',
  cutOff: null,
  dueDay: null,
  rule: undefined,
  hourBound: false,
  showTarget: false,
  targetAt: null,
  overdueAt: null,
};

async function underWay() {
  const office = await makeOffice(world, { agencies: [{}, {}, { standing: true }] });
  const plan = await startedPlan(office, confirmedPlan(office.agencyIds, [{ cycles: [OPEN] }]));
  await office.send('post');
  return { office, cycleId: plan.cycleIds[0]! };
}

const give = async (office: TestOffice, cycleId: string, on: string, paper = '') =>
  office.inOffice(async (scope) => giveDue(scope, { cycleId, day: day(on), time: null, paper }));

test('a duty without a day is assigned once and left in peace until it gets one, then its ladder begins', async () => {
  const { office, cycleId } = await underWay();
  await office.wave();
  const assigned = await office.send();
  expect(assigned.map(({ ics }) => ics)).toEqual([[], []]);
  expect(assigned[0]?.text).toContain('theo quy định');
  office.clock.to('2026-09-15T08:00');
  await office.wave();
  expect([...(await office.send()), ...(await office.send('post'))]).toEqual([]);

  expect(await give(office, cycleId, '2026-09-14')).toMatchObject({ error: 'DUE_IN_THE_PAST' });
  taken(await give(office, cycleId, '2026-09-30', 'Thông tư số 12/2024/TT-BCA'));
  const told = await office.send('post');
  expect(told).toHaveLength(2);
  expect(told[0]?.subject).toContain('Thay đổi thời hạn');
  expect(told[0]?.text).toContain(
    'theo quy định: chậm nhất ngày 30/9/2026, theo Thông tư số 12/2024/TT-BCA',
  );
  expect(told[0]?.text).toContain('Thời hạn trước đây: theo quy định.');
  expect(told[0]?.ics.map(({ method }) => method)).toEqual(['REQUEST']);
  const [owed] = await obligationsOf(office, cycleId);
  expect(owed).toMatchObject({
    next_rung: 'prepare',
    target_at: '2026-09-30T10:00:00.000Z',
    original_target_at: '2026-09-30T10:00:00.000Z',
  });
  expect(await give(office, cycleId, '2026-10-30')).toMatchObject({ error: 'ALREADY_DONE' });
});

test('a day is given to this office’s duties alone, and to none that is taken no more', async () => {
  const { cycleId } = await underWay();
  const other = await underWay();
  expect(await give(other.office, cycleId, '2026-09-30')).toMatchObject({ error: 'NOT_FOUND' });
  const { office } = other;
  await office.ledger.db
    .updateTable('cycle')
    .set({ cancelled_at: office.clock.now() })
    .where('id', '=', other.cycleId)
    .execute();
  expect(await give(office, other.cycleId, '2026-09-30')).toMatchObject({
    error: 'CYCLE_NOT_OPEN',
  });
});
