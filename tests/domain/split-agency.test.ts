import { describe, expect, test } from '@jest/globals';
import { presentOf } from '../../domain/amendment/successors.js';
import { day, instant } from '../../domain/day.js';
import { fatesOfDuties, joinsOwn, ownAfter } from '../../domain/closing-agency.js';
import { decimal } from '../../domain/decimal.js';
import { figuresBefore, splitDuties } from '../../domain/split-agency.js';

const duty = (id: string, state: 'expected' | 'accepted' = 'expected', on = '2026-07-10') => ({
  ...{ id, cycleId: `cycle-${id}`, state },
  targetAt: instant(`${on}T17:00:00+07:00`),
});
const SPLIT = {
  ...{ on: day('2026-06-15'), today: day('2026-06-15'), partIds: ['a', 'b'] },
  ...{ remains: false, chosen: {} },
};

describe('a split', () => {
  test('gives a duty to every part, or to those that were chosen, and leaves what was sent', () => {
    const fates = splitDuties([duty('all'), duty('one'), duty('none'), duty('sent', 'accepted')], {
      ...SPLIT,
      chosen: { one: ['b'], none: [] },
    });
    expect(Object.fromEntries(fates)).toEqual({
      all: { fate: 'splits', to: ['a', 'b'] },
      one: { fate: 'splits', to: ['b'] },
      none: { fate: 'waived', to: [] },
      sent: { fate: 'kept', to: [] },
    });
  });

  test('of an agency that goes on takes nothing from it, and what is due before stays with one that ends', () => {
    const remaining = splitDuties([duty('none')], {
      ...SPLIT,
      remains: true,
      chosen: { none: [] },
    });
    expect(remaining.get('none')?.fate).toBe('stays');
    const later = { ...SPLIT, on: day('2026-07-11') };
    expect(splitDuties([duty('before')], later).get('before')?.fate).toBe('stays');
    expect(splitDuties([duty('after', 'expected', '2026-07-11')], later).get('after')?.fate).toBe(
      'splits',
    );
  });

  test('leads from an agency that is gone to its parts, through mergers, and out of no circle', () => {
    const gone = new Map([
      ['old', ['a', 'merged']],
      ['merged', ['c']],
      ['closed', []],
      ['x', ['y']],
      ['y', ['x']],
    ]);
    expect(presentOf('old', gone)).toEqual(['a', 'c']);
    expect(presentOf('a', gone)).toEqual(['a']);
    expect(presentOf('closed', gone)).toEqual([]);
    expect(presentOf('x', gone)).toEqual([]);
  });
});

describe('a duty taken over by an agency that was freed of its own', () => {
  const owed = (state: 'expected' | 'waived' | 'submitted', version = 0, on = '2026-07-10') => {
    const clock = instant(`${on}T17:00:00+07:00`);
    return {
      ...{
        state,
        version,
        binding: true,
        epoch: 3,
        reached: null,
        reason: null,
        missingHalf: null,
      },
      ...{ originalTargetAt: clock, originalOverdueAt: clock, targetAt: clock, overdueAt: clock },
      ...{ onTime: null, firstReceivedAt: null, nil: false, everReturned: false, armedAt: null },
      ...{ dueDay: day(on), grantedDay: null, receivedAt: null, claimedAt: null, acceptedAt: null },
    };
  };
  const now = instant('2026-06-15T09:00:00+07:00');
  const act = { now, isOpen: true, reason: 'Nghị quyết số 9/NQ-HĐND' };
  const ending = owed('expected', 0, '2026-07-20');

  test('is not joined to what nobody owes: it is handed on, and joins only what is owed or was sent', () => {
    expect(
      [null, owed('waived'), owed('waived', 1), owed('expected'), owed('submitted', 1)].map(
        joinsOwn,
      ),
    ).toEqual([...[false, false, true, true, true]]);
    const today = day('2026-06-15');
    const own = new Map([
      ['cycle-freed', owed('waived')],
      ['cycle-both', owed('expected')],
    ]);
    const fates = fatesOfDuties([duty('freed'), duty('both'), duty('alone')], {
      ...{ on: today, today, successor: { own } },
    });
    expect(Object.fromEntries(fates)).toEqual({ freed: 'moves', both: 'joins', alone: 'moves' });
  });

  test('is wanted again of it by the day of the duty, and told of once', () => {
    const { targetAt, dueDay } = ending;
    const again = ownAfter(owed('waived'), ending, act);
    expect(again).toMatchObject({ state: 'expected', targetAt, dueDay, epoch: 4, armedAt: now });
    const early = ownAfter(owed('waived'), ending, { ...act, isOpen: false });
    expect(early).toMatchObject({ state: 'expected', targetAt, dueDay, epoch: 3, armedAt: null });
  });

  test('leaves its own report as it is, and counts on one that came before the waiver', () => {
    const own = owed('expected');
    expect(ownAfter(own, ending, act)).toBe(own);
    const { targetAt } = owed('waived', 1);
    expect(ownAfter(owed('waived', 1), ending, act)).toMatchObject({
      state: 'submitted',
      targetAt,
    });
  });
});

test('the figure of an agency that was split is shown beside its parts and is nobody’s own', () => {
  const parts = [
    { agencyId: 'a', fromId: 'old' },
    { agencyId: 'b', fromId: 'old' },
  ];
  const whole = { agencyId: 'old', value: decimal('120') };
  const of = figuresBefore(
    new Map([
      ['old', decimal('120')],
      ['b', decimal('7')],
      ['other', decimal('5')],
    ]),
    parts,
  );
  expect(of.get('a')).toEqual({ value: null, predecessor: whole });
  // It was there before, and reported by itself.
  expect(of.get('b')).toEqual({ value: '7', predecessor: null });
  expect(of.get('other')).toEqual({ value: '5', predecessor: null });
  // What is left of the old one is compared with the whole by nobody.
  expect(of.get('old')).toEqual({ value: null, predecessor: whole });
  const counted = [...of.values()].map(({ value }) => Number(value ?? 0));
  expect(counted.reduce((sum, value) => sum + value, 0)).toBe(12);
});
