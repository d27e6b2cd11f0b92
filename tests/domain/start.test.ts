import { describe, expect, test } from '@jest/globals';
import { calendarOf, SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, instant } from '../../domain/day.js';
import { DAY_RULE } from '../../domain/due-clock.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import type { ConfirmedCycle, ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { byCalendar } from '../../domain/start.js';

const cycle: ConfirmedCycle = {
  key: 'report-2026-07-10',
  periodFrom: null,
  periodTo: null,
  cutOff: null,
  duePhrase: 'chậm nhất ngày 10/7/2026',
  dueDay: day('2026-07-10'),
  hourBound: false,
  showTarget: true,
  targetAt: instant('2026-07-10T17:00:00+07:00'),
  overdueAt: instant('2026-07-11T00:00:00+07:00'),
  rule: DAY_RULE,
};

/** Friday 10/7/2026 was made a day off after the plan was confirmed. */
const settings = {
  calendar: calendarOf(
    [
      ...SHIPPED_CALENDAR.days.values(),
      { day: day('2026-07-10'), kind: 'swap_off', confirmed: true, name: 'Nghỉ', source: null },
    ],
    SHIPPED_CALENDAR.filledYears,
  ),
  hours: DEFAULT_OFFICE_HOURS,
  rollForward: true,
};

const startedWith = (given: ConfirmedCycle) => {
  const plan = { requirements: [{ cycles: [given] }] } as unknown as ConfirmedPlan;
  return byCalendar(plan, settings).requirements[0]?.cycles[0];
};

describe('a plan that starts after the calendar changed', () => {
  test('asks by the calendar of its start', () => {
    expect(startedWith(cycle)).toMatchObject({
      targetAt: instant('2026-07-09T17:00:00+07:00'),
      overdueAt: instant('2026-07-14T00:00:00+07:00'),
    });
  });

  test('keeps the days that a person set: they follow no rule', () => {
    const { rule: _rule, ...byHand } = cycle;
    expect(startedWith(byHand)).toEqual(byHand);
  });
});
