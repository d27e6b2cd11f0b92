import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { guardedStep } from '../../activities/guarded-step.js';
import type { StepDeps } from '../../activities/guarded-step.js';
import type { CycleLedger } from '../../activities/ledger-port.js';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});

afterEach(() => {
  jest.useRealTimers();
});

const depsWith = (ledger: CycleLedger): StepDeps => ({
  ledger,
  onForgotten: () => undefined,
  stillWaits: async () => true,
});

test('a step that ends looks whether its workflow still waits for it, done or failed', async () => {
  let forgotten = 0;
  const ledger = {
    noteSuccess: async () => undefined,
    noteFailure: async () => undefined,
  } as Partial<CycleLedger> as CycleLedger;
  const deps = (waits: boolean): StepDeps => ({
    ledger,
    onForgotten: () => {
      forgotten += 1;
    },
    stillWaits: async () => waits,
  });
  const at = { ref: { officeId: 'office-1', cycleId: 'cycle-1' }, step: 'prepareWave' };
  const run = async (waits: boolean, work: () => Promise<string>) =>
    new MockActivityEnvironment().run(async () =>
      guardedStep(deps(waits), at, work).catch(() => 'failed'),
    );
  expect(await run(true, async () => 'done')).toBe('done');
  await turn();
  expect(forgotten).toBe(0);
  expect(await run(false, async () => 'done')).toBe('done');
  await turn();
  expect(forgotten).toBe(1);
  expect(await run(false, async () => Promise.reject(new Error('no')))).toBe('failed');
  await turn();
  expect(forgotten).toBe(2);
});

/** Lets what was not waited for happen. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

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
    guardedStep(depsWith(ledger), { ref, step: 'drainWave' }, async () => {
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
