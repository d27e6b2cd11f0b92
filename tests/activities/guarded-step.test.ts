import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { guardedStep } from '../../activities/guarded-step.js';
import type { CycleLedger } from '../../activities/ledger-port.js';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});

afterEach(() => {
  jest.useRealTimers();
});

test('a step says every twenty seconds that it is at work, and no more once it is done', async () => {
  const ref = { officeId: 'office-1', cycleId: 'cycle-1' };
  const noted: unknown[] = [];
  // Only what a step notes is asked of the ledger.
  const ledger = {
    noteAtWork: async (at) => {
      noted.push(at);
      if (noted.length === 1) throw new Error('the ledger is away');
    },
    noteSuccess: async () => undefined,
  } as Partial<CycleLedger> as CycleLedger;
  let end = (): void => undefined;
  const done = new MockActivityEnvironment().run(async () =>
    guardedStep({ ledger, onForgotten: () => undefined }, { ref, step: 'drainWave' }, async () => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return 'done';
    }),
  );
  await jest.advanceTimersByTimeAsync(50_000);
  expect(noted).toEqual([ref, ref]);
  end();
  expect(await done).toBe('done');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(noted).toHaveLength(2);
});
