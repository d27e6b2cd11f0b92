import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { everySoOften, pieceByPiece } from '../../worker/every-so-often.js';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** A log that remembers what it was told, and how urgently. */
function heard() {
  const lines: string[] = [];
  const line = (level: string) => (_of: unknown, text?: string) => {
    lines.push(`${level}: ${text ?? ''}`);
  };
  const log = { warn: line('warn'), error: line('error') } as unknown as Parameters<
    typeof pieceByPiece
  >[1];
  return { lines, log };
}

test('a round that is still under way is not begun a second time', async () => {
  const { log } = heard();
  let begun = 0;
  let end: () => void = () => undefined;
  const work = async (): Promise<void> => {
    begun += 1;
    await new Promise<void>((resolve) => {
      end = resolve;
    });
  };
  const rounds = everySoOften([{ name: 'long', everyMs: 1_000, work }], log);
  await jest.advanceTimersByTimeAsync(3_500);
  expect(begun).toBe(1);
  end();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(begun).toBe(2);
  rounds.stop();
  end();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(begun).toBe(2);
});

test('what fails is told by its name and comes again; its neighbours never notice', async () => {
  const { lines, log } = heard();
  const done = { good: 0, bad: 0 };
  const rounds = everySoOften(
    [
      {
        name: 'the backup',
        everyMs: 1_000,
        atOnce: true,
        failsAs: 'error',
        work: async () => {
          done.bad += 1;
          return Promise.reject(new Error('disk full'));
        },
      },
      { name: 'sealing', everyMs: 1_000, work: async () => Promise.resolve((done.good += 1)) },
    ],
    log,
  );
  await jest.advanceTimersByTimeAsync(2_500);
  rounds.stop();
  expect(done).toEqual({ good: 2, bad: 3 });
  expect(lines).toEqual(
    Array.from({ length: 3 }, () => 'error: the backup failed and comes again'),
  );
});

test('a piece that fails holds none of the others up', async () => {
  const { lines, log } = heard();
  const done: string[] = [];
  const piece = (name: string, fails = false) => ({
    name,
    work: async () => {
      if (fails) throw new Error('the ledger is away');
      return Promise.resolve(done.push(name));
    },
  });
  await pieceByPiece([piece('first'), piece('second', true), piece('third')], log);
  expect(done).toEqual(['first', 'third']);
  expect(lines).toEqual(['warn: second failed and comes again']);
});
