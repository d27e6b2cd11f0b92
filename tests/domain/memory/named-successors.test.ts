import { expect, test } from '@jest/globals';
import { agencyKindOf } from '../../../domain/agency-kind.js';
import { day, instant } from '../../../domain/day.js';
import { heardMemory } from '../../../domain/memory/applied.js';
import type { Remembered } from '../../../domain/memory/office-memory.js';
import { taughtBy } from '../../../domain/memory/teaching.js';
import { goneNames, strangersIn } from '../../../domain/review/named-successors.js';
import { NO_EDITS, withEdit } from '../../../domain/review/review-edits.js';
import { reviewedPlan } from '../../../domain/review/reviewed-plan.js';
import { saidDue } from '../../../domain/review/said-due.js';
import type { DraftObligation } from '../../../domain/schemas/plan-draft.js';
import type { ReviewEdit } from '../../../domain/schemas/review-edits.js';
import { confirmationOf } from '../../support/confirmation.js';

const agencies = ['Sở Y tế', 'UBND xã Bình An', 'UBND xã Tân Lập'].map((name, index) => ({
  id: `00000000-0000-4000-8000-00000000000${String(index)}`,
  name,
  kind: agencyKindOf(name),
  ...{ binding: true, standing: false, tags: [] },
}));
const [, BINH_AN, TAN_LAP] = agencies.map(({ id }) => id) as [string, string, string];
const FORMER = [{ name: 'UBND xã Tân Thịnh', agencyIds: [BINH_AN, 'one that is gone itself'] }];

const duty = (owedBy: string[]): DraftObligation => ({
  ...{ what: 'report', owedBy, except: [], recipients: ['UBND tỉnh'], via: null, channels: [] },
  ...{ contactPoint: null, consolidator: null, binding: true, alsoAt: [] },
  due: saidDue({ kind: 'day', date: day('2026-07-10'), time: null }, confirmationOf({})),
  evidence: { start: 5, end: 10, text: 'words' },
});
const obligations = [duty(['Ủy ban nhân dân xã Tân Thịnh', 'UBND huyện Đông Hà', 'các sở'])];
const { answers: _none, ...asked } = confirmationOf({ obligations }, { agencies });
const edited = (...edits: ReviewEdit[]) => edits.reduce(withEdit, NO_EDITS);
const owers = (edits: typeof NO_EDITS, memory: readonly Remembered[] = []) =>
  reviewedPlan({ ...asked, memory, now: instant('2026-06-01T08:00:00+07:00') }, edits).confirmed
    .requirements[0]?.agencyIds;
const said: ReviewEdit = {
  ...{ kind: 'successors', words: 'UBND huyện Đông Hà' },
  agencyIds: [TAN_LAP, BINH_AN],
};

test('of a body that is gone those of today are proposed, and owe nothing before a person says so', () => {
  const asIt = { agencies, memory: [], former: FORMER, removed: [] };
  expect(goneNames(obligations, asIt)).toEqual([
    { words: 'Ủy ban nhân dân xã Tân Thịnh', proposed: [BINH_AN] },
  ]);
  expect(strangersIn(obligations[0]!, agencies, [])).toEqual([
    'Ủy ban nhân dân xã Tân Thịnh',
    'UBND huyện Đông Hà',
  ]);
  expect(goneNames(obligations, { ...asIt, removed: ['obligations[0]'] })).toEqual([]);
  expect(owers(NO_EDITS)).toEqual([agencies[0]?.id]);
});

test('said once, it holds for every duty of the plan, is remembered, and can be taken back', () => {
  const edits = edited(said);
  expect(owers(edits)).toEqual(agencies.map(({ id }) => id));
  const taught = taughtBy({ obligations }, edits, agencies);
  expect(taught).toEqual([
    {
      ...{ use: 'owers', words: 'UBND huyện Đông Hà' },
      owers: { kinds: [], tags: [], agencyIds: [BINH_AN, TAN_LAP] },
    },
  ]);
  const back = edited(said, { ...said, agencyIds: [] });
  expect(back.successors).toEqual({});
  expect(owers(back)).toEqual([agencies[0]?.id]);
  // In the next plan it is filled in; what is said there goes before it.
  const from = { plan: 'Kế hoạch số 1', by: 'A', at: instant('2026-05-01T08:00:00Z') };
  const memory = taught.map((one): Remembered => ({ ...one, id: '1', from }));
  expect(owers(NO_EDITS, memory)).toEqual(agencies.map(({ id }) => id));
  const other = edited({ ...said, agencyIds: [TAN_LAP] });
  expect(heardMemory(memory, other).map(({ id }) => id)).toHaveLength(1);
  expect(owers(other, memory)).toEqual([agencies[0]?.id, TAN_LAP]);
});
