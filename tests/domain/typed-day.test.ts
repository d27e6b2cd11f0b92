import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, plusDays } from '../../domain/day.js';
import { printedDay } from '../../domain/printed-day.js';
import { typedDayOrNull } from '../../domain/typed-day.js';

test.each([
  ['3/7/2026', '2026-07-03'],
  ['03/7/2026', '2026-07-03'],
  [' 03 / 07 / 2026 ', '2026-07-03'],
  ['03-07-2026', '2026-07-03'],
  ['3.7.2026', '2026-07-03'],
  ['3 7 2026', '2026-07-03'],
  ['03072026', '2026-07-03'],
  ['2026-07-03', '2026-07-03'],
  ['29/2/2028', '2028-02-29'],
])('%s is the day %s', (text, expected) => {
  expect(typedDayOrNull(text)).toBe(expected);
});

test.each([
  '',
  '3/7',
  '3/7/26',
  '29/2/2026',
  '31/4/2026',
  '7/13/2026',
  '0/1/2026',
  '3/7/1999',
  'mai',
  '1/1/20260',
])('%p is no day', (text) => {
  expect(typedDayOrNull(text)).toBeNull();
});

test('a day as papers print it is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000 }), (n) => {
      const on = plusDays(day('2000-01-01'), n);
      expect(typedDayOrNull(printedDay(on))).toBe(on);
    }),
    { seed: 7, numRuns: 200 },
  );
});
