import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_CALENDAR, isWorkingDay } from '../../domain/calendar.js';
import { dayAt, instant, plusMs, withOffset } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { closingOfCycle, letterAt, nextDeskRung } from '../../domain/desk.js';
import type { DeskFacts } from '../../domain/desk.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';

const settings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};
const local = (text: string) => instant(`${text}:00+07:00`);
const shown = (moment: Instant) => withOffset(moment).slice(0, 16);

/** T is Friday 03/7/2026, L Tuesday 07/7. */
const OVERDUE = local('2026-07-07T00:00');

/** When a cycle of a duty that does not come again closes. */
function closingOfOne(overdueAt: Instant | null, onwardTargetAt: Instant | null) {
  return closingOfCycle({ overdueAt, onwardTargetAt, period: null, nextOpensAt: null }, settings);
}

describe('when a cycle closes', () => {
  test.each([
    ['without a report upward: L+5, edits ten days later', null, '07-14', '07-24', false],
    ['two working days before the report upward is due', '2026-07-24', '07-22', '08-01', false],
    ['near, the letter goes on L', '2026-07-13', '07-09', '07-19', true],
    ['one day further off, it does not', '2026-07-14', '07-10', '07-20', false],
    ['due before anybody can be late: on L itself', '2026-07-07', '07-07', '07-17', true],
  ])('%s', (_when, onward, forNew, forEdits, early) => {
    const target = onward === null ? null : local(`${onward}T17:00`);
    const closing = closingOfOne(OVERDUE, target)!;
    expect(shown(closing.forNewAt)).toBe(`2026-${forNew}T17:00`);
    expect(shown(closing.forEditsAt)).toBe(`2026-${forEdits}T17:00`);
    expect(closing.letterOnFirstLateDay).toBe(early);
  });

  test('is unknown without a due instant', () => {
    expect(closingOfOne(null, local('2026-07-24T17:00'))).toBeNull();
  });
});

test('the letter is drafted on L+1 at 08:00, or on L at 14:00 when the report upward is near', () => {
  const drafted = (overdueAt: Instant, letterOnFirstLateDay: boolean): string => {
    const moment = letterAt(overdueAt, { period: null, letterOnFirstLateDay }, settings);
    return moment === null ? 'never' : shown(moment);
  };
  expect(drafted(OVERDUE, false)).toBe('2026-07-08T08:00');
  expect(drafted(OVERDUE, true)).toBe('2026-07-07T14:00');
  expect(drafted(local('2026-07-07T16:00'), true)).toBe('2026-07-07T17:00');
  expect(drafted(local('2026-07-04T00:00'), false)).toBe('2026-07-07T08:00');
});

const collecting: DeskFacts = {
  kind: 'collect',
  period: null,
  lastOfSeries: false,
  startedAt: local('2026-06-01T09:00'),
  targetAt: local('2026-07-03T17:00'),
  overdueAt: OVERDUE,
  closesForNewAt: local('2026-07-14T17:00'),
  open: 3,
};

/** Every mail to the desk when each is told at its time. */
function told(facts: Partial<DeskFacts>, from = '2026-06-01T09:00'): string[] {
  const all: string[] = [];
  let now = local(from);
  let last: Instant | null = null;
  for (let mails = 0; mails < 30; mails += 1) {
    const next = nextDeskRung({ ...collecting, ...facts }, last, { now, settings });
    if (next === null) return all;
    if (next.at > now) now = next.at;
    all.push(`${next.rung} ${shown(next.at)}`);
    last = now;
  }
  return all;
}

describe('what the office is told', () => {
  test('the list at 16:00 on T and each working day after, calls on L, the closing', () => {
    expect(told({})).toEqual([
      'officeList 2026-07-03T16:00',
      'officeList 2026-07-06T16:00',
      'callList 2026-07-07T08:00',
      'officeList 2026-07-07T16:00',
      'officeList 2026-07-08T16:00',
      'officeList 2026-07-09T16:00',
      'officeList 2026-07-10T16:00',
      'officeList 2026-07-13T16:00',
      'officeList 2026-07-14T16:00',
      'closeNew 2026-07-14T17:00',
    ]);
  });

  test('due by the hour: nobody is to be rung before the hour is over', () => {
    const calls = (hour: string) =>
      told({
        targetAt: local(`2026-07-07T${hour}`),
        overdueAt: local(`2026-07-07T${hour}`),
      }).filter((line) => line.startsWith('callList'));
    expect(calls('14:00')).toEqual(['callList 2026-07-07T15:00']);
    expect(calls('16:30')).toEqual(['callList 2026-07-08T07:30']);
  });

  test('of its own report upward at T−2 and T', () => {
    expect(told({ kind: 'onward', closesForNewAt: null })).toEqual([
      'onwardPrepare 2026-07-01T08:00',
      'onwardLastDay 2026-07-03T08:00',
    ]);
  });

  test('nothing when nothing is open, nor of a cycle without a due day', () => {
    expect(told({ open: 0 })).toEqual([]);
    expect(told({ targetAt: null })).toEqual([]);
  });

  test('after days off only the latest, then what comes next', () => {
    const late = told({}, '2026-07-09T09:00');
    expect(late.slice(0, 2)).toEqual([
      'officeList 2026-07-08T16:00',
      'officeList 2026-07-09T16:00',
    ]);
  });

  test('nothing that lies before the start', () => {
    expect(told({ startedAt: local('2026-07-07T09:00') })[0]).toBe('officeList 2026-07-07T16:00');
  });

  test('never goes back, keeps to working days and ends, wherever the clock jumps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 14 }),
        (jumps, days) => {
          const facts = { ...collecting, closesForNewAt: plusMs(OVERDUE, days * 86_400_000) };
          let now = collecting.startedAt;
          let last: Instant | null = null;
          for (const hours of jumps) {
            now = plusMs(now, hours * 3_600_000);
            const next = nextDeskRung(facts, last, { now, settings });
            if (next === null || next.at > now) continue;
            expect(last === null || next.at > last).toBe(true);
            if (next.rung !== 'closeNew') {
              expect(isWorkingDay(SHIPPED_CALENDAR, dayAt(next.at))).toBe(true);
            }
            last = now;
          }
          const end = local('2026-09-30T08:00');
          expect(nextDeskRung(facts, end, { now: end, settings })).toBeNull();
        },
      ),
    );
  });
});
