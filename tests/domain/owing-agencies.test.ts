import { describe, expect, test } from '@jest/globals';
import { agencyKindOf } from '../../domain/agency-kind.js';
import { day } from '../../domain/day.js';
import {
  askedOnceOf,
  boundBy,
  owersOf,
  owingAgencies,
  sharedOut,
  withAskedAsBefore,
} from '../../domain/owing-agencies.js';
import type { ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import type { DraftObligation } from '../../domain/schemas/plan-draft.js';
import { BEFORE_5_JULY, confirmedPlan } from '../support/office.js';

const NAMES = [
  'Sở Y tế',
  'Sở Nông nghiệp và Môi trường',
  'Công an tỉnh Sông Hương',
  'Báo Sông Hương',
  'Hội Nông dân tỉnh',
  'Hội Khuyến học tỉnh',
  'UBND xã Tân Lập',
  'UBND phường Bình Minh',
];
/** Merely asked; the other association is bound by its office. Neither is a department. */
const ASKED = 'Hội Khuyến học tỉnh';
const agencies = [
  ...NAMES.map((name) => ({
    id: name,
    name,
    kind: agencyKindOf(name),
    binding: name !== ASKED,
    standing: false,
  })),
  {
    id: 'Văn phòng UBND tỉnh',
    name: 'Văn phòng UBND tỉnh',
    kind: 'department' as const,
    binding: true,
    standing: true,
  },
];
const STANDING = 'Văn phòng UBND tỉnh';
const COMMUNES = ['UBND xã Tân Lập', 'UBND phường Bình Minh', STANDING];

describe('who owes by the plan’s words', () => {
  test.each<[string[], readonly string[] | null, string[]]>([
    [['Công an tỉnh'], ['Công an tỉnh Sông Hương'], []],
    [['Sở NN&MT', 'Sở Y tế'], ['Sở Y tế', 'Sở Nông nghiệp và Môi trường'], []],
    [['UBND các xã, phường, đặc khu'], COMMUNES, []],
    [['Chủ tịch UBND các xã, phường'], COMMUNES, []],
    [['UBND các xã biên giới'], [], ['UBND các xã biên giới']],
    [['Ủy ban nhân dân cấp xã'], COMMUNES, []],
    [['Các xã, phường'], COMMUNES, []],
    [['các địa phương'], COMMUNES, []],
    [['UBND các xã Tân Lập, An Hòa'], ['UBND xã Tân Lập', STANDING], []],
    [['các sở, ban, ngành'], [...NAMES.slice(0, 4), STANDING], []],
    [['các sở, ban, ngành, đoàn thể'], [...NAMES.slice(0, 6), STANDING], []],
    [['Tất cả các sở, ngành'], [...NAMES.slice(0, 4), STANDING], []],
    [['Các ngân hàng'], null, ['Các ngân hàng']],
    [['Công an các xã, phường'], null, ['Công an các xã, phường']],
    [['Công an các xã, phường', 'Sở Y tế'], ['Sở Y tế', STANDING], ['Công an các xã, phường']],
    [['Ban Tổ chức Tỉnh ủy'], [], ['Ban Tổ chức Tỉnh ủy']],
    [['Các cơ quan báo chí'], ['Báo Sông Hương', STANDING], []],
    [['các tổ chức chính trị - xã hội'], ['Hội Nông dân tỉnh', ASKED, STANDING], []],
    [['các sở, ngành, địa phương'], null, []],
    [['các cơ quan, đơn vị'], null, []],
    [['Các doanh nghiệp'], null, []],
    [
      ['các sở, ngành', 'UBND các xã, phường'],
      [...NAMES.filter((name) => !name.startsWith('Hội')), STANDING],
      [],
    ],
    [['Sở Xây dựng'], [], ['Sở Xây dựng']],
    [['Sở Xây dựng', 'Sở Y tế'], ['Sở Y tế'], ['Sở Xây dựng']],
    [[], null, []],
  ])('%j', (owedBy, ids, unknown) => {
    expect(owingAgencies(owedBy, agencies)).toEqual({ agencyIds: ids, unknown });
  });
});

const duty = (
  owedBy: string[],
  date: string,
  { at = 0, recipients = ['UBND tỉnh'] }: { at?: number; recipients?: string[] } = {},
): DraftObligation => ({
  what: 'report',
  owedBy,
  except: [],
  recipients,
  via: null,
  channels: [],
  contactPoint: null,
  consolidator: null,
  binding: true,
  due: {
    phrase: 'trước ngày',
    boundary: 'before_day',
    date: day(date),
    time: null,
    recurrence: null,
    remindTargetAt: null,
    overdueAt: null,
  },
  evidence: { start: at, end: at + 50, text: '' },
  alsoAt: [],
});
const POLICE = 'Công an tỉnh Sông Hương';
const ofGroup = (...duties: DraftObligation[]) => sharedOut(duties, agencies)[0]?.agencyIds;

describe('a duty of a group', () => {
  const group = duty(['các sở, ban, ngành'], '2026-06-15');

  test('is not owed by whom the same sentence gives a day of their own', () => {
    const own = duty(['Công an tỉnh'], '2026-06-20', { at: 10 });
    expect(ofGroup(group, own)).toEqual([
      'Sở Y tế',
      'Sở Nông nghiệp và Môi trường',
      'Báo Sông Hương',
      STANDING,
    ]);
    expect(sharedOut([group, own], agencies)[1]?.agencyIds).toEqual([POLICE]);
  });

  test.each([
    ['another place', duty(['Công an tỉnh'], '2026-06-20', { at: 500 })],
    ['another period', duty(['Công an tỉnh'], '2026-12-15', { at: 10 })],
    ['another receiver', duty(['Công an tỉnh'], '2026-06-20', { at: 10, recipients: ['Bộ'] })],
    ['the same day', duty(['Công an tỉnh'], '2026-06-15', { at: 10 })],
  ])('is owed by them as well when their own is of %s', (_, own) => {
    expect(ofGroup(group, own)).toContain(POLICE);
  });

  test('is not owed by whom its sentence takes out; who is not known is told', () => {
    const except = ['Công an tỉnh', 'các xã đảo'];
    const [owing] = sharedOut([{ ...group, except }], agencies);
    expect(owing?.agencyIds).not.toContain(POLICE);
    expect(owing?.agencyIds).toContain('Sở Y tế');
    expect(owing?.unknown).toEqual(['các xã đảo']);
  });

  test('is not owed by whoever receives it, unless it is named', () => {
    const recipients = ['Sở Y tế'];
    expect(ofGroup(duty(['các sở, ban, ngành'], '2026-06-15', { recipients }))).not.toContain(
      'Sở Y tế',
    );
    const everybody = duty(['các cơ quan, đơn vị'], '2026-06-15', { recipients });
    expect(ofGroup(everybody)).toEqual([...NAMES.slice(1), STANDING]);
    expect(ofGroup(duty(['Sở Y tế', 'các sở'], '2026-06-15', { recipients }))).toContain('Sở Y tế');
  });
});

test('an agency taken off the plan owes none of its requirements', () => {
  expect(owersOf({ agencyIds: ['a', 'b'] }, { agencyIds: ['b', 'c'] })).toEqual(new Set(['b']));
  expect(owersOf({}, { agencyIds: ['b', 'c'] })).toEqual(new Set(['b', 'c']));
});

describe('whom a duty binds', () => {
  const plan = { agencyIds: agencies.map(({ id }) => id) };
  const [duty] = confirmedPlan(plan.agencyIds, [{ cycles: [BEFORE_5_JULY] }]).requirements;
  const of = (agencyIds: string[], more: object = {}) => ({ ...duty!, ...more, agencyIds });
  const amended = (from: string[], to: string[]) =>
    withAskedAsBefore(of(to), of(from), { running: plan, amended: plan, agencies });
  const bound = (requirement: ConfirmedRequirement) => [...boundBy(requirement, plan, agencies)];

  test('are those whom the plan binds, or all where a person tracks what was merely asked; nobody by a request', () => {
    expect(bound(of(['Sở Y tế', ASKED, STANDING]))).toEqual(['Sở Y tế']);
    expect(bound(of([ASKED, STANDING]))).toEqual([ASKED]);
    expect(bound(of(['Sở Y tế', ASKED], { binding: false as const }))).toEqual([]);
  });

  test('are none of those merely asked when the last whom it bound is released, and whoever is added after that', () => {
    const released = amended(['Sở Y tế', ASKED], [ASKED]);
    expect(bound(released)).toEqual([]);
    expect(bound({ ...released, agencyIds: [ASKED, 'Công an tỉnh Sông Hương'] })).toEqual([
      'Công an tỉnh Sông Hương',
    ]);
  });

  test('are those merely asked still, when somebody whom the plan binds is added to them, and when he goes again', () => {
    const added = amended([ASKED], [ASKED, 'Sở Y tế']);
    expect(bound(added).sort()).toEqual([ASKED, 'Sở Y tế'].sort());
    const alone = withAskedAsBefore(of([ASKED]), added, {
      ...{ running: plan, amended: plan, agencies },
    });
    expect(bound(alone)).toEqual([ASKED]);
    // A mere request binds nobody, whoever comes.
    const asks = { binding: false as const };
    const request = withAskedAsBefore(of([ASKED, 'Sở Y tế'], asks), of([ASKED], asks), {
      ...{ running: plan, amended: plan, agencies },
    });
    expect(bound(request)).toEqual([]);
  });

  test('are the same where somebody bound stays, and those asked alone from the beginning', () => {
    expect(amended(['Sở Y tế', ASKED], ['Sở Y tế'])).toEqual(of(['Sở Y tế']));
    expect(bound(amended([ASKED], [ASKED]))).toEqual([ASKED]);
  });
});

describe('a one-off request', () => {
  const owe = (owedBy: readonly string[]) =>
    askedOnceOf([duty([...owedBy], '2026-06-15')], agencies)[0]?.agencyIds;

  test('of a group, or of everybody, is not owed by who asks, unless it is named', () => {
    expect(owe(['các sở, ban, ngành'])).not.toContain(STANDING);
    expect(owe(['các sở, ban, ngành'])).toContain('Sở Y tế');
    expect(owe([])).toEqual(agencies.map(({ id }) => id).filter((id) => id !== STANDING));
    expect(owe([STANDING])).toEqual([STANDING]);
  });
});
