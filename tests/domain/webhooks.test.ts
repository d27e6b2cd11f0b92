import { describe, expect, test } from '@jest/globals';
import { periodName } from '../../domain/data-value-set.js';
import { day, instant } from '../../domain/day.js';
import {
  actsOf,
  afterAnswer,
  eventOf,
  webhookBody,
  WEBHOOK_EVENTS,
} from '../../domain/webhooks.js';

const now = instant('2026-07-03T08:00:00Z');
const answer = (status: number | null, retryAfterMs: number | null = null) => ({
  ...{ status, retryAfterMs, problem: null },
});

describe('a delivery', () => {
  test('is tried ten times: at once, then after 5 s, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours', () => {
    const waits = Array.from({ length: 10 }, (_, index) => {
      const after = afterAnswer(answer(500), { tries: index + 1, now });
      return after.state === 'waiting'
        ? (Date.parse(after.tryAt) - Date.parse(now)) / 1000
        : after.state;
    });
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, 'failed']);
  });

  test.each([
    [200, 'done'],
    [204, 'done'],
    [301, 'waiting'],
    [404, 'waiting'],
    [410, 'gone'],
    [null, 'waiting'],
  ])('answered by %p is %s', (status, state) => {
    expect(afterAnswer(answer(status), { tries: 1, now }).state).toBe(state);
  });

  test('waits as long as a receiver asks with 429 or 503, never more than a day, and not for others', () => {
    const tryAt = (status: number, ms: number) => {
      const after = afterAnswer(answer(status, ms), { tries: 1, now });
      return after.state === 'waiting' ? after.tryAt : null;
    };
    expect(tryAt(429, 60_000)).toBe('2026-07-03T08:01:00.000Z');
    expect(tryAt(503, 9e9)).toBe('2026-07-04T08:00:00.000Z');
    expect(tryAt(500, 60_000)).toBe('2026-07-03T08:00:05.000Z');
    expect(tryAt(429, 1)).toBe('2026-07-03T08:00:05.000Z');
  });
});

test('each act tells one event, and what is told names a thing and nothing of it', () => {
  const acts = actsOf(WEBHOOK_EVENTS);
  expect(new Set(acts).size).toBe(acts.length);
  expect(eventOf('submit')).toBe('report.received');
  expect(eventOf('resetPassword')).toBeNull();
  const body = webhookBody({
    ...{ type: 'report.received', at: now, officeId: 'o', subject: 'obligation:x' },
  });
  expect(JSON.parse(body)).toEqual({
    type: 'report.received',
    timestamp: now,
    data: { officeId: 'o', kind: 'obligation', id: 'x' },
  });
});

test.each([
  ['2026-06-01', '2026-06-30', '202606'],
  ['2026-04-01', '2026-06-30', '2026Q2'],
  ['2026-07-01', '2026-12-31', '2026S2'],
  ['2026-01-01', '2026-12-31', '2026'],
  ['2028-02-01', '2028-02-29', '202802'],
  ['2026-02-01', '2026-04-30', '2026-02-01/2026-04-30'],
  ['2026-12-15', '2027-01-14', '2026-12-15/2027-01-14'],
])('the period from %s to %s is %s', (from, to, name) => {
  expect(periodName(day(from), day(to))).toBe(name);
});
