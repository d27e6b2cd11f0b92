import { expect, test } from '@jest/globals';
import type { CycleChange } from '../../domain/amendment/decide.js';
import { plusMs } from '../../domain/day.js';
import type { LadderSettings } from '../../domain/ladder.js';
import type { Contact } from '../../domain/reach.js';
import type { WavePlan } from '../../domain/wave.js';
import type { Invariant } from '../../simulation/checks/check.js';
import { PRODUCT_RULES } from '../../simulation/rules.js';
import type { Rules } from '../../simulation/rules.js';
import { checkedYear } from '../../simulation/simulate.js';

const P = PRODUCT_RULES;

/** Mails leave at any hour of any day that `days` does not forbid. */
function atAnyHour(settings: LadderSettings): LadderSettings {
  return { ...settings, mailMinute: 0, lastMailMinute: 1440 };
}

function withoutHolidays(settings: LadderSettings): LadderSettings {
  return { ...settings, calendar: { ...settings.calendar, days: new Map() } };
}

/** The same notice told once more in a mail of its own. */
function doubled(plan: WavePlan): WavePlan {
  const [first] = plan.notices;
  const mail = plan.mails.find(({ key }) => first?.mail.kind === 'new' && first.mail.key === key);
  if (first === undefined || mail === undefined) return plan;
  const key = `${first.key}/again`;
  return {
    ...plan,
    notices: [...plan.notices, { ...first, key, mail: { kind: 'new', key } }],
    mails: [...plan.mails, { ...mail, key }],
  };
}

/** A mail for each duty instead of one for the agency. */
function apart(plan: WavePlan): WavePlan {
  const mails = new Map(plan.mails.map((mail) => [mail.key, mail]));
  const notices = plan.notices.map((notice) => {
    const carrier = notice.mail.kind === 'new' ? mails.get(notice.mail.key) : undefined;
    if (carrier === undefined) return notice;
    mails.set(notice.key, { ...carrier, key: notice.key });
    return { ...notice, mail: { kind: 'new' as const, key: notice.key } };
  });
  return { ...plan, notices, mails: [...mails.values()] };
}

/** A wave that never tells one rung. */
function without(rung: string): Rules['planWave'] {
  return (agencies, at) => {
    const plan = P.planWave(agencies, at);
    const notices = plan.notices.filter(({ step }) => step.rung !== rung);
    const told = new Set(notices.map(({ mail }) => (mail.kind === 'new' ? mail.key : '')));
    return { ...plan, notices, mails: plan.mails.filter(({ key }) => told.has(key)) };
  };
}

function toldToNobody(change: CycleChange): CycleChange {
  const duties = change.duties.map((duty) => ({ ...duty, told: false }));
  return { ...change, duties } as CycleChange;
}

function unmarked(contacts: readonly Contact[]): readonly Contact[] {
  return contacts.map((contact) => ({ ...contact, bounced: false }));
}

/** Rules broken on purpose, each with the promise that it breaks. */
const BROKEN: readonly (readonly [string, Invariant, Partial<Rules>])[] = [
  [
    'silence hours are ignored',
    'sending-hours',
    {
      planWave: (agencies, { now, settings }) =>
        P.planWave(agencies, { now, settings: atAnyHour(settings) }),
      sendingMoment: (moment, settings) => P.sendingMoment(moment, atAnyHour(settings)),
    },
  ],
  [
    'holidays are working days',
    'days-off',
    {
      planWave: (agencies, { now, settings }) =>
        P.planWave(agencies, { now, settings: withoutHolidays(settings) }),
      placesOf: (duties, { now, settings }) =>
        P.placesOf(duties, { now, settings: withoutHolidays(settings) }),
      sendingMoment: (moment, settings) => P.sendingMoment(moment, withoutHolidays(settings)),
    },
  ],
  [
    'what is owed is not looked at',
    'no-reminder-after-answer',
    { isReminded: (_, cycle) => cycle.opened && !cycle.closed, reasonNotToSend: () => null },
  ],
  [
    'a rung is told twice',
    'sent-once',
    { planWave: (agencies, at) => doubled(P.planWave(agencies, at)) },
  ],
  [
    'an agency gets a mail for each duty',
    'one-mail-a-day',
    { planWave: (agencies, at) => apart(P.planWave(agencies, at)) },
  ],
  ['the reminder is left out', 'every-rung-or-reason', { planWave: without('remind') }],
  ['the assignment is left out', 'first-mail-first', { planWave: without('assigned') }],
  [
    'lateness begins a day early',
    'not-before-late',
    {
      planWave: (agencies, at) =>
        P.planWave(
          agencies.map((agency) => ({
            ...agency,
            duties: agency.duties.map(({ facts, ...duty }) => {
              const { overdueAt } = facts;
              const early = overdueAt === null ? null : plusMs(overdueAt, -86_400_000);
              return { ...duty, facts: { ...facts, overdueAt: early } };
            }),
          })),
          at,
        ),
    },
  ],
  [
    'the loop does not look at a pause',
    'never-stalls',
    { decideCycle: (facts, now) => P.decideCycle({ ...facts, paused: false }, now) },
  ],
  [
    'a mail that was taken goes again',
    'sent-once',
    {
      fateOf: (outcome, mail) =>
        outcome.kind === 'sent' && mail.attempts % 3 === 1
          ? { state: 'planned', why: null, afterMs: 60_000 }
          : P.fateOf(outcome, mail),
    },
  ],
  [
    'after a restore nothing is held back',
    'sent-once',
    { planWave: (agencies, at) => P.planWave(agencies, { ...at, recovery: null }) },
  ],
  [
    'who has left still gets the mails of the office',
    'office-hears',
    {
      heardBy: (role, people) => people.filter(({ roles }) => roles.includes(role)),
      readerInPlaceOf: (id, people) => people.find((one) => one.id === id) ?? null,
    },
  ],
  [
    'a report sent back is not told',
    'told-once',
    { toldAtOnce: (act, after) => (act === 'return' ? null : P.toldAtOnce(act, after)) },
  ],
  [
    'a return leaves the ladder where it stood',
    'every-rung-or-reason',
    {
      dutyAfter: (owed, command, at) => {
        const after = P.dutyAfter(owed, command, at);
        if (!after.ok || command.type !== 'return') return after;
        return { ...after, value: { ...after.value, reached: 'toHead' } };
      },
    },
  ],
  [
    'the waived count as missing',
    'counts-equal-recount',
    {
      countersOf: (owed) =>
        P.countersOf(owed.state === 'waived' ? { ...owed, state: 'expected' } : owed),
    },
  ],
  [
    'nobody hears of an amendment',
    'told-once',
    {
      decideAmendment: (facts, at) => {
        const decided = P.decideAmendment(facts, at);
        if (!decided.ok) return decided;
        return { ...decided, value: decided.value.map(toldToNobody) };
      },
    },
  ],
  [
    'a day that an amendment moves stays where it was for those who owe',
    'amended-as-said',
    {
      amendedDuty: (duty, change, at) =>
        change.kind === 'moved' ? duty : P.amendedDuty(duty, change, at),
    },
  ],
  [
    'whom an amendment lets go still owes',
    'amended-as-said',
    {
      amendedDuty: (duty, change, at) =>
        change.kind === 'released' ? duty : P.amendedDuty(duty, change, at),
    },
  ],
  ['nobody tells a workflow of a change', 'never-stalls', { wantsPoke: () => false }],
  [
    'the end of edits is forgotten',
    'never-stalls',
    { decideCycle: (facts, now) => P.decideCycle({ ...facts, closesForEditsAt: null }, now) },
  ],
  [
    'an address that came back is written to',
    'address-in-force',
    {
      planWave: (agencies, at) =>
        P.planWave(
          agencies.map((agency) => ({ ...agency, contacts: unmarked(agency.contacts) })),
          at,
        ),
      contactInForce: (contacts, planned, today) =>
        contacts.find(({ id }) => id === planned.plannedId) ??
        P.contactInForce(contacts, planned, today),
    },
  ],
];

/** So many years are enough to show a rule that is broken. */
const YEARS = 25;

test.each(BROKEN)('it is found out that %s', (_, invariant, broken) => {
  const found = new Set<Invariant>();
  for (let seed = 1; seed <= YEARS && !found.has(invariant); seed += 1) {
    for (const one of checkedYear(seed, { ...P, ...broken }).broken) found.add(one.invariant);
  }
  expect([...found]).toContain(invariant);
});
