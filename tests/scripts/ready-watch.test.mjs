import { createServer } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { watchReady } from '../../scripts/ready-watch.mjs';

const STUCK_AFTER_MS = 60;
let stops = [];

afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
});

/** A server whose `/readyz` gives the status that `status()` says, and how often it was asked. */
async function aServer(status) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    response.writeHead(status()).end('{}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => await new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${server.address().port}`, asked: () => asked };
}

/** Watches until it was called stuck `times` times; resolves with how long it had failed each time. */
async function stuck({ url, times, onStuck, ...options }) {
  return await new Promise((resolve) => {
    const failed = [];
    const stop = watchReady({
      url,
      stuckAfterMs: STUCK_AFTER_MS,
      everyMs: 10,
      ...options,
      onStuck: (failingMs) => {
        failed.push(failingMs);
        onStuck?.(failed.length);
        if (failed.length === times) resolve(failed);
      },
    });
    stops.push(stop);
  });
}

test('what never answers is given twice as long each time it was ended, up to a bound', async () => {
  const { url } = await aServer(() => 503);
  const failed = await stuck({ url, times: 4, patienceMs: STUCK_AFTER_MS * 4 });
  expect(failed[0]).toBeGreaterThanOrEqual(STUCK_AFTER_MS);
  expect(failed[1]).toBeGreaterThanOrEqual(STUCK_AFTER_MS * 2);
  expect(failed[2]).toBeGreaterThanOrEqual(STUCK_AFTER_MS * 4);
  expect(failed[3]).toBeGreaterThanOrEqual(STUCK_AFTER_MS * 4);
});

test('while it starts nothing is counted: it is ended only after it has run and not answered', async () => {
  const { url } = await aServer(() => 503);
  let looks = 0;
  const begun = Date.now();
  const [failingMs] = await stuck({
    url,
    times: 1,
    isStarting: () => (looks += 1) <= 20,
  });
  expect(looks).toBeGreaterThan(20);
  // Twenty looks, ten milliseconds apart, are more than the time after which it would have been called stuck.
  expect(Date.now() - begun - failingMs).toBeGreaterThan(STUCK_AFTER_MS);
});

test('an answer gives the first patience back', async () => {
  let answersNow = false;
  const server = await aServer(() => (answersNow ? 200 : 503));
  const failed = await stuck({
    url: server.url,
    times: 3,
    patienceMs: STUCK_AFTER_MS * 100,
    onStuck: (times) => {
      // After the second time it would wait for four times as long.
      if (times !== 2) return;
      answersNow = true;
      const before = server.asked();
      const look = setInterval(() => {
        if (server.asked() < before + 2) return;
        clearInterval(look);
        answersNow = false;
      }, 1);
    },
  });
  expect(failed[1]).toBeGreaterThanOrEqual(STUCK_AFTER_MS * 2);
  expect(failed[2]).toBeLessThan(failed[1] * 10);
  expect(failed[2]).toBeGreaterThanOrEqual(STUCK_AFTER_MS);
});
