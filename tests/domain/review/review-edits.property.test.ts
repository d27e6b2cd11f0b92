import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, instant } from '../../../domain/day.js';
import type { Day } from '../../../domain/day.js';
import { ONE_OFF } from '../../../domain/forms/without-figures.js';
import { proposeConfirmation } from '../../../domain/confirm.js';
import { saidDue } from '../../../domain/review/said-due.js';
import { editsOfConfirmed } from '../../../domain/review/edits-of-confirmed.js';
import { NO_EDITS, placesOf, withEdit } from '../../../domain/review/review-edits.js';
import { reviewedPlan } from '../../../domain/review/reviewed-plan.js';
import type { DraftObligation, DraftTarget } from '../../../domain/schemas/plan-draft.js';
import { ReviewEdits } from '../../../domain/schemas/review-edits.js';
import type { HandDuty, ReviewEdit, When } from '../../../domain/schemas/review-edits.js';
import { confirmationOf } from '../../support/confirmation.js';

const NOW = instant('2026-06-01T08:00:00+07:00');
const AGENCIES = ['Sở Y tế', 'Sở Nội vụ', 'UBND xã Đồng Mai', 'UBND phường An Lạc'].map(
  (name, index) => ({
    id: `00000000-0000-4000-8000-00000000000${String(index)}`,
    name,
    kind: name.startsWith('UBND') ? ('commune' as const) : ('department' as const),
    binding: true,
    standing: false,
  }),
);

function read(what: DraftObligation['what'], owedBy: string[], on: string): DraftObligation {
  return {
    ...{ what, owedBy, except: [], recipients: ['UBND tỉnh'], via: null, channels: [] },
    ...{ contactPoint: null, consolidator: null, binding: true },
    due: saidDue({ kind: 'day', date: day(on), time: null }, confirmationOf({})),
    evidence: { start: 5, end: 10, text: 'words' },
    alsoAt: [],
  };
}

const { answers: _none, ...ASKED } = confirmationOf(
  {
    obligations: [
      read('report', ['các sở, ngành'], '2026-07-10'),
      read('report', ['UBND các xã, phường'], '2026-07-15'),
      read('list', ['Sở Y tế'], '2026-06-20'),
    ],
    questions: [
      {
        code: 'recipients_conflict',
        about: 'obligations[0].recipients',
        message: '',
        proposal: 'UBND tỉnh',
        options: ['UBND tỉnh', 'Công an tỉnh'],
      },
    ],
  },
  { agencies: AGENCIES },
);
const asked = { ...ASKED, now: NOW };
const reviewed = (edits: ReviewEdits) => reviewedPlan(asked, edits);

const abouts = fc.constantFrom(0, 1, 2, 3, 4).map((n) => `obligations[${String(n)}]`);
const words = fc.constantFrom('báo cáo nhanh', 'số liệu', 'tình hình', 'kết quả đợt 1');
const days = fc
  .integer({ min: 5, max: 90 })
  .map((n) => day(new Date(Date.UTC(2026, 5, 1 + n)).toISOString().slice(0, 10)));
const whens: fc.Arbitrary<When> = fc.oneof(
  days.map((date) => ({ kind: 'day' as const, date, time: null })),
  fc.record({
    kind: fc.constant('relative' as const),
    event: fc.constant('khi kết thúc đợt'),
    eventDay: days,
    days: fc.integer({ min: 0, max: 30 }),
    working: fc.boolean(),
  }),
  fc.constant({
    kind: 'recurring' as const,
    rule: { every: 'month' as const, day: 20 },
    time: null,
    until: day('2026-10-31'),
  }),
  fc.constant({ kind: 'none' as const }),
);
const added: fc.Arbitrary<HandDuty> = fc.record({
  evidence: fc.constant(null),
  basis: fc.constant({ kind: 'directed' as const, by: 'Lãnh đạo tỉnh', on: day('2026-06-01') }),
  what: fc.constantFrom('report' as const, 'list' as const),
  owedBy: fc.constantFrom<string[][]>(['Sở Y tế'], ['UBND các xã, phường']),
  except: fc.constant([]),
  recipients: fc.constant(['Công an tỉnh']),
  via: fc.constant(null),
  channel: fc.constant(''),
  binding: fc.boolean(),
  when: whens,
});
const changes = fc
  .record(
    {
      reportName: words,
      agencyIds: fc.constantFrom<string[][]>([AGENCIES[0]!.id], [AGENCIES[1]!.id, AGENCIES[2]!.id]),
      recipients: fc.constantFrom<string[][]>(['Sở Y tế'], ['Công an tỉnh']),
      when: whens,
    },
    { requiredKeys: [] },
  )
  .filter((change) => Object.keys(change).length > 0);
/** "Năm 2027: ít nhất 35 xã …", as it was read, or entered by hand. */
const target = (year: number, count: number | null, text = ''): DraftTarget => ({
  ...{ subject: 'xã không ma túy', year, comparator: 'at_least', count, percent: 35, of: 99 },
  evidence: { start: 0, end: text.length, text },
});
const fieldEdit: fc.Arbitrary<ReviewEdit> = fc.oneof(
  fc.record({
    kind: fc.constant('targets' as const),
    targets: fc.constantFrom<(DraftTarget[] | null)[]>([], [target(2027, 35)], null),
  }),
  fc.record({ kind: fc.constant('duty' as const), about: abouts, change: changes }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'takeBack' as const), about: abouts }),
  fc.record({ kind: fc.constant('add' as const), id: fc.uuid(), duty: added }),
  fc.record({
    kind: fc.constant('identity' as const),
    change: fc.record({ unit: words, subject: words }, { requiredKeys: [] }),
  }),
  fc.record({
    kind: fc.constant('answer' as const),
    key: fc.constant('recipients_conflict@obligations[0].recipients'),
    answer: fc.constantFrom('Công an tỉnh', 'UBND tỉnh', null),
  }),
  fc.record({
    kind: fc.constant('agencies' as const),
    agencyIds: fc.constantFrom(
      AGENCIES.map(({ id }) => id),
      AGENCIES.slice(1).map(({ id }) => id),
    ),
  }),
);
const ownForms = fc
  .tuple(fc.constantFrom('own-1', 'own-2'), words)
  .map(([key, name]) => ({ ...ONE_OFF, key, name, source: 'edited' as const }));
const oneEdit: fc.Arbitrary<ReviewEdit> = fc.oneof(
  { arbitrary: fieldEdit, weight: 6 },
  ownForms.map((form) => ({ kind: 'form' as const, form })),
  fc.constantFrom('own-1', 'own-2').map((key) => ({ kind: 'dropForm' as const, key })),
);
const edits = fc.array(oneEdit, { maxLength: 12 });
const done = (list: readonly ReviewEdit[]) => list.reduce(withEdit, NO_EDITS);

describe('what people do on the review page', () => {
  test('nothing done is the proposal itself', () => {
    expect(reviewed(NO_EDITS).confirmed).toEqual(proposeConfirmation({ ...ASKED, answers: {} }));
  });

  test('keeps its shape, said twice or once', () => {
    fc.assert(
      fc.property(edits, oneEdit, (list, edit) => {
        const once = withEdit(done(list), edit);
        expect(withEdit(once, edit)).toEqual(once);
        expect(ReviewEdits.parse(once)).toEqual(once);
      }),
    );
  });

  test('two people may edit different fields in any order', () => {
    fc.assert(
      fc.property(edits, oneEdit, oneEdit, (list, one, other) => {
        fc.pre(one.kind !== 'add' && other.kind !== 'add');
        const shared = placesOf(one).some((place) => placesOf(other).includes(place));
        fc.pre(!shared);
        const before = done(list);
        expect(withEdit(withEdit(before, one), other)).toEqual(
          withEdit(withEdit(before, other), one),
        );
      }),
    );
  });

  test('nothing typed gives way to a proposal: each field is what was said of it last', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const all = done(list);
        const { confirmed } = reviewed(all);
        expect(confirmed.identity).toMatchObject(all.identity);
        if (all.agencyIds !== null) expect(confirmed.agencyIds).toEqual(all.agencyIds);
        for (const requirement of confirmed.requirements) {
          const change = all.duties[requirement.about ?? ''] ?? {};
          const { reportName, agencyIds, recipients } = change;
          if (reportName !== undefined) expect(requirement.reportName).toBe(reportName);
          if (agencyIds !== undefined) expect(requirement.agencyIds).toEqual(agencyIds);
          if (recipients !== undefined) expect(requirement.recipients).toEqual(recipients);
          expect(all.removed).not.toContain(requirement.about);
        }
      }),
    );
  });

  test('every duty read or added is tracked, unless it was removed or has no day', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const all = done(list);
        const { confirmed, draft } = reviewed(all);
        const tracked = confirmed.requirements.map(({ about }) => about);
        expect(new Set(tracked).size).toBe(tracked.length);
        expect(draft.obligations.length).toBe(3 + all.added.length);
        for (const [index, { due }] of draft.obligations.entries()) {
          const about = `obligations[${String(index)}]`;
          const isTracked = due.boundary !== 'none' && !all.removed.includes(about);
          expect([about, tracked.includes(about)]).toEqual([about, isTracked]);
        }
        const keys = confirmed.requirements.flatMap(({ cycles }) => cycles.map(({ key }) => key));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('a form made for the plan stands in it until it is dropped, whatever else is done', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const all = done(list);
        const own = Object.values(all.forms).filter((form) => form !== null);
        expect(reviewed(all).confirmed.forms ?? []).toEqual(own);
      }),
    );
  });

  test('of the two days of a cycle each is moved by itself', () => {
    const about = 'obligations[0]';
    const move = (of: Partial<Record<'target' | 'lateAfter', Day>>): ReviewEdit => ({
      kind: 'duty',
      about,
      change: { days: { one: of } },
    });
    fc.assert(
      fc.property(days, days, days, (target, lateAfter, again) => {
        const after = done([move({ target }), move({ lateAfter }), move({ target: again })]);
        expect(after.duties[about]?.days).toEqual({ one: { target: again, lateAfter } });
      }),
    );
  });

  test('what was removed and taken back is as it was', () => {
    fc.assert(
      fc.property(edits, abouts, (list, about) => {
        const before = done([...list, { kind: 'takeBack', about }]);
        const after = done([
          ...list,
          { kind: 'takeBack', about },
          { kind: 'remove', about },
          { kind: 'takeBack', about },
        ]);
        expect(after).toEqual(before);
      }),
    );
  });

  test('a confirmation that came without its edits gives them back', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const all = done(list.filter(({ kind }) => kind !== 'add'));
        const timed = Object.values(all.duties).some(({ when }) => when !== undefined);
        fc.pre(!timed);
        const { confirmed } = reviewed(all);
        const proposed = proposeConfirmation({ ...ASKED, answers: confirmed.answers });
        expect(reviewed(editsOfConfirmed(confirmed, proposed)).confirmed).toEqual(confirmed);
      }),
    );
  });
});

test('a duty from nothing cites what it rests on, until somebody says otherwise', () => {
  const duty: HandDuty = {
    evidence: null,
    basis: { kind: 'directed', by: 'Phó Chủ tịch UBND tỉnh', on: day('2026-06-02') },
    what: 'report',
    owedBy: [],
    except: [],
    recipients: [],
    via: null,
    channel: '',
    binding: true,
    when: { kind: 'day', date: day('2026-06-05'), time: '16:00' },
  };
  const id = '00000000-0000-4000-8000-0000000000aa';
  const added = withEdit(NO_EDITS, { kind: 'add', id, duty });
  expect(reviewed(added).confirmed.requirements.at(-1)).toMatchObject({
    about: 'obligations[3]',
    basis: duty.basis,
    cycles: [{ hourBound: true, duePhrase: 'trước 16 giờ 00 ngày 05/6/2026' }],
  });
  const basis = {
    kind: 'document' as const,
    documentType: 'Công văn',
    number: '99/UBND-NC',
    issuedOn: day('2026-06-03'),
    issuer: 'UBND tỉnh',
  };
  const told = withEdit(added, { kind: 'duty', about: 'obligations[3]', change: { basis } });
  expect(reviewed(told).confirmed.requirements.at(-1)?.basis).toEqual(basis);
});

test('a duty that comes again is tracked until the day that was said, by the phrase of its rule', () => {
  const when: When = {
    kind: 'recurring',
    rule: { every: 'week', weekday: 5 },
    time: null,
    until: day('2026-06-30'),
  };
  const said = withEdit(NO_EDITS, { kind: 'duty', about: 'obligations[2]', change: { when } });
  const duty = reviewed(said).confirmed.requirements.find(
    ({ about }) => about === 'obligations[2]',
  );
  const due = duty?.cycles.map(({ dueDay }) => dueDay).filter((on) => on! >= '2026-06-01');
  expect(due).toEqual(['2026-06-05', '2026-06-12', '2026-06-19', '2026-06-26']);
  expect(saidDue(when, ASKED).phrase).toBe('thứ Sáu hằng tuần');
});

test('targets are of what is confirmed: as read with their words, or as a person says, none among it', () => {
  const [printed, typed] = [target(2027, 35, 'ít nhất 35 xã'), target(2028, null)];
  const targets = (edit?: DraftTarget[] | null) =>
    reviewedPlan(
      { ...asked, draft: { ...asked.draft, targets: [printed] } },
      edit === undefined ? NO_EDITS : withEdit(NO_EDITS, { kind: 'targets', targets: edit }),
    ).confirmed.targets;
  expect(targets()).toEqual([printed]);
  expect(targets([printed, typed])).toEqual([printed, typed]);
  expect(targets([])).toEqual([]);
  expect(targets(null)).toEqual([printed]);
  expect(ReviewEdits.shape.targets.safeParse([{ ...typed, percent: null }]).success).toBe(false);
});

describe('a duty without a day', () => {
  const open: DraftObligation = {
    ...read('report', ['các sở, ngành'], '2026-07-10'),
    due: saidDue({ kind: 'open', phrase: 'theo quy định' }, confirmationOf({})),
  };
  const standing = (when?: When) =>
    reviewedPlan(
      { ...asked, draft: { ...asked.draft, obligations: [open], questions: [] } },
      when === undefined
        ? NO_EDITS
        : withEdit(NO_EDITS, { kind: 'duty', about: 'obligations[0]', change: { when } }),
    ).confirmed.requirements;

  test('is followed when a person says so, and by its day with the paper that sets it', () => {
    expect(standing()).toEqual([]);
    expect(standing({ kind: 'open', phrase: 'theo quy định' })).toMatchObject([
      { cycles: [{ key: 'report-open', duePhrase: 'theo quy định', targetAt: null }] },
    ]);
    const paper = 'Thông tư số 12/2024/TT-BCA';
    expect(
      standing({ kind: 'day', date: day('2026-07-20'), time: null, paper })[0]?.cycles,
    ).toMatchObject([
      { duePhrase: `chậm nhất ngày 20/7/2026, theo ${paper}`, dueDay: '2026-07-20' },
    ]);
  });
});
