import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLimited, roomUnder } from '../../domain/relay-limits.js';

const SEED = 20261130;

describe('the limits of a relay', () => {
  test.each([
    ['nothing set', { minute: null, day: null }, { minute: 900, day: 9_000 }, 50],
    ['room in both', { minute: 100, day: 1_000 }, { minute: 10, day: 10 }, 50],
    ['the minute is nearly full', { minute: 100, day: null }, { minute: 80, day: 80 }, 10],
    ['the day is full for reminders', { minute: null, day: 100 }, { minute: 0, day: 90 }, 0],
  ])('for reminders, %s', (_what, limits, used, room) => {
    expect(roomUnder(limits, { used, wanted: 50, ladder: true })).toBe(room);
  });

  test('the last tenth is for answers to acts', () => {
    const limits = { minute: null, day: 100 };
    const used = { minute: 0, day: 90 };
    expect(roomUnder(limits, { used, wanted: 50, ladder: false })).toBe(10);
  });

  test('a limit of one lets one mail of any kind go', () => {
    const limits = { minute: 1, day: null };
    const used = { minute: 0, day: 0 };
    expect(roomUnder(limits, { used, wanted: 5, ladder: true })).toBe(1);
  });

  test('are never passed, whatever was taken before', () => {
    const limit = fc.option(fc.integer({ min: 1, max: 1_000 }));
    fc.assert(
      fc.property(
        fc.record({ minute: limit, day: limit }),
        fc.record({ minute: fc.nat(1_200), day: fc.nat(1_200) }),
        fc.nat(500),
        fc.boolean(),
        (limits, used, wanted, ladder) => {
          const room = roomUnder(limits, { used, wanted, ladder });
          expect(room).toBeGreaterThanOrEqual(0);
          expect(room).toBeLessThanOrEqual(wanted);
          for (const span of ['minute', 'day'] as const) {
            const most = limits[span];
            if (most !== null && room > 0) expect(used[span] + room).toBeLessThanOrEqual(most);
          }
          if (!isLimited(limits)) expect(room).toBe(wanted);
        },
      ),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
