import { expect, test } from '@jest/globals';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { instant } from '../../domain/day.js';
import { workingDaysLate } from '../../domain/days-late.js';

// Late from Tuesday, 7 July 2026 on.
test.each([
  ['2026-07-06T16:00', '2026-07-07T00:00', null],
  ['2026-07-07T08:00', '2026-07-07T00:00', 1],
  ['2026-07-10T08:00', '2026-07-07T00:00', 4],
  ['2026-07-12T08:00', '2026-07-07T00:00', 4],
  ['2026-07-13T08:00', '2026-07-07T00:00', 5],
  // Bound to an hour it is late by hours on that day.
  ['2026-07-07T15:00', '2026-07-07T14:00', 0],
  ['2026-07-08T08:00', '2026-07-07T14:00', 1],
])('at %s, late from %s on: %s working days', (now, overdueAt, days) => {
  const at = (local: string) => instant(`${local}:00+07:00`);
  expect(workingDaysLate(at(overdueAt), at(now), SHIPPED_CALENDAR)).toBe(days);
});

test('what has no day is never late', () => {
  const now = instant('2026-07-07T08:00:00+07:00');
  expect(workingDaysLate(null, now, SHIPPED_CALENDAR)).toBeNull();
});
