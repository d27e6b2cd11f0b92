import { expect, test } from '@jest/globals';
import { shownDue, standingDay } from '../../../domain/amendment/shown-due.js';
import { day } from '../../../domain/day.js';

test('a cycle is due by the day that the office asks for, else by that of the plan', () => {
  const dueDay = day('2026-07-05');
  expect(standingDay({ dueDay, officeDue: null })).toBe('2026-07-05');
  expect(standingDay({ dueDay, officeDue: 'đến hết ngày 08/7/2026' })).toBe('2026-07-08');
  expect(standingDay({ dueDay, officeDue: 'trước 16 giờ 30 ngày 10/7/2026' })).toBe('2026-07-10');
  expect(standingDay({ dueDay: null })).toBeNull();
});

test('the phrase of the plan stays beside the day of the office', () => {
  expect(shownDue('trước ngày 05/7/2026', null)).toBe('trước ngày 05/7/2026');
  expect(shownDue('trước ngày 05/7/2026', 'đến hết ngày 08/7/2026')).toBe(
    'trước ngày 05/7/2026 (nay: đến hết ngày 08/7/2026)',
  );
});
