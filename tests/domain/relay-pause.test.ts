import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { relayPauseMs, weighAnswers, WEIGHED_ANSWERS } from '../../domain/relay-pause.js';
import type { RecentAnswer } from '../../domain/relay-pause.js';

const SEED = 20260709;

const taken = (n: number): RecentAnswer => ({ messageId: `m${String(n)}`, refusal: null });
const refused = (n: number, refusal = '550 5.1.1'): RecentAnswer => ({ ...taken(n), refusal });

describe('the latest answers together', () => {
  test('a tenth refused is the fault of these alone', () => {
    const latest = Array.from({ length: 20 }, (_, n) => (n % 10 === 3 ? refused(n) : taken(n)));
    expect(weighAnswers(latest)).toEqual({ sound: true, giveBack: [], held: null });
  });

  test('the same to half of twenty is the fault of no address, goes back, and is the relay’s', () => {
    const latest = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? refused(n) : taken(n)));
    expect(weighAnswers(latest)).toEqual({
      sound: false,
      held: '550 5.1.1',
      giveBack: latest.filter((_, n) => n % 2 === 0).map(({ messageId }) => messageId),
    });
  });

  test('one refusal before anybody was taken says nothing yet; three are the relay’s', () => {
    expect(weighAnswers([refused(1)])).toEqual({ sound: false, giveBack: [], held: null });
    expect(weighAnswers([refused(1), refused(2)])).toMatchObject({ sound: false, held: null });
    expect(weighAnswers([refused(1), refused(2), refused(3)]).held).toBe('550 5.1.1');
  });

  test('replies of different kinds are not added up', () => {
    const latest = [1, 2, 3].map((n) => refused(n, `55${String(n)}`));
    expect(weighAnswers(latest).held).toBeNull();
  });

  test('no address is blamed while nobody is taken, nor when the relay is held; then only what it told everybody goes back', () => {
    const answers = fc.array(
      fc.record({
        messageId: fc.uuid(),
        refusal: fc.option(fc.constantFrom('550 5.1.1', '554 5.7.1')),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(answers, (latest) => {
        const { sound, held, giveBack } = weighAnswers(latest);
        const weighed = latest.slice(0, WEIGHED_ANSWERS);
        if (held !== null || weighed.every(({ refusal }) => refusal !== null)) {
          expect(sound).toBe(false);
        }
        expect(giveBack).toEqual(
          held === null
            ? []
            : weighed.filter(({ refusal }) => refusal === held).map(({ messageId }) => messageId),
        );
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

test('a relay out of reach is tried every ten seconds, whatever went before', () => {
  for (const previousMs of [null, 10_000, 300_000]) {
    expect(relayPauseMs({ standing: 'unreachable', namedMs: null, previousMs })).toBe(10_000);
  }
});

test('one that answers is left alone as it says, else longer each time, never beyond five minutes', () => {
  expect(relayPauseMs({ standing: 'held', namedMs: 42_000, previousMs: 240_000 })).toBe(42_000);
  fc.assert(
    fc.property(
      fc.option(fc.nat(10_000_000)),
      fc.option(fc.nat(600_000)),
      (namedMs, previousMs) => {
        const pause = relayPauseMs({ standing: 'held', namedMs, previousMs });
        expect(pause).toBeLessThanOrEqual(300_000);
        if (namedMs === null && previousMs !== null && previousMs <= 300_000) {
          expect(pause).toBeGreaterThanOrEqual(Math.min(previousMs, 300_000));
        }
      },
    ),
    { seed: SEED },
  );
});
