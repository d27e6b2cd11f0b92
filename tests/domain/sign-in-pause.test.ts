import { expect, test } from '@jest/globals';
import { instant, msOf, plusMs } from '../../domain/day.js';
import { afterFailure, isPaused } from '../../domain/sign-in-pause.js';
import type { SignInFailures } from '../../domain/sign-in-pause.js';

const NOW = instant('2026-06-01T08:00:00+07:00');

test('pauses grow from a minute after the fifth wrong password to an hour', () => {
  let known: SignInFailures | null = null;
  const minutes = [];
  for (let nth = 1; nth <= 12; nth += 1) {
    known = afterFailure(known, NOW);
    const { pausedUntil } = known;
    minutes.push(pausedUntil === null ? 0 : (msOf(pausedUntil) - msOf(NOW)) / 60_000);
  }
  expect(minutes).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
});

test('a pause ends by itself, and a quiet day forgets what was before', () => {
  const known = { failures: 5, lastAt: NOW, pausedUntil: plusMs(NOW, 60_000) };
  expect(isPaused(known, plusMs(NOW, 59_999))).toBe(true);
  expect(isPaused(known, plusMs(NOW, 60_000))).toBe(false);
  expect(isPaused(null, NOW)).toBe(false);
  expect(afterFailure(known, plusMs(NOW, 25 * 3_600_000)).failures).toBe(1);
});
