import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from '../../domain/day.js';
import { decidePlanAct, evolvePlan } from '../../domain/plan.js';
import type { Plan, PlanCommand } from '../../domain/plan.js';

const UPLOADED: Plan = {
  state: 'draft',
  confirmations: 0,
  startedAt: null,
  pausedAt: null,
  cancelledAt: null,
};

/** What is confirmed is a number here, and what a page shows is that number. */
type Act =
  | { readonly type: 'confirm'; readonly content: number }
  | { readonly type: 'look' }
  | { readonly type: 'consent'; readonly says: boolean }
  | { readonly type: 'return' | 'cancel'; readonly reason: string }
  | { readonly type: 'start' | 'pause' | 'resume' };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('confirm' as const),
      content: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('look' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('consent' as const), says: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom('return' as const, 'cancel' as const),
      reason: fc.constantFrom('', ' ', 'Sửa'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('start' as const, 'pause' as const, 'resume' as const),
    }),
  },
);

function lives(taken: readonly Act[]) {
  let plan = UPLOADED;
  let content = 0;
  let looked: number | null = null;
  const steps: {
    act: Act;
    before: Plan;
    after: Plan;
    ok: boolean;
    content: number;
    looked: number | null;
  }[] = [];
  for (const [index, act] of taken.entries()) {
    if (act.type === 'look') {
      looked = content;
      continue;
    }
    const command: PlanCommand =
      act.type === 'confirm'
        ? { type: 'confirm', isSame: act.content === content }
        : act.type === 'consent'
          ? {
              type: 'consent',
              shown: String(content),
              seen: act.says ? String(looked ?? 'nothing') : null,
              mayAgree: true,
            }
          : act;
    const decided = decidePlanAct(plan, command, instantOf(index));
    const after = decided.ok ? evolvePlan(plan, decided.value) : plan;
    if (decided.ok && act.type === 'confirm') content = act.content;
    steps.push({ act, before: plan, after, ok: decided.ok, content, looked });
    plan = after;
  }
  return steps;
}

const someLife = fc.array(acts, { maxLength: 40 });

describe('whatever is done to a plan', () => {
  test('who says what he saw consents to that alone', () => {
    fc.assert(
      fc.property(someLife, (taken) => {
        for (const { act, ok, content, looked } of lives(taken)) {
          if (act.type === 'consent' && act.says && ok) expect(looked).toBe(content);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('who does not say it consents only while nothing else was put before him in this round', () => {
    fc.assert(
      fc.property(someLife, (taken) => {
        let round = new Set<number>();
        for (const { act, ok, after } of lives(taken)) {
          if (act.type === 'confirm' && ok) round.add(act.content);
          if (act.type === 'consent' && !act.says && ok) expect(round.size).toBe(1);
          if (after.state === 'draft') round = new Set();
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('it starts only with consent, pauses only while it runs, and ends once', () => {
    fc.assert(
      fc.property(someLife, (taken) => {
        let ended: Plan | null = null;
        for (const { act, before, after, ok } of lives(taken)) {
          if (act.type === 'start' && ok) expect(before.state).toBe('consented');
          if (after.pausedAt !== before.pausedAt) expect(before.state).toBe('started');
          if (ended !== null) expect(after).toEqual(ended);
          if (after.state === 'cancelled') ended ??= after;
        }
      }),
      { numRuns: 500 },
    );
  });
});
