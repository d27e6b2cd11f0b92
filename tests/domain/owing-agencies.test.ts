import { describe, expect, test } from '@jest/globals';
import { agencyKindOf } from '../../domain/agency-kind.js';
import { day } from '../../domain/day.js';
import { owersOf, owingAgencies, sharedOut } from '../../domain/owing-agencies.js';
import type { DraftObligation } from '../../domain/schemas/plan-draft.js';

const NAMES = [
  'Sở Y tế',
  'Sở Nông nghiệp và Môi trường',
  'Công an tỉnh Sông Hương',
  'Báo Sông Hương',
  'Hội Nông dân tỉnh',
  'UBND xã Tân Lập',
  'UBND phường Bình Minh',
];
const agencies = [
  ...NAMES.map((name) => ({ id: name, name, kind: agencyKindOf(name), standing: false })),
  {
    id: 'Văn phòng UBND tỉnh',
    name: 'Văn phòng UBND tỉnh',
    kind: 'department' as const,
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
    [['Ủy ban nhân dân cấp xã'], COMMUNES, []],
    [['Các xã, phường'], COMMUNES, []],
    [['các địa phương'], COMMUNES, []],
    [['UBND các xã Tân Lập, An Hòa'], ['UBND xã Tân Lập', STANDING], []],
    [['các sở, ban, ngành'], [...NAMES.slice(0, 5), STANDING], []],
    [['Các cơ quan báo chí'], ['Báo Sông Hương', STANDING], []],
    [['các tổ chức chính trị - xã hội'], ['Hội Nông dân tỉnh', STANDING], []],
    [['các sở, ngành, địa phương'], null, []],
    [['các cơ quan, đơn vị'], null, []],
    [['Các doanh nghiệp'], null, []],
    [['các sở, ngành', 'UBND các xã, phường'], [...NAMES, STANDING], []],
    [['Sở Xây dựng'], [], ['Sở Xây dựng']],
    [['Sở Xây dựng', 'Sở Y tế'], ['Sở Y tế'], ['Sở Xây dựng']],
    [[], null, []],
  ])('%j', (owedBy, ids, unknown) => {
    expect(owingAgencies(owedBy, agencies)).toEqual({ agencyIds: ids, unknown });
  });
});

test('who is taken out of a group by the same sentence does not owe twice', () => {
  const duty = (owedBy: string[], date: string, start: number): DraftObligation => ({
    what: 'report',
    owedBy,
    recipients: ['UBND tỉnh'],
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
    evidence: { start, end: start + 50, text: '' },
    alsoAt: [],
  });
  const [all, police] = sharedOut(
    [duty(['các sở, ban, ngành'], '2026-06-15', 0), duty(['Công an tỉnh'], '2026-06-20', 10)],
    agencies,
  );
  expect(all?.agencyIds).not.toContain('Công an tỉnh Sông Hương');
  expect(all?.agencyIds).toHaveLength(NAMES.length - 3 + 1);
  expect(police?.agencyIds).toEqual(['Công an tỉnh Sông Hương']);
  // Said in another place it is a report more.
  const [apart] = sharedOut(
    [duty(['các sở, ban, ngành'], '2026-06-15', 0), duty(['Công an tỉnh'], '2026-06-20', 500)],
    agencies,
  );
  expect(apart?.agencyIds).toContain('Công an tỉnh Sông Hương');
});

test('an agency taken off the plan owes none of its requirements', () => {
  expect(owersOf({ agencyIds: ['a', 'b'] }, { agencyIds: ['b', 'c'] })).toEqual(new Set(['b']));
  expect(owersOf({}, { agencyIds: ['b', 'c'] })).toEqual(new Set(['b', 'c']));
});
