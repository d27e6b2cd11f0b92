import { expect, test } from '@jest/globals';
import { acceptReport, submitReport } from '../../../office/collection/obligation-acts.js';
import { addAgency } from '../../../office/directory/agencies.js';
import {
  closeAgency,
  closingEffect,
  reopenAgency,
} from '../../../office/directory/close-agency.js';
import { splitAgency, splitEffect } from '../../../office/directory/split-agency.js';
import { agencyParts, successors } from '../../../office/lineage.js';
import { countsOfCycles } from '../../../office/counting/cycle-counts.js';
import { agreedPlan } from '../../support/office.js';
import { startPlan } from '../../../office/plan/start.js';
import { day } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-15T09:00' });

const BASIS = 'Nghị quyết số 9/NQ-HĐND ngày 10/6/2026';

/** Three agencies owe two reports and, in autumn, a third; all of the first two is assigned. */
async function underWay() {
  const office = await makeOffice(world, { agencies: [{}, {}, {}, { standing: true }] });
  const [first, second, third, standing] = office.agencyIds;
  const plan = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY] },
      {
        cycles: [dueOn(day('2026-06-30'), 'plan')],
        what: 'plan',
        owers: [first!, third!, standing!],
      },
      { cycles: [dueOn(day('2026-11-13'), 'autumn')], what: 'list' },
    ]),
  );
  await office.send('post');
  await office.wave();
  await office.send();
  return { office, plan, first: first!, second: second!, third: third! };
}

const close = async (
  office: TestOffice,
  closing: { agencyId: string; successorId: string | null; on?: string; seen?: string },
) =>
  office.inOffice(async (scope) =>
    closeAgency(scope, { basis: BASIS, ...closing, on: day(closing.on ?? '2026-06-15') }),
  );

test('what a closed agency owes goes to its successor, what both owe is one report, both are told once', async () => {
  const { office, plan, first, second } = await underWay();
  const closing = { agencyId: first, successorId: second, on: day('2026-06-15') };
  const { effects, seen } = taken(
    await office.inOffice(async (scope) => closingEffect(scope, closing)),
  );
  expect(effects.map(({ cycleKey, fate }) => [cycleKey, fate])).toEqual([
    ['plan', 'moves'],
    [BEFORE_5_JULY.key, 'joins'],
    ['autumn', 'joins'],
  ]);
  taken(await close(office, { agencyId: first, successorId: second, seen }));

  const [planCycle, reportCycle] = plan.cycleIds;
  const owed = await obligationsOf(office, planCycle);
  expect(owed.find(({ agency_id }) => agency_id === first)).toMatchObject({ state: 'waived' });
  expect(owed.find(({ agency_id }) => agency_id === second)).toMatchObject({
    state: 'expected',
    target_at: effects[0]?.targetAt,
    epoch: 1,
  });
  const told = await office.send('post');
  expect(told.map(({ to, subject }) => [to.address, subject])).toEqual([
    [
      'dv01.1@songhuong.example',
      '[UBND tỉnh Sông Hương] Sở số 01 không phải gửi báo cáo theo Kế hoạch số 120/KH-UBND',
    ],
    [
      'dv02.1@songhuong.example',
      '[UBND tỉnh Sông Hương] Sở số 02 tiếp nhận báo cáo của đơn vị trước sắp xếp',
    ],
  ]);
  const [closed, heir] = told;
  expect(closed?.text).toContain(BASIS);
  expect(closed?.ics.map(({ method }) => method)).toEqual(['CANCEL', 'CANCEL']);
  // Its own report stands in the calendar already, at the same moment.
  expect(heir?.ics.map(({ method }) => method)).toEqual(['REQUEST']);
  expect(heir?.text).toContain('gộp vào báo cáo của đơn vị');

  // The ladder goes on with the successor alone; nothing assigns it once more.
  await office.wave();
  expect(await office.send()).toEqual([]);
  office.clock.to('2026-06-26T08:00');
  await office.wave();
  const reminded = await office.send();
  expect(reminded.map(({ to }) => to.address).sort()).toEqual([
    'dv02.1@songhuong.example',
    'dv03.1@songhuong.example',
  ]);
  const { officeId } = office;
  const counts = await countsOfCycles(office.ledger.db, {
    ...{ officeId, now: world.clock.now() },
    cycleIds: [planCycle!, reportCycle!],
  });
  expect(counts.get(planCycle!)).toMatchObject({ total: 3, waived: 1, expected: 2 });
  expect(counts.get(reportCycle!)).toMatchObject({ total: 3, waived: 1, expected: 2 });
});

test.each(['closed', 'split'] as const)(
  'what a %s agency hands on to one freed of its own report is owed by that, by the same day',
  async (way) => {
    const { office, plan, first, second, third } = await underWay();
    const inReport = async (agencyId: string, nth = 1) =>
      (await obligationsOf(office, plan.cycleIds[nth])).find((one) => one.agency_id === agencyId)!;
    // Ended by mistake and taken back, it is freed of both.
    taken(await close(office, { agencyId: second, successorId: null }));
    taken(await office.inOffice(async (scope) => reopenAgency(scope, { agencyId: second })));
    expect(await inReport(second)).toMatchObject({ state: 'waived', epoch: 0 });
    expect(await inReport(second, 2)).toMatchObject({ state: 'waived' });
    await office.send('post');
    const on = day('2026-06-15');
    const split = { agencyId: first, partIds: [second, third], on, remains: false, chosen: {} };
    if (way === 'split') {
      const { effects } = taken(await office.inOffice(async (scope) => splitEffect(scope, split)));
      expect(effects.map(({ to }) => to.map(({ joins }) => joins))).toContainEqual([false, true]);
      taken(await office.inOffice(async (scope) => splitAgency(scope, { ...split, basis: BASIS })));
    } else {
      const closing = { agencyId: first, successorId: second };
      const { effects } = taken(
        await office.inOffice(async (scope) => closingEffect(scope, { ...closing, on })),
      );
      expect(effects.map(({ fate }) => fate)).toEqual(['moves', 'moves', 'moves']);
      taken(await close(office, closing));
    }
    const { target_at } = await inReport(first);
    expect(await inReport(second)).toMatchObject({ state: 'expected', target_at, epoch: 1 });
    expect(await inReport(second, 2)).toMatchObject({ state: 'expected', epoch: 0 });
    const cycleIds = plan.cycleIds.slice(1);
    const { officeId } = office;
    const now = world.clock.now();
    const counts = await countsOfCycles(office.ledger.db, { officeId, cycleIds, now });
    for (const cycleId of cycleIds) {
      expect(counts.get(cycleId)).toMatchObject({ total: 3, waived: 1, expected: 2 });
    }
    const told = (await office.send('post')).find(
      ({ to }) => to.address === 'dv02.1@songhuong.example',
    );
    expect(told?.text).toContain('đề nghị đơn vị');
    expect(told?.text).not.toContain('gộp vào báo cáo của đơn vị');
    office.clock.to('2026-06-26T08:00');
    await office.wave();
    expect((await office.send()).map(({ to }) => to.address)).toContain('dv02.1@songhuong.example');
  },
);

test('what was sent counts on, and without a successor nobody owes the rest', async () => {
  const { office, plan, first } = await underWay();
  const [planCycle] = plan.cycleIds;
  const sent = (await obligationsOf(office, planCycle)).find((one) => one.agency_id === first);
  taken(
    await office.inOffice(async (scope) =>
      submitReport(scope, {
        obligationId: sent!.id,
        content: report({
          documentNumber: '5/KH',
          documentDate: day('2026-06-12'),
          signer: 'Lãnh đạo',
        }),
      }),
    ),
  );
  taken(await office.inOffice(async (scope) => acceptReport(scope, { obligationId: sent!.id })));
  await office.send('post');
  taken(await close(office, { agencyId: first, successorId: null }));
  const own = (await obligationsOf(office)).filter(({ agency_id }) => agency_id === first);
  expect(own.map(({ state }) => state).sort()).toEqual(['accepted', 'waived', 'waived']);
  expect((await office.send('post')).map(({ to }) => to.address)).toEqual([
    'dv01.1@songhuong.example',
  ]);
});

test('closed on a day to come, it still sends what is due before', async () => {
  const { office, first, second } = await underWay();
  const { effects } = taken(
    await office.inOffice(async (scope) =>
      closingEffect(scope, { agencyId: first, successorId: second, on: day('2026-07-01') }),
    ),
  );
  expect(effects.map(({ fate }) => fate)).toEqual(['stays', 'joins', 'joins']);
});

test('is refused for what was not shown, twice, for no successor of the list, for the standing body', async () => {
  const { office, first, second } = await underWay();
  expect(await close(office, { agencyId: first, successorId: second, seen: 'x' })).toMatchObject({
    error: 'CLOSING_EFFECT_CHANGED',
  });
  expect(await close(office, { agencyId: first, successorId: first })).toMatchObject({
    error: 'SUCCESSOR_UNKNOWN',
  });
  expect(await close(office, { agencyId: office.agencyIds[3]!, successorId: null })).toMatchObject({
    error: 'AGENCY_STANDING',
  });
  taken(await close(office, { agencyId: first, successorId: second }));
  expect(await close(office, { agencyId: first, successorId: second })).toMatchObject({
    error: 'AGENCY_CLOSED',
  });
  taken(await office.inOffice(async (scope) => reopenAgency(scope, { agencyId: first })));
  expect(
    await office.inOffice(async (scope) => reopenAgency(scope, { agencyId: first })),
  ).toMatchObject({ error: 'NOT_FOUND' });
});

test('a plan agreed to with an agency that is gone by its start is not started without a word', async () => {
  const office = await makeOffice(world, { agencies: [{}, {}] });
  const planId = await agreedPlan(office);
  taken(await close(office, { agencyId: office.agencyIds[0]!, successorId: null }));
  expect(
    await office.inOffice(async (scope) => startPlan(scope, { planId, publicUrlProblem: null })),
  ).toMatchObject({ error: 'AGREED_TO_OTHER_AGENCIES' });
});

test('the new agency of a merger takes over from two', async () => {
  const { office, plan, first, second } = await underWay();
  const { agencyId: heir } = taken(
    await office.inOffice(async (scope) =>
      addAgency(scope, {
        ...{ name: 'UBND xã Bình An', kind: 'commune', tags: [] },
        ...{ standing: false, binding: true },
        contacts: [{ role: 'mailbox', name: null, email: 'binhan@songhuong.example', phone: null }],
      }),
    ),
  );
  taken(await close(office, { agencyId: first, successorId: heir }));
  const told = await office.send('post');
  taken(await close(office, { agencyId: second, successorId: heir }));
  told.push(...(await office.send('post')));
  const own = (await obligationsOf(office, plan.cycleIds[1])).filter(
    ({ agency_id }) => agency_id === heir,
  );
  expect(own).toMatchObject([{ state: 'expected' }]);
  const heard = told.filter(({ to }) => to.address === 'binhan@songhuong.example');
  expect(heard.map(({ ics }) => ics.length)).toEqual([2, 0]);
});

test('what a split agency owes is owed by its parts, as chosen; each is told once, and what was sent stays its own', async () => {
  const { office, plan, first, second, third } = await underWay();
  const [planCycle, reportCycle] = plan.cycleIds;
  const dutyIn = async (cycleId: string | undefined, agencyId: string) =>
    (await obligationsOf(office, cycleId)).find((one) => one.agency_id === agencyId);
  const chosenOne = (await dutyIn(planCycle, first))!.id;
  const split = {
    ...{ agencyId: first, partIds: [second, third], on: day('2026-06-15') },
    ...{ remains: false, chosen: { [chosenOne]: [second] } },
  };
  const { effects, seen } = taken(
    await office.inOffice(async (scope) => splitEffect(scope, split)),
  );
  expect(effects.map(({ fate, to }) => [fate, to.map(({ joins }) => joins)])).toEqual([
    ['splits', [false]],
    ['splits', [true, true]],
    ['splits', [true, true]],
  ]);
  expect(
    await office.inOffice(async (scope) =>
      splitAgency(scope, { ...split, basis: BASIS, seen: 'other' }),
    ),
  ).toMatchObject({ error: 'CLOSING_EFFECT_CHANGED' });
  taken(
    await office.inOffice(async (scope) => splitAgency(scope, { ...split, basis: BASIS, seen })),
  );
  expect(await dutyIn(planCycle, first)).toMatchObject({ state: 'waived' });
  expect(await dutyIn(planCycle, second)).toMatchObject({ state: 'expected', epoch: 1 });
  expect(await dutyIn(reportCycle, third)).toMatchObject({ state: 'expected' });
  const told = await office.send('post');
  expect(told.map(({ to }) => to.address).sort()).toEqual([
    'dv01.1@songhuong.example',
    'dv02.1@songhuong.example',
    'dv03.1@songhuong.example',
  ]);
  const [whole, part] = told;
  expect(whole?.text).toContain('được chia thành Sở số 02, Sở số 03 từ ngày 15/6/2026');
  expect(whole?.text).toContain('(Sở số 02 gửi)');
  expect(part?.text).toContain('được hình thành do chia, tách Sở số 01');
  // An amendment goes on with the parts; taken back, there are none.
  const gone = async () => successors(world.ledger.db, office.officeId);
  expect((await gone()).get(first)).toEqual([second, third].sort());
  taken(await office.inOffice(async (scope) => reopenAgency(scope, { agencyId: first })));
  expect(await agencyParts(world.ledger.db, office.officeId)).toEqual([]);
});

test('taking an end back takes back the split that ended it, not an earlier one', async () => {
  const { office, first, second, third } = await underWay();
  const split = async (on: string, partIds: readonly string[], remains: boolean) =>
    taken(
      await office.inOffice(async (scope) =>
        splitAgency(scope, {
          ...{ agencyId: first, on: day(on), partIds, remains, chosen: {}, basis: BASIS },
        }),
      ),
    );
  await split('2026-06-10', [second], true);
  await split('2026-06-15', [second, third], false);
  taken(await office.inOffice(async (scope) => reopenAgency(scope, { agencyId: first })));
  expect(await agencyParts(world.ledger.db, office.officeId)).toEqual([
    { agencyId: second, fromId: first },
  ]);
});

test('an agency that goes on beside its part loses nothing, and one part alone is no split', async () => {
  const { office, plan, first, second } = await underWay();
  const split = {
    ...{ agencyId: first, partIds: [second], on: day('2026-06-15') },
    ...{ chosen: {}, basis: BASIS },
  };
  const did = async (remains: boolean, agencyId = first) =>
    office.inOffice(async (scope) => splitAgency(scope, { ...split, remains, agencyId }));
  expect(await did(false)).toMatchObject({ error: 'PARTS_MISSING' });
  expect(await did(true, office.agencyIds[3])).toMatchObject({ error: 'AGENCY_STANDING' });
  taken(await did(true));
  const owed = await obligationsOf(office, plan.cycleIds[0]);
  expect(owed.filter(({ agency_id }) => [first, second].includes(agency_id))).toMatchObject([
    { state: 'expected' },
    { state: 'expected' },
  ]);
  expect((await office.send('post')).map(({ to }) => to.address)).toEqual([
    'dv02.1@songhuong.example',
  ]);
});
