import { describe, expect, test } from '@jest/globals';
import { day, withOffset } from '../../domain/day.js';
import { planCycles } from '../../domain/start.js';
import { trackedCycles } from '../../domain/tracked-cycles.js';
import type { TrackedAgency } from '../../domain/tracked-cycles.js';
import { BEFORE_5_JULY, confirmedPlan, dueOn, local } from '../support/office.js';
import { settings } from './wave-world.js';

const agencies: readonly TrackedAgency[] = [
  { id: 'sở', binding: true, standing: false },
  { id: 'hội', binding: false, standing: false },
  { id: 'công an', binding: true, standing: true },
];

function tracked(requirements: Parameters<typeof confirmedPlan>[1]) {
  const confirmed = confirmedPlan(
    agencies.map(({ id }) => id),
    requirements,
  );
  const { planned } = planCycles(confirmed, { now: local('2026-06-01T09:00'), settings });
  return trackedCycles(planned, confirmed, { agencies, settings });
}

describe('a plan that begins to be tracked', () => {
  test('binds whom it binds, asks whom it asks, and chases all but the standing body', () => {
    const [cycle] = tracked([{ cycles: [BEFORE_5_JULY] }]);
    expect(cycle?.owers).toEqual([
      { agencyId: 'sở', binding: true, chased: true },
      { agencyId: 'hội', binding: false, chased: true },
      { agencyId: 'công an', binding: false, chased: false },
    ]);
  });

  test('a report upward is the standing body’s own, fed by the last cycle due before it, and closes by no day', () => {
    const cycles = tracked([
      { cycles: [BEFORE_5_JULY, dueOn(day('2026-07-10'), 'second')] },
      { cycles: [dueOn(day('2026-07-20'), 'upward')], what: 'consolidated-report' },
    ]);
    const [first, second, upward] = cycles;
    expect(upward?.owers).toEqual([{ agencyId: 'công an', binding: true, chased: false }]);
    expect(upward?.feedsFrom).toBe(second?.planned);
    expect([upward?.closesForNewAt, upward?.letterAt]).toEqual([null, null]);
    // Two working days before the report upward is due, at closing time.
    expect(withOffset(first!.closesForNewAt!)).toBe('2026-07-16T17:00:00+07:00');
    expect(first?.feedsFrom).toBeNull();
  });

  test('days of one duty go up in the report of the last; the standing body’s figures once, with it', () => {
    const [early, late] = tracked([
      { cycles: [BEFORE_5_JULY], owers: ['sở', 'công an'] },
      { cycles: [dueOn(day('2026-07-15'), 'late')], owers: ['hội', 'công an'] },
    ]);
    expect([early?.mergedIn, late?.mergedIn]).toEqual([late?.planned, null]);
    expect(early?.owers.map(({ agencyId }) => agencyId)).toEqual(['sở']);
    expect(late?.owers.map(({ agencyId }) => agencyId)).toEqual(['hội', 'công an']);
  });
});
