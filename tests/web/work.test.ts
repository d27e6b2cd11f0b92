import { describe, expect, test } from '@jest/globals';
import type { Counts } from '../../contract/cycles.js';
import type { PaperRow } from '../../contract/papers.js';
import type { PlanRow } from '../../contract/plans.js';
import type { Role } from '../../contract/values.js';
import { day, instant } from '../../domain/day.js';
import { shownOf } from '../../web/board/filter.js';
import { toDoList } from '../../web/work/to-do.js';
import type { OpenCycle } from '../../web/work/to-do.js';

const NOTHING: Counts = {
  total: 28,
  expected: 28,
  claimed: 0,
  submitted: 0,
  returned: 0,
  accepted: 0,
  waived: 0,
  onTime: 0,
  missing: 0,
  late: 0,
  overdue: 0,
  nil: 0,
  unreachable: 0,
  asked: 0,
};

function plan(state: PlanRow['state']): PlanRow {
  return {
    id: `plan-${state}`,
    code: 'KH',
    title: 'Phòng, chống đuối nước',
    citation: null,
    state,
    pausedAt: null,
    windowFrom: null,
    windowTo: null,
    startedAt: null,
    createdAt: instant('2026-06-01T08:00:00+07:00'),
    cycles: 0,
    openCycles: 0,
    counts: NOTHING,
    nextTargetAt: null,
    numberMissing: false,
    headsWaiting: [],
    lastError: null,
    lastErrorAt: null,
    lastErrorStep: null,
  };
}

function paper(state: PaperRow['state']): PaperRow {
  return {
    id: `paper-${state}`,
    planId: 'p',
    cycleId: 'c',
    planTitle: 'Phòng, chống đuối nước',
    cycleKey: 'report-2026-07-04',
    dueDay: day('2026-07-04'),
    reportName: 'báo cáo kết quả',
    kind: 'urgingLetter',
    recipient: null,
    version: 1,
    state,
    number: null,
    issuedOn: null,
    waitsFor: [],
    mayDecide: state === 'awaitingApproval',
    changedAt: instant('2026-07-08T08:00:00+07:00'),
    agencies: 3,
  };
}

function cycle(counts: Partial<Counts>, other: Partial<OpenCycle> = {}): OpenCycle {
  return {
    cycle: { id: 'c', reportName: 'báo cáo kết quả', dueDay: day('2026-07-04'), lastError: null },
    counts: { ...NOTHING, ...counts },
    extensionsAsked: 0,
    toCall: 0,
    ...other,
  };
}

const EVERYTHING = {
  plans: [plan('draft'), plan('awaitingConsent'), plan('consented'), plan('started')],
  papers: [
    paper('draft'),
    paper('awaitingApproval'),
    paper('sentBack'),
    paper('approved'),
    paper('numbered'),
    paper('released'),
    paper('superseded'),
  ],
  cycles: [cycle({ claimed: 5, submitted: 2 }, { extensionsAsked: 1, toCall: 3 })],
};

describe('what waits for a person', () => {
  test.each<[Role, string[]]>([
    ['approver', ['approve', 'consent']],
    ['clerk', ['number', 'release']],
    ['admin', []],
    ['officer', ['edit', 'correct', 'review', 'start', 'extensions', 'claims', 'calls', 'check']],
  ])('%s: %j', (role, what) => {
    const list = toDoList({ roles: [role], ...EVERYTHING });
    expect(list.map((item) => item.what)).toEqual(what);
  });

  test('says how many, and leads to just those rows of the board', () => {
    const list = toDoList({
      roles: ['officer'],
      plans: [],
      papers: [],
      cycles: [cycle({ claimed: 5 })],
    });
    expect(list).toMatchObject([{ what: 'claims', n: 5, to: '/cycles/$cycleId', show: 'claimed' }]);
    expect(list.map(({ show }) => shownOf(show))).toEqual(['claimed']);
  });

  test('puts a failure of the cycle before everything else of it', () => {
    const failed = { id: 'c', reportName: 'báo cáo', dueDay: null, lastError: 'SMTP 535' };
    const [first] = toDoList({
      roles: ['officer'],
      plans: [],
      papers: [],
      cycles: [cycle({ claimed: 5 }, { cycle: failed })],
    });
    expect(first?.what).toBe('error');
  });

  test('two roles of one person see the work of both', () => {
    const list = toDoList({ roles: ['approver', 'clerk'], ...EVERYTHING });
    expect(list.map(({ what }) => what)).toEqual(['approve', 'number', 'release', 'consent']);
  });
});
