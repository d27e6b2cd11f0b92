import { afterEach, describe, expect, test } from '@jest/globals';
import { followLedgerClock } from '../../db/ledger-clock.js';
import type { LedgerClock } from '../../db/ledger-clock.js';
import { msOf } from '../../domain/day.js';
import { LedgerAway } from '../../db/transaction.js';
import { eventually } from '../support/eventually.js';

const T0 = Date.parse('2026-06-01T02:00:00.000Z');
const MINUTE_MS = 60_000;

/** A machine, the ledger and the way between them, moved by hand. */
function machine({ wallOffMs = 0, wayMs = 0 }: { wallOffMs?: number; wayMs?: number } = {}) {
  const way = { thereMs: wayMs, backMs: wayMs };
  const state = { realMs: 0, ledgerOffMs: 0, wallOffMs, way, isAway: false, asked: 0 };
  const own = {
    monotonicMs: () => 5_000 + state.realMs,
    wallMs: () => T0 + state.realMs + state.wallOffMs,
  };
  const read = (): Promise<number> => {
    state.asked += 1;
    if (state.isAway) return Promise.reject(new Error('away'));
    state.realMs += state.way.thereMs;
    const shown = T0 + state.realMs + state.ledgerOffMs;
    state.realMs += state.way.backMs;
    return Promise.resolve(shown);
  };
  return { state, own, read };
}

const open: LedgerClock[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.stop();
});

async function following(at: ReturnType<typeof machine>): Promise<LedgerClock> {
  const clock = followLedgerClock(at.read, { own: at.own, againMs: 1 });
  open.push(clock);
  await clock.known;
  return clock;
}

/** Until the ledger has been asked once more from beginning to end. */
async function askedAgain({ state }: ReturnType<typeof machine>): Promise<void> {
  const until = state.asked + 6;
  await eventually(() => state.asked >= until, 'the ledger is asked again');
}

describe('the time of a process', () => {
  test.each([-7, 0, 7])('is the ledger’s, on a machine %i minutes off', async (minutes) => {
    const at = machine({ wallOffMs: minutes * MINUTE_MS });
    const clock = await following(at);
    at.state.realMs += 1_500;
    expect(msOf(clock.now())).toBe(T0 + 1_500);
    expect(clock.aheadMs()).toBe(0 - minutes * MINUTE_MS);
  });

  test('is not moved by somebody who sets the machine’s clock, which is told', async () => {
    const at = machine();
    const clock = await following(at);
    at.state.wallOffMs = 3_600_000;
    expect(msOf(clock.now())).toBe(T0);
    await askedAgain(at);
    expect(msOf(clock.now())).toBe(T0);
    expect(clock.aheadMs()).toBe(-3_600_000);
  });

  test('takes half of the time a question took as the way', async () => {
    const at = machine({ wayMs: 40 });
    const clock = await following(at);
    expect(msOf(clock.now())).toBe(T0 + at.state.realMs);
  });

  test('never goes back: it waits for a ledger that was put back by minutes, and follows one that was wrong by days', async () => {
    const at = machine();
    const clock = await following(at);
    at.state.realMs += 1_000;
    const before = msOf(clock.now());
    at.state.ledgerOffMs = -5 * MINUTE_MS;
    await askedAgain(at);
    expect(msOf(clock.now())).toBe(before);
    at.state.realMs += 6 * MINUTE_MS;
    await askedAgain(at);
    expect(msOf(clock.now())).toBe(T0 + at.state.realMs - 5 * MINUTE_MS);
    at.state.ledgerOffMs = -86_400_000;
    await askedAgain(at);
    expect(msOf(clock.now())).toBe(T0 + at.state.realMs - 86_400_000);
  });

  test('goes on at the machine’s pace while the ledger is away, and is nobody’s guess before it was there', async () => {
    const at = machine();
    at.state.isAway = true;
    const clock = followLedgerClock(at.read, { own: at.own, againMs: 1 });
    open.push(clock);
    expect(() => clock.now()).toThrow(LedgerAway);
    expect(clock.aheadMs()).toBeNull();
    at.state.isAway = false;
    await clock.known;
    at.state.isAway = true;
    at.state.realMs += 30_000;
    expect(msOf(clock.now())).toBe(T0 + 30_000);
  });

  test('is not moved by an answer that was long on its way', async () => {
    const at = machine();
    const clock = await following(at);
    // Taken as it is, it would be wrong by half of this.
    at.state.way.backMs = 1_800;
    await askedAgain(at);
    expect(msOf(clock.now())).toBe(T0 + at.state.realMs);
  });
});
