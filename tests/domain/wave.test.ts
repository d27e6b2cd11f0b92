import { describe, expect, test } from '@jest/globals';
import { day, instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { Contact } from '../../domain/reach.js';
import { planWave } from '../../domain/wave.js';
import type { WaveAgency, WaveDuty } from '../../domain/wave.js';
import { contact, duty, settings } from './wave-world.js';

const local = (text: string): Instant => instant(`${text}:00+07:00`);

function agency(given: Partial<WaveAgency> & { readonly duties: readonly WaveDuty[] }): WaveAgency {
  return {
    id: 'a',
    contacts: [contact('a')],
    waiting: [],
    told: new Set(),
    toldToday: false,
    ...given,
  };
}

const plan = (agencies: readonly WaveAgency[], now: string) =>
  planWave(agencies, { now: local(now), settings });

describe('one agency that owes one report', () => {
  test('is told the rung that is due, in one mail, and set to the next one', () => {
    const owing = agency({ duties: [duty('o', { reached: 'assigned' })] });
    expect(plan([owing], '2026-06-26T08:00')).toEqual({
      notices: [
        {
          key: 'ladder/o/0/prepare/contact',
          agencyId: 'a',
          dutyId: 'o',
          cycleId: 'c',
          step: {
            rung: 'prepare',
            nth: 1,
            at: local('2026-06-26T08:00'),
            usefulUntil: local('2026-07-03T17:00'),
            origin: { anchor: 'target', offset: -5, moved: null },
          },
          epoch: 0,
          replaces: [],
          dueAt: local('2026-06-26T08:00'),
          reachedBefore: 'assigned',
          mail: { kind: 'new', key: 'ladder/o/0/prepare/contact' },
        },
      ],
      mails: [
        {
          key: 'ladder/o/0/prepare/contact',
          agencyId: 'a',
          reader: 'writers',
          contact: contact('a'),
        },
      ],
      replaced: [],
      emptied: [],
      changed: [],
      places: [
        {
          dutyId: 'o',
          reached: 'prepare',
          nextRung: 'remind',
          nextAt: local('2026-07-01T08:00'),
        },
      ],
    });
  });

  test('names the rungs that the one told now stands for', () => {
    const owing = agency({ duties: [duty('o', { reached: 'assigned' })] });
    const { notices } = plan([owing], '2026-07-03T09:30');
    expect(notices.map(({ step, replaces }) => [step.rung, replaces])).toEqual([
      ['lastDay', ['prepare', 'remind']],
    ]);
  });

  test('outside sending hours hears nothing and is due again in the morning', () => {
    const owing = agency({ duties: [duty('o', { reached: 'assigned' })] });
    const { places, ...told } = plan([owing], '2026-06-26T17:30');
    expect(Object.values(told).flat()).toEqual([]);
    expect(places).toEqual([
      {
        dutyId: 'o',
        reached: 'assigned',
        nextRung: 'prepare',
        nextAt: local('2026-06-29T08:00'),
      },
    ]);
  });

  test('without an address has a notice with its reason, no mail, and the ladder goes on', () => {
    const nobody = agency({ contacts: [], duties: [duty('o', { reached: 'assigned' })] });
    const { notices, mails, places } = plan([nobody], '2026-06-26T08:00');
    expect(notices.map(({ mail }) => mail)).toEqual([{ kind: 'none', why: 'noContact' }]);
    expect(mails).toEqual([]);
    expect(places[0]).toMatchObject({ reached: 'prepare', nextRung: 'remind' });
  });

  test('that has been told this rung already gets neither notice nor mail, and moves on', () => {
    const told = new Set(['ladder/o/0/prepare/contact']);
    const owing = agency({ told, duties: [duty('o', { reached: 'assigned' })] });
    const { notices, mails, places } = plan([owing], '2026-06-26T08:00');
    expect([notices, mails]).toEqual([[], []]);
    expect(places[0]).toMatchObject({ reached: 'prepare', nextRung: 'remind' });
  });

  test('whose report came is left without a next rung', () => {
    const settled = agency({ duties: [duty('o', { reached: 'assigned', reminded: false })] });
    expect(plan([settled], '2026-07-07T08:00')).toMatchObject({
      notices: [],
      mails: [],
      places: [{ dutyId: 'o', reached: 'assigned', nextRung: null, nextAt: null }],
    });
  });
});

describe('one mail a day', () => {
  test('tells of all that is due of an agency, what is due first at its head', () => {
    const later = { targetAt: local('2026-07-08T17:00'), overdueAt: local('2026-07-09T00:00') };
    const both = agency({
      duties: [duty('later', { cycleId: 'c1', facts: later }), duty('first', { cycleId: 'c2' })],
    });
    const { notices, mails } = plan([both], '2026-06-01T09:00');
    expect(notices.map(({ dutyId }) => dutyId)).toEqual(['first', 'later']);
    expect(mails.map(({ key }) => key)).toEqual(['ladder/first/0/assigned/contact']);
    expect(new Set(notices.map(({ mail }) => JSON.stringify(mail))).size).toBe(1);
  });

  test('a mail that still waits takes the new rung along instead of a second one', () => {
    const waits = agency({
      duties: [duty('o', { reached: 'assigned' })],
      waiting: [
        {
          id: 'yesterday',
          contactId: 'a',
          notices: [{ id: 'n', dutyId: 'other', rung: 'remind' }],
        },
      ],
    });
    const { notices, mails, changed, emptied } = plan([waits], '2026-06-26T08:00');
    expect(notices.map(({ mail }) => mail)).toEqual([{ kind: 'waiting', id: 'yesterday' }]);
    expect([mails, emptied, changed]).toEqual([[], [], ['yesterday']]);
  });

  test('one that may have gone takes nothing along: a server that has it holds the next try for a copy', () => {
    const notices = [{ id: 'n', dutyId: 'other', rung: 'remind' }];
    const waits = agency({
      duties: [duty('o', { reached: 'assigned' })],
      waiting: [{ id: 'yesterday', contactId: 'a', mayHaveGone: true, notices }],
    });
    const planned = plan([waits], '2026-06-26T08:00');
    expect(planned.mails.map(({ key }) => key)).toEqual(['ladder/o/0/prepare/contact']);
    expect([planned.emptied, planned.changed, planned.replaced]).toEqual([[], [], []]);
  });

  test('one that waits for an address no longer used is left alone', () => {
    const moved = agency({
      duties: [duty('o', { reached: 'assigned' })],
      waiting: [{ id: 'old', contactId: 'gone', notices: [] }],
    });
    const { mails, changed } = plan([moved], '2026-06-26T08:00');
    expect([mails.length, changed]).toEqual([1, []]);
  });

  test('the head hears apart from the agency, in a mail of its own', () => {
    const facts = { headReleasedAt: local('2026-07-07T09:00') };
    const late = agency({
      contacts: [contact('a'), contact('boss', { role: 'head', position: 0 })],
      duties: [
        duty('late', { reached: 'overdue', facts }),
        duty('new', { cycleId: 'c2', facts: { startedAt: local('2026-07-08T08:00') } }),
      ],
    });
    const { mails, notices } = plan([late], '2026-07-08T08:00');
    expect(mails.map(({ reader, contact: { id } }) => [reader, id])).toEqual([
      ['head', 'boss'],
      ['writers', 'a'],
    ]);
    expect(notices.map(({ key }) => key)).toEqual([
      'ladder/late/0/toHead/head',
      'ladder/new/0/assigned/contact',
    ]);
  });
});

describe('what still waits about a duty whose next rung is due', () => {
  const waiting = (rung: string, more: WaveAgency['waiting'][number]['notices'] = []) => [
    { id: 'mail', contactId: 'a', notices: [{ id: 'n', dutyId: 'o', rung }, ...more] },
  ];

  test('gives way to it, and a mail with nothing left to say with it', () => {
    const { replaced, emptied, changed, mails } = plan(
      [agency({ duties: [duty('o', { reached: 'prepare' })], waiting: waiting('prepare') })],
      '2026-07-01T08:00',
    );
    expect([replaced, emptied, changed]).toEqual([['n'], ['mail'], []]);
    expect(mails).toHaveLength(1);
  });

  test('gives way alone where its mail speaks of others too; the mail takes the new rung', () => {
    const other = { id: 'other', dutyId: 'elsewhere', rung: 'prepare' };
    const { replaced, emptied, changed, notices } = plan(
      [
        agency({
          duties: [duty('o', { reached: 'prepare' })],
          waiting: waiting('prepare', [other]),
        }),
      ],
      '2026-07-01T08:00',
    );
    expect([replaced, emptied, changed]).toEqual([['n'], [], ['mail']]);
    expect(notices.map(({ mail }) => mail)).toEqual([{ kind: 'waiting', id: 'mail' }]);
  });

  test('stays where it is the assignment, which takes along what falls due meanwhile', () => {
    const { replaced, emptied, notices, mails, places } = plan(
      [agency({ duties: [duty('o', { reached: 'assigned' })], waiting: waiting('assigned') })],
      '2026-06-26T08:00',
    );
    expect([replaced, emptied, notices, mails]).toEqual([[], [], [], []]);
    expect(places[0]).toMatchObject({ reached: 'prepare', nextRung: 'remind' });
  });
});

describe('the address', () => {
  const day_ = day('2026-06-26');
  const desk: readonly [string, Partial<Contact>][] = [
    ['bounced', { bounced: true, position: 1 }],
    ['past', { validTo: day('2026-06-25'), position: 2 }],
    ['coming', { validFrom: day('2026-06-27'), position: 3 }],
    ['second', { validFrom: day_, validTo: day_, position: 5 }],
    ['first', { role: 'person', position: 4 }],
    ['boss', { role: 'head', position: 0 }],
  ];

  test('is the first of the agency that is valid today and has not bounced, never the head', () => {
    const contacts = desk.map(([id, given]) => contact(id, given));
    const { mails } = plan(
      [agency({ contacts, duties: [duty('o', { reached: 'assigned' })] })],
      '2026-06-26T08:00',
    );
    expect(mails.map(({ contact: { id } }) => id)).toEqual(['first']);
  });
});

describe('an agency that has had its mail of today', () => {
  const told = (given: Parameters<typeof duty>[1]) =>
    plan([agency({ duties: [duty('o', given)], toldToday: true })], '2026-06-26T09:30');

  test('hears of what can wait with that of the next working day', () => {
    const held = told({ reached: 'assigned' });
    expect([held.notices, held.mails]).toEqual([[], []]);
    expect(held.places).toEqual([
      { dutyId: 'o', reached: 'assigned', nextRung: 'prepare', nextAt: local('2026-06-29T08:00') },
    ]);
  });

  test('hears at once of an hour, and of a day that would be gone by', () => {
    expect(told({ facts: { hourBound: true } }).mails).toHaveLength(1);
    const today = { targetAt: local('2026-06-26T17:00'), overdueAt: local('2026-06-27T00:00') };
    expect(
      told({ reached: 'remind', facts: { ...today, dueDay: day('2026-06-26') } }).mails,
    ).toHaveLength(1);
  });
});
