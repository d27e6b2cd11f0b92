import { describe, expect, test } from '@jest/globals';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, instant, withOffset } from '../../domain/day.js';
import { nextRung, sendingMoment, stepKey, timetable } from '../../domain/ladder.js';
import type { LadderFacts, LadderSettings } from '../../domain/ladder.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';

const settings: LadderSettings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};

/** "trước ngày 05/7/2026", a Sunday: T is Friday 03/7, the first late day Tuesday 07/7. */
const owed: LadderFacts = {
  startedAt: local('2026-06-01T09:00'),
  targetAt: local('2026-07-03T17:00'),
  overdueAt: local('2026-07-07T00:00'),
  hourBound: false,
  dueDay: day('2026-07-05'),
  what: 'report',
  period: null,
  binding: true,
  returned: false,
  epoch: 0,
  cutOff: null,
  eventDays: [],
  headReleasedAt: null,
  letterOnFirstLateDay: false,
};

function local(text: string) {
  return instant(`${text}:00+07:00`);
}

function steps(facts: Partial<LadderFacts> = {}): string[] {
  return timetable({ ...owed, ...facts }, settings).steps.map(
    (step) => `${stepKey(step)} ${withOffset(step.at).slice(0, 16)}`,
  );
}

function skipped(facts: Partial<LadderFacts>): string[] {
  return timetable({ ...owed, ...facts }, settings).skipped.map(
    (skip) => `${skip.rung} ${withOffset(skip.at).slice(0, 16)} ${skip.why}`,
  );
}

function next(now: string, facts: Partial<LadderFacts> = {}, reached: string | null = null) {
  const found = nextRung({ ...owed, ...facts }, reached, { now: local(now), settings });
  return found === null
    ? null
    : {
        what: `${stepKey(found.step)} ${withOffset(found.at).slice(0, 16)}`,
        replaces: found.replaces,
        reaches: found.reaches,
      };
}

describe('the default ladder', () => {
  test('goes assigned, T−5, T−2, T and L, each at 08:00 but the assignment', () => {
    expect(steps()).toEqual([
      'assigned 2026-06-01T09:00',
      'prepare 2026-06-26T08:00',
      'remind 2026-07-01T08:00',
      'lastDay 2026-07-03T08:00',
      'overdue 2026-07-07T08:00',
    ]);
  });

  test('an implementation plan is prepared ten working days ahead', () => {
    expect(steps({ what: 'plan' })).toContain('prepare 2026-06-19T08:00');
  });

  test('counts working days over the National Day break: two before 04/9/2026 is 28/8', () => {
    expect(
      steps({
        startedAt: local('2026-08-03T09:00'),
        targetAt: local('2026-09-04T17:00'),
        overdueAt: local('2026-09-05T00:00'),
        dueDay: day('2026-09-04'),
      }),
    ).toContain('remind 2026-08-28T08:00');
  });

  test('the head is written to on L+1, but only once the officer has let it go', () => {
    expect(steps({ headReleasedAt: local('2026-07-07T09:30') })).toContain(
      'toHead 2026-07-08T08:00',
    );
    expect(steps().join()).not.toContain('toHead');
  });

  test('a late release to heads goes at once in sending hours, else the next morning', () => {
    expect(steps({ headReleasedAt: local('2026-07-09T10:15') })).toContain(
      'toHead 2026-07-09T10:15',
    );
    expect(steps({ headReleasedAt: local('2026-07-10T18:00') })).toContain(
      'toHead 2026-07-13T08:00',
    );
  });

  test('nobody but the officer is told between T and L', () => {
    expect(next('2026-07-03T17:00', {}, 'lastDay')?.what).toBe('overdue 2026-07-07T08:00');
  });
});

describe('the assignment', () => {
  test.each([
    ['in working hours at once', '2026-06-01T14:20', '2026-06-01T14:20'],
    ['before the morning, at 08:00', '2026-06-01T07:10', '2026-06-01T08:00'],
    ['in the evening, the next working morning', '2026-06-05T17:00', '2026-06-08T08:00'],
    ['on a Saturday, on Monday', '2026-06-06T10:00', '2026-06-08T08:00'],
  ])('goes %s', (_when, startedAt, assigned) => {
    expect(steps({ startedAt: local(startedAt) })[0]).toBe(`assigned ${assigned}`);
  });

  test.each([
    ['2026-07-01T07:00', 'remind 2026-07-01T08:00 sameDay'],
    ['2026-07-01T09:00', 'remind 2026-07-01T08:00 past'],
    ['2026-06-30T18:00', 'remind 2026-07-01T08:00 sameDay'],
    ['2026-07-03T07:00', 'lastDay 2026-07-03T08:00 sameDay'],
  ])('started at %s takes the rung of its day with it', (startedAt, why) => {
    expect(skipped({ startedAt: local(startedAt) })).toContain(why);
    expect(steps({ startedAt: local(startedAt) })[0]).toMatch(/^assigned/);
  });

  test('is told of the rungs that had gone by before the start', () => {
    expect(skipped({ startedAt: local('2026-06-30T10:00') })).toEqual([
      'prepare 2026-06-26T08:00 past',
    ]);
  });

  test('is never dropped after downtime, and takes along what fell due with it', () => {
    expect(next('2026-07-01T10:00')).toEqual({
      what: 'assigned 2026-06-01T09:00',
      replaces: [],
      reaches: 'remind',
    });
    expect(next('2026-07-01T10:00', {}, 'remind')?.what).toBe('lastDay 2026-07-03T08:00');
  });

  test('is not repeated when a return or an extension begins the ladder anew', () => {
    expect(steps({ epoch: 1 })[0]).toBe('prepare 2026-06-26T08:00');
  });
});

describe('after downtime only the latest rung goes', () => {
  test.each([
    ['2026-07-01T09:00', 'assigned', 'remind 2026-07-01T08:00', ['prepare']],
    ['2026-07-03T11:00', 'assigned', 'lastDay 2026-07-03T08:00', ['prepare', 'remind']],
    ['2026-07-08T09:00', 'prepare', 'overdue 2026-07-07T08:00', ['remind', 'lastDay']],
  ])('at %s, after %s', (now, reached, what, replaces) => {
    expect(next(now, {}, reached)).toMatchObject({ what, replaces });
  });

  test('a reminder whose target has passed stays unsaid: silence until L', () => {
    expect(next('2026-07-04T09:00', {}, 'prepare')).toMatchObject({
      what: 'overdue 2026-07-07T08:00',
      replaces: [],
    });
    expect(next('2026-07-07T08:00', {}, 'prepare')).toMatchObject({
      what: 'overdue 2026-07-07T08:00',
      replaces: ['remind', 'lastDay'],
    });
  });

  test('a climbed ladder has no next rung', () => {
    expect(next('2026-07-08T09:00', {}, 'overdue')).toBeNull();
  });

  test('a rung that a changed calendar took away is not climbed again', () => {
    const started = { startedAt: local('2026-06-30T09:00') };
    expect(steps(started).join()).not.toContain('prepare');
    expect(next('2026-06-30T10:00', started, 'prepare')?.what).toBe('remind 2026-07-01T08:00');
  });
});

describe('asked bodies', () => {
  test('are informed and reminded once, never called late', () => {
    const asked = { binding: false, headReleasedAt: local('2026-07-07T09:00') };
    expect(steps(asked)).toEqual(['assigned 2026-06-01T09:00', 'remind 2026-07-01T08:00']);
    expect(skipped(asked).every((line) => line.endsWith('askedBody'))).toBe(true);
  });
});

describe('the cut-off', () => {
  const cutOff = day('2026-07-01');

  test('lets only prepare through until the day it counts to is over', () => {
    expect(steps({ cutOff })).toEqual([
      'assigned 2026-06-01T09:00',
      'prepare 2026-06-26T08:00',
      'lastDay 2026-07-03T08:00',
      'overdue 2026-07-07T08:00',
    ]);
    expect(skipped({ cutOff })).toContain('remind 2026-07-01T08:00 beforeCutOff');
  });

  test('means nothing for plans and lists', () => {
    expect(steps({ cutOff, what: 'list' })).toContain('remind 2026-07-01T08:00');
    expect(steps({ cutOff, what: 'plan' })).toContain('remind 2026-07-01T08:00');
  });
});

describe('days off between T and D', () => {
  /** "trước ngày 06/7/2026", a Monday: T is the Friday before. */
  const overWeekend = { dueDay: day('2026-07-06') };

  test('bring one more last-day reminder on the first working day after them', () => {
    expect(steps(overWeekend)).toEqual([
      'assigned 2026-06-01T09:00',
      'prepare 2026-06-26T08:00',
      'remind 2026-07-01T08:00',
      'lastDay 2026-07-03T08:00',
      'lastDay.2 2026-07-06T08:00',
      'overdue 2026-07-07T08:00',
    ]);
  });

  test('bring none when that day is after D', () => {
    expect(steps({ dueDay: day('2026-07-05') }).join()).not.toContain('lastDay.2');
  });

  test('bring none when T and D stand side by side, nor when the officer took the end of D', () => {
    expect(
      steps({ dueDay: day('2026-07-03'), targetAt: local('2026-07-02T17:00') }).join(),
    ).not.toContain('lastDay.2');
    expect(steps({ ...overWeekend, targetAt: local('2026-07-06T17:00') })).toContain(
      'lastDay 2026-07-06T08:00',
    );
    expect(steps({ ...overWeekend, targetAt: local('2026-07-06T17:00') }).join()).not.toContain(
      'lastDay.2',
    );
  });

  test('the second one still goes after the target, but not once it is late', () => {
    expect(next('2026-07-06T09:00', overWeekend, 'lastDay')?.what).toBe(
      'lastDay.2 2026-07-06T08:00',
    );
    expect(next('2026-07-07T00:00', overWeekend, 'lastDay')?.what).toBe('overdue 2026-07-07T08:00');
  });
});

describe("the plan's own event days", () => {
  test('move prepare and remind to the working day before', () => {
    const eventDays = [day('2026-06-26'), day('2026-07-01')];
    expect(steps({ eventDays })).toEqual([
      'assigned 2026-06-01T09:00',
      'prepare 2026-06-25T08:00',
      'remind 2026-06-30T08:00',
      'lastDay 2026-07-03T08:00',
      'overdue 2026-07-07T08:00',
    ]);
  });

  test('leave the last day alone: what it says names that day', () => {
    expect(steps({ eventDays: [day('2026-07-03')] })).toContain('lastDay 2026-07-03T08:00');
  });

  test('that push two rungs onto one day leave only the later one', () => {
    const eventDays = ['2026-06-26', '2026-06-29', '2026-06-30', '2026-07-01'].map(day);
    expect(steps({ eventDays })).toContain('remind 2026-06-25T08:00');
    expect(skipped({ eventDays })).toContain('prepare 2026-06-25T08:00 sameDay');
  });
});

describe('started after T', () => {
  const late = { startedAt: local('2026-07-06T09:00') };

  test('the first overdue rung comes two working days after the assignment at the earliest', () => {
    expect(steps(late)).toEqual(['assigned 2026-07-06T09:00', 'overdue 2026-07-08T08:00']);
  });

  test('its head hears a working day after the agency itself', () => {
    expect(steps({ ...late, headReleasedAt: local('2026-07-07T09:00') })).toEqual([
      'assigned 2026-07-06T09:00',
      'overdue 2026-07-08T08:00',
      'toHead 2026-07-09T08:00',
    ]);
  });
});

describe('an hour-bound duty', () => {
  /** "trước 14h00 ngày 03/7/2026", a Friday: the last office moment before it is 11:30. */
  const byHour: Partial<LadderFacts> = {
    hourBound: true,
    targetAt: local('2026-07-03T11:30'),
    overdueAt: local('2026-07-03T14:00'),
    dueDay: day('2026-07-03'),
  };

  test('is reminded the working day before, three office hours before, and an hour after', () => {
    expect(steps(byHour)).toEqual([
      'assigned 2026-06-01T09:00',
      'prepare 2026-06-26T08:00',
      'remind 2026-07-02T08:00',
      'lastDay 2026-07-03T08:30',
      'overdue 2026-07-03T15:00',
    ]);
  });

  test('counts the three hours back over noon and night', () => {
    expect(steps({ ...byHour, targetAt: local('2026-07-03T14:30') })).toContain(
      'lastDay 2026-07-03T09:30',
    );
    expect(steps({ ...byHour, targetAt: local('2026-07-03T09:00') })).toContain(
      'lastDay 2026-07-02T15:30',
    );
  });

  test('late at an hour nobody works is called late at the next office hour, the head a day later', () => {
    const sunday = {
      ...byHour,
      targetAt: local('2026-07-03T17:00'),
      overdueAt: local('2026-07-05T10:00'),
      headReleasedAt: local('2026-07-05T10:00'),
    };
    expect(steps(sunday).slice(-2)).toEqual([
      'overdue 2026-07-06T07:30',
      'toHead 2026-07-07T08:00',
    ]);
  });

  test('late when mails leave no more is called late the next morning, the head a day after that', () => {
    const evening = {
      ...byHour,
      targetAt: local('2026-07-02T16:00'),
      overdueAt: local('2026-07-02T16:00'),
      headReleasedAt: local('2026-07-02T16:10'),
    };
    expect(steps(evening).slice(-2)).toEqual([
      'overdue 2026-07-02T17:00',
      'toHead 2026-07-06T08:00',
    ]);
    // What is due at 17:00 goes on Friday morning, and the head is not asked in its place.
    expect(next('2026-07-03T08:00', evening, 'lastDay')?.what).toBe('overdue 2026-07-02T17:00');
  });

  test('keeps every rung of one day', () => {
    const facts = { ...byHour, startedAt: local('2026-07-02T07:00') };
    expect(steps(facts)).toEqual([
      'assigned 2026-07-02T08:00',
      'remind 2026-07-02T08:00',
      'lastDay 2026-07-03T08:30',
      'overdue 2026-07-03T15:00',
    ]);
  });
});

describe('who is not written about to the head', () => {
  const headReleasedAt = local('2026-07-07T09:00');

  test('a body asked for a supplement', () => {
    expect(skipped({ headReleasedAt, returned: true, epoch: 1 })).toContain(
      'toHead 2026-07-08T08:00 returned',
    );
  });

  test('anybody, when the report upward is so near that the letter takes its place', () => {
    expect(skipped({ headReleasedAt, letterOnFirstLateDay: true })).toContain(
      'toHead 2026-07-08T08:00 collapsed',
    );
  });
});

describe('sending hours', () => {
  test.each([
    ['2026-07-03T07:59', '2026-07-03T08:00'],
    ['2026-07-03T08:00', '2026-07-03T08:00'],
    ['2026-07-03T16:59', '2026-07-03T16:59'],
    ['2026-07-03T17:00', '2026-07-06T08:00'],
    ['2026-07-04T09:00', '2026-07-06T08:00'],
    ['2026-09-01T09:00', '2026-09-03T08:00'],
  ])('from %s on a mail may leave at %s', (moment, leaves) => {
    expect(sendingMoment(local(moment), settings)).toBe(local(leaves));
  });
});

test('without a due instant there is only the assignment', () => {
  expect(steps({ targetAt: null, overdueAt: null })).toEqual(['assigned 2026-06-01T09:00']);
});

test('an assignment of the morning takes a last call before it along: one mail, not two', () => {
  // Started on a Saturday, by 10:30 of the Monday: three office hours before that no mail leaves yet.
  const hourBound = {
    startedAt: local('2026-07-04T06:00'),
    targetAt: local('2026-07-06T10:30'),
    overdueAt: local('2026-07-06T10:30'),
    hourBound: true,
    dueDay: day('2026-07-06'),
  };
  expect(next('2026-07-06T08:00', hourBound)).toMatchObject({
    what: 'assigned 2026-07-06T08:00',
    reaches: 'lastDay',
  });
  expect(next('2026-07-06T08:00', hourBound, 'lastDay')?.what).toBe('overdue 2026-07-06T11:30');
});
