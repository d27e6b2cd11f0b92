import { describe, expect, test } from '@jest/globals';
import { wholeText } from '../../../mail/shared-text.js';
import { calendarEffect, changeCalendar } from '../../../office/calendar/change-day.js';
import type { CalendarEffect } from '../../../office/calendar/change-day.js';
import {
  claimSent,
  decideExtension,
  requestExtension,
  submitReport,
} from '../../../office/collection/obligation-acts.js';
import { day, plusDays } from '../../../domain/day.js';
import type { Day } from '../../../domain/day.js';
import { clockOf, DAY_RULE } from '../../../domain/due-clock.js';
import type { ClockRule } from '../../../domain/due-clock.js';
import type { ConfirmedCycle } from '../../../domain/schemas/confirmed-plan.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  local,
  makeOffice,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestAgency, TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const OFF = { kind: 'swap_off' as const, confirmed: true, name: 'Nghỉ bù', source: null };
const WORKED = { kind: 'swap_work' as const, confirmed: true, name: 'Làm bù', source: null };

type Change = Parameters<typeof changeCalendar>[1];

const off = (on: string): Change => ({ day: day(on), row: OFF });
const worked = (on: string): Change => ({ day: day(on), row: WORKED });

async function shown(office: TestOffice, change: Change) {
  return taken(await office.inOffice(async (scope) => calendarEffect(scope, change)));
}

async function applied(office: TestOffice, change: Change) {
  return office.inOffice(async (scope) => changeCalendar(scope, change));
}

/** An office with one cycle due by a rule on a day. */
async function dueBy(
  rule: Partial<ClockRule>,
  date: Day,
  {
    agencies = [{}],
    change = {},
  }: { agencies?: readonly TestAgency[]; change?: Partial<ConfirmedCycle> } = {},
): Promise<TestOffice> {
  const office = await makeOffice(world, { agencies });
  const whole = { ...DAY_RULE, ...rule };
  const { settings, rollForward } = await office.inOffice((scope) => Promise.resolve(scope));
  const clock = clockOf(whole, date, { ...settings, rollForward });
  const cycle: ConfirmedCycle = {
    ...BEFORE_5_JULY,
    ...clock,
    dueDay: date,
    hourBound: whole.boundary === 'before_time',
    rule: whole,
    ...change,
  };
  await startedPlan(office, confirmedPlan(office.agencyIds, [{ cycles: [cycle] }]));
  return office;
}

/** The effect that was shown is what the ledger holds once the change is made, no more and no less. */
async function expectAsShown(
  office: TestOffice,
  change: Change,
): Promise<readonly CalendarEffect[]> {
  const before = await obligationsOf(office);
  const { effects, seen } = await shown(office, change);
  expect(await obligationsOf(office)).toEqual(before);
  taken(await applied(office, { ...change, seen }));
  const after = await obligationsOf(office);
  const moves = effects.flatMap(({ targetAt, overdueAt, granted }) => [
    { targetAt, overdueAt },
    ...granted,
  ]);
  for (const [index, row] of after.entries()) {
    const was = before[index]!;
    const move = moves.find(
      ({ targetAt, overdueAt }) =>
        targetAt.before === was.target_at && overdueAt.before === was.overdue_at,
    );
    const stays = was.state === 'submitted' || was.state === 'accepted' || move === undefined;
    expect([row.target_at, row.overdue_at, row.epoch]).toEqual([
      stays ? was.target_at : move.targetAt.after,
      stays ? was.overdue_at : move.overdueAt.after,
      was.epoch,
    ]);
  }
  return effects;
}

describe('every clock moves by its own rule', () => {
  const WEDNESDAY = day('2026-07-15');

  test.each<[string, Partial<ClockRule>, Day, Change, string, string]>([
    [
      'before a day whose eve is off',
      { boundary: 'before_day' },
      WEDNESDAY,
      off('2026-07-14'),
      '2026-07-13T17:00',
      '2026-07-16T00:00',
    ],
    [
      'before a day that is off itself',
      { boundary: 'before_day' },
      WEDNESDAY,
      off('2026-07-15'),
      '2026-07-14T17:00',
      '2026-07-17T00:00',
    ],
    [
      'by the end of a day that is off',
      { boundary: 'by_end_of_day' },
      WEDNESDAY,
      off('2026-07-15'),
      '2026-07-14T17:00',
      '2026-07-17T00:00',
    ],
    [
      'by an hour of a day that is off: never rolls',
      { boundary: 'before_time', time: '10:30' },
      WEDNESDAY,
      off('2026-07-15'),
      '2026-07-14T17:00',
      '2026-07-15T10:30',
    ],
    [
      'at the start of a month that begins off',
      { boundary: 'within_period', point: 'start' },
      WEDNESDAY,
      off('2026-07-15'),
      '2026-07-16T17:00',
      '2026-07-17T00:00',
    ],
    [
      'by the middle of a month',
      { boundary: 'within_period', point: 'middle' },
      WEDNESDAY,
      off('2026-07-15'),
      '2026-07-14T17:00',
      '2026-07-17T00:00',
    ],
    [
      'so many days after something',
      { boundary: 'relative' },
      WEDNESDAY,
      off('2026-07-15'),
      '2026-07-14T17:00',
      '2026-07-17T00:00',
    ],
    [
      'with the end of the due day as target',
      { boundary: 'before_day', endOfDueDay: true },
      WEDNESDAY,
      off('2026-07-15'),
      '2026-07-16T17:00',
      '2026-07-17T00:00',
    ],
    [
      'by a Saturday that is worked after all',
      { boundary: 'by_end_of_day' },
      day('2026-07-18'),
      worked('2026-07-18'),
      '2026-07-18T17:00',
      '2026-07-19T00:00',
    ],
    // Before a Sunday and by its end are the same Friday; only the rule tells that they part on a worked Sunday.
    [
      'by the end of a Sunday that is worked',
      { boundary: 'by_end_of_day' },
      day('2026-07-19'),
      worked('2026-07-19'),
      '2026-07-19T17:00',
      '2026-07-20T00:00',
    ],
    [
      'before a Sunday that is worked',
      { boundary: 'before_day' },
      day('2026-07-19'),
      worked('2026-07-19'),
      '2026-07-17T17:00',
      '2026-07-20T00:00',
    ],
  ])('%s', async (_name, rule, date, change, target, overdue) => {
    const office = await dueBy(rule, date);
    const [effect] = await expectAsShown(office, change);
    expect(effect).toMatchObject({
      agencies: 1,
      targetAt: { after: local(target) },
      overdueAt: { after: local(overdue) },
    });
  });

  test('a working Saturday not yet decided moves nothing, decided it does', async () => {
    const office = await dueBy({ boundary: 'by_end_of_day' }, day('2026-07-18'));
    const undecided = { day: day('2026-07-18'), row: { ...WORKED, confirmed: false } };
    expect((await shown(office, undecided)).effects).toEqual([]);
    taken(await applied(office, undecided));
    const [effect] = await expectAsShown(office, worked('2026-07-18'));
    expect(effect?.targetAt).toEqual({
      before: local('2026-07-17T17:00'),
      after: local('2026-07-18T17:00'),
    });
  });

  test('an instant that a person has set by hand stays', async () => {
    const office = await dueBy({ boundary: 'by_end_of_day' }, WEDNESDAY, {
      // What a person sets keeps no rule.
      change: { targetAt: local('2026-07-13T17:00'), rule: undefined },
    });
    const [effect] = await expectAsShown(office, off('2026-07-15'));
    expect(effect?.targetAt.after).toBe(local('2026-07-13T17:00'));
    expect(effect?.overdueAt.after).toBe(local('2026-07-17T00:00'));
  });

  test('a cycle whose rule was never kept goes by the one that gives its clock', async () => {
    const office = await dueBy({ boundary: 'by_end_of_day' }, WEDNESDAY, {
      change: { rule: undefined },
    });
    const [effect] = await expectAsShown(office, off('2026-07-15'));
    expect(effect?.targetAt.after).toBe(local('2026-07-14T17:00'));
  });
});

describe('whom a change touches', () => {
  const DUE = day('2026-07-15');

  /** Five agencies: owing, reported, said to have sent, with a day of its own, merely asked; and the standing body. */
  async function mixed(): Promise<TestOffice> {
    const office = await dueBy({}, DUE, {
      agencies: [{}, {}, {}, {}, { binding: false }, { standing: true }],
    });
    const [, reported, claimed, extended] = await obligationsOf(office);
    const obligationId = extended!.id;
    taken(
      await office.inOffice(async (scope) =>
        submitReport(scope, { obligationId: reported!.id, content: report() }),
      ),
    );
    taken(
      await office.inOffice(async (scope) =>
        claimSent(scope, {
          obligationId: claimed!.id,
          documentNumber: null,
          documentDate: null,
          signer: null,
          senderName: 'Văn thư',
        }),
      ),
    );
    const { extensionId } = taken(
      await office.inOffice(async (scope) =>
        requestExtension(scope, {
          obligationId,
          wantedDay: day('2026-07-20'),
          reason: 'Chờ số liệu',
          requestedBy: 'Văn thư',
        }),
      ),
    );
    taken(
      await office.inOffice(async (scope) =>
        decideExtension(scope, { extensionId, grantedDay: day('2026-07-20'), answer: 'Đồng ý' }),
      ),
    );
    return office;
  }

  test('counts who still owes, and whose own day moves', async () => {
    const office = await mixed();
    expect(await expectAsShown(office, off('2026-07-15'))).toMatchObject([
      { agencies: 2, granted: [] },
    ]);
    expect(await expectAsShown(office, off('2026-07-20'))).toMatchObject([
      {
        agencies: 0,
        targetAt: { before: local('2026-07-14T17:00'), after: local('2026-07-14T17:00') },
        granted: [
          {
            day: '2026-07-20',
            agencies: 1,
            targetAt: { before: local('2026-07-20T17:00'), after: local('2026-07-17T17:00') },
            overdueAt: { before: local('2026-07-21T00:00'), after: local('2026-07-22T00:00') },
          },
        ],
      },
    ]);
  });

  test('what was shown and is no longer so is not applied', async () => {
    const office = await mixed();
    const change = off('2026-07-15');
    const { seen } = await shown(office, change);
    const [owing] = await obligationsOf(office);
    taken(
      await office.inOffice(async (scope) =>
        submitReport(scope, { obligationId: owing!.id, content: report() }),
      ),
    );
    expect(await applied(office, { ...change, seen })).toMatchObject({
      ok: false,
      error: 'CALENDAR_EFFECT_CHANGED',
    });
    expect((await obligationsOf(office))[2]?.target_at).toBe(local('2026-07-15T17:00'));
    const { effects, seen: again } = await shown(office, change);
    expect(effects[0]?.agencies).toBe(1);
    taken(await applied(office, { ...change, seen: again }));
  });
});

describe('nobody is late backwards', () => {
  test('what is late already stays as it is', async () => {
    const office = await dueBy({}, day('2026-07-15'));
    world.clock.to('2026-07-16T09:00');
    expect(await expectAsShown(office, off('2026-07-15'))).toEqual([]);
    expect((await obligationsOf(office))[0]?.overdue_at).toBe(local('2026-07-16T00:00'));
  });

  test('a day that turns out to have been worked makes nobody late at once', async () => {
    // Due on Saturday 18/7, so late after Monday 20/7; on Sunday the Saturday is said to have been worked.
    const office = await dueBy({}, day('2026-07-18'));
    world.clock.to('2026-07-19T09:00');
    const [effect] = await expectAsShown(office, worked('2026-07-18'));
    expect(effect?.overdueAt).toEqual({
      before: local('2026-07-21T00:00'),
      after: local('2026-07-21T00:00'),
    });
  });
});

test('the report upward moves the closing of the cycle it is made from', async () => {
  const office = await makeOffice(world, { agencies: [{}, { standing: true }] });
  const upward = day('2026-07-24');
  const { settings, rollForward } = await office.inOffice((scope) => Promise.resolve(scope));
  await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [{ ...BEFORE_5_JULY, rule: { ...DAY_RULE, boundary: 'before_day' } }] },
      {
        what: 'consolidated-report',
        cycles: [
          {
            ...BEFORE_5_JULY,
            ...clockOf(DAY_RULE, upward, { ...settings, rollForward }),
            key: 'upward',
            dueDay: upward,
            rule: DAY_RULE,
          },
        ],
      },
    ]),
  );
  const [effect] = await expectAsShown(office, off('2026-07-24'));
  expect(effect).toMatchObject({ cycleKey: 'upward', agencies: 1 });
  const cycle = await office.ledger.db
    .selectFrom('cycle')
    .select(['onward_target_at', 'closes_for_new_at'])
    .where('office_id', '=', office.officeId)
    .where('kind', '=', 'collect')
    .executeTakeFirstOrThrow();
  expect(cycle).toEqual({
    onward_target_at: local('2026-07-23T17:00'),
    closes_for_new_at: local(`${plusDays(day('2026-07-23'), -2)}T17:00`),
  });
});

describe('what a swap tells', () => {
  test('those who had been asked, once, with the entry moved; not whose report is in', async () => {
    const office = await dueBy({}, day('2026-07-03'), { agencies: [{}, {}, { standing: true }] });
    await office.wave();
    await office.send();
    const [first] = await obligationsOf(office);
    taken(
      await office.inOffice(async (scope) =>
        submitReport(scope, { obligationId: first!.id, content: report() }),
      ),
    );
    await office.send('post');
    taken(await applied(office, off('2026-07-03')));
    const [mail, ...others] = await office.send('post');
    expect(others).toEqual([]);
    expect(mail?.to.address).toBe('dv02.1@songhuong.example');
    expect(mail?.subject).toMatch(/Hoán đổi ngày làm việc: đề nghị gửi .* thứ Năm, 02\/7\/2026$/);
    expect(mail?.ics[0]).toMatchObject({ method: 'REQUEST' });
    expect(wholeText(mail?.ics[0]?.content ?? '')).toContain('DTEND:20260702T100000Z');
  });

  test('nobody whose assignment has not left: that will name the new day', async () => {
    const office = await dueBy({}, day('2026-07-03'));
    await office.send('post');
    await office.wave();
    taken(await applied(office, off('2026-07-03')));
    expect(await office.send('post')).toEqual([]);
    const [assigned] = await office.send();
    expect(wholeText(assigned?.ics[0]?.content ?? '')).toContain('DTEND:20260702T100000Z');
  });
});
