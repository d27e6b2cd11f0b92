import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { relayPauseMs, weighAnswers, WEIGHED_ANSWERS } from '../../domain/relay-pause.js';
import type { RecentAnswer } from '../../domain/relay-pause.js';

const SEED = 20260709;

const taken = (n: number): RecentAnswer => ({
  messageId: `m${String(n)}`,
  contactId: `c${String(n)}`,
  refusal: null,
  marked: false,
});
const refused = (n: number, given: Partial<RecentAnswer> = {}): RecentAnswer => ({
  ...taken(n),
  refusal: { key: '550 5.1.1', aboutAddress: true },
  ...given,
});

describe('the latest answers together', () => {
  test('a tenth refused marks exactly these', () => {
    const latest = Array.from({ length: 20 }, (_, n) => (n % 10 === 3 ? refused(n) : taken(n)));
    expect(weighAnswers(latest)).toEqual({
      mark: ['c3', 'c13'],
      unmark: [],
      giveBack: [],
      held: null,
    });
  });

  test('the same to half of twenty marks nobody, unmarks whom it had marked, and is the relay’s', () => {
    const latest = Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0 ? refused(n, { marked: n > 10 }) : taken(n),
    );
    const weighing = weighAnswers(latest);
    expect(weighing).toMatchObject({ mark: [], unmark: ['c12', 'c14', 'c16', 'c18'] });
    expect(weighing.held).toBe('550 5.1.1');
    expect(weighing.giveBack).toHaveLength(10);
  });

  test('one refusal before anybody was taken says nothing yet; three are the relay’s', () => {
    expect(weighAnswers([refused(1)])).toMatchObject({ mark: [], held: null });
    expect(weighAnswers([refused(1), refused(2)])).toMatchObject({ mark: [], held: null });
    expect(weighAnswers([refused(1), refused(2), refused(3)]).held).toBe('550 5.1.1');
  });

  test('replies of different kinds are not added up', () => {
    const latest = [1, 2, 3].map((n) =>
      refused(n, { refusal: { key: `55${String(n)}`, aboutAddress: false } }),
    );
    expect(weighAnswers(latest).held).toBeNull();
  });

  test('nobody is marked for what is not about an address, nor while nobody is taken, nor when the relay is held', () => {
    const answers = fc.array(
      fc.record({
        messageId: fc.uuid(),
        contactId: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
        refusal: fc.option(
          fc.record({ key: fc.constantFrom('550 5.1.1', '554 5.7.1'), aboutAddress: fc.boolean() }),
        ),
        marked: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(answers, (latest) => {
        const { mark, held, unmark, giveBack } = weighAnswers(latest);
        const weighed = latest.slice(0, WEIGHED_ANSWERS);
        const blamed = new Set<string>(
          weighed.flatMap(({ refusal, contactId }) =>
            refusal?.aboutAddress === true && contactId !== null ? [contactId] : [],
          ),
        );
        expect(mark.every((id) => blamed.has(id))).toBe(true);
        if (held !== null || weighed.every(({ refusal }) => refusal !== null)) {
          expect(mark).toEqual([]);
        }
        if (held === null) expect([...unmark, ...giveBack]).toEqual([]);
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
