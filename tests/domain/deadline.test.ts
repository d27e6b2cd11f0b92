import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, plusDays, withOffset, type Day, type Instant } from '../../domain/day.js';
import { dueInstants, minuteOfTime, recurrenceDates, type DueRule } from '../../domain/deadline.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import { isOfficeMoment } from '../support/office-moment.js';
import type { Recurrence } from '../../domain/schemas/plan-draft.js';

const rolled = { calendar: SHIPPED_CALENDAR, hours: DEFAULT_OFFICE_HOURS, rollForward: true };
const unrolled = { ...rolled, rollForward: false };
const shown = (moment: Instant | null) => (moment === null ? null : withOffset(moment));

describe('"trước ngày D"', () => {
  test.each([
    [
      '2026-07-04',
      '2026-07-03T17:00:00+07:00',
      '2026-07-07T00:00:00+07:00',
      '2026-07-05T00:00:00+07:00',
    ],
    [
      '2025-08-25',
      '2025-08-22T17:00:00+07:00',
      '2025-08-26T00:00:00+07:00',
      '2025-08-26T00:00:00+07:00',
    ],
    [
      '2026-07-05',
      '2026-07-03T17:00:00+07:00',
      '2026-07-07T00:00:00+07:00',
      '2026-07-06T00:00:00+07:00',
    ],
    [
      '2023-07-03',
      '2023-06-30T17:00:00+07:00',
      '2023-07-04T00:00:00+07:00',
      '2023-07-04T00:00:00+07:00',
    ],
    [
      '2023-07-10',
      '2023-07-07T17:00:00+07:00',
      '2023-07-11T00:00:00+07:00',
      '2023-07-11T00:00:00+07:00',
    ],
  ])('%s: asked for by %s, late from %s, unrolled from %s', (date, target, late, lateUnrolled) => {
    const rule: DueRule = { boundary: 'before_day', date: day(date), time: null };
    expect(shown(dueInstants(rule, rolled).remindTargetAt)).toBe(target);
    expect(shown(dueInstants(rule, rolled).overdueAt)).toBe(late);
    expect(shown(dueInstants(rule, unrolled).remindTargetAt)).toBe(target);
    expect(shown(dueInstants(rule, unrolled).overdueAt)).toBe(lateUnrolled);
  });
});

describe('the other boundaries', () => {
  test.each<[string, DueRule, string | null, string | null]>([
    [
      'trước 14h on a working day',
      { boundary: 'before_time', date: day('2026-07-03'), time: '14:00' },
      '2026-07-03T14:00:00+07:00',
      '2026-07-03T14:00:00+07:00',
    ],
    [
      'trước 12h: the morning closes before',
      { boundary: 'before_time', date: day('2026-07-03'), time: '12:00' },
      '2026-07-03T11:30:00+07:00',
      '2026-07-03T12:00:00+07:00',
    ],
    [
      'trước 7h30: no office moment is left that day',
      { boundary: 'before_time', date: day('2026-07-03'), time: '07:30' },
      '2026-07-02T17:00:00+07:00',
      '2026-07-03T07:30:00+07:00',
    ],
    [
      'an hour on a Saturday is never rolled',
      { boundary: 'before_time', date: day('2026-07-04'), time: '16:00' },
      '2026-07-03T17:00:00+07:00',
      '2026-07-04T16:00:00+07:00',
    ],
    [
      'chậm nhất on a Sunday',
      { boundary: 'by_end_of_day', date: day('2026-07-05'), time: null },
      '2026-07-03T17:00:00+07:00',
      '2026-07-07T00:00:00+07:00',
    ],
    [
      'trong quý III',
      { boundary: 'within_period', date: day('2026-09-30'), time: null, point: 'end' },
      '2026-09-30T17:00:00+07:00',
      '2026-10-01T00:00:00+07:00',
    ],
    [
      'đầu tháng 8 on a Saturday',
      { boundary: 'within_period', date: day('2026-08-01'), time: null, point: 'start' },
      '2026-08-03T17:00:00+07:00',
      '2026-08-04T00:00:00+07:00',
    ],
    ['theo quy định', { boundary: 'by_reference', date: null, time: null }, null, null],
    ['no date known', { boundary: 'before_day', date: null, time: null }, null, null],
    ['recurring', { boundary: 'recurring', date: null, time: null }, null, null],
  ])('%s', (_name, rule, target, late) => {
    expect(shown(dueInstants(rule, rolled).remindTargetAt)).toBe(target);
    expect(shown(dueInstants(rule, rolled).overdueAt)).toBe(late);
  });
});

describe('days off where days do not roll, and points of a period', () => {
  test.each<[string, DueRule, string, string]>([
    [
      'đầu tháng 8 on a Saturday goes back',
      { boundary: 'within_period', date: day('2026-08-01'), time: null, point: 'start' },
      '2026-07-31T17:00:00+07:00',
      '2026-08-02T00:00:00+07:00',
    ],
    [
      'chậm nhất on a Sunday is late on Monday',
      { boundary: 'by_end_of_day', date: day('2026-07-05'), time: null },
      '2026-07-03T17:00:00+07:00',
      '2026-07-06T00:00:00+07:00',
    ],
  ])('%s', (_name, rule, target, late) => {
    expect(shown(dueInstants(rule, unrolled).remindTargetAt)).toBe(target);
    expect(shown(dueInstants(rule, unrolled).overdueAt)).toBe(late);
  });

  test.each<[string, DueRule]>([
    [
      'giữa tháng 8',
      { boundary: 'within_period', date: day('2026-08-15'), time: null, point: 'middle' },
    ],
    [
      'a period without a point',
      { boundary: 'within_period', date: day('2026-08-15'), time: null },
    ],
    ['a counted day', { boundary: 'relative', date: day('2026-08-15'), time: null }],
  ])('%s on a Saturday is asked for on Friday, late after Monday', (_name, rule) => {
    expect(shown(dueInstants(rule, rolled).remindTargetAt)).toBe('2026-08-14T17:00:00+07:00');
    expect(shown(dueInstants(rule, rolled).overdueAt)).toBe('2026-08-18T00:00:00+07:00');
  });
});

describe('a time of day', () => {
  test.each([
    ['00:00', 0],
    ['14:05', 845],
    ['23:59', 1439],
    ['24:00', 1440],
  ])('%s is minute %i', (time, minute) => {
    expect(minuteOfTime(time)).toBe(minute);
  });

  test.each([null, '', '9:00', '14:60', '25:00', 'x14:00', '14:000', '14h00'])(
    '%s is refused',
    (time) => {
      expect(() => minuteOfTime(time)).toThrow(
        new RangeError(`not a time of day: ${time ?? 'null'}`),
      );
    },
  );
});

const anyDay = fc.integer({ min: 0, max: 1090 }).map((n) => plusDays(day('2025-01-01'), n));
const anyTime = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
const anyRule = (date: fc.Arbitrary<Day>): fc.Arbitrary<DueRule> =>
  fc.record({
    boundary: fc.constantFrom(
      'before_day',
      'before_time',
      'by_end_of_day',
      'within_period',
      'relative',
    ),
    date,
    time: anyTime,
    point: fc.constantFrom('start', 'middle', 'end'),
  });
const anySettings = fc.constantFrom(rolled, unrolled);

describe('of any deadline', () => {
  test('the target is an office moment, never after the deadline is late', () => {
    fc.assert(
      fc.property(anyRule(anyDay), anySettings, (rule, settings) => {
        const { remindTargetAt, overdueAt } = dueInstants(rule, settings);
        expect(isOfficeMoment(settings.calendar, settings.hours, remindTargetAt!)).toBe(true);
        if (rule.boundary === 'before_time') expect(remindTargetAt! <= overdueAt!).toBe(true);
        else expect(remindTargetAt! < overdueAt!).toBe(true);
      }),
    );
  });

  test('a later day never gives an earlier target or an earlier lateness', () => {
    fc.assert(
      fc.property(
        anyRule(anyDay),
        fc.integer({ min: 0, max: 20 }),
        anySettings,
        (rule, n, settings) => {
          const first = dueInstants(rule, settings);
          const second = dueInstants({ ...rule, date: plusDays(rule.date!, n) }, settings);
          expect(first.remindTargetAt! <= second.remindTargetAt!).toBe(true);
          expect(first.overdueAt! <= second.overdueAt!).toBe(true);
        },
      ),
    );
  });
});

describe('recurring duties', () => {
  const year = { from: day('2026-01-01'), to: day('2026-12-31') };
  const datesOf = (...rules: Recurrence[]) => recurrenceDates(rules, year).map(({ date }) => date);

  test('some months may have another day, and each rule its own hour', () => {
    const rules = [
      { every: 'month' as const, day: 20, exceptMonths: [3, 6, 9, 12] },
      { every: 'month' as const, day: 15, months: [3, 6, 9, 12], time: '16:00' },
    ];
    const found = recurrenceDates(rules, year);
    expect(found.map(({ date }) => date.slice(5))).toEqual(
      ['01-20', '02-20', '03-15', '04-20', '05-20', '06-15'].concat([
        '07-20',
        '08-20',
        '09-15',
        '10-20',
        '11-20',
        '12-15',
      ]),
    );
    expect(found.slice(1, 3).map(({ time }) => time)).toEqual([null, '16:00']);
  });

  test('hằng tháng trước ngày 20', () => {
    const found = recurrenceDates([{ every: 'month', day: 20, boundary: 'before_day' }], year);
    expect(found).toHaveLength(12);
    expect(found[1]).toEqual({
      date: '2026-02-20',
      boundary: 'before_day',
      period: { kind: 'month', from: '2026-02-01', to: '2026-02-28' },
      time: null,
    });
  });

  test('ngày 30 hằng tháng is the last day of February', () => {
    expect(datesOf({ every: 'month', day: 30 })[1]).toBe('2026-02-28');
  });

  test('trước ngày 15 của tháng cuối quý', () => {
    expect(datesOf({ every: 'quarter', monthOfPeriod: 'last', day: 15 })).toEqual([
      '2026-03-15',
      '2026-06-15',
      '2026-09-15',
      '2026-12-15',
    ]);
  });

  test('trước ngày 15/6, 15/12 reports on the two halves of the year', () => {
    const found = recurrenceDates(
      [
        { every: 'half-year', month: 12, day: 15 },
        { every: 'half-year', month: 6, day: 15 },
      ],
      year,
    );
    expect(found.map(({ date, period }) => [date, period.from, period.to])).toEqual([
      ['2026-06-15', '2026-01-01', '2026-06-30'],
      ['2026-12-15', '2026-07-01', '2026-12-31'],
    ]);
  });

  test('trước ngày 10/01 năm sau reports on the year before', () => {
    const [first] = recurrenceDates([{ every: 'year', month: 1, day: 10, yearOffset: 1 }], year);
    expect(first).toMatchObject({
      date: '2026-01-10',
      period: { from: '2025-01-01', to: '2025-12-31' },
    });
  });

  test('thứ Năm hằng tuần', () => {
    expect(
      recurrenceDates([{ every: 'week', weekday: 4 }], {
        from: day('2026-06-01'),
        to: day('2026-06-30'),
      }).map(({ date }) => date),
    ).toEqual(['2026-06-04', '2026-06-11', '2026-06-18', '2026-06-25']);
  });

  test('a rule without a day has no occurrences', () => {
    expect(datesOf({ every: 'half-year' }, { every: 'year' })).toEqual([]);
  });
});
