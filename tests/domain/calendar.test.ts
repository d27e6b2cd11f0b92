import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  SHIPPED_CALENDAR,
  calendarOf,
  isConfirmed,
  isWorkingDay,
  plusWorkingDays,
  workingDayAfter,
  workingDayBefore,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../../domain/calendar.js';
import { day, instant, plusDays, weekday, withOffset, type Day } from '../../domain/day.js';
import {
  DEFAULT_OFFICE_HOURS,
  firstOfficeMomentNotBefore,
  lastOfficeMomentNotAfter,
  minusOfficeHours,
  plusOfficeHours,
} from '../../domain/office-hours.js';
import { isOfficeMoment } from '../support/office-moment.js';

const calendar = SHIPPED_CALENDAR;
const hours = DEFAULT_OFFICE_HOURS;
const anyDay = fc.integer({ min: 0, max: 1094 }).map((n) => plusDays(day('2025-01-01'), n));

describe('the shipped calendar', () => {
  test.each([
    ['2025-04-26', true, 'a Saturday worked for 2 May'],
    ['2025-05-02', false, 'off by swap'],
    ['2026-01-02', false, 'off by swap'],
    ['2026-01-10', true, 'a Saturday worked for 2 January'],
    ['2026-04-27', false, 'compensation for Giỗ Tổ on a Sunday'],
    ['2026-08-22', true, 'a Saturday worked for 31 August'],
    ['2026-08-31', false, 'off by swap'],
    ['2026-11-23', false, 'an unconfirmed day off counts as off'],
    ['2026-11-28', false, 'an unconfirmed working Saturday does not count'],
    ['2026-11-24', false, 'Ngày Văn hóa Việt Nam'],
    ['2025-11-24', true, 'before that holiday existed'],
    ['2027-05-03', false, 'expected compensation'],
    ['2026-07-03', true, 'a plain Friday'],
    ['2026-07-04', false, 'a plain Saturday'],
  ])('%s is worked: %s (%s)', (on, worked) => {
    expect(isWorkingDay(calendar, day(on))).toBe(worked);
  });

  test('is sure of decided days and unsure of proposals and of years nobody filled in', () => {
    expect(isConfirmed(calendar, day('2026-09-01'))).toBe(true);
    expect(isConfirmed(calendar, day('2026-06-10'))).toBe(true);
    expect(isConfirmed(calendar, day('2026-11-23'))).toBe(false);
    expect(isConfirmed(calendar, day('2023-07-03'))).toBe(false);
    expect(isWorkingDay(calendar, day('2023-07-03'))).toBe(true);
  });

  test('every row stands on the weekday its kind asks for', () => {
    for (const row of calendar.days.values()) {
      if (row.kind === 'swap_work') expect(weekday(row.day)).toBe(6);
      if (row.kind === 'swap_off' || row.kind === 'compensatory') {
        expect(weekday(row.day)).toBeLessThan(6);
      }
    }
  });
});

describe('steps over working days', () => {
  test('over Tết 2026', () => {
    expect(workingDayBefore(calendar, day('2026-02-23'))).toBe('2026-02-13');
    expect(workingDayAfter(calendar, day('2026-02-13'))).toBe('2026-02-23');
    expect(workingDayOnOrAfter(calendar, day('2026-02-14'))).toBe('2026-02-23');
    expect(workingDayOnOrBefore(calendar, day('2026-02-22'))).toBe('2026-02-13');
  });

  test('from a day off the count begins at the next working day', () => {
    expect(plusWorkingDays(calendar, day('2026-07-04'), 1)).toBe('2026-07-06');
    expect(plusWorkingDays(calendar, day('2026-07-04'), -1)).toBe('2026-07-03');
    expect(plusWorkingDays(calendar, day('2026-07-04'), 0)).toBe('2026-07-04');
  });

  test('working days between leave out the first day and take in the last', () => {
    expect(workingDaysBetween(calendar, day('2026-07-03'), day('2026-07-06'))).toBe(1);
    expect(workingDaysBetween(calendar, day('2026-07-06'), day('2026-07-03'))).toBe(-1);
    expect(workingDaysBetween(calendar, day('2026-07-03'), day('2026-07-03'))).toBe(0);
  });

  test('W and N are working days around the day, and n steps on and n back return', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (on: Day, n) => {
        const before = workingDayOnOrBefore(calendar, on);
        const after = workingDayOnOrAfter(calendar, on);
        expect(before <= on && on <= after).toBe(true);
        expect(isWorkingDay(calendar, before) && isWorkingDay(calendar, after)).toBe(true);
        expect(plusWorkingDays(calendar, plusWorkingDays(calendar, after, n), -n)).toBe(after);
        expect(workingDaysBetween(calendar, on, plusWorkingDays(calendar, on, n))).toBe(n);
      }),
    );
  });

  test('a calendar with no working days at all is refused, not searched for ever', () => {
    const closed = calendarOf(
      Array.from({ length: 100 }, (_, n) => ({
        day: plusDays(day('2026-01-01'), n),
        kind: 'holiday' as const,
        confirmed: true,
        name: 'đóng cửa',
        source: null,
      })),
    );
    expect(() => workingDayOnOrAfter(closed, day('2026-01-01'))).toThrow(RangeError);
  });
});

describe('office hours', () => {
  test('the last office minute not after a minute', () => {
    expect(lastOfficeMomentNotAfter(hours, 7 * 60)).toBeNull();
    expect(lastOfficeMomentNotAfter(hours, 10 * 60)).toBe(600);
    expect(lastOfficeMomentNotAfter(hours, 12 * 60)).toBe(690);
    expect(lastOfficeMomentNotAfter(hours, 14 * 60)).toBe(840);
    expect(lastOfficeMomentNotAfter(hours, 18 * 60)).toBe(1020);
  });

  test('three office hours before Monday 09:00 is Friday 15:30', () => {
    const moment = instant('2026-07-06T09:00:00+07:00');
    expect(withOffset(minusOfficeHours(calendar, hours, moment, 3))).toBe(
      '2026-07-03T15:30:00+07:00',
    );
  });

  test('two office hours after Friday 16:00 is Monday 08:30', () => {
    const moment = instant('2026-07-03T16:00:00+07:00');
    expect(withOffset(plusOfficeHours(calendar, hours, moment, 2))).toBe(
      '2026-07-06T08:30:00+07:00',
    );
  });

  test('the first office moment after a noon is the afternoon opening', () => {
    const noon = instant('2026-07-03T12:10:00+07:00');
    expect(withOffset(firstOfficeMomentNotBefore(calendar, hours, noon))).toBe(
      '2026-07-03T13:30:00+07:00',
    );
  });

  test('going on by office hours and back again ends on an office moment no later than it began', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 60 }),
        (on, minute, n) => {
          const moment = instant(
            `${on}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+07:00`,
          );
          const later = plusOfficeHours(calendar, hours, moment, n);
          expect(later >= moment).toBe(true);
          expect(isOfficeMoment(calendar, hours, later)).toBe(true);
          const back = minusOfficeHours(calendar, hours, later, n);
          expect(isOfficeMoment(calendar, hours, back)).toBe(true);
          expect(back <= later).toBe(true);
        },
      ),
    );
  });
});
