import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { answerBook, GROUP_ROWS, MOST_UNWRITTEN } from '../../activities/answer-book.js';
import { heldLeases, LEASE_MS } from '../../activities/held-leases.js';
import { runLane } from '../../activities/lane.js';
import type { LaneOptions, LaneResult } from '../../activities/lane.js';
import type { MailTransport, MailVerdict } from '../../activities/ports.js';
import type { FakeClock, FakeMails } from './fake-mails.js';
import { fakeMails, fakeTransport, later, REFUSED, SENT, turn, UNREACHABLE } from './fake-mails.js';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});

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
    book: answerBook(mails),
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

/** Of jest's clock, which only moves when a test moves it. */
async function aWhile(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Lets timers and the lane's clock run together until it has ended. */
async function toItsEnd(done: Promise<LaneResult>, clock: FakeClock, stepMs = 100) {
  const state = { ended: false };
  const watched = done.finally(() => {
    state.ended = true;
  });
  for (let steps = 0; !state.ended && steps < 5_000; steps += 1) {
    clock.nowMs += stepMs;
    await jest.advanceTimersByTimeAsync(stepMs);
    await turn();
  }
  return watched;
}

describe('a lane', () => {
  test('sends every mail once', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(50, clock);
    const transport = fakeTransport();
    expect(await toItsEnd(lane(mails, clock, { transport }), clock)).toMatchObject({
      sent: 50,
      refused: 0,
    });
    expect([...transport.given].sort()).toEqual(mails.rows.map(({ id }) => id).sort());
    expect(mails.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  test('sends nothing that is not noted as begun, and notes a few mails at a time', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(60, clock);
    const begun = (id: string) => mails.rows.find((row) => row.id === id)!.begun;
    let mostAhead = 0;
    const transport = fakeTransport(async ({ messageId }) => {
      expect(begun(messageId)).toBe(true);
      const open = mails.rows.filter(({ state }) => state === 'sending');
      mostAhead = Math.max(mostAhead, open.filter((row) => row.begun).length);
      await aWhile(100);
      return SENT;
    });
    await toItsEnd(lane(mails, clock, { transport }), clock, 50);
    expect(mails.rows.every(({ state }) => state === 'sent')).toBe(true);
    // Those under way, the next few, and answers that are not written yet.
    expect(mostAhead).toBeLessThanOrEqual(4 + 4 + 4 + GROUP_ROWS);
  });

  test('gives way while a crowd of people is at the ledger, and to none for long', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(400, clock);
    const transport = fakeTransport(async () => {
      await aWhile(50);
      return SENT;
    });
    const done = lane(mails, clock, { transport });
    const atMs = async (ms: number) => {
      while (clock.nowMs < ms) {
        clock.nowMs += 50;
        await jest.advanceTimersByTimeAsync(50);
        await turn();
      }
      return transport.given.length;
    };
    const before = await atMs(1_000);
    mails.crowd = true;
    // What is noted as begun already leaves.
    const few = await atMs(1_500);
    expect(few - before).toBeLessThan(30);
    expect(await atMs(5_000)).toBe(few);
    const after = await atMs(8_000);
    expect(after - few).toBeGreaterThan(100);
    mails.crowd = false;
    expect(await toItsEnd(done, clock)).toMatchObject({ sent: 400 });
  });

  test('the answers to what people do give way for a second', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(20, clock);
    mails.crowd = true;
    const scope = { kind: 'post', officeId: null } as const;
    const sent = toItsEnd(lane(mails, clock, { scope, waitForOthers: false }), clock);
    expect(await sent).toMatchObject({ sent: 20 });
    expect(clock.nowMs).toBeGreaterThanOrEqual(1_000);
    expect(clock.nowMs).toBeLessThan(2_000);
  });

  test('gives back what it could not note as begun', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(40, clock);
    let fail = true;
    mails.beforeBegin = async () => {
      if (fail) throw new Error('the ledger is away');
      return Promise.resolve();
    };
    const transport = fakeTransport(async () => {
      await aWhile(100);
      return SENT;
    });
    const done = lane(mails, clock, { transport });
    setTimeout(() => {
      fail = false;
    }, 2_000);
    await toItsEnd(done, clock, 50);
    expect(mails.groups.flat().some(({ outcome }) => outcome.kind === 'notTried')).toBe(true);
    expect([...transport.given].sort()).toEqual(mails.rows.map(({ id }) => id).sort());
  });

  test('leaves a mail alone that somebody else has taken over before it began', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(30, clock);
    const transport = fakeTransport(async () => {
      await aWhile(100);
      return SENT;
    });
    mails.beforeBegin = async () => {
      const stolen = mails.rows.find((row) => row.state === 'sending' && !row.begun);
      if (stolen !== undefined) Object.assign(stolen, { lane: 'another', state: 'sent' });
      return Promise.resolve();
    };
    await toItsEnd(lane(mails, clock, { transport }), clock, 50);
    const stolen = mails.rows.filter((row) => row.lane === 'another').map(({ id }) => id);
    expect(stolen.length).toBeGreaterThan(0);
    expect(transport.given.filter((id) => stolen.includes(id))).toEqual([]);
  });

  test('leaves nothing at the signal that it shares with the lanes after it', async () => {
    const clock = { nowMs: 0 };
    const { signal } = new AbortController();
    for (let nth = 0; nth < 3; nth += 1) {
      await toItsEnd(lane(fakeMails(5, clock), clock, { signal }), clock);
      await turn();
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('told to claim no more, it returns at once and what it holds still leaves', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(400, clock);
    const transport = fakeTransport(async () => {
      await aWhile(100);
      return SENT;
    });
    const claims = new AbortController();
    const book = answerBook(mails);
    let returnedAtMs: number | null = null;
    const done = lane(mails, clock, { transport, book, claimsEnd: claims.signal }).finally(() => {
      returnedAtMs = clock.nowMs;
    });
    const to = async (ms: number): Promise<void> => {
      while (clock.nowMs < ms) {
        clock.nowMs += 50;
        await jest.advanceTimersByTimeAsync(50);
        await turn();
      }
    };
    await to(3_000);
    claims.abort();
    const claimed = mails.claims;
    const held = mails.rows.filter(({ state }) => state === 'sending').map(({ id }) => id);
    expect(held.length).toBeGreaterThan(4);
    await to(3_100);
    expect(returnedAtMs).not.toBeNull();
    await done;
    await to(8_000);
    expect(mails.claims).toBe(claimed);
    expect(held.map((id) => mails.state(id))).toEqual(held.map(() => 'sent'));
    expect(mails.groups.flat().every(({ outcome }) => outcome.kind === 'sent')).toBe(true);
    expect(mails.rows.some(({ state }) => state === 'planned')).toBe(true);
  });

  test('a transport that throws leaves a mail that may have gone, and the others go on', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(12, clock);
    const transport = fakeTransport(async ({ messageId }) => {
      if (messageId === 'm3') throw new Error('no answer at all');
      return Promise.resolve(SENT);
    });
    const done = lane(mails, clock, { transport, waitForOthers: false });
    expect(await toItsEnd(done, clock)).toMatchObject({ sent: 11 });
    const [broken] = mails.groups.flat().filter(({ messageId }) => messageId === 'm3');
    expect(broken?.outcome).toMatchObject({ kind: 'unknown', response: 'no answer at all' });
  });

  test('begins with one mail a connection and claims no more than leaves in two seconds', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(400, clock);
    // Four connections and half a second a mail: sixteen mails in two seconds.
    const transport = fakeTransport(async () => {
      await aWhile(500);
      return SENT;
    });
    await toItsEnd(lane(mails, clock, { transport }), clock, 50);
    expect(mails.limits[0]).toBe(4);
    expect(Math.max(...mails.limits)).toBeLessThanOrEqual(16);
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
    await toItsEnd(lane(fakeMails(30, clock), clock, { transport, connections: 3 }), clock);
    expect(underWay).toEqual({ now: 0, most: 3 });
  });

  test('claims anew what waited long for its turn, so that it is put into words again', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(40, clock);
    // The relay is quick until the claims have grown, then takes twenty seconds a mail.
    let given = 0;
    const claimedAt = new Map<string, number>();
    const waited: number[] = [];
    const claim = mails.claim;
    mails.claim = async (input) => {
      const answer = await claim(input);
      for (const { messageId } of answer.claimed) claimedAt.set(messageId, clock.nowMs);
      return answer;
    };
    const transport = fakeTransport(async ({ messageId }) => {
      waited.push(clock.nowMs - (claimedAt.get(messageId) ?? 0));
      given += 1;
      if (given > 8) {
        await aWhile(20_000);
      }
      return SENT;
    });
    await toItsEnd(lane(mails, clock, { transport, connections: 2 }), clock);
    expect(Math.max(...waited)).toBeLessThanOrEqual(30_000);
    expect([...transport.given].sort()).toEqual(mails.rows.map(({ id }) => id).sort());
  });

  test('goes on with what is left when it is run again', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(10, clock);
    mails.rows[0]!.state = 'sent';
    const transport = fakeTransport();
    expect(await toItsEnd(lane(mails, clock, { transport }), clock)).toMatchObject({ sent: 9 });
    expect(transport.given).not.toContain('m1');
  });
});

describe('answers', () => {
  test('are recorded in groups', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(40, clock);
    await toItsEnd(lane(mails, clock, { connections: 20 }), clock);
    const sizes = mails.groups.map((group) => group.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(GROUP_ROWS);
    expect(sizes.reduce((all, size) => all + size, 0)).toBe(40);
  });

  test('that trickle in are recorded soon after the first of them', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(2, clock);
    const second = later<MailVerdict>();
    const transport = fakeTransport(({ messageId }) =>
      messageId === 'm1' ? SENT : second.promise,
    );
    const done = lane(mails, clock, { transport });
    await jest.advanceTimersByTimeAsync(99);
    expect(mails.groups).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(mails.groups.map((group) => group.map(({ messageId }) => messageId))).toEqual([['m1']]);
    second.resolve(SENT);
    expect(await toItsEnd(done, clock)).toMatchObject({ sent: 2 });
  });

  test('are written two groups at once, and no more than may be forgotten wait', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(200, clock);
    const writing = { now: 0, most: 0 };
    mails.beforeSettle = async () => {
      writing.now += 1;
      writing.most = Math.max(writing.most, writing.now);
      await aWhile(20);
      writing.now -= 1;
    };
    expect(await toItsEnd(lane(mails, clock, { connections: 10 }), clock)).toMatchObject({
      sent: 200,
    });
    expect(writing.most).toBe(2);
    expect(mails.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  test('are kept while the ledger is away, and nobody sends before they stand in it', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(20, clock);
    let away = true;
    mails.beforeSettle = async () => {
      if (away) throw new Error('the ledger is away');
    };
    const transport = fakeTransport();
    const done = lane(mails, clock, { transport, connections: 4 });
    await jest.advanceTimersByTimeAsync(5_000);
    const before = transport.given.length;
    expect(mails.groups).toEqual([]);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(transport.given).toHaveLength(before);
    away = false;
    expect(await toItsEnd(done, clock)).toMatchObject({ sent: 20 });
    expect(new Set(transport.given).size).toBe(20);
    expect(transport.given).toHaveLength(20);
    expect(mails.rows.every(({ state }) => state === 'sent')).toBe(true);
  });

  test('that wait to be written hold back further mails: a killed process forgets few', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(200, clock);
    const transport = fakeTransport();
    let slow = true;
    mails.beforeSettle = async () => {
      if (!slow) return;
      await aWhile(30_000);
    };
    const done = lane(mails, clock, { transport, connections: 10 });
    for (let turns = 0; turns < 200; turns += 1) await turn();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(transport.given.length).toBeLessThanOrEqual(MOST_UNWRITTEN + 10);
    slow = false;
    expect(await toItsEnd(done, clock)).toMatchObject({ sent: 200 });
    expect(transport.given).toHaveLength(200);
  });

  test('that the ledger refuses do not take their neighbours along', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(8, clock);
    const lost: string[] = [];
    const settle = mails.settle.bind(mails);
    mails.settle = async (settled) => {
      if (settled.some(({ messageId }) => messageId === 'm3')) {
        throw Object.assign(new Error('invalid byte sequence'), { code: '22021' });
      }
      return settle(settled);
    };
    const book = answerBook(mails, ({ messageId }) => {
      lost.push(messageId);
    });
    await toItsEnd(lane(mails, clock, { book, sliceMs: 60_000 }), clock);
    expect(lost).toContain('m3');
    expect(mails.rows.filter(({ state }) => state === 'sent')).toHaveLength(7);
  });
});

describe('a relay', () => {
  test('that refuses one address goes on with the others', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(20, clock);
    const transport = fakeTransport(({ messageId }) => (messageId === 'm7' ? REFUSED : SENT));
    expect(await toItsEnd(lane(mails, clock, { transport }), clock)).toMatchObject({
      sent: 19,
      refused: 1,
    });
    expect(mails.state('m7')).toBe('refused');
  });

  test('out of reach gets nothing further, and what was claimed is given back', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(40, clock);
    const transport = fakeTransport(async () => {
      await turn();
      return UNREACHABLE;
    });
    await toItsEnd(lane(mails, clock, { transport, connections: 5, waitForOthers: false }), clock);
    // Those that were under way together; nobody after them.
    expect(transport.given).toHaveLength(5);
    expect(mails.rows.every(({ state }) => state === 'planned')).toBe(true);
  });

  test('that is shut is waited for by a lane of a wave', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(4, clock);
    mails.shut = true;
    const transport = fakeTransport();
    const done = lane(mails, clock, { transport });
    await jest.advanceTimersByTimeAsync(5_000);
    expect(transport.given).toEqual([]);
    mails.shut = false;
    expect(await toItsEnd(done, clock)).toMatchObject({ sent: 4 });
  });
});

describe('an end from outside', () => {
  test('begins no other mail; an orderly stop waits for the answer of the one under way', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(10, clock);
    const abort = new AbortController();
    const answer = later<MailVerdict>();
    const transport = fakeTransport(() => {
      abort.abort();
      return answer.promise;
    });
    const book = answerBook(mails);
    const done = lane(mails, clock, { transport, book, connections: 1, signal: abort.signal });
    const stopped = { yet: false };
    const stop = book.lanesEnded().then(() => {
      stopped.yet = true;
    });
    // Longer than any lease: the answer is the relay's to give, and the lease is kept alive.
    for (let seconds = 0; seconds < 60; seconds += 1) {
      clock.nowMs += 1_000;
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(stopped.yet).toBe(false);
    expect(mails.rows[0]).toMatchObject({ state: 'sending', lane: 'lane-1' });
    expect(mails.rows[0]!.leaseUntilMs).toBeGreaterThan(clock.nowMs);
    // The lane itself has ended long since: nobody has to wait for the relay but the stop.
    expect(await done).toMatchObject({ sent: 0 });
    answer.resolve(SENT);
    await stop;
    expect(transport.given).toEqual(['m1']);
    expect(mails.state('m1')).toBe('sent');
    expect(mails.rows.slice(1).every(({ state }) => state === 'planned')).toBe(true);
  });

  test('does not wait for a line that has not come', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(2, clock);
    const abort = new AbortController();
    const transport: MailTransport = {
      send: async () => new Promise<never>(() => undefined),
      close: async () => undefined,
    };
    const book = answerBook(mails);
    const done = lane(mails, clock, { transport, book, signal: abort.signal });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(mails.state('m1')).toBe('sending');
    abort.abort();
    expect(await toItsEnd(done, clock)).toMatchObject({ sent: 0 });
    await book.lanesEnded();
    expect(mails.rows.map(({ state }) => state)).toEqual(['planned', 'planned']);
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
    expect(await toItsEnd(lane(mails, clock, { signal: abort.signal }), clock, 1)).toEqual({
      sent: 0,
      refused: 0,
      left: 1,
    });
  });
});

describe('a lease', () => {
  test.each([
    ['the ledger is away', async () => Promise.reject(new Error('the ledger is away'))],
    ['another lane has taken it over', async () => Promise.resolve([])],
  ])('that could not be renewed, since %s, lets no mail begin', async (_why, renew) => {
    const clock = { nowMs: 0 };
    const leases = heldLeases({ mails: { renew }, lane: 'lane-1', monotonicMs: () => clock.nowMs });
    leases.took(['m1'], 0);
    expect(leases.holds('m1')).toBe(true);
    for (let seconds = 0; seconds < LEASE_MS / 1_000; seconds += 1) {
      clock.nowMs += 1_000;
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(leases.holds('m1')).toBe(false);
    leases.stop();
  });

  test('is counted from when the claim was asked for, less a second', () => {
    const clock = { nowMs: 0 };
    const leases = heldLeases({
      mails: { renew: async () => [] },
      lane: 'lane-1',
      monotonicMs: () => clock.nowMs,
    });
    leases.took(['m1'], 0);
    clock.nowMs = LEASE_MS - 1_001;
    expect(leases.holds('m1')).toBe(true);
    clock.nowMs += 1;
    expect(leases.holds('m1')).toBe(false);
    leases.stop();
  });

  test('taken over by another lane is not settled by the first', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock);
    const transport = fakeTransport(() => {
      Object.assign(mails.rows[0]!, { lane: 'another lane' });
      return SENT;
    });
    await toItsEnd(lane(mails, clock, { transport, waitForOthers: false }), clock);
    expect(mails.rows[0]).toMatchObject({ state: 'sending', lane: 'another lane' });
  });

  test('is renewed for as long as the relay takes', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock);
    const answer = later<MailVerdict>();
    const book = answerBook(mails);
    const done = lane(mails, clock, { book, transport: fakeTransport(() => answer.promise) });
    for (let seconds = 0; seconds < 300; seconds += 1) {
      clock.nowMs += 1_000;
      await jest.advanceTimersByTimeAsync(1_000);
      expect(mails.rows[0]!.leaseUntilMs).toBeGreaterThan(clock.nowMs);
    }
    await done;
    answer.resolve(SENT);
    await book.lanesEnded();
    expect(mails.state('m1')).toBe('sent');
  });

  test('lost while a line was waited for lets the mail not begin', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock);
    const line = later<MailVerdict>();
    const begun: boolean[] = [];
    const transport: MailTransport = {
      send: async (_mail, mayBegin) => {
        await line.promise;
        begun.push(await mayBegin!());
        return begun.at(-1) === true ? SENT : { kind: 'notTried', response: 'not to begin' };
      },
      close: async () => undefined,
    };
    mails.beforeRenew = async () => Promise.reject(new Error('the ledger is away'));
    const book = answerBook(mails);
    const done = lane(mails, clock, { book, transport, waitForOthers: false });
    for (let seconds = 0; seconds < 10; seconds += 1) {
      clock.nowMs += 1_000;
      await jest.advanceTimersByTimeAsync(1_000);
    }
    line.resolve(SENT);
    await done;
    await book.lanesEnded();
    expect(begun).toEqual([false]);
    // Whoever takes it over sends it; this lane has nothing to say.
    expect(mails.groups).toEqual([]);
  });
});

describe('an answer that is long in coming', () => {
  test.each([
    ['a wave', true, 15],
    ['the post', false, 2],
  ])(
    'does not hold up the lane of %s: the next mails go, and it is written when it comes',
    async (_of, waitForOthers, seconds) => {
      const clock = { nowMs: 0 };
      const mails = fakeMails(3, clock);
      const answer = later<MailVerdict>();
      const transport = fakeTransport(({ messageId }) =>
        messageId === 'm1' ? answer.promise : SENT,
      );
      const book = answerBook(mails);
      const options = { transport, book, waitForOthers, connections: 2 };
      expect(await toItsEnd(lane(mails, clock, options), clock)).toMatchObject({ sent: 2 });
      expect(clock.nowMs).toBeLessThanOrEqual(seconds * 1_000);
      mails.rows[1]!.state = 'planned';
      await toItsEnd(lane(mails, clock, { ...options, lane: 'lane-2' }), clock);
      expect(transport.given).toEqual(['m1', 'm2', 'm3', 'm2']);
      expect(mails.rows[0]).toMatchObject({ state: 'sending', lane: 'lane-1' });
      answer.resolve(SENT);
      await book.lanesEnded();
      expect(mails.state('m1')).toBe('sent');
    },
  );

  test('does not hold up mails that are planned meanwhile', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(2, clock);
    mails.rows[1]!.state = 'sent';
    const answer = later<MailVerdict>();
    const transport = fakeTransport(({ messageId }) =>
      messageId === 'm1' ? answer.promise : SENT,
    );
    const book = answerBook(mails);
    const done = lane(mails, clock, { transport, book, connections: 2 });
    await jest.advanceTimersByTimeAsync(1_000);
    mails.rows[1]!.state = 'planned';
    await jest.advanceTimersByTimeAsync(1_000);
    expect(transport.given).toEqual(['m1', 'm2']);
    answer.resolve(SENT);
    await toItsEnd(done, clock);
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
    expect(await toItsEnd(lane(mails, clock), clock)).toMatchObject({ sent: 3, left: 0 });
  });

  test('are taken over once their lease has run out', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(2, clock, 2);
    const transport = fakeTransport();
    expect(await toItsEnd(lane(mails, clock, { transport }), clock)).toMatchObject({ sent: 2 });
    expect([...transport.given].sort()).toEqual(['m1', 'm2']);
    expect(clock.nowMs).toBeGreaterThan(LEASE_MS);
  });

  test('are left to it by the post, which comes again anyway', async () => {
    const clock = { nowMs: 0 };
    const mails = fakeMails(1, clock, 1);
    const result = await lane(mails, clock, { waitForOthers: false });
    expect(result).toEqual({ sent: 0, refused: 0, left: 1 });
    expect(mails.claims).toBe(1);
  });
});
