import { expect, test } from '@jest/globals';
import { submitReport } from '../../../office/collection/obligation-acts.js';
import { closeAgency, reopenAgency } from '../../../office/directory/close-agency.js';
import { addPeriod } from '../../../office/plan/add-period.js';
import { pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import { skipCycle, unskipCycle } from '../../../office/plan/skip-cycle.js';
import { calendarEffect, changeCalendar } from '../../../office/calendar/change-day.js';
import { day } from '../../../domain/day.js';
import { wholeText } from '../../../mail/shared-text.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  local,
  makeOffice,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-15T09:00' });

/** Two agencies that owe in a period now and one in autumn, both already planned. */
async function underWay() {
  const office = await makeOffice(world, { agencies: [{}, {}, { standing: true }] });
  const plan = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY, dueOn(day('2026-11-13'), 'autumn')] },
      { cycles: [dueOn(day('2026-07-20'), 'upward')], what: 'consolidated-report' },
    ]),
  );
  await office.send('post');
  const [cycleId, upward, autumn] = plan.cycleIds;
  return { office, ...plan, cycleId: cycleId!, upward: upward!, autumn: autumn! };
}

const skip = async (office: TestOffice, cycleId: string, reason = 'Chờ hướng dẫn') =>
  office.inOffice(async (scope) => skipCycle(scope, { cycleId, reason }));
const unskip = async (office: TestOffice, cycleId: string) =>
  office.inOffice(async (scope) => unskipCycle(scope, { cycleId, reason: 'Đã có hướng dẫn' }));

test('a period left out asks nothing more and is told once; taken after all it goes on where it stood', async () => {
  const { office, cycleId, planId } = await underWay();
  await office.wave();
  await office.send();
  const ref = { officeId: office.officeId, planId };
  taken(await skip(office, cycleId));
  const told = await office.send('post');
  expect(told.map(({ to, ics }) => [to.address, ics.map(({ method }) => method)]).sort()).toEqual([
    ['dv01.1@songhuong.example', ['CANCEL']],
    ['dv02.1@songhuong.example', ['CANCEL']],
  ]);
  expect(told[0]?.subject).toMatch(/ Không phải gửi báo cáo /u);
  expect(told[0]?.text).toContain('Chờ hướng dẫn');
  const [owed] = await obligationsOf(office, cycleId);
  expect(
    await office.inOffice(async (scope) =>
      submitReport(scope, { obligationId: owed!.id, content: report() }),
    ),
  ).toMatchObject({ error: 'CYCLE_NOT_OPEN' });
  office.clock.to('2026-06-26T08:00');
  await office.wave();
  expect(await office.send()).toEqual([]);
  const { facts } = await office.cycles.viewPlan({ ...ref, busy: false });
  // The report upward made from it waits for nothing either.
  expect(facts).toMatchObject({ openCycles: 0 });
  // Nor does the plan end with it: its period could not be taken after all any more.
  await office.cycles.closePlan(ref);

  taken(await unskip(office, cycleId));
  const again = await office.send('post');
  expect(again.map(({ ics }) => ics.map(({ method }) => method))).toEqual([
    ['REQUEST'],
    ['REQUEST'],
  ]);
  expect(again[0]?.subject).toContain('(thay thông báo trước)');
  await office.wave();
  expect((await office.send()).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('Chuẩn bị'),
    expect.stringContaining('Chuẩn bị'),
  ]);
  expect(await unskip(office, cycleId)).toMatchObject({ error: 'ALREADY_DONE' });
});

test('left out before anybody was asked, nobody hears of it; taken after all it is assigned', async () => {
  const { office, cycleId } = await underWay();
  await office.wave();
  taken(await skip(office, cycleId));
  expect(await office.send()).toEqual([]);
  expect(await office.send('post')).toEqual([]);
  taken(await unskip(office, cycleId));
  expect(await office.send('post')).toEqual([]);
  await office.wave();
  expect((await office.send()).map(({ ics }) => ics.map(({ method }) => method))).toEqual([
    ['REQUEST'],
    ['REQUEST'],
  ]);
});

test('a period that has not begun does not open while it is left out', async () => {
  const { office, planId, autumn } = await underWay();
  taken(await skip(office, autumn));
  office.clock.to('2026-11-02T08:00');
  await office.cycles.openCycles({ officeId: office.officeId, planId });
  const opened = async () =>
    (
      await office.ledger.db
        .selectFrom('cycle')
        .select('opened_at')
        .where('id', '=', autumn)
        .executeTakeFirstOrThrow()
    ).opened_at;
  expect(await opened()).toBeNull();
  taken(await unskip(office, autumn));
  await office.cycles.openCycles({ officeId: office.officeId, planId });
  expect(await opened()).not.toBeNull();
});

test('a plan paused, or gone on, while a period is left out: taken after all, the period stands as its plan does', async () => {
  const { office, cycleId, planId } = await underWay();
  const on = { planId, reason: 'Chờ ý kiến' };
  const pausedAt = async () =>
    (
      await office.ledger.db
        .selectFrom('cycle')
        .select('paused_at')
        .where('id', '=', cycleId)
        .executeTakeFirstOrThrow()
    ).paused_at;
  // Left out under a pause that has ended since: it is not paused for ever.
  taken(await office.inOffice(async (scope) => pausePlan(scope, on)));
  taken(await skip(office, cycleId));
  taken(await office.inOffice(async (scope) => resumePlan(scope, on)));
  taken(await unskip(office, cycleId));
  expect(await pausedAt()).toBeNull();
  await office.wave();
  expect(await office.send()).toHaveLength(2);
  // Left out before a pause that lasts: nothing goes before the plan goes on.
  taken(await skip(office, cycleId));
  taken(await office.inOffice(async (scope) => pausePlan(scope, on)));
  taken(await unskip(office, cycleId));
  expect(await pausedAt()).not.toBeNull();
  office.clock.to('2026-06-26T08:00');
  await office.wave();
  expect(await office.send()).toEqual([]);
  taken(await office.inOffice(async (scope) => resumePlan(scope, on)));
  await office.wave();
  expect(await office.send()).toHaveLength(2);
});

test('the calendar changed while a period is left out: nobody hears of it, and taken after all it is due by the calendar of then', async () => {
  const { office, cycleId } = await underWay();
  await office.wave();
  await office.send();
  taken(await skip(office, cycleId));
  await office.send('post');
  const change = {
    day: day('2026-07-03'),
    row: { kind: 'swap_off' as const, confirmed: true, name: 'Hoán đổi', source: null },
  };
  const effect = taken(await office.inOffice(async (scope) => calendarEffect(scope, change)));
  expect(effect.effects.map((one) => one.cycleId)).not.toContain(cycleId);
  taken(await office.inOffice(async (scope) => changeCalendar(scope, change)));
  expect(await office.send('post')).toEqual([]);
  taken(await unskip(office, cycleId));
  const [owed] = await obligationsOf(office, cycleId);
  expect(owed!.target_at).toBe(local('2026-07-02T17:00'));
});

test('is not taken after all while the report of an agency that ended meanwhile would be nobody’s', async () => {
  const { office, cycleId } = await underWay();
  const [first, second] = office.agencyIds;
  const close = async () =>
    office.inOffice(async (scope) =>
      closeAgency(scope, {
        agencyId: first!,
        successorId: second!,
        on: day('2026-06-20'),
        basis: 'Quyết định số 12/QĐ-UBND',
      }),
    );
  taken(await skip(office, cycleId));
  taken(await close());
  expect(await unskip(office, cycleId)).toMatchObject({ error: 'AGENCIES_ENDED_MEANWHILE' });

  taken(await office.inOffice(async (scope) => reopenAgency(scope, { agencyId: first! })));
  taken(await unskip(office, cycleId));
  taken(await close());
  const owed = await obligationsOf(office, cycleId);
  const stateOf = (agencyId: string) => owed.find(({ agency_id }) => agency_id === agencyId)?.state;
  expect([stateOf(first!), stateOf(second!)]).toEqual(['waived', 'expected']);
});

test('needs a reason, a period that is open, and no other that goes up with it', async () => {
  const { office, cycleId, upward } = await underWay();
  expect(await skip(office, cycleId, ' ')).toMatchObject({ error: 'REASON_MISSING' });
  expect(await skip(office, upward)).toMatchObject({ error: 'NOT_FOUND' });
  taken(await skip(office, cycleId));
  expect(await skip(office, cycleId)).toMatchObject({ error: 'CYCLE_NOT_OPEN' });

  const shared = await makeOffice(world, { agencies: [{}, {}, { standing: true }] });
  const [first, second, standing] = shared.agencyIds;
  const { cycleIds } = await startedPlan(
    shared,
    confirmedPlan(shared.agencyIds, [
      { cycles: [BEFORE_5_JULY], owers: [first!, standing!] },
      { cycles: [dueOn(day('2026-07-10'), 'report-2026-07-10')], owers: [second!, standing!] },
    ]),
  );
  expect(await skip(shared, cycleIds[1]!)).toMatchObject({ error: 'CYCLE_CARRIES_OTHERS' });
  taken(await skip(shared, cycleIds[0]!));
  taken(await skip(shared, cycleIds[1]!));
});

const add = async (office: TestOffice, cycleId: string, dueDay: string) =>
  office.inOffice(async (scope) =>
    addPeriod(scope, {
      cycleId,
      name: 'bổ sung tháng 7/2026',
      dueDay: day(dueDay),
      reason: 'Theo yêu cầu của cấp trên',
    }),
  );

test('a period added opens at once, is told once with its day in the calendar, and reminds by its own ladder', async () => {
  const { office, cycleId } = await underWay();
  await office.wave();
  await office.send();
  const { cycleId: added } = taken(await add(office, cycleId, '2026-07-24'));
  const told = await office.send('post');
  expect(told.map(({ to }) => to.address).sort()).toEqual([
    'dv01.1@songhuong.example',
    'dv02.1@songhuong.example',
  ]);
  expect(told[0]?.subject).toContain('đến hết ngày 24/7/2026');
  expect(told[0]?.text).toContain('bổ sung tháng 7/2026');
  expect(told[0]?.text).toContain('Theo yêu cầu của cấp trên');
  expect(wholeText(told[0]?.ics[0]?.content ?? '')).toContain('DTEND:20260724T100000Z');
  await office.wave();
  expect(await office.send()).toEqual([]);
  const rows = await obligationsOf(office, added);
  expect(rows.map(({ state, next_rung }) => [state, next_rung])).toEqual([
    ['expected', 'prepare'],
    ['expected', 'prepare'],
    ['expected', null],
  ]);
  expect(
    await office.inOffice(async (scope) =>
      submitReport(scope, { obligationId: rows[0]!.id, content: report() }),
    ),
  ).toMatchObject({ ok: true });
});

test('a period is not added twice, nor for a day gone by', async () => {
  const { office, cycleId } = await underWay();
  taken(await add(office, cycleId, '2026-07-24'));
  expect(await add(office, cycleId, '2026-07-24')).toMatchObject({ error: 'PERIOD_EXISTS' });
  expect(await add(office, cycleId, '2026-06-12')).toMatchObject({ error: 'DUE_IN_THE_PAST' });
});
