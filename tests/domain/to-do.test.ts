import { describe, expect, test } from '@jest/globals';
import { day, instant } from '../../domain/day.js';
import { leadersPart, toDoList } from '../../domain/to-do.js';
import type {
  Doer,
  OpenCycleFacts,
  PaperFacts,
  PlanFacts,
  ToDoFacts,
  ToDoKind,
} from '../../domain/to-do.js';
import { shownOf } from '../../web/board/filter.js';
import { whereOf } from '../../web/work/to-do-where.js';

const NOW = instant('2026-07-06T09:00:00+07:00');
const plan = (state: PlanFacts['state'], other: Partial<PlanFacts> = {}): PlanFacts => ({
  ...{ planId: `plan-${state}`, title: 'Phòng, chống đuối nước', state },
  ...{ numberMissing: false, failing: false, firstTargetAt: null, ...other },
});
const paper = (state: PaperFacts['state'], other: Partial<PaperFacts> = {}): PaperFacts => ({
  ...{ documentId: `paper-${state}`, planId: 'p', cycleId: 'c', kind: 'urgingLetter', state },
  ...{ reportName: 'báo cáo kết quả', dueDay: day('2026-07-04'), outBy: null },
  ...{ mayDecide: state === 'awaitingApproval', outside: false, ...other },
});
const cycle = ({
  claimed = 0,
  submitted = 0,
  toUrge = 0,
  ...other
}: Partial<OpenCycleFacts & OpenCycleFacts['counts']>): OpenCycleFacts => ({
  ...{ cycleId: 'c', planId: 'p', reportName: 'báo cáo kết quả', dueDay: day('2026-07-04') },
  ...{ targetAt: null, overdueAt: null, closesForNewAt: null, paused: false, failingStep: null },
  counts: { claimed, submitted, toUrge },
  ...{
    extensionsAsked: 0,
    extensionsBy: null,
    leadersExtensions: 0,
    toCall: 0,
    unreachable: 0,
    halves: 0,
  },
  ...{ headsNeedWord: false, headsReleased: false, ...other },
});

const NOTHING: ToDoFacts = {
  plans: [],
  cycles: [],
  papers: [],
  back: [],
  doubtfulMails: 0,
  mailStopped: false,
};
const EVERYTHING: ToDoFacts = {
  ...NOTHING,
  plans: [plan('draft'), plan('awaitingConsent'), plan('consented'), plan('started')],
  papers: [
    paper('draft'),
    paper('awaitingApproval'),
    paper('sentBack'),
    paper('approved'),
    paper('numbered'),
    paper('released'),
  ],
  cycles: [cycle({ claimed: 5, submitted: 2, extensionsAsked: 1, toCall: 3 })],
};

const listOf = (facts: Partial<ToDoFacts>, doer: Partial<Doer> = {}) =>
  toDoList(
    { ...NOTHING, ...facts },
    { roles: ['officer'], follows: () => true, now: NOW, ...doer },
  );
const kinds = (...args: Parameters<typeof listOf>): ToDoKind[] =>
  listOf(...args).map(({ what }) => what);

describe('what waits for a person', () => {
  test.each([
    ['approver', ['approve', 'consent']],
    ['clerk', ['number', 'release']],
    ['admin', []],
    ['officer', ['extensions', 'correct', 'start', 'calls', 'claims', 'edit', 'check', 'review']],
  ] as const)('%s: %j', (role, what) => {
    expect(
      kinds(
        {
          ...EVERYTHING,
          papers: EVERYTHING.papers.map((one) => ({
            ...one,
            mayDecide: role === 'approver' && one.mayDecide,
          })),
        },
        { roles: [role] },
      ),
    ).toEqual(what);
  });

  test('two roles of one person see the work of both', () => {
    expect(kinds(EVERYTHING, { roles: ['approver', 'clerk'] })).toEqual([
      ...['approve', 'consent', 'number', 'release'],
    ]);
  });

  test('each of a board’s things leads to just its rows', () => {
    const facts = cycle({
      claimed: 5,
      submitted: 1,
      extensionsAsked: 1,
      toCall: 1,
      unreachable: 1,
    });
    for (const item of listOf({ cycles: [{ ...facts, halves: 1 }] })) {
      const where = whereOf(item);
      if (!('show' in where)) throw new Error(`${item.what} leads to no board`);
      expect(shownOf(where.show)).toBe(where.show);
    }
    expect(whereOf(listOf({ plans: [plan('draft')] })[0]!).to).toBe('/plans/$planId/review');
    expect(whereOf(listOf({ papers: [paper('draft')] })[0]!).to).toBe('/papers/$documentId');
  });

  test('the leader’s word is asked for letters to heads as soon as somebody is late, until it is given', () => {
    const late = cycle({
      ...{ toUrge: 2, headsNeedWord: true },
      overdueAt: instant('2026-07-06T00:00:00+07:00'),
    });
    const heads = (other: Partial<OpenCycleFacts>) =>
      kinds({ cycles: [{ ...late, ...other }] }, { roles: ['approver'] });
    expect(heads({})).toEqual(['heads']);
    expect(heads({ headsReleased: true })).toEqual([]);
    expect(heads({ headsNeedWord: false })).toEqual([]);
    expect(heads({ paused: true })).toEqual([]);
    expect(heads({ overdueAt: instant('2026-07-07T00:00:00+07:00') })).toEqual([]);
  });

  test('a day after the report upward is asked of the leader, the request of the officer as well', () => {
    const asked = cycle({ extensionsAsked: 3, leadersExtensions: 1 });
    const [leader, ...more] = listOf({ cycles: [asked] }, { roles: ['approver'] });
    expect(leader).toMatchObject({ what: 'leadersExtensions', n: 1, mine: true });
    expect(more).toEqual([]);
    expect(listOf({ cycles: [asked] })).toMatchObject([{ what: 'extensions', n: 3 }]);
    expect(leadersPart([leader!])).toEqual([leader]);
  });

  test('what is signed in the document system waits for the officer, not for the leader', () => {
    const papers = [paper('awaitingApproval', { outside: true, mayDecide: false })];
    expect(kinds({ papers })).toEqual(['signed']);
    expect(kinds({ papers }, { roles: ['approver'] })).toEqual([]);
  });
});

test('what comes back waits for officer and clerk at once, the paper before the plan’s own refusals', () => {
  const document = {
    planId: 'p',
    cycleId: 'c',
    kind: 'consolidatedReport',
    title: 'báo cáo',
  } as const;
  const back = [
    { ...document, documentId: 'd', refusals: 0, notAbove: true },
    { ...document, documentId: null, cycleId: null, kind: null, refusals: 2, notAbove: false },
  ];
  for (const role of ['officer', 'clerk'] as const) {
    expect(
      listOf({ back }, { roles: [role] }).map((one) => [
        one.what,
        one.urgency,
        one.n,
        whereOf(one).to,
      ]),
    ).toEqual([
      ['notAbove', 'now', 1, '/papers/$documentId'],
      ['refused', 'now', 2, '/plans/$planId'],
    ]);
  }
  expect(kinds({ back }, { roles: ['approver'] })).toEqual([]);
});

describe('the order of what waits', () => {
  test('what stands still comes before everything, a wave before other steps', () => {
    const list = listOf({
      ...EVERYTHING,
      cycles: [
        ...EVERYTHING.cycles,
        cycle({ cycleId: 'b', failingStep: 'consolidate' }),
        cycle({ cycleId: 'a', failingStep: 'drainWave' }),
      ],
      ...{ mailStopped: true, doubtfulMails: 2 },
    });
    expect(list.slice(0, 4).map(({ what, urgency }) => [what, urgency])).toEqual([
      ['waveFailed', 'now'],
      ['failed', 'now'],
      ['mailStopped', 'now'],
      ['doubtfulMails', 'now'],
    ]);
  });

  test('a day that is past or today makes it wanted at once, the next two days today', () => {
    const urgencies = ['2026-07-05', '2026-07-06', '2026-07-08', '2026-07-09'].map((on) => {
      const closesForNewAt = instant(`${on}T17:00:00+07:00`);
      return listOf({ cycles: [cycle({ submitted: 1, closesForNewAt })] })[0]?.urgency;
    });
    expect(urgencies).toEqual(['now', 'now', 'today', 'soon']);
  });

  test('within one urgency by day, then by kind', () => {
    const by = (on: string) => instant(`${on}T17:00:00+07:00`);
    const list = listOf({
      cycles: [
        cycle({ cycleId: 'later', submitted: 1, closesForNewAt: by('2026-07-05') }),
        cycle({ cycleId: 'first', submitted: 1, closesForNewAt: by('2026-07-03') }),
        cycle({ cycleId: 'claims', claimed: 1, closesForNewAt: by('2026-07-05') }),
      ],
    });
    expect(list.map(({ about }) => about.cycleId)).toEqual(['first', 'claims', 'later']);
  });

  test('what colleagues follow comes behind one’s own of the same urgency, and says so', () => {
    const list = listOf(
      {
        cycles: [
          cycle({ planId: 'theirs', claimed: 1 }),
          cycle({ planId: 'mine', submitted: 1, claimed: 1 }),
        ],
      },
      { follows: (planId) => planId === 'mine' },
    );
    expect(list.map(({ what, mine, about }) => [what, mine, about.planId])).toEqual([
      ['claims', true, 'mine'],
      ['claims', false, 'theirs'],
      ['check', true, 'mine'],
    ]);
  });

  test('a paper to decide about is the leader’s, whoever follows the plan', () => {
    const [item] = listOf(
      { papers: [paper('awaitingApproval')] },
      { roles: ['approver'], follows: () => false },
    );
    expect(item?.mine).toBe(true);
  });
});
