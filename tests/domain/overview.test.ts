import { describe, expect, test } from '@jest/globals';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, instant } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { daysOfMonth, monthInWords, monthOrNull, plusMonths } from '../../domain/month.js';
import type { Month } from '../../domain/month.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import { monthToTell, paperWaitsWith, placeInMonth } from '../../domain/overview.js';

const local = (text: string) => instant(`${text}:00+07:00`);
const month = (text: string): Month => monthOrNull(text)!;
const settings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};

describe('a month', () => {
  test('is one of a year from 2000 to 2100', () => {
    expect(['2026-06', '2000-01', '2100-12'].map(monthOrNull)).toEqual([
      '2026-06',
      '2000-01',
      '2100-12',
    ]);
    expect(['2026-6', '2026-13', '1999-12', '2101-01', ''].map(monthOrNull)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  test('knows its days, its neighbours and its name', () => {
    expect(daysOfMonth(month('2028-02'))).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect([plusMonths(month('2026-01'), -1), plusMonths(month('2026-12'), 1)]).toEqual([
      '2025-12',
      '2027-01',
    ]);
    expect([monthInWords(month('2026-06')), monthInWords(month('2026-02'))]).toEqual([
      'tháng 6/2026',
      'tháng 02/2026',
    ]);
  });
});

describe('where a cycle stands in the register of June 2026', () => {
  const place = (dueDay: string | null, opened: string | null, closed: string | null = null) =>
    placeInMonth(
      {
        dueDay: dueDay === null ? null : (dueDay as Day),
        openedAt: opened === null ? null : local(opened),
        closedAt: closed === null ? null : local(closed),
        cancelledAt: null,
      },
      month('2026-06'),
    );

  test.each([
    ['due on its first day', place('2026-06-01', '2026-05-20T08:00'), 'due'],
    ['due on its last day, not opened yet', place('2026-06-30', null), 'due'],
    [
      'due and closed within it',
      place('2026-06-10', '2026-05-20T08:00', '2026-06-20T08:00'),
      'due',
    ],
    ['due after it', place('2026-07-01', '2026-06-01T08:00'), null],
    ['due before and still open', place('2026-05-31', '2026-05-01T08:00'), 'carried'],
    [
      'due before and closed in its first hour',
      place('2026-05-31', '2026-05-01T08:00', '2026-06-01T00:30'),
      'carried',
    ],
    [
      'due before and closed before it',
      place('2026-05-31', '2026-05-01T08:00', '2026-05-31T23:30'),
      null,
    ],
    ['due before and never opened', place('2026-05-31', null), null],
    ['without a day, running', place(null, '2026-06-30T08:00'), 'undated'],
    ['without a day, opened later', place(null, '2026-07-01T08:00'), null],
  ])('%s', (_what, found, expected) => {
    expect(found).toBe(expected);
  });

  test('nowhere once it is cancelled', () => {
    expect(
      placeInMonth(
        {
          dueDay: day('2026-06-10'),
          openedAt: local('2026-06-01T08:00'),
          closedAt: null,
          cancelledAt: local('2026-06-05T08:00'),
        },
        month('2026-06'),
      ),
    ).toBeNull();
  });
});

describe('when the register is mailed', () => {
  const tell = (now: string, lost: [string, string] | null = null) =>
    monthToTell({
      now: local(now),
      settings,
      lost: lost === null ? null : { from: local(lost[0]), until: local(lost[1]) },
    });

  test.each([
    // 1 August 2026 is a Saturday.
    ['the first working day, at the hour of mails', '2026-08-03T08:00', '2026-07'],
    ['a minute before', '2026-08-03T07:59', null],
    ['the Saturday before', '2026-08-01T10:00', null],
    ['a week later, when everything was off', '2026-08-12T14:00', '2026-07'],
    ['in the evening of that day', '2026-08-12T18:00', null],
    ['two months later: the last month alone', '2026-09-21T09:00', '2026-08'],
    // 1 January is off, 2 January 2026 a Friday off by swap or not: the calendar decides.
    ['in January the December before', '2026-01-06T09:00', '2025-12'],
  ])('%s', (_what, now, expected) => {
    expect(tell(now)).toBe(expected);
  });

  test('not where its moment lies in a time that a restore took away: it may have gone then', () => {
    expect(tell('2026-08-05T09:00', ['2026-08-03T02:00', '2026-08-04T10:00'])).toBeNull();
    expect(tell('2026-08-05T09:00', ['2026-08-03T09:00', '2026-08-04T10:00'])).toBe('2026-07');
  });
});

test('a paper waits with whoever has to act next', () => {
  const waits = (state: Parameters<typeof paperWaitsWith>[0]['state'], outside = false) =>
    paperWaitsWith({ state, outside });
  expect([waits('draft'), waits('sentBack')]).toEqual(['officer', 'officer']);
  expect([waits('awaitingApproval'), waits('awaitingApproval', true)]).toEqual([
    'approver',
    'outside',
  ]);
  expect([waits('approved'), waits('numbered')]).toEqual(['clerk', 'clerk']);
  expect([waits('released'), waits('acknowledged'), waits('superseded')]).toEqual([
    null,
    null,
    null,
  ]);
});
