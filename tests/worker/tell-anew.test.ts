import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createLogger } from '../../config/logger.js';
import type { RelayOptions } from '../../worker/outbox-relay.js';
import { tellAnew } from '../../worker/tell-anew.js';

// Only `log` is used beside what `tell` is handed.
const options = { log: createLogger({ name: 'test', level: 'silent' }) } as RelayOptions;

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('many losses at one moment are told once, one that comes while telling once more, and a failure comes again', async () => {
  let told = 0;
  let fails = false;
  const anew = tellAnew(options, async () => {
    told += 1;
    if (told === 1) anew.ask();
    if (fails) throw new Error('away');
    return 0;
  });
  anew.ask();
  anew.ask();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(told).toBe(2);
  fails = true;
  anew.ask();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(told).toBe(3);
  fails = false;
  await jest.advanceTimersByTimeAsync(10_000);
  expect(told).toBe(4);
  await anew.stop();
});
