import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { dayAt, instant, withOffset } from '../../domain/day.js';
import { dueInstants } from '../../domain/deadline.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import { PERIOD_KINDS } from '../../domain/period.js';
import type { PeriodKind } from '../../domain/period.js';
import { closingIn } from '../../domain/played-waves.js';
import { previewPlan } from '../../domain/preview.js';
import type { PreviewAgency } from '../../domain/preview.js';
import { recurrenceDates } from '../../domain/recurrence.js';
import type { ConfirmedCycle, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { planCycles } from '../../domain/start.js';

const settings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};

/** A duty that comes again by a rule, from one day to another. */
function requirement(
  rule: Recurrence,
  {
    from,
    to,
    time = null,
    what = 'report',
  }: { from: string; to: string; time?: string | null; what?: 'report' | 'list' },
): ConfirmedRequirement {
  const cycles = recurrenceDates([rule], { from, to } as never).map(
    ({ date, period }): ConfirmedCycle => {
      const due = dueInstants(
        { boundary: time === null ? 'by_end_of_day' : 'before_time', date, time },
        { calendar: SHIPPED_CALENDAR, hours: DEFAULT_OFFICE_HOURS, rollForward: true },
      );
      return {
        key: `${what}-${rule.every}-${date}`,
        periodKind: period.kind,
        periodFrom: period.from,
        periodTo: period.to,
        cutOff: null,
        duePhrase: `ngày ${date}`,
        dueDay: date,
        hourBound: time !== null,
        showTarget: true,
        targetAt: due.remindTargetAt!,
        overdueAt: due.overdueAt!,
      };
    },
  );
  return {
    what,
    reportName: 'báo cáo kết quả',
    recipients: [],
    via: null,
    channel: '',
    form: 'core',
    onward: false,
    cycles,
  };
}

const AGENCIES: readonly PreviewAgency[] = ['a', 'b', 'c'].map((id) => ({
  id,
  name: `Sở ${id}`,
  reachable: true,
  headReachable: true,
  binding: true,
  standing: false,
}));

const previewOf = (requirements: readonly ConfirmedRequirement[], startAt: string) =>
  previewPlan(
    { agencyIds: AGENCIES.map(({ id }) => id), eventDays: [], requirements: [...requirements] },
    AGENCIES,
    { startAt: instant(startAt), settings },
  );

const JUNE = { from: '2026-06-01', to: '2026-06-30' };

describe('a campaign month with a weekly report, three agencies that never answer', () => {
  test.each([1, 2, 3, 4, 5])('due on weekday %i: at most 30 mails to them', (weekday) => {
    const { agencyMails, planned } = previewOf(
      [requirement({ every: 'week', weekday }, JUNE)],
      '2026-05-04T08:00:00+07:00',
    );
    const sent = agencyMails.reduce((sum, { agencies }) => sum + agencies.length, 0);
    expect(sent).toBe(planned.length * 2 * AGENCIES.length);
    expect(sent).toBeLessThanOrEqual(30);
    // Never four reports in the first mail.
    expect(agencyMails[0]?.told).toHaveLength(1);
  });

  test('with the list for the officer a month of four weeks stays within 30 as well', () => {
    const { agencyMails, deskMails } = previewOf(
      [requirement({ every: 'week', weekday: 5 }, JUNE)],
      '2026-05-04T08:00:00+07:00',
    );
    const sent = agencyMails.reduce((sum, { agencies }) => sum + agencies.length, 0);
    expect(sent + deskMails.length).toBeLessThanOrEqual(30);
    expect(deskMails.map(({ rung }) => rung)).toEqual([
      'callList',
      'callList',
      'callList',
      'lastPeriod',
      'callList',
    ]);
  });

  test('a report of each working day is one mail a day', () => {
    const { agencyMails } = previewOf(
      [requirement({ every: 'day' }, { from: '2026-06-01', to: '2026-06-05', time: '14:00' })],
      '2026-05-28T08:00:00+07:00',
    );
    expect(agencyMails.map(({ at }) => withOffset(at).slice(0, 16))).toEqual([
      '2026-06-01T08:00',
      '2026-06-02T08:00',
      '2026-06-03T08:00',
      '2026-06-04T08:00',
      '2026-06-05T08:00',
    ]);
  });
});

describe('a programme of five years, reported on each half-year and each year', () => {
  const PROGRAMME = { from: '2025-08-01', to: '2030-12-31' };
  const halves = requirement({ every: 'half-year', monthOfPeriod: 'last', day: 18 }, PROGRAMME);
  const years = requirement({ every: 'year', monthOfPeriod: 'last', day: 18 }, PROGRAMME);
  const plannedFrom = (start: string) =>
    planCycles({ requirements: [halves, years] }, { now: instant(start), settings });
  const opens = (start: string, one: ConfirmedRequirement) =>
    plannedFrom(start)
      .planned.filter(({ requirement: of }) => of === one)
      .map(({ cycle, opensAt }) => [cycle.dueDay, dayAt(opensAt)]);

  test('has a cycle for each half-year and each year, each opened once, weeks before its day', () => {
    const start = '2025-08-04T08:00:00+07:00';
    const found = opens(start, halves);
    expect(found.map(([due]) => due)).toEqual(
      [2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) =>
        [`${String(year)}-06-18`, `${String(year)}-12-18`].filter((due) => due > '2025-08'),
      ),
    );
    expect(opens(start, years).map(([due]) => due)).toEqual(
      [2025, 2026, 2027, 2028, 2029, 2030].map((year) => `${String(year)}-12-18`),
    );
    const keys = plannedFrom(start).planned.map(({ cycle }) => cycle.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const [due, open] of found.slice(1)) {
      // Neither in the half-year before, nor so late that nobody could prepare.
      expect(open! > due!.slice(0, 5)).toBe(true);
      expect(Date.parse(due!) - Date.parse(open!)).toBeGreaterThan(20 * 86_400_000);
      expect(Date.parse(due!) - Date.parse(open!)).toBeLessThan(40 * 86_400_000);
    }
  });

  test('tracked from its middle on, what is past is said and not opened', () => {
    const { past, planned } = plannedFrom('2027-07-01T08:00:00+07:00');
    expect(past.map(({ dueDay }) => dueDay)).toEqual([
      '2025-12-18',
      '2026-06-18',
      '2026-12-18',
      '2027-06-18',
      '2025-12-18',
      '2026-12-18',
    ]);
    expect(planned.map(({ cycle }) => cycle.dueDay)[0]).toBe('2027-12-18');
    expect(planned).toHaveLength(7 + 4);
  });
});

const someRule = fc
  .record({
    every: fc.constantFrom<PeriodKind>(...PERIOD_KINDS.filter((kind) => kind !== 'day')),
    weekday: fc.integer({ min: 1, max: 5 }),
    day: fc.integer({ min: 1, max: 28 }),
    time: fc.constantFrom(null, '10:30', '16:00'),
    what: fc.constantFrom('report', 'list' as const),
  })
  .map(({ every, weekday, day, ...more }) => ({
    ...more,
    rule: every === 'week' ? { every, weekday } : { every, day, monthOfPeriod: 'last' as const },
  }));

const YEAR = { from: '2026-03-01', to: '2026-12-31' };
const someStart = fc
  .record({
    on: fc.constantFrom('2026-03-02', '2026-04-17', '2026-06-08', '2026-09-21'),
    at: fc.constantFrom('07:10', '08:00', '09:45', '15:30', '18:00'),
  })
  .map(({ on, at }) => `${on}T${at}:00+07:00`);

describe('whatever comes again, in whatever rhythm', () => {
  test('one scheduled mail a day for an agency, apart from those of an hour', () => {
    fc.assert(
      fc.property(fc.array(someRule, { minLength: 1, maxLength: 4 }), someStart, (rules, start) => {
        const all = rules.map(({ rule, time, what }) => requirement(rule, { ...YEAR, time, what }));
        const { agencyMails } = previewOf(
          all.filter(({ cycles }) => cycles.length > 0),
          start,
        );
        const days = agencyMails
          .filter(({ told }) =>
            told.some(({ step, facts }) => step.rung !== 'toHead' && !facts.hourBound),
          )
          .flatMap(({ at, agencies }) => agencies.map(({ id }) => `${dayAt(at)}/${id}`));
        expect(days.length).toBe(new Set(days).size);
      }),
      { numRuns: 60 },
    );
  });

  test('each period closes before the next one begins, and none before anybody can be late', () => {
    fc.assert(
      fc.property(someRule, someStart, ({ rule, time, what }, start) => {
        const one = requirement(rule, { ...YEAR, time, what });
        fc.pre(one.cycles.length > 1);
        const { planned } = planCycles({ requirements: [one] }, { now: instant(start), settings });
        planned.forEach((cycle, index) => {
          const closing = closingIn(cycle, settings)!;
          expect(closing.forNewAt >= cycle.cycle.overdueAt!).toBe(true);
          const next = planned[index + 1];
          expect(cycle.lastOfSeries).toBe(next === undefined);
          if (next === undefined) return;
          expect(next.opensAt >= cycle.opensAt).toBe(true);
          // What opens at the start with a due day near may overlap; after it nothing does.
          if (next.opensAt > instant(start)) {
            expect(
              closing.forNewAt <= next.opensAt || closing.forNewAt === cycle.cycle.overdueAt,
            ).toBe(true);
          }
        });
      }),
      { numRuns: 100 },
    );
  });
});
