import { describe, expect, test } from '@jest/globals';
import { bulkOutcome, rungByHand } from '../../domain/bulk-act.js';
import type { BulkAct, BulkDuty } from '../../domain/bulk-act.js';
import { newClaim } from '../../domain/claim.js';
import { at, day, instant, plusDays } from '../../domain/day.js';

const NOW = instant('2026-07-08T09:00:00+07:00');
const dueOf = (on: ReturnType<typeof day>) => ({
  ...{ day: on, targetAt: at(on, 17 * 60) },
  overdueAt: at(plusDays(on, 1), 0),
});

function duty({
  owed = {},
  ...other
}: Omit<Partial<BulkDuty>, 'owed'> & { readonly owed?: Partial<BulkDuty['owed']> } = {}): BulkDuty {
  return {
    owed: {
      ...{ state: 'expected', binding: true, epoch: 0, version: 0, onTime: null, nil: false },
      ...{ originalTargetAt: null, originalOverdueAt: null },
      targetAt: instant('2026-07-03T17:00:00+07:00'),
      overdueAt: instant('2026-07-07T00:00:00+07:00'),
      ...{ firstReceivedAt: null, missingHalf: null, everReturned: false, reason: null },
      ...{ dueDay: day('2026-07-05'), grantedDay: null, armedAt: null, reached: 'overdue/1' },
      ...{ receivedAt: null, claimedAt: null, acceptedAt: null },
      ...owed,
    },
    ...{ chased: true, paused: false, extension: null, claim: null, reachable: true },
    gate: { open: true, closesForEditsAt: null, editsClosed: false, onwardAt: null },
    ...{ toldToday: null, ...other },
  };
}

const REASON = 'Theo đề nghị của đơn vị';
const TO_15 = { name: 'extend', day: day('2026-07-15'), reason: REASON } as const;
const outcome = (act: BulkAct, of: BulkDuty, sending = true) => {
  const { kind, ...more } = bulkOutcome(act, of, { now: NOW, dueOf, sending });
  return kind === 'refused' && 'code' in more ? more.code : kind;
};

describe('reminding at once', () => {
  test.each([
    ['whoever owes', duty(), 'will'],
    ['a supplement', duty({ owed: { state: 'returned' } }), 'will'],
    ['who was reminded by hand today', duty({ toldToday: 'byHand' }), 'already'],
    ['who heard today', duty({ toldToday: 'ladder' }), 'TOLD_TODAY'],
    ['who says it was sent', duty({ owed: { state: 'claimed' } }), 'SAYS_SENT'],
    ['whose report is here', duty({ owed: { state: 'submitted' } }), 'NOT_OWED'],
    ['the standing body', duty({ chased: false }), 'NOT_OWED'],
    ['whom no mail reaches', duty({ reachable: false }), 'NO_ADDRESS'],
    ['before the first mail', duty({ owed: { reached: null } }), 'NOT_ASKED_YET'],
    ['after a day was moved', duty({ owed: { reached: null, epoch: 1 } }), 'will'],
    ['a paused plan', duty({ paused: true }), 'CYCLE_PAUSED'],
    [
      'a closed cycle',
      duty({ gate: { open: false, closesForEditsAt: null, editsClosed: false, onwardAt: null } }),
      'CYCLE_NOT_OPEN',
    ],
  ] as const)('%s: %#', (_who, of, expected) => {
    expect(outcome({ name: 'remind' }, of)).toBe(expected);
  });

  test('not outside the hours of reminders', () => {
    expect(outcome({ name: 'remind' }, duty(), false)).toBe('OUTSIDE_HOURS');
  });

  test('in the words that the ladder would use on this day', () => {
    const facts = {
      ...{ targetAt: instant('2026-07-03T17:00:00+07:00'), cutOff: null, binding: true },
      ...{ overdueAt: instant('2026-07-07T00:00:00+07:00'), returned: false },
    };
    const on = (
      local: string,
      change: Partial<typeof facts> | { cutOff: ReturnType<typeof day> },
    ) => rungByHand({ ...facts, ...change }, instant(`${local}:00+07:00`));
    expect(on('2026-06-25T09:00', {})).toBe('remind');
    expect(on('2026-06-25T09:00', { cutOff: day('2026-06-30') })).toBe('prepare');
    expect(on('2026-07-03T09:00', {})).toBe('lastDay');
    expect(on('2026-07-06T09:00', {})).toBe('remind');
    expect(on('2026-07-07T09:00', {})).toBe('overdue');
    // Never to whoever is merely asked, nor to whom something came from.
    expect(on('2026-07-07T09:00', { binding: false })).toBe('remind');
    expect(on('2026-07-07T09:00', { returned: true })).toBe('remind');
  });
});

describe('a day for many', () => {
  const asked = { state: 'asked', wantedDay: day('2026-07-14'), reason: 'Chờ số liệu' } as const;

  test('answers who asked, moves it for the others, and only ever to a later one', () => {
    const commandOf = (of: BulkDuty) => {
      const result = bulkOutcome(TO_15, of, { now: NOW, dueOf, sending: true });
      return result.kind === 'will' ? result.command?.type : result.kind;
    };
    expect(commandOf(duty())).toBe('setDue');
    expect(commandOf(duty({ extension: asked }))).toBe('extend');
    const later = { overdueAt: instant('2026-07-21T00:00:00+07:00') };
    expect(outcome(TO_15, duty({ owed: later }))).toBe('DUE_NOT_LATER');
    expect(outcome({ ...TO_15, day: day('2026-07-07') }, duty({ owed: { overdueAt: null } }))).toBe(
      'DUE_IN_THE_PAST',
    );
  });

  test('is given once', () => {
    expect(outcome(TO_15, duty({ owed: { grantedDay: TO_15.day } }))).toBe('already');
    expect(outcome({ name: 'grant' }, duty({ extension: { ...asked, state: 'granted' } }))).toBe(
      'already',
    );
  });

  test('as asked for only to those who asked', () => {
    expect(outcome({ name: 'grant' }, duty({ extension: asked }))).toBe('will');
    expect(outcome({ name: 'grant' }, duty())).toBe('NO_EXTENSION_ASKED');
  });
});

describe('reports that came', () => {
  const RETURN = { name: 'return', day: day('2026-07-15'), reason: REASON } as const;

  test('are taken in or sent back, each once', () => {
    expect(outcome({ name: 'accept' }, duty({ owed: { state: 'submitted' } }))).toBe('will');
    expect(outcome({ name: 'accept' }, duty({ owed: { state: 'accepted' } }))).toBe('already');
    expect(outcome({ name: 'accept' }, duty())).toBe('NOTHING_RECEIVED');
    expect(outcome(RETURN, duty({ owed: { state: 'submitted' } }))).toBe('will');
    const back = { state: 'returned', grantedDay: RETURN.day, reason: REASON } as const;
    expect(outcome(RETURN, duty({ owed: back }))).toBe('already');
    expect(outcome(RETURN, duty())).toBe('NOTHING_RECEIVED');
  });

  test('are reconciled where they were claimed, not on a day to come', () => {
    const said = { documentNumber: null, documentDate: null, signer: null, senderName: 'A' };
    const claimed = duty({ owed: { state: 'claimed' }, claim: newClaim(said, NOW) });
    expect(outcome({ name: 'reconcile', day: day('2026-07-08') }, claimed)).toBe('will');
    expect(outcome({ name: 'reconcile', day: day('2026-07-09') }, claimed)).toBe('DAY_INVALID');
    expect(outcome({ name: 'reconcile', day: day('2026-07-08') }, duty())).toBe('NOT_CLAIMED');
    const here = duty({ owed: { state: 'submitted' } });
    expect(outcome({ name: 'reconcile', day: day('2026-07-08') }, here)).toBe('already');
  });
});
