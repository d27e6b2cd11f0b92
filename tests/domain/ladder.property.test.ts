import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarOf, isWorkingDay } from '../../domain/calendar.js';
import type { CalendarDay } from '../../domain/calendar-day.js';
import { at, dayAt, day, minuteAt, plusDays, plusMs } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { dueInstants } from '../../domain/deadline.js';
import { nextRung, sendingMoment, stepKey, timetable } from '../../domain/ladder.js';
import type { LadderFacts, LadderSettings } from '../../domain/ladder.js';
import { PERIOD_KINDS } from '../../domain/period.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';

const FIRST = day('2026-05-01');
const hours = DEFAULT_OFFICE_HOURS;

const someDay = fc.integer({ min: 0, max: 120 }).map((days) => plusDays(FIRST, days));
const someMoment = fc
  .tuple(someDay, fc.integer({ min: 0, max: 1439 }))
  .map(([on, minute]) => at(on, minute));

const calendars = fc
  .array(
    fc.record({
      day: someDay,
      kind: fc.constantFrom<CalendarDay['kind']>(
        'holiday',
        'compensatory',
        'swap_off',
        'swap_work',
      ),
      confirmed: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    calendarOf(
      rows.map((row) => ({ ...row, name: 'x', source: null })),
      [2026],
    ),
  );

const worlds = fc
  .record({
    calendar: calendars,
    rollForward: fc.boolean(),
    boundary: fc.constantFrom(
      'before_day' as const,
      'by_end_of_day' as const,
      'before_time' as const,
    ),
    minute: fc.integer({ min: 0, max: 1439 }),
    due: someDay.filter((on) => on > plusDays(FIRST, 40)),
    startedAt: someMoment,
    what: fc.constantFrom('report' as const, 'plan' as const, 'list' as const),
    binding: fc.boolean(),
    returned: fc.boolean(),
    period: fc.constantFrom(null, ...PERIOD_KINDS),
    epoch: fc.integer({ min: 0, max: 2 }),
    cutOff: fc.option(someDay, { nil: null }),
    eventDays: fc.array(someDay, { maxLength: 6 }),
    headReleasedAt: fc.option(someMoment, { nil: null }),
    letterOnFirstLateDay: fc.boolean(),
  })
  .map((given) => {
    const settings: LadderSettings = {
      calendar: given.calendar,
      hours,
      mailMinute: 480,
      lastMailMinute: 1020,
    };
    const hourBound = given.boundary === 'before_time';
    const time = hourBound
      ? `${String(Math.floor(given.minute / 60)).padStart(2, '0')}:${String(given.minute % 60).padStart(2, '0')}`
      : null;
    const due = dueInstants(
      { boundary: given.boundary, date: given.due, time },
      { calendar: given.calendar, hours, rollForward: given.rollForward },
    );
    const facts: LadderFacts = {
      startedAt: given.startedAt,
      targetAt: due.remindTargetAt,
      overdueAt: due.overdueAt,
      hourBound,
      dueDay: given.due,
      what: given.what,
      period: given.period,
      binding: given.binding,
      returned: given.returned,
      epoch: given.epoch,
      cutOff: given.cutOff,
      eventDays: given.eventDays,
      headReleasedAt: given.headReleasedAt,
      letterOnFirstLateDay: given.letterOnFirstLateDay,
    };
    return { facts, settings };
  });

/** Moments at which a wave may run, in order. */
const walks = fc
  .array(someMoment, { minLength: 1, maxLength: 30 })
  .map((moments) => [...moments].sort());

interface Fired {
  readonly key: string;
  readonly at: Instant;
  readonly replaces: readonly string[];
}

/** Walks time forward as waves do: at each moment, again and again until nothing is due. */
function walk(
  facts: LadderFacts,
  settings: LadderSettings,
  moments: readonly Instant[],
): { fired: Fired[]; reached: string | null } {
  const fired: Fired[] = [];
  let reached: string | null = null;
  for (const moment of moments) {
    const now = sendingMoment(moment, settings);
    for (let tries = 0; ; tries += 1) {
      expect(tries).toBeLessThan(2);
      const next = nextRung(facts, reached, { now, settings });
      if (next === null || next.at > now) break;
      fired.push({ key: stepKey(next.step), at: now, replaces: next.replaces });
      reached = next.reaches;
    }
  }
  return { fired, reached };
}

const NEVER = at(plusDays(FIRST, 400), 480);

describe('whatever calendar, due day and start', () => {
  test('every step lies in sending hours of a working day, but of an hour-bound duty', () => {
    fc.assert(
      fc.property(worlds, ({ facts, settings }) => {
        for (const step of timetable(facts, settings).steps) {
          expect(isWorkingDay(settings.calendar, dayAt(step.at))).toBe(true);
          if (facts.hourBound) continue;
          expect(minuteAt(step.at)).toBeGreaterThanOrEqual(480);
          expect(minuteAt(step.at)).toBeLessThan(1020);
        }
      }),
    );
  });

  test('there is at most one step a day, but of an hour-bound duty', () => {
    fc.assert(
      fc.property(worlds, ({ facts, settings }) => {
        const days = timetable(facts, settings).steps.map((step) => dayAt(step.at));
        if (!facts.hourBound) expect(new Set<Day>(days).size).toBe(days.length);
      }),
    );
  });

  test('nothing lies before the start, and steps follow each other up the ladder', () => {
    fc.assert(
      fc.property(worlds, ({ facts, settings }) => {
        const { steps } = timetable(facts, settings);
        for (const step of steps) expect(step.at >= facts.startedAt).toBe(true);
        const order = [
          'assigned',
          'prepare',
          'remind',
          'lastDay',
          'lastDay.2',
          'overdue',
          'toHead',
        ];
        const heights = steps.map((step) => order.indexOf(stepKey(step)));
        expect(heights).toEqual([...heights].sort((a, b) => a - b));
        expect(new Set(heights).size).toBe(heights.length);
      }),
    );
  });

  test('nobody is called late before it is late, nor a head asked before the agency was told', () => {
    fc.assert(
      fc.property(worlds, ({ facts, settings }) => {
        const { steps } = timetable(facts, settings);
        const overdue = steps.find(({ rung }) => rung === 'overdue');
        const toHead = steps.find(({ rung }) => rung === 'toHead');
        if (overdue) expect(overdue.at >= facts.overdueAt!).toBe(true);
        if (toHead) {
          expect(toHead.at >= facts.overdueAt!).toBe(true);
          expect(toHead.at >= facts.headReleasedAt!).toBe(true);
        }
        if (overdue && toHead) expect(dayAt(toHead.at) > dayAt(overdue.at)).toBe(true);
      }),
    );
  });

  test('every rung of the ladder is either a step or was left out with its reason', () => {
    fc.assert(
      fc.property(worlds, ({ facts, settings }) => {
        const { steps, skipped } = timetable(facts, settings);
        const named = new Set([...steps, ...skipped].map(({ rung }) => rung));
        const isFirst = facts.epoch === 0;
        const always = {
          day: isFirst ? [] : ['lastDay'],
          week: isFirst ? ['overdue'] : ['remind', 'overdue'],
          month: ['remind', 'lastDay', 'overdue'],
          other: ['prepare', 'remind', 'lastDay', 'overdue'],
        };
        const { period } = facts;
        const isShort = period === 'day' || period === 'week' || period === 'month';
        const expected = [
          ...(isFirst ? ['assigned'] : []),
          ...always[isShort ? period : 'other'],
          ...(facts.headReleasedAt !== null && period !== 'day' && period !== 'week'
            ? ['toHead']
            : []),
        ];
        expect([...named].sort()).toEqual(expected.sort());
      }),
    );
  });
});

describe('walking time forward in arbitrary jumps', () => {
  test('fires each rung at most once, in order, and always ends', () => {
    fc.assert(
      fc.property(worlds, walks, ({ facts, settings }, moments) => {
        const { fired, reached } = walk(facts, settings, [...moments, NEVER]);
        const keys = fired.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const order = timetable(facts, settings).steps.map(stepKey);
        const heights = keys.map((key) => order.indexOf(key));
        expect(heights).toEqual([...heights].sort((a, b) => a - b));
        expect(nextRung(facts, reached, { now: NEVER, settings })).toBeNull();
      }),
    );
  });

  test('sends one notice a day at most, whatever was missed', () => {
    fc.assert(
      fc.property(worlds, walks, ({ facts, settings }, moments) => {
        const days = walk(facts, settings, moments).fired.map((one) => dayAt(one.at));
        if (!facts.hourBound) expect(new Set<Day>(days).size).toBe(days.length);
      }),
    );
  });

  test('after any downtime there is at most one notice, and the assignment is never lost', () => {
    fc.assert(
      fc.property(worlds, someMoment, ({ facts, settings }, moment) => {
        const { fired } = walk(facts, settings, [moment]);
        expect(fired.length).toBeLessThanOrEqual(1);
        const assigned = timetable(facts, settings).steps.find(({ rung }) => rung === 'assigned');
        if (assigned && assigned.at <= sendingMoment(moment, settings)) {
          expect(fired[0]?.key).toBe('assigned');
        }
      }),
    );
  });

  test('says what a notice replaces: nothing that went out, nothing still to come', () => {
    fc.assert(
      fc.property(worlds, walks, ({ facts, settings }, moments) => {
        const { fired } = walk(facts, settings, moments);
        fired.forEach((one, index) => {
          const before = fired.slice(0, index).map(({ key }) => key);
          for (const rung of one.replaces) {
            const wasOneOfTwo = rung === 'lastDay' && before.includes('lastDay');
            expect(before.includes(rung) && !wasOneOfTwo).toBe(false);
          }
        });
      }),
    );
  });

  test('a clock asked twice gives the same answer, and later ones never go back', () => {
    fc.assert(
      fc.property(worlds, someMoment, someMoment, ({ facts, settings }, a, b) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const first = nextRung(facts, null, { now: early, settings });
        const second = nextRung(facts, null, { now: late, settings });
        expect(nextRung(facts, null, { now: early, settings })).toEqual(first);
        if (first !== null && second !== null) expect(second.at >= first.at).toBe(true);
      }),
    );
  });

  test('what was reached stays reached when the calendar changes underneath', () => {
    fc.assert(
      fc.property(worlds, calendars, walks, ({ facts, settings }, swapped, moments) => {
        const half = Math.ceil(moments.length / 2);
        const before = walk(facts, settings, moments.slice(0, half));
        const after = { ...settings, calendar: swapped };
        const told = new Set(before.fired.map(({ key }) => key));
        let reached = before.reached;
        for (const moment of moments.slice(half)) {
          const now = sendingMoment(moment, after);
          const next = nextRung(facts, reached, { now, settings: after });
          if (next === null || next.at > now) continue;
          expect(told.has(stepKey(next.step))).toBe(false);
          told.add(stepKey(next.step));
          reached = next.reaches;
        }
      }),
    );
  });
});

test('moving the clock by a millisecond at an end of sending hours decides the day', () => {
  const settings = {
    calendar: calendarOf([], [2026]),
    hours,
    mailMinute: 480,
    lastMailMinute: 600,
  };
  const end = at(day('2026-07-01'), 600);
  expect(sendingMoment(plusMs(end, -1), settings)).toBe(plusMs(end, -1));
  expect(sendingMoment(end, settings)).toBe(at(day('2026-07-02'), 480));
});
