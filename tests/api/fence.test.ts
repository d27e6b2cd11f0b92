import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FenceReason } from '../../domain/fence.js';
import { openSite } from './support/office.js';
import type { TestSite } from './support/office.js';

let site: TestSite;
let why: FenceReason | null = null;

beforeAll(async () => {
  site = await openSite({
    fence: () => Promise.resolve(why),
    probes: {
      ledger: () => Promise.resolve(true),
      temporal: () => Promise.resolve({ reachable: true, polled: false }),
    },
  });
}, 30_000);

afterAll(async () => {
  await site.close();
});

const get = (url: string) => site.app.inject({ method: 'GET', url });

describe('a fenced installation', () => {
  test('says so to every page, before sign-in too, and stays ready though nobody polls', async () => {
    why = 'older';
    const { fence } = (await get('/api/fence')).json<{
      fence: { why: string; words: string };
    }>();
    expect(fence.why).toBe('older');
    expect(fence.words).toContain('không gửi thư');
    const ready = await get('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { ready: true, ledger: true, temporal: true, worker: false, fenced: 'older' },
    ]);
    expect((await get('/b')).body).toContain('có thể chưa được ghi nhận');
  });

  test('an open one says nothing of it', async () => {
    why = null;
    expect((await get('/api/fence')).json()).toEqual({ fence: null });
    expect((await get('/readyz')).statusCode).toBe(503);
    expect((await get('/b')).body).not.toContain('có thể chưa được ghi nhận');
  });
});

describe('metrics', () => {
  test('are for who knows the token, and are none where there is no token', async () => {
    expect((await get('/metrics')).body).not.toContain('dondoc_');
    const monitored = await openSite({ metricsToken: 'a token of the monitor' });
    try {
      const asked = (authorization?: string) =>
        monitored.app.inject({
          method: 'GET',
          url: '/metrics',
          headers: authorization === undefined ? {} : { authorization },
        });
      expect((await asked()).statusCode).toBe(401);
      expect((await asked('Bearer a token of somebody')).statusCode).toBe(401);
      const answer = await asked('Bearer a token of the monitor');
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        200,
        'text/plain; version=0.0.4; charset=utf-8',
      ]);
      expect(answer.body).toContain('dondoc_oldest_unsent_seconds 0');
    } finally {
      await monitored.close();
    }
  });
});
