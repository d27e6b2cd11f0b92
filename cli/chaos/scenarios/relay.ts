import { setTimeout as delay } from 'node:timers/promises';
import { SLOW_WAVE, WAVE } from '../scenario.js';
import type { Scenario, World } from '../scenario.js';
import type { SinkBehaviour } from '../sink-behaviour.js';

/** A morning, scaled: longer than the pause after which a relay out of reach is tried again. */
const MORNING_MS = 30_000;

/** Lets the sink behave otherwise for a while in mid-wave; resolves with when it was over. */
async function badSpell(
  { sink }: World,
  behaviour: Partial<SinkBehaviour>,
  lastsMs: number,
): Promise<number> {
  await sink.behave(behaviour);
  await delay(lastsMs);
  await sink.behave({});
  return Date.now();
}

const downAMorning: Scenario = {
  name: 'smtp-down-a-morning',
  mails: WAVE,
  strike: async (world) => {
    await world.underway(0.3);
    return { backAtMs: [await badSpell(world, { listening: false }, MORNING_MS)] };
  },
  withinMs: 180_000,
};

/** Every answer takes longer than a lease and nearly as long as a sign of life. */
const slow: Scenario = {
  name: 'smtp-slow',
  mails: SLOW_WAVE,
  sink: { answerMs: 9_000 },
  strike: async () => ({}),
};

/** The greeting takes longer than a lease and a sign of life together. */
const lateGreeting: Scenario = {
  name: 'smtp-late-greeting',
  mails: SLOW_WAVE,
  sink: { greetingMs: 20_000 },
  strike: async () => ({}),
};

/** Nothing is answered for a while; then half of the lines go on and half are gone. */
const blackHole: Scenario = {
  name: 'smtp-black-hole',
  mails: WAVE,
  withinMs: 180_000,
  strike: async (world) => {
    await world.underway(0.3);
    await world.sink.behave({ frozen: true });
    await delay(MORNING_MS);
    await world.sink.cut(2);
    await world.sink.behave({});
    return { backAtMs: [Date.now()] };
  },
};

/** Of three mails in ten nobody hears that they were taken: each may come once more, and no third time. */
const resetAfterData: Scenario = {
  name: 'smtp-reset-after-data',
  mails: WAVE,
  sink: { resetPercent: 30 },
  withinMs: 240_000,
  strike: async () => ({}),
};

/** The relay says in three ways that it will take mail later. */
const later: Scenario = {
  name: 'smtp-421-451-452',
  mails: WAVE,
  withinMs: 240_000,
  strike: async (world) => {
    const backAtMs: number[] = [];
    const spells: readonly (readonly [number, Partial<SinkBehaviour>])[] = [
      [0.2, { sender: '421 4.3.2 going down' }],
      [0.45, { recipient: { percent: 30, reply: '451 4.7.1 try again later' } }],
      [0.7, { message: { percent: 100, reply: '452 4.3.1 no room' } }],
    ];
    for (const [part, behaviour] of spells) {
      await world.underway(part);
      backAtMs.push(await badSpell(world, behaviour, 4_000));
    }
    return { backAtMs };
  },
};

/** One address in ten does not exist: exactly these are marked, and each stands before a person. */
const unknownTenth: Scenario = {
  name: 'smtp-550-a-tenth',
  mails: WAVE,
  sink: { recipient: { percent: 10, reply: '550 5.1.1 no such user' } },
  strike: async () => ({}),
  afterwards: async ({ ledger, sink, office }) => {
    const { refusals } = await sink.recordOf(office.domain);
    const refused = new Set(refusals.map(({ to }) => to));
    const contacts = await ledger.db
      .selectFrom('contact')
      .select(['email', 'bounced_at as bouncedAt'])
      .where('office_id', '=', office.officeId)
      .execute();
    return contacts
      .filter(({ email, bouncedAt }) => refused.has(email) !== (bouncedAt !== null))
      .map(({ email }) => `${email} is ${refused.has(email) ? 'not marked' : 'marked for nothing'}`)
      .slice(0, 3);
  },
};

/** The relay takes nothing of ours for a while: nobody's address is to blame, and nothing is given up. */
const policy: Scenario = {
  name: 'smtp-554-policy',
  mails: WAVE,
  withinMs: 180_000,
  strike: async (world) => {
    await world.underway(0.3);
    const blocked = { percent: 100, reply: '554 5.7.1 blocked by policy' };
    return { backAtMs: [await badSpell(world, { recipient: blocked }, 5_000)] };
  },
};

/** A login is refused once, and the next one is taken: somebody has mended the account meanwhile. */
const loginRefused: Scenario = {
  name: 'smtp-535-once',
  mails: WAVE,
  sink: { login: '535 5.7.8 not today' },
  strike: async ({ ledger, sink, patiently }) => {
    await patiently(async () => {
      const relay = await ledger.db
        .selectFrom('relay_state')
        .select('standing')
        .where('relay', '=', 'live')
        .executeTakeFirst();
      if (relay?.standing !== 'held') throw new Error('the refused login shut no relay');
    });
    await delay(4_000);
    await sink.behave({});
    return { backAtMs: [Date.now()] };
  },
};

export const RELAY: readonly Scenario[] = [
  downAMorning,
  slow,
  lateGreeting,
  blackHole,
  resetAfterData,
  later,
  unknownTenth,
  policy,
  loginRefused,
];
