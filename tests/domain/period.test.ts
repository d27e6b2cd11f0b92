import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, plusDays } from '../../domain/day.js';
import {
  cutOffOf,
  matterOf,
  namedReport,
  PERIOD_KINDS,
  periodAtEndOf,
  periodName,
} from '../../domain/period.js';
import type { PeriodKind } from '../../domain/period.js';
import { recurrenceDates } from '../../domain/recurrence.js';

const NAMES: readonly (readonly [PeriodKind, string, string, string | null, string])[] = [
  ['day', '2026-06-05', '2026-06-05', null, 'ngày 05/6/2026'],
  ['week', '2026-06-15', '2026-06-21', '2026-06-18', 'tuần 3 tháng 6/2026'],
  // The week reaches into July; its report is due in June.
  ['week', '2026-06-29', '2026-07-05', '2026-06-30', 'tuần 5 tháng 6/2026'],
  ['week', '2026-06-29', '2026-07-05', null, 'tuần 1 tháng 7/2026'],
  ['month', '2026-12-01', '2026-12-31', null, 'tháng 12/2026'],
  ['month', '2027-01-01', '2027-01-31', null, 'tháng 01/2027'],
  ['quarter', '2026-10-01', '2026-12-31', null, 'quý IV/2026'],
  ['half-year', '2027-01-01', '2027-06-30', null, '6 tháng đầu năm 2027'],
  ['half-year', '2027-07-01', '2027-12-31', null, '6 tháng cuối năm 2027'],
  ['year', '2027-01-01', '2027-12-31', '2028-01-15', 'năm 2027'],
];

describe('what a period is called', () => {
  test.each(NAMES)('%s %s–%s (due %s): %s', (kind, from, to, due, name) => {
    const period = { kind, from: day(from), to: day(to) };
    expect(periodName(period, due === null ? null : day(due))).toBe(name);
    const report = namedReport('báo cáo kết quả phòng, chống ma túy', name);
    expect(report).toBe(`báo cáo kết quả phòng, chống ma túy ${name}`);
    expect(periodAtEndOf(report)).toBe(name);
    expect(namedReport(report, name)).toBe(report);
  });

  test('behind a year of the subject it is set off', () => {
    expect(namedReport('báo cáo công tác năm 2026', 'quý II/2026')).toBe(
      'báo cáo công tác năm 2026, quý II/2026',
    );
  });

  test.each([
    ['công tác năm 2026', null, 'công tác năm 2026'],
    ['công tác năm 2026', 'năm 2026', 'công tác năm 2026'],
    ['công tác năm 2026', '6 tháng đầu năm 2026', 'công tác 6 tháng đầu năm 2026'],
    ['công tác năm 2026', 'quý II/2026', 'công tác quý II/2026'],
    ['công tác năm 2026', 'năm 2027', 'công tác năm 2026, năm 2027'],
    [
      'chương trình giai đoạn 2025 - 2030',
      'năm 2026',
      'chương trình giai đoạn 2025 - 2030, năm 2026',
    ],
    ['công tác trên địa bàn tỉnh', 'tháng 12/2026', 'công tác trên địa bàn tỉnh tháng 12/2026'],
  ])('the matter “%s” of %s is “%s”', (subject, period, matter) => {
    expect(matterOf(subject, period)).toBe(matter);
  });

  test('no two reports of one duty have the same name', () => {
    const first = day('2025-01-01');
    fc.assert(
      fc.property(
        fc.constantFrom(...PERIOD_KINDS),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 700 }),
        (every, weekday, start) => {
          const from = plusDays(first, start);
          const rule = every === 'week' ? { every, weekday } : { every, day: 18 };
          const found = recurrenceDates([rule], { from, to: plusDays(from, 400) });
          const names = found.map(({ period, date }) => periodName(period, date));
          expect(new Set(names).size).toBe(found.length);
        },
      ),
    );
  });
});

describe('the last day that figures count', () => {
  const cutOff = (kind: PeriodKind, to: string, sendBy: string) =>
    cutOffOf({ kind, from: day(to), to: day(to) }, day(sendBy), SHIPPED_CALENDAR);

  test.each([
    ['month', '2026-12-31', '2026-12-20', '2026-12-14'],
    ['quarter', '2026-09-30', '2026-09-18', '2026-09-14'],
    ['half-year', '2027-06-30', '2027-06-18', '2027-06-14'],
    ['year', '2026-12-31', '2027-01-15', '2026-12-14'],
    // A working day must be left between: 15 and 16/8/2026 are a weekend.
    ['month', '2026-08-31', '2026-08-16', null],
    ['month', '2026-12-31', '2026-12-10', null],
    ['week', '2026-06-21', '2026-06-25', null],
  ] as const)('%s to %s, sent by %s: %s', (kind, to, sendBy, expected) => {
    expect(cutOff(kind, to, sendBy)).toBe(expected);
  });
});
