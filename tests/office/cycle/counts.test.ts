import { describe, expect, test } from '@jest/globals';
import { countsOf, timelinessOf } from '../../../office/cycle/counts.js';
import type { Countable } from '../../../office/cycle/counts.js';
import { instant } from '../../../domain/day.js';

const late = instant('2026-07-07T00:00:00+07:00');

function owed(change: Partial<Countable> = {}): Countable {
  return {
    state: 'expected',
    binding: true,
    chased: true,
    onTime: null,
    overdueAt: late,
    nil: false,
    unreachable: false,
    ...change,
  };
}

describe('counting a cycle', () => {
  test.each([
    { when: 'in the last second', now: '2026-07-06T23:59:59+07:00', overdue: 0 },
    { when: 'at the first late instant', now: '2026-07-07T00:00:00+07:00', overdue: 1 },
  ])('$when $overdue is overdue', ({ now, overdue }) => {
    expect(countsOf([owed()], instant(now)).overdue).toBe(overdue);
  });

  test('a claim is never late, an asked body is outside, the standing body nowhere', () => {
    const rows = [
      owed({ state: 'claimed' }),
      owed({ binding: false }),
      owed({ binding: false, chased: false }),
    ];
    expect(countsOf(rows, late)).toMatchObject({ total: 1, claimed: 1, overdue: 0, asked: 1 });
  });

  test('a report returned after it came in time is neither overdue nor late', () => {
    const row = owed({ state: 'returned', onTime: true });
    expect(countsOf([row], late)).toMatchObject({ returned: 1, onTime: 1, late: 0, overdue: 0 });
    expect(timelinessOf(row, late)).toBe('onTime');
  });

  test('who need not report has no mark', () => {
    const row = owed({ state: 'waived', onTime: false });
    expect(timelinessOf(row, late)).toBeNull();
    expect(countsOf([row], late)).toMatchObject({ total: 1, waived: 1, late: 0 });
  });
});
