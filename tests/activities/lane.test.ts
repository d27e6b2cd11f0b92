import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { LEASE_MS, runLane } from '../../activities/lane.js';
import type { LaneOptions, LaneResult } from '../../activities/lane.js';
import type { MailVerdict } from '../../activities/ports.js';
import type { FakeClock, FakeMails } from './fake-mails.js';
import { fakeMails, fakeTransport, SENT, turn } from './fake-mails.js';

const REFUSED: MailVerdict = { kind: 'refused', response: '550 5.1.1 no such user' };

afterEach(() => {
  jest.useRealTimers();
});

async function lane(
  mails: FakeMails,
  clock: FakeClock,
  options: Partial<LaneOptions> = {},
): Promise<LaneResult> {
  return runLane({
    mails,
    transport: fakeTransport(),
    scope: { kind: 'ladder', officeId: 'office-1' },
    lane: 'lane-1',
    connections: 4,
    signal: new AbortController().signal,
    sliceMs: 600_000,
    waitForOthers: true,
    monotonicMs: () => clock.nowMs,
    ...options,
  });
}

/** A promise that is settled from outside. */
function later<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value) => resolve(value) };
}

describe('a lane', () => {
  test('sends every mail once and claims at most twice as many as there are connections', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(50, clock);
    const transport = fakeTransport();
    expect(await lane(mails, clock, { transport })).toEqual({ sent: 50, refused: 0, left: 0 });
    expect([...transport.given].sort()).toEqual(mails.rows.map(({ id }) => id).sort());
    expect(new Set(mails.limits)).toEqual(new Set([8]));
    expect(mails.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  test('has as many mails under way as there are connections, not more', async () => {
    const clock = { nowMs: 0 };
    const underWay = { now: 0, most: 0 };
    const transport = fakeTransport(async () => {
      underWay.now += 1;
      underWay.most = Math.max(underWay.most, underWay.now);
      await turn();
      underWay.now -= 1;
      return SENT;
    });
    await lane(fakeMails(30, clock), clock, { transport, connections: 3 });
    expect(underWay).toEqual({ now: 0, most: 3 });
  });

  test('goes on with what is left when it is run again', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(10, clock);
    mails.rows[0]!.state = 'sent';
    const transport = fakeTransport();
    expect(await lane(mails, clock, { transport })).toEqual({ sent: 9, refused: 0, left: 0 });
    expect(transport.given).not.toContain('m1');
  });
});

describe('answers', () => {
  test('are recorded in groups of fifteen at most', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(40, clock);
    await lane(mails, clock, { connections: 20 });
    const sizes = mails.groups.map((group) => group.length);
    expect(Math.max(...sizes)).toBe(15);
    expect(sizes.length).toBeLessThanOrEqual(4);
    expect(sizes.reduce((all, size) => all + size, 0)).toBe(40);
  });

  test('that trickle in are recorded 200 ms after the first of them', async () => {
    jest.useFakeTimers();
    const clock = { nowMs: 0 };
    const mails = fakeMails(2, clock);
    const second = later<MailVerdict>();
    const transport = fakeTransport(({ messageId }) =>
      messageId === 'm1' ? SENT : second.promise,
    );
    const done = lane(mails, clock, { transport });
    await jest.advanceTimersByTimeAsync(199);
    expect(mails.groups).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(mails.groups.map((group) => group.map(({ messageId }) => messageId))).toEqual([['m1']]);
    second.resolve(SENT);
    await jest.advanceTimersByTimeAsync(200);
    expect(await done).toEqual({ sent: 2, refused: 0, left: 0 });
  });

  test('of a group that could not be written go with the next group', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(20, clock);
    const transport = fakeTransport();
    let failures = 1;
    mails.beforeSettle = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the ledger is away for a moment');
    };
    expect(await lane(mails, clock, { transport, connections: 10 })).toMatchObject({ sent: 20 });
    expect(transport.given).toHaveLength(20);
    expect(mails.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  test('that cannot be written at all fail the lane, so that it is tried again', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(3, clock);
    mails.beforeSettle = async () => {
      throw new Error('the ledger is away');
    };
    await expect(lane(mails, clock)).rejects.toThrow('the ledger is away');
  });
});

describe('a refusal', () => {
  test('of one address never fails the others', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(20, clock);
    const transport = fakeTransport(({ messageId }) => (messageId === 'm7' ? REFUSED : SENT));
    expect(await lane(mails, clock, { transport })).toEqual({ sent: 19, refused: 1, left: 0 });
    expect(mails.state('m7')).toBe('refused');
    expect(mails.stops).toEqual([]);
  });

  test('of the login stops the relay once and nothing more is tried', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(40, clock);
    const transport = fakeTransport(async () => {
      await turn();
      return { kind: 'loginRefused', response: '535 5.7.8 wrong password' };
    });
    expect(await lane(mails, clock, { transport, connections: 5 })).toMatchObject({ sent: 0 });
    expect(mails.stops).toEqual(['535 5.7.8 wrong password']);
    // Those that were under way together; nobody after them, or the account gets locked.
    expect(transport.given).toHaveLength(5);
    expect(mails.rows.every(({ state }) => state === 'planned')).toBe(true);
    expect(mails.claims).toBe(1);
  });

  test('for the time being leaves the mail to a later try', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock);
    let tries = 0;
    const transport = fakeTransport(() => {
      tries += 1;
      return tries === 1 ? { kind: 'retry', response: '451 later', afterMs: 0 } : SENT;
    });
    expect(await lane(mails, clock, { transport })).toMatchObject({ sent: 1 });
    expect(transport.given).toEqual(['m1', 'm1']);
  });
});

describe('an abort', () => {
  test('in the middle begins no other mail and leaves the one in doubt to its lease', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(10, clock);
    const abort = new AbortController();
    const transport = fakeTransport(async (_mail, signal) => {
      abort.abort();
      expect(signal.aborted).toBe(true);
      return { kind: 'unknown', response: 'aborted after DATA' };
    });
    await lane(mails, clock, { transport, connections: 1, signal: abort.signal });
    expect(transport.given).toEqual(['m1']);
    expect(mails.rows[0]).toMatchObject({
      state: 'sending',
      lane: 'lane-1',
      leaseUntilMs: LEASE_MS,
    });
    expect(mails.rows.slice(1).some(({ state }) => state === 'sent')).toBe(false);
  });

  test('before the first claim takes nothing', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(3, clock);
    const result = await lane(mails, clock, { signal: AbortSignal.abort() });
    expect(result.sent).toBe(0);
    expect(mails.claims).toBe(0);
  });

  test('ends the wait for another lane at once', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock, 1);
    const abort = new AbortController();
    mails.beforeClaim = async () => {
      setImmediate(() => {
        abort.abort();
      });
    };
    expect(await lane(mails, clock, { signal: abort.signal })).toEqual({
      sent: 0,
      refused: 0,
      left: 1,
    });
    expect(mails.claims).toBe(1);
  });
});

describe('a claim', () => {
  test('that grew old before a mail was begun gives it back unsent', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(4, clock);
    const transport = fakeTransport(({ messageId }) => {
      if (messageId === 'm2') clock.nowMs += 7_001;
      return SENT;
    });
    await lane(mails, clock, { transport, connections: 2 });
    const [first] = mails.groups;
    const outcomes = Object.fromEntries(
      first!.map(({ messageId, outcome }) => [messageId, `${outcome.kind}: ${outcome.response}`]),
    );
    expect(outcomes).toEqual({
      m1: 'sent: 250 OK',
      m2: 'sent: 250 OK',
      m3: 'retry: not tried',
      m4: 'retry: not tried',
    });
    // Claimed anew they leave under a fresh lease.
    expect(transport.given).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(mails.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  test('leaves room for the longest send and its record within the lease', async () => {
    // A send is cut after 7 s: begun 7 s after the claim it is over at 14 s of 15.
    const clock = { nowMs: 0 };
    const begun: number[] = [];
    const transport = fakeTransport(() => {
      begun.push(clock.nowMs);
      clock.nowMs += 1_000;
      return SENT;
    });
    await lane(fakeMails(30, clock), clock, { transport, connections: 15 });
    expect(begun).toHaveLength(30);
    const ages = begun.map((at, index) => at - begun[index - (index % 8)]!);
    expect(Math.max(...ages)).toBeLessThanOrEqual(7_000);
  });
});

describe('rows that another lane holds', () => {
  test('are waited for until they are settled there', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(5, clock, 2);
    mails.beforeClaim = async () => {
      if (mails.claims < 4) return;
      for (const row of mails.rows.slice(0, 2)) row.state = 'sent';
    };
    expect(await lane(mails, clock)).toEqual({ sent: 3, refused: 0, left: 0 });
    expect(mails.claims).toBe(4);
  });

  test('are taken over once their lease has run out', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(2, clock, 2);
    const transport = fakeTransport();
    mails.beforeClaim = async () => {
      clock.nowMs += LEASE_MS / 3 + 1;
    };
    expect(await lane(mails, clock, { transport })).toEqual({ sent: 2, refused: 0, left: 0 });
    expect([...transport.given].sort()).toEqual(['m1', 'm2']);
  });

  test('are left to it by the post, which comes again anyway', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock, 1);
    const result = await lane(mails, clock, { waitForOthers: false });
    expect(result).toEqual({ sent: 0, refused: 0, left: 1 });
    expect(mails.claims).toBe(1);
  });

  test('are never settled by a lane that has lost them', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock);
    const transport = fakeTransport(() => {
      Object.assign(mails.rows[0]!, { lane: 'another lane' });
      return REFUSED;
    });
    await lane(mails, clock, { transport, sliceMs: 1, monotonicMs: () => (clock.nowMs += 0.4) });
    expect(mails.rows[0]).toMatchObject({ state: 'sending', lane: 'another lane' });
  });
});

test('a slice ends with rows left, and says how many', async () => {
  const clock = { nowMs: 0 };
  const mails = fakeMails(20, clock);
  const transport = fakeTransport(() => {
    clock.nowMs += 1_000;
    return SENT;
  });
  const { sent, left } = await lane(mails, clock, { transport, connections: 2, sliceMs: 6_000 });
  expect(sent).toBe(8);
  expect(left).toBe(16);
  expect(mails.rows.filter(({ state }) => state === 'planned')).toHaveLength(12);
});
