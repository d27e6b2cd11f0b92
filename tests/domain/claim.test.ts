import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideClaim, evolveClaim, newClaim } from '../../domain/claim.js';
import type { Claim, ClaimCommand } from '../../domain/claim.js';
import { dayAt, instant, plusMs } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';

const SEED = 20260711;
const SAID = { documentNumber: '45/BC-SYT', documentDate: null, signer: null, senderName: 'A' };
const CLAIMED_AT = instant('2026-07-03T15:00:00+07:00');
const DAY_MS = 86_400_000;

const open = newClaim(SAID, CLAIMED_AT);
const decided = (claim: Claim, command: ClaimCommand, now = plusMs(CLAIMED_AT, 7 * DAY_MS)) => {
  const result = decideClaim(claim, command, now);
  return result.ok ? evolveClaim(claim, result.value) : result.error;
};

describe('a claim', () => {
  test('confirmed for its own day or one before counts from the claim', () => {
    for (const arrivedOn of ['2026-07-03', '2026-07-01'] as Day[]) {
      const arrivedAt =
        arrivedOn === '2026-07-03' ? CLAIMED_AT : instant('2026-07-01T17:00:00+07:00');
      expect(decided(open, { type: 'confirm', arrivedOn })).toMatchObject({
        state: 'confirmed',
        arrivedAt,
        said: SAID,
      });
    }
  });

  test('confirmed for a later day counts from the end of that day', () => {
    expect(decided(open, { type: 'confirm', arrivedOn: '2026-07-08' as Day })).toMatchObject({
      arrivedAt: instant('2026-07-08T17:00:00+07:00'),
    });
  });

  test('is not confirmed for a day to come, nor rejected without a reason', () => {
    expect(decided(open, { type: 'confirm', arrivedOn: '2026-07-20' as Day })).toBe('DAY_INVALID');
    expect(decided(open, { type: 'reject', reason: '  ' })).toBe('REASON_MISSING');
  });

  test('is decided once, never counts from the future, and keeps what was said', () => {
    const commands = fc.oneof(
      fc.integer({ min: -30, max: 30 }).map((days): ClaimCommand => ({
        type: 'confirm',
        arrivedOn: dayAt(plusMs(CLAIMED_AT, days * DAY_MS)),
      })),
      fc.string().map((reason): ClaimCommand => ({ type: 'reject', reason })),
      fc.constant<ClaimCommand>({ type: 'overtake' }),
    );
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 6 }), fc.nat(20), (acts, days) => {
        const now = plusMs(CLAIMED_AT, days * DAY_MS);
        let claim = open;
        let decisions = 0;
        for (const act of acts) {
          const result = decideClaim(claim, act, now);
          if (!result.ok) continue;
          decisions += 1;
          claim = evolveClaim(claim, result.value);
          expect(claim.state).not.toBe('open');
        }
        expect(decisions).toBeLessThanOrEqual(1);
        expect(claim.said).toEqual(SAID);
        expect(claim.claimedAt).toBe(CLAIMED_AT);
        if (claim.arrivedAt !== null) expect(claim.arrivedAt <= now).toBe(true);
        expect(claim.arrivedAt !== null).toBe(claim.state === 'confirmed');
        expect(claim.reason !== null).toBe(claim.state === 'rejected');
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
