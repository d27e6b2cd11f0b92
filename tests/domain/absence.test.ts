import { describe, expect, test } from '@jest/globals';
import { absenceOn, doesTheWorkOf, heardOn, rolesOn } from '../../domain/absence.js';
import type { Absence, AtWork } from '../../domain/absence.js';
import { decidersAt, ONE_STEP, stepsCovered } from '../../domain/approval-route.js';
import { day } from '../../domain/day.js';
import type { Colleague } from '../../domain/standing-in.js';

const person = (id: string, roles: readonly string[], deputyOf: string | null = null) => ({
  id,
  roles,
  deputyOf,
  active: true,
});

const HEAD = person('head', ['approver']);
const DEPUTY = person('deputy', ['approver'], 'head');
const OFFICER = person('officer', ['officer'], 'deputy');
const ADMIN = person('admin', ['admin', 'clerk']);
const PEOPLE: readonly Colleague[] = [HEAD, DEPUTY, OFFICER, ADMIN];

const away = (staffId: string, takerId: string | null = null): Absence => ({
  staffId,
  from: day('2026-07-06'),
  to: day('2026-07-10'),
  takerId,
});
const on = (text: string, ...absences: readonly Absence[]): AtWork<Colleague> => ({
  people: PEOPLE,
  absences,
  day: day(text),
});
const taker = (id: string, atWork: AtWork<Colleague>) => doesTheWorkOf(id, atWork)?.id;

describe('who does the work of somebody who is away', () => {
  test.each([
    ['the day before', '2026-07-05', 'head'],
    ['the first day', '2026-07-06', 'deputy'],
    ['the last day', '2026-07-10', 'deputy'],
    ['the day after', '2026-07-11', 'head'],
  ])('%s: %s', (_, text, id) => {
    expect(taker('head', on(text, away('head')))).toBe(id);
  });

  test('the one he named comes before his deputy', () => {
    expect(taker('head', on('2026-07-07', away('head', 'officer')))).toBe('officer');
  });

  test('a deputy who is away hands on to his own', () => {
    expect(taker('head', on('2026-07-07', away('head'), away('deputy')))).toBe('officer');
  });

  test('where nobody is left, or two name each other, it stays with him', () => {
    const all = [away('head'), away('deputy'), away('officer')];
    expect(taker('head', on('2026-07-07', ...all))).toBe('head');
    const each = [away('admin', 'officer'), away('officer', 'admin')];
    expect(taker('admin', on('2026-07-07', ...each))).toBe('admin');
  });

  test('of two absences the later one says who', () => {
    const later = { ...away('head', 'officer'), from: day('2026-07-08') };
    expect(absenceOn([away('head'), later], 'head', day('2026-07-09'))).toBe(later);
    expect(taker('head', on('2026-07-07', away('head'), later))).toBe('deputy');
  });

  test('he lends his roles for these days, but never the administrator’s', () => {
    expect(rolesOn(OFFICER, on('2026-07-07', away('head', 'officer')))).toEqual([
      'officer',
      'approver',
    ]);
    expect(rolesOn(OFFICER, on('2026-07-11', away('head', 'officer')))).toEqual(['officer']);
    expect(rolesOn(OFFICER, on('2026-07-07', away('admin', 'officer')))).toEqual([
      'officer',
      'clerk',
    ]);
  });

  test('what a role is told comes to him, and to nobody twice', () => {
    const heard = (...absences: readonly Absence[]) =>
      heardOn('approver', on('2026-07-07', ...absences)).map(({ id }) => id);
    expect(heard()).toEqual(['head', 'deputy']);
    expect(heard(away('head'))).toEqual(['deputy']);
    expect(heard(away('deputy'))).toEqual(['head', 'officer']);
  });
});

describe('the steps of approval', () => {
  const NAMED = [
    { name: 'Phó Giám đốc', staffId: 'deputy' },
    { name: 'Giám đốc', staffId: 'head' },
  ];
  const ids = (step: (typeof NAMED)[number], atWork: AtWork<Colleague>) =>
    decidersAt(step, atWork).map(({ person: { id }, inPlaceOf }) => [id, inPlaceOf?.id ?? null]);

  test('one step is everybody’s who approves; an absent one’s is his deputy’s', () => {
    const [step] = ONE_STEP;
    expect(ids(step as never, on('2026-07-07'))).toEqual([
      ['head', null],
      ['deputy', null],
    ]);
    expect(ids(step as never, on('2026-07-07', away('deputy')))).toEqual([
      ['officer', 'deputy'],
      ['head', null],
    ]);
  });

  test('a named step is that person’s, or whoever does his work', () => {
    expect(ids(NAMED[1]!, on('2026-07-07'))).toEqual([['head', null]]);
    expect(ids(NAMED[1]!, on('2026-07-07', away('head')))).toEqual([['deputy', 'head']]);
  });

  test('a step that names somebody who does not approve is open to all who do', () => {
    expect(ids({ name: 'x', staffId: 'admin' }, on('2026-07-07')).map(([id]) => id)).toEqual([
      'head',
      'deputy',
    ]);
  });

  test('one who stands in at the next step agrees once for both', () => {
    const covered = (by: readonly string[], ...absences: readonly Absence[]) =>
      stepsCovered(NAMED, { agreed: 0, by }, on('2026-07-07', ...absences));
    expect(covered(['deputy'])).toBe(1);
    expect(covered(['deputy'], away('head'))).toBe(2);
    expect(covered(['deputy'], away('head', 'officer'))).toBe(1);
  });
});
