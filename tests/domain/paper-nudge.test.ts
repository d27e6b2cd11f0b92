import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_CALENDAR, isWorkingDay } from '../../domain/calendar.js';
import { dayAt, instant, minuteAt, plusMs, withOffset } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import { nudgeAt } from '../../domain/paper-nudge.js';
import type { HeldPaper } from '../../domain/paper-nudge.js';

const settings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};
const local = (text: string) => instant(`${text}:00+07:00`);
/** A Monday: two working days before it is the Thursday. */
const TARGET = local('2026-07-13T17:00');

const AGREED: HeldPaper = {
  kind: 'consolidatedReport',
  state: 'approved',
  outside: false,
  approvedAt: local('2026-07-08T10:00'),
  askedAt: null,
};

const nudge = (paper: Partial<HeldPaper>, now: string, target: Instant | null = TARGET) => {
  const moment = nudgeAt({ ...AGREED, ...paper }, target, { now: local(now), settings });
  return moment === null ? null : withOffset(moment).slice(0, 16);
};

test.each<[string, Partial<HeldPaper>, string, string | null]>([
  ['two working days before', {}, '2026-07-08T11:00', '2026-07-09T08:00'],
  [
    'on the day itself',
    { askedAt: local('2026-07-09T08:00') },
    '2026-07-09T08:00',
    '2026-07-13T08:00',
  ],
  [
    'asked on the day before, not again before the day',
    { askedAt: local('2026-07-10T09:00') },
    '2026-07-10T09:00',
    '2026-07-13T08:00',
  ],
  [
    'told on the last day, no more',
    { askedAt: local('2026-07-13T08:00') },
    '2026-07-13T09:00',
    null,
  ],
  [
    'who gets it on the last day hears at once',
    { approvedAt: local('2026-07-13T10:30') },
    '2026-07-13T10:30',
    '2026-07-13T10:30',
  ],
  [
    'who gets it in the evening hears in the morning',
    { approvedAt: local('2026-07-10T19:00') },
    '2026-07-10T19:00',
    '2026-07-13T08:00',
  ],
  ['missed at night, made up for in the morning', {}, '2026-07-09T22:00', '2026-07-10T08:00'],
  [
    'the approver too',
    { state: 'awaitingApproval', approvedAt: null },
    '2026-07-08T11:00',
    '2026-07-09T08:00',
  ],
  ['numbered, the clerk still', { state: 'numbered' }, '2026-07-08T11:00', '2026-07-09T08:00'],
  ['released, nobody', { state: 'released' }, '2026-07-09T11:00', null],
  [
    'in the document system, nobody here',
    { state: 'awaitingApproval', outside: true },
    '2026-07-09T11:00',
    null,
  ],
  ['a letter has no such day', { kind: 'urgingLetter' }, '2026-07-09T11:00', null],
])('%s', (_when, paper, now, expected) => {
  expect(nudge(paper, now)).toBe(expected);
});

test('due upward on no day, nobody is reminded', () => {
  expect(nudge({}, '2026-07-09T11:00', null)).toBeNull();
});

test('whenever it is looked at, mails go on working days in office hours, one a day and two at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20 * 24 * 60 }),
      fc.array(fc.integer({ min: 1, max: 30 * 60 }), { minLength: 5, maxLength: 60 }),
      fc.boolean(),
      (sinceMinutes, looks, isApprover) => {
        const start = plusMs(TARGET, (sinceMinutes - 18 * 24 * 60) * 60_000);
        let paper: HeldPaper = isApprover
          ? { ...AGREED, state: 'awaitingApproval', approvedAt: null, askedAt: start }
          : { ...AGREED, approvedAt: start };
        let now = start;
        const sent: Instant[] = [];
        for (const step of looks) {
          const next = nudgeAt(paper, TARGET, { now, settings });
          if (next !== null && next <= now) {
            sent.push(now);
            paper = { ...paper, askedAt: now };
            // Told now, it is not due at once again.
            const after = nudgeAt(paper, TARGET, { now, settings });
            expect(after === null || dayAt(after) > dayAt(now)).toBe(true);
          }
          now = plusMs(now, step * 60_000);
        }
        expect(sent.length).toBeLessThanOrEqual(2);
        expect(new Set(sent.map(dayAt)).size).toBe(sent.length);
        for (const moment of sent) {
          expect(isWorkingDay(SHIPPED_CALENDAR, dayAt(moment))).toBe(true);
          expect(minuteAt(moment)).toBeGreaterThanOrEqual(480);
          expect(minuteAt(moment)).toBeLessThan(1020);
        }
      },
    ),
    { numRuns: 300, seed: 20260713 },
  );
});
