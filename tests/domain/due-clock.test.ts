import { describe, expect, test } from '@jest/globals';
import { calendarOf, SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, instant } from '../../domain/day.js';
import type { DeadlineSettings } from '../../domain/deadline.js';
import { clockOf, DAY_RULE, movedClock, ruleThatGives } from '../../domain/due-clock.js';
import type { ClockRule, DueClock } from '../../domain/due-clock.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';

const old: DeadlineSettings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  rollForward: true,
};

/** The shipped calendar with Wednesday 15/7/2026 off. */
const next: DeadlineSettings = {
  ...old,
  calendar: calendarOf(
    [
      ...SHIPPED_CALENDAR.days.values(),
      { day: day('2026-07-15'), kind: 'swap_off', confirmed: true, name: 'Nghỉ', source: null },
    ],
    SHIPPED_CALENDAR.filledYears,
  ),
};

const date = day('2026-07-15');
const early = instant('2026-07-01T08:00:00+07:00');
const BEFORE: ClockRule = { ...DAY_RULE, boundary: 'before_day' };

const clock = (target: string, overdue: string): DueClock => ({
  targetAt: instant(`${target}:00+07:00`),
  overdueAt: instant(`${overdue}:00+07:00`),
});

describe('a clock by its rule', () => {
  test('a rule without a day gives none', () => {
    expect(clockOf({ ...DAY_RULE, boundary: 'anchor' }, date, old)).toBeNull();
  });

  test('the end of the due day as target is the first working closing from it on', () => {
    const sunday = day('2026-07-19');
    expect(clockOf({ ...BEFORE, endOfDueDay: true }, sunday, old)).toEqual(
      clock('2026-07-20T17:00', '2026-07-21T00:00'),
    );
  });
});

describe('the rule that gives a clock', () => {
  test.each<[ClockRule, string]>([
    [BEFORE, '2026-07-15'],
    [DAY_RULE, '2026-07-15'],
    [{ ...DAY_RULE, boundary: 'within_period', point: 'start' }, '2026-08-01'],
  ])('finds %j', (rule, on) => {
    expect(ruleThatGives(clockOf(rule, day(on), old)!, day(on), old)).toEqual(rule);
  });

  test('is one that gives its lateness where a person set the target, none where both were set', () => {
    const byHand = clock('2026-07-10T17:00', '2026-07-16T00:00');
    const rule = ruleThatGives(byHand, date, old);
    expect(rule).toEqual(BEFORE);
    // The lateness rolls with the calendar, the target stays as it was set.
    expect(movedClock(byHand, { rule: rule!, date }, { old, next, now: early })).toEqual(
      clock('2026-07-10T17:00', '2026-07-17T00:00'),
    );
    expect(ruleThatGives(clock('2026-07-10T17:00', '2026-07-20T00:00'), date, old)).toBeNull();
  });
});

describe('a clock by another calendar', () => {
  const settings = { old, next, now: early };

  test('never asks for a moment at which one is late already', () => {
    // Lateness was set by hand to the Saturday; that Saturday becomes a working day.
    const monday = day('2026-07-06');
    const row = { day: day('2026-07-04'), kind: 'swap_work', confirmed: true } as const;
    const calendar = calendarOf(
      [...SHIPPED_CALENDAR.days.values(), { ...row, name: 'Làm bù', source: null }],
      SHIPPED_CALENDAR.filledYears,
    );
    const byHand = clock('2026-07-03T17:00', '2026-07-04T00:00');
    const moved = movedClock(
      byHand,
      { rule: BEFORE, date: monday },
      { ...settings, next: { ...old, calendar } },
    );
    expect(moved).toEqual(byHand);
  });

  test('moves by its rule', () => {
    expect(movedClock(clockOf(DAY_RULE, date, old)!, { rule: DAY_RULE, date }, settings)).toEqual(
      clock('2026-07-14T17:00', '2026-07-17T00:00'),
    );
    expect(movedClock(clockOf(BEFORE, date, old)!, { rule: BEFORE, date }, settings)).toEqual(
      clock('2026-07-14T17:00', '2026-07-17T00:00'),
    );
  });

  test('each instant set by hand stays, the other one moves', () => {
    const target = clock('2026-07-13T17:00', '2026-07-16T00:00');
    expect(movedClock(target, { rule: DAY_RULE, date }, settings)).toEqual(
      clock('2026-07-13T17:00', '2026-07-17T00:00'),
    );
    const overdue = clock('2026-07-15T17:00', '2026-07-18T00:00');
    expect(movedClock(overdue, { rule: DAY_RULE, date }, settings)).toEqual(
      clock('2026-07-14T17:00', '2026-07-18T00:00'),
    );
  });

  test('what is late stays, and nothing becomes late at once', () => {
    const given = clockOf(DAY_RULE, date, old)!;
    const now = given.overdueAt;
    expect(movedClock(given, { rule: DAY_RULE, date }, { ...settings, now })).toBe(given);
    const rolled = clockOf(DAY_RULE, date, next)!;
    const back = { old: next, next: old, now: instant('2026-07-16T00:00:00+07:00') };
    expect(movedClock(rolled, { rule: DAY_RULE, date }, back)).toEqual(
      clock('2026-07-15T17:00', '2026-07-17T00:00'),
    );
  });

  test('a rule that gives no clock moves none', () => {
    const given = clockOf(DAY_RULE, date, old)!;
    const rule: ClockRule = { ...DAY_RULE, boundary: 'none' };
    expect(movedClock(given, { rule, date }, settings)).toBe(given);
  });
});
