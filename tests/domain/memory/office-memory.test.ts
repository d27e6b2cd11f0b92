import { describe, expect, test } from '@jest/globals';
import { agencyKindOf } from '../../../domain/agency-kind.js';
import { day, instant } from '../../../domain/day.js';
import { agenciesMeant } from '../../../domain/memory/office-memory.js';
import type { Remembered } from '../../../domain/memory/office-memory.js';
import { taughtBy } from '../../../domain/memory/teaching.js';
import type { Taught } from '../../../domain/memory/teaching.js';
import { NO_EDITS, withEdit } from '../../../domain/review/review-edits.js';
import { reviewedPlan } from '../../../domain/review/reviewed-plan.js';
import { saidDue } from '../../../domain/review/said-due.js';
import type { DraftObligation } from '../../../domain/schemas/plan-draft.js';
import type { DutyChange, ReviewEdit } from '../../../domain/schemas/review-edits.js';
import { confirmationOf } from '../../support/confirmation.js';

const PARTY = ['Ban Tổ chức Tỉnh ủy', 'Ủy ban Kiểm tra Tỉnh ủy'];
const agencies = [
  ...['Sở Y tế', 'Sở Nội vụ', 'Công an tỉnh'],
  ...['UBND xã Đồng Mai', 'UBND xã Tân Lập', 'UBND phường An Lạc'],
  ...PARTY,
].map((name, index) => ({
  id: `00000000-0000-4000-8000-00000000000${String(index)}`,
  name,
  kind: agencyKindOf(name),
  binding: true,
  standing: name === 'Công an tỉnh',
  tags: PARTY.includes(name) ? ['Khối Đảng'] : [],
}));
const idsOf = (...names: string[]) =>
  agencies.filter(({ name }) => names.includes(name)).map(({ id }) => id);
const namesOf = (ids: readonly string[]) =>
  agencies.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
const COMMUNES = agencies.filter(({ kind }) => kind === 'commune').map(({ name }) => name);

const duty = (owedBy: string[], more: Partial<DraftObligation> = {}): DraftObligation => ({
  ...{ what: 'report', owedBy, except: [], recipients: ['Sở'], via: null, channels: [] },
  ...{ contactPoint: null, consolidator: null, binding: true, alsoAt: [] },
  due: saidDue({ kind: 'day', date: day('2026-07-10'), time: null }, confirmationOf({})),
  evidence: { start: 5, end: 10, text: 'words' },
  ...more,
});

const said = (text: string) => ({ start: 5, end: 5 + text.length, text });

function taught(read: DraftObligation, change: DutyChange): readonly Taught[] {
  const edits = withEdit(NO_EDITS, { kind: 'duty', about: 'obligations[0]', change });
  return taughtBy({ obligations: [read] }, edits, agencies);
}

/** Words with the names of whom a correction teaches them to mean. */
function meanings(read: DraftObligation, change: DutyChange): Record<string, readonly string[]> {
  return Object.fromEntries(
    taught(read, change).map((one) => [
      one.words,
      one.use === 'recipients'
        ? one.names
        : agenciesMeant(one.owers, agencies).map(({ name }) => name),
    ]),
  );
}

describe('what a correction teaches about words', () => {
  test.each<[string, DraftObligation, DutyChange, Record<string, readonly string[]>]>([
    [
      'a name that is none here, and another in its place',
      duty(['X02', 'Sở Y tế']),
      { owedBy: ['Công an tỉnh', 'Sở Y tế'] },
      { X02: ['Công an tỉnh'] },
    ],
    [
      'those picked for words that stand alone',
      duty(['các địa phương']),
      { agencyIds: idsOf('UBND xã Đồng Mai', 'UBND xã Tân Lập') },
      { 'các địa phương': ['UBND xã Đồng Mai', 'UBND xã Tân Lập'] },
    ],
    [
      'of two names the one that is not known by itself',
      duty(['Sở Y tế', 'Khối Đảng']),
      { agencyIds: idsOf('Sở Y tế', ...PARTY) },
      { 'Khối Đảng': PARTY },
    ],
    [
      'of two groups the one that is not all there',
      duty(['UBND các xã, phường', 'các đoàn thể']),
      { agencyIds: idsOf(...COMMUNES, 'Ban Tổ chức Tỉnh ủy') },
      { 'các đoàn thể': ['Ban Tổ chức Tỉnh ủy'] },
    ],
    [
      'which are taken out by an exception',
      duty(['UBND các xã, phường'], { except: ['các xã miền núi'] }),
      { agencyIds: idsOf('UBND xã Tân Lập', 'UBND phường An Lạc') },
      { 'các xã miền núi': ['UBND xã Đồng Mai'] },
    ],
    [
      'a receiver that is called by half a name',
      duty([]),
      { recipients: ['Sở Nội vụ'] },
      { Sở: ['Sở Nội vụ'] },
    ],
  ])('%s', (_, read, change, means) => {
    expect(meanings(read, change)).toEqual(means);
  });

  test.each<[string, DraftObligation, DutyChange]>([
    [
      'a body of the list that gave way to another: that was another who owes',
      duty(['Sở Y tế']),
      { owedBy: ['Sở Nội vụ'] },
    ],
    ['a group that gave way to a body', duty(['UBND các xã, phường']), { owedBy: ['Sở Nội vụ'] }],
    [
      'two names that nobody can tell apart',
      duty(['Khối Đảng', 'X02']),
      { agencyIds: idsOf(...PARTY) },
    ],
    [
      'those picked as the words mean anyway',
      duty(['UBND các xã, phường']),
      { agencyIds: idsOf(...COMMUNES) },
    ],
    [
      'a receiver of a full name',
      duty([], { recipients: ['UBND tỉnh'] }),
      { recipients: ['Công an tỉnh'] },
    ],
    [
      'a receiver that no word of the sentence stands for',
      duty([], { recipients: [] }),
      { recipients: ['Sở Nội vụ'] },
    ],
    ['a receiver more', duty([]), { recipients: ['Sở', 'Sở Nội vụ'] }],
    ['a stranger', duty(['X02']), { owedBy: ['Cục Đăng kiểm'] }],
  ])('not: %s', (_, read, change) => {
    expect(taught(read, change)).toEqual([]);
  });

  test('half a name that the reader left open, by the answer to its question', () => {
    const open = duty([], { recipients: [], evidence: said('gửi kết quả về Sở trước ngày 05/7') });
    const question = 'recipient_unknown@obligations[0].recipients';
    const edits = withEdit(NO_EDITS, { kind: 'answer', key: question, answer: 'Sở Nội vụ' });
    expect(taughtBy({ obligations: [open] }, edits, agencies)).toEqual([
      { use: 'recipients', words: 'Sở', names: ['Sở Nội vụ'] },
    ]);
  });

  test('nothing where two duties of one plan say otherwise of the same words', () => {
    const edits = [idsOf('Sở Y tế'), idsOf('Sở Nội vụ')].reduce(
      (done, agencyIds, n) =>
        withEdit(done, {
          kind: 'duty',
          about: `obligations[${String(n)}]`,
          change: { agencyIds },
        }),
      NO_EDITS,
    );
    const obligations = [duty(['X02']), duty(['X02'])];
    expect(taughtBy({ obligations }, edits, agencies)).toEqual([]);
  });

  test('a whole kind or group takes in whoever comes later', () => {
    const [party] = taught(duty(['X02']), { agencyIds: idsOf(...PARTY) });
    const [communes] = taught(duty(['X03']), { agencyIds: idsOf(...COMMUNES) });
    expect(party).toMatchObject({ owers: { tags: ['Khối Đảng'], kinds: [], agencyIds: [] } });
    expect(communes).toMatchObject({ owers: { tags: [], kinds: ['commune'], agencyIds: [] } });
  });
});

describe('what is remembered in the next review', () => {
  const from = {
    plan: 'Kế hoạch số 15/KH-UBND',
    by: 'Cán bộ A',
    at: instant('2026-05-01T08:00:00Z'),
  };
  const memory: readonly Remembered[] = [
    { id: '1', from, ...the(taught(duty(['X02']), { agencyIds: idsOf('Sở Nội vụ') })) },
    { id: '2', from, ...the(taught(duty(['Sở Y tế']), { recipients: ['Sở Tài chính'] })) },
  ];
  const obligations = [duty(['Thủ trưởng X02', 'Sở Y tế'])];
  const { answers: _none, ...asked } = confirmationOf({ obligations }, { agencies, memory });
  const reviewed = (...edits: ReviewEdit[]) =>
    reviewedPlan(
      { ...asked, now: instant('2026-06-01T08:00:00+07:00') },
      edits.reduce(withEdit, NO_EDITS),
    );
  const owers = (plan: ReturnType<typeof reviewed>) =>
    namesOf(plan.confirmed.requirements[0]?.agencyIds ?? []);

  test('is filled in and said to be, while the document’s own words stay', () => {
    const plan = reviewed();
    expect(owers(plan)).toEqual(['Sở Y tế', 'Sở Nội vụ']);
    expect(plan.confirmed.requirements[0]).toMatchObject({
      owedBy: ['Thủ trưởng X02', 'Sở Y tế'],
      recipients: ['Sở Tài chính'],
    });
    expect(plan.filledIn).toEqual([
      { about: 'obligations[0]', words: 'Thủ trưởng X02', remembered: memory[0] },
      { about: 'obligations[0]', words: 'Sở', remembered: memory[1] },
    ]);
  });

  test('gives way to what a person says of the duty, or sets aside in this document', () => {
    const change = { agencyIds: idsOf('Sở Y tế'), recipients: ['UBND tỉnh'] };
    const said = reviewed({ kind: 'duty', about: 'obligations[0]', change });
    expect(owers(said)).toEqual(['Sở Y tế']);
    expect(said.filledIn).toEqual([]);
    const place = 'owers/x02';
    const aside = reviewed({ kind: 'memory', place, isHeard: false });
    expect(owers(aside)).toEqual(['Sở Y tế']);
    expect(aside.filledIn.map(({ words }) => words)).toEqual(['Sở']);
    const again = reviewed(
      { kind: 'memory', place, isHeard: false },
      { kind: 'memory', place, isHeard: true },
    );
    expect(again).toEqual(reviewed());
  });

  test('answers what the reader asks of half a name', () => {
    const open = duty(['Sở Y tế'], {
      recipients: [],
      evidence: said('gửi kết quả về Sở trước ngày 05/7'),
    });
    const question = {
      code: 'recipient_unknown' as const,
      about: 'obligations[0].recipients',
      message: '',
      proposal: null,
      options: [],
    };
    const draft = { ...asked.draft, obligations: [open], questions: [question] };
    const plan = reviewedPlan(
      { ...asked, draft, now: instant('2026-06-01T08:00:00+07:00') },
      NO_EDITS,
    );
    expect(plan.confirmed.requirements[0]?.recipients).toEqual(['Sở Tài chính']);
    expect(plan.questions).toEqual([]);
  });

  test('is nothing where all it means are gone', () => {
    const { agencies: _all, ...others } = asked;
    const left = agencies.filter(({ name }) => name !== 'Sở Nội vụ');
    const plan = reviewedPlan(
      { ...others, agencies: left, now: instant('2026-06-01T08:00:00+07:00') },
      NO_EDITS,
    );
    expect(plan.filledIn.map(({ words }) => words)).toEqual(['Sở']);
  });
});

function the<T>([only, another]: readonly T[]): T {
  if (only === undefined || another !== undefined) throw new Error('not one');
  return only;
}
