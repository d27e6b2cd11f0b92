import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, dayAt, day, plusDays } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { dueInstants } from '../../domain/deadline.js';
import { sendingMoment } from '../../domain/ladder.js';
import { reachableInOrder } from '../../domain/reach.js';
import { planWave } from '../../domain/wave.js';
import type { WaveAgency, WaveDuty, WavePlan } from '../../domain/wave.js';
import { contact, duty, settings } from './wave-world.js';

/** The same histories in every run, unless another seed is asked for; a failure prints its own. */
const SEED = Number(process.env['TEST_SEED'] ?? 20_260_601);

const FIRST = day('2026-06-01');
const someDay = fc.integer({ min: 0, max: 50 }).map((days) => plusDays(FIRST, days));
const someMoment = fc
  .tuple(someDay, fc.integer({ min: 6 * 60, max: 19 * 60 }))
  .map(([on, minute]) => at(on, minute));

const someContact = fc.record({
  role: fc.constantFrom('mailbox' as const, 'person' as const, 'head' as const),
  position: fc.integer({ min: 1, max: 4 }),
  bounced: fc.boolean(),
  validTo: fc.option(someDay, { nil: null }),
});

const someDuty = fc
  .record({
    reminded: fc.boolean(),
    due: someDay,
    hourBound: fc.boolean(),
    startedAt: someMoment,
    binding: fc.boolean(),
    epoch: fc.integer({ min: 0, max: 1 }),
    headReleasedAt: fc.option(someMoment, { nil: null }),
  })
  .map(({ reminded, due, hourBound, ...facts }) => {
    const clock = dueInstants(
      hourBound
        ? { boundary: 'before_time', date: due, time: '10:30' }
        : { boundary: 'by_end_of_day', date: due, time: null },
      { calendar: settings.calendar, hours: settings.hours, rollForward: true },
    );
    const { remindTargetAt: targetAt, overdueAt } = clock;
    return { reminded, facts: { ...facts, hourBound, dueDay: due, targetAt, overdueAt } };
  });

const someAgencies = fc
  .array(
    fc.record({
      contacts: fc.array(someContact, { maxLength: 4 }),
      duties: fc.array(someDuty, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((agencies) =>
    agencies.map(({ contacts, duties }, index): WaveAgency => {
      const id = `agency${String(index)}`;
      return {
        id,
        contacts: contacts.map((one, nth) => contact(`${id}.${String(nth)}`, one)),
        duties: duties.map((one, nth) =>
          duty(`${id}/${String(nth)}`, { ...one, cycleId: `cycle${String(nth)}` }),
        ),
        waiting: [],
        toldToday: false,
        told: new Set(),
      };
    }),
  );

const someHistory = fc.array(fc.record({ moment: someMoment, sends: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
});

/** The facts after a plan was written; `sends`: whether a lane has worked off what waited. */
function after(agencies: readonly WaveAgency[], plan: WavePlan, sends: boolean): WaveAgency[] {
  const places = new Map(plan.places.map((place) => [place.dutyId, place]));
  return agencies.map((agency) => {
    const own = plan.notices.filter(({ agencyId }) => agencyId === agency.id);
    const said = (mail: (typeof own)[number]['mail']) =>
      own
        .filter((notice) => JSON.stringify(notice.mail) === JSON.stringify(mail))
        .map(({ key, dutyId, step }) => ({ id: key, dutyId, rung: step.rung }));
    const kept = agency.waiting
      .filter(({ id }) => !plan.emptied.includes(id))
      .map((mail) => ({
        ...mail,
        notices: [
          ...mail.notices.filter(({ id }) => !plan.replaced.includes(id)),
          ...said({ kind: 'waiting', id: mail.id }),
        ],
      }));
    const begun = plan.mails
      .filter(({ agencyId }) => agencyId === agency.id)
      .map((mail) => ({
        id: mail.key,
        contactId: mail.contact.id,
        notices: said({ kind: 'new', key: mail.key }),
      }));
    return {
      ...agency,
      duties: agency.duties.map((one): WaveDuty => {
        return { ...one, reached: places.get(one.id)?.reached ?? one.reached };
      }),
      waiting: sends ? [] : [...kept, ...begun],
      toldToday: false,
      told: new Set([...agency.told, ...own.map(({ key }) => key)]),
    };
  });
}

const reminders = (agencies: readonly WaveAgency[]) =>
  new Map(agencies.flatMap(({ duties }) => duties.map((one) => [one.id, one])));

/** What must hold of every wave, whatever came before it. */
function check(agencies: readonly WaveAgency[], plan: WavePlan, now: Instant): void {
  const duties = reminders(agencies);
  for (const notice of plan.notices) {
    // Nobody is told of what they do not owe.
    expect(duties.get(notice.dutyId)?.reminded).toBe(true);
    const agency = agencies.find(({ id }) => id === notice.agencyId);
    const toHead = notice.step.rung === 'toHead';
    const reachable = reachableInOrder(agency?.contacts ?? [], dayAt(now)).filter(
      ({ role }) => (role === 'head') === toHead,
    );
    expect(notice.mail.kind === 'none').toBe(reachable.length === 0);
  }
  // One mail for an agency and one for its head, and none beside one that still waits for the same address.
  const addressed = plan.mails.map(({ agencyId, reader }) => `${agencyId}/${reader}`);
  expect(new Set(addressed).size).toBe(addressed.length);
  for (const { agencyId, reader, contact: address } of plan.mails) {
    expect(address.role === 'head').toBe(reader === 'head');
    const waiting = agencies.find(({ id }) => id === agencyId)?.waiting ?? [];
    expect(
      waiting.filter(({ id, contactId }) => contactId === address.id && !plan.emptied.includes(id)),
    ).toEqual([]);
  }
  for (const mail of plan.mails) {
    expect(plan.notices.map(({ mail: told }) => told)).toContainEqual({
      kind: 'new',
      key: mail.key,
    });
  }
  // Nothing is due any more, or a wave would be prepared for ever.
  for (const { nextAt } of plan.places) expect(nextAt === null || nextAt > now).toBe(true);
  expect(plan.places).toHaveLength(duties.size);
}

test('in any history of waves one mail a day goes to whoever owes, and nothing is told twice', () => {
  fc.assert(
    fc.property(someAgencies, someHistory, (given, history) => {
      let agencies: WaveAgency[] = given;
      const keys: string[] = [];
      const walk = [...history].sort((a, b) => (a.moment < b.moment ? -1 : 1));
      for (const { moment: now, sends } of walk) {
        const plan = planWave(agencies, { now, settings });
        check(agencies, plan, now);
        const sending = sendingMoment(now, settings) === now;
        if (!sending) expect([plan.notices, plan.mails, plan.replaced]).toEqual([[], [], []]);
        keys.push(...plan.notices.map(({ key }) => key));
        agencies = after(agencies, plan, sends);
        // What no longer waits of a duty was sent or gave way: at most one rung of it still waits.
        for (const { waiting } of agencies) {
          const waitingDuties = waiting.flatMap(({ notices }) =>
            notices.map(({ dutyId }) => dutyId),
          );
          expect(new Set(waitingDuties).size).toBe(waitingDuties.length);
        }
        const again = planWave(agencies, { now, settings });
        expect([again.notices, again.mails, again.replaced]).toEqual([[], [], []]);
      }
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test('agencies planned in slices are told what they are told together', () => {
  fc.assert(
    fc.property(someAgencies, someMoment, (agencies, now) => {
      const together = planWave(agencies, { now, settings });
      const apart = agencies.map((agency) => planWave([agency], { now, settings }));
      expect(apart.flatMap(({ notices }) => notices)).toEqual(together.notices);
      expect(apart.flatMap(({ mails }) => mails)).toEqual(together.mails);
      expect(apart.flatMap(({ places }) => places)).toEqual(together.places);
    }),
    { seed: SEED, numRuns: 100 },
  );
});
