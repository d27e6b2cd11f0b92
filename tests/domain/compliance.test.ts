import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import {
  causesOf,
  countBefore,
  countKept,
  KEPT_COLUMNS,
  daysLate,
  isSpan,
  KEPT_AS,
  keptAs,
  yearBefore,
} from '../../domain/compliance.js';
import type { AroundDuty, KeptDuty } from '../../domain/compliance.js';
import { causeWords, keptWords } from '../../domain/compliance-words.js';
import { day, instant } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';

const local = (text: string) => instant(`${text}:00+07:00`);

/** Due by Monday 6 July 2026, late from the 7th on; nothing has come. */
const OWED: KeptDuty = {
  state: 'expected',
  onTime: null,
  everReturned: false,
  originalOverdueAt: local('2026-07-07T00:00'),
  overdueAt: local('2026-07-07T00:00'),
  grantedDay: null,
  firstReceivedAt: null,
  told: true,
  mailFailed: false,
};
const NOTHING: AroundDuty = { extensions: [], rejectedClaims: [], promisedDay: null };
const came = (at: string): Partial<KeptDuty> => ({
  state: 'accepted',
  onTime: local(at) < local('2026-07-07T00:00'),
  firstReceivedAt: local(at),
});
const NOW = local('2026-07-15T09:00');
const late = (change: Partial<KeptDuty>) =>
  daysLate({ ...OWED, ...change }, { now: NOW, calendar: SHIPPED_CALENDAR });

describe('how a duty was kept', () => {
  test.each<[string, Partial<KeptDuty>, string, number | null]>([
    ['in time', came('2026-07-06T23:59'), 'onTime', null],
    ['on the first late day', came('2026-07-07T08:00'), 'late', 1],
    ['over a week-end', came('2026-07-13T08:00'), 'late', 5],
    ['never', {}, 'missing', 7],
    ['said to be sent', { state: 'claimed' }, 'claimed', 7],
    ['freed', { state: 'waived' }, 'waived', 7],
    ['late, no mail had come to it', { mailFailed: true, told: false }, 'unreachable', 7],
    ['late, one mail of two had come', { mailFailed: true }, 'missing', 7],
    [
      'sent back, which gives the first report no other day',
      {
        ...came('2026-07-08T08:00'),
        state: 'returned',
        everReturned: true,
        overdueAt: local('2026-07-21T00:00'),
      },
      'late',
      2,
    ],
    [
      'with more time',
      { grantedDay: day('2026-07-20'), overdueAt: local('2026-07-21T00:00') },
      'notDue',
      null,
    ],
    [
      'by the hour, later that day',
      {
        state: 'accepted',
        onTime: false,
        firstReceivedAt: local('2026-07-06T16:00'),
        overdueAt: local('2026-07-06T15:00'),
      },
      'late',
      0,
    ],
    [
      'its mark withdrawn',
      { state: 'submitted', onTime: null, firstReceivedAt: null },
      'late',
      null,
    ],
  ])('%s', (_what, change, kept, days) => {
    const duty = { ...OWED, ...change };
    expect(keptAs(duty, NOW)).toBe(kept);
    if (kept !== 'claimed' && kept !== 'waived') expect(late(change)).toBe(days);
  });

  test('in words', () => {
    expect([keptWords('late', 2), keptWords('late', 0), keptWords('missing', null)]).toEqual([
      'Gửi sau hạn (02 ngày làm việc)',
      'Gửi sau hạn (trong ngày)',
      'Quá hạn, chưa nhận được',
    ]);
  });
});

test('causes are told of what was not simply kept, an extension of all', () => {
  const around: AroundDuty = {
    extensions: [
      { state: 'refused', reason: 'chờ số liệu', wantedDay: day('2026-07-10') },
      { state: 'granted', reason: 'bão', wantedDay: day('2026-07-08') },
    ],
    rejectedClaims: [{ reason: null }],
    promisedDay: day('2026-07-09'),
  };
  const words = (change: Partial<KeptDuty>) =>
    causesOf({ ...OWED, ...change }, around, NOW).map(causeWords);
  expect(words({ mailFailed: true, told: false })).toEqual([
    'Thư nhắc chưa đến nơi trước hạn',
    'Đề nghị gia hạn đến hết ngày 10/7/2026 không được chấp nhận (lý do: chờ số liệu)',
    'Báo đã gửi qua hệ thống văn bản, không đối chiếu được',
    'Đã hẹn gửi ngày 09/7/2026',
  ]);
  expect(
    words({ ...came('2026-07-08T08:00'), onTime: true, grantedDay: day('2026-07-08') }),
  ).toEqual(['Được gia hạn đến hết ngày 08/7/2026 (lý do: bão)']);
  expect(causesOf({ ...OWED, ...came('2026-07-03T08:00') }, NOTHING, NOW)).toEqual([]);
});

test('every duty is counted once, and what is owed is the sum of its five kinds', () => {
  const duties = fc.array(
    fc.record({
      kept: fc.constantFrom(...KEPT_AS),
      daysLate: fc.option(fc.nat(30)),
      extended: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(duties, (all) => {
      const counts = countKept(all);
      expect(KEPT_AS.reduce((sum, as) => sum + counts[as], 0)).toBe(all.length);
      expect(counts.owed + counts.notDue + counts.waived).toBe(all.length);
    }),
    { seed: 335, numRuns: 100 },
  );
});

test('the year before has the same days, and no period is endless', () => {
  const span = (from: string, to: string) => ({ from: from as Day, to: to as Day });
  expect(yearBefore(span('2028-02-29', '2028-12-31'))).toEqual(span('2027-02-28', '2027-12-31'));
  expect([
    isSpan(span('2026-01-01', '2026-01-01')),
    isSpan(span('2026-01-02', '2026-01-01')),
    isSpan(span('2024-01-01', '2026-12-31')),
    isSpan(span('2023-12-31', '2026-12-31')),
  ]).toEqual([true, false, true, false]);
});

test('of a year before in which nothing was owed no count is told, of one that was kept a nought', () => {
  const nothing = countKept([]);
  const kept = countKept([{ kept: 'onTime', daysLate: null, extended: false }]);
  expect(KEPT_COLUMNS.map((column) => countBefore(nothing, column))).toEqual(
    KEPT_COLUMNS.map(() => null),
  );
  expect([countBefore(kept, 'owed'), countBefore(kept, 'late')]).toEqual([1, 0]);
});
