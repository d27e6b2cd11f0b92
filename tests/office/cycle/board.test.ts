import { beforeEach, describe, expect, test } from '@jest/globals';
import { board, cycleSummary } from '../../../office/cycle/board.js';
import { planGrid } from '../../../office/cycle/grid.js';
import { leaderPage } from '../../../office/to-do/leader.js';
import { toDoPage } from '../../../office/to-do/to-do.js';
import type { OfficeScope } from '../../../office/scope.js';
import type { RefusalCode } from '../../../domain/refusals.js';
import type { Result } from '../../../domain/result.js';
import { agencyList } from '../../../office/directory/directory-views.js';
import { editAgency } from '../../../office/directory/agencies.js';
import { operations } from '../../../office/health/operations.js';
import { logCall, requestExtension, setDue, waive } from '../../../office/obligation/due.js';
import {
  acceptReport,
  returnReport,
  submitReport,
} from '../../../office/collection/obligation-acts.js';
import { planList } from '../../../office/plan/plan-list.js';
import { SORTS } from '../../../domain/board-filter.js';
import type { Shown, Sort } from '../../../domain/board-filter.js';
import { day } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  agreedPlan,
  BEFORE_5_JULY,
  confirmedPlan,
  local,
  makeOffice,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

/** As people read them: Đ behind D, marks behind plain letters. */
const NAMES = [
  'Ban Dân tộc',
  'Công an tỉnh',
  'Đài Phát thanh',
  'Sở Công Thương',
  'Sở Y tế',
  'Ủy ban nhân dân xã An Bình',
  'Ủy ban nhân dân xã Đông Hà',
] as const;
const [ETHNIC, RADIO, TRADE, HEALTH, AN_BINH, DONG_HA] = [0, 2, 3, 4, 5, 6] as const;

const world = ledgerOfFile();
let office: TestOffice;
let cycleId: string;

beforeEach(async () => {
  world.clock.to('2026-06-22T09:00');
  // Made in another order than they are read in.
  const made = NAMES.map((name, index) => ({ name, contacts: index === RADIO ? 0 : 1 }));
  const { agencyIds, ...rest } = await makeOffice(world, { agencies: made.toReversed() });
  office = { ...rest, agencyIds: agencyIds.toReversed() };
  await regroup(AN_BINH, ['Cụm 1']);
  await regroup(DONG_HA, ['Cụm 1', 'Cụm 2']);
  const plan = await startedPlan(office);
  cycleId = plan.cycleIds[0]!;
});

async function regroup(agency: number, tags: string[]) {
  const email = `xa${String(agency)}@songhuong.example`;
  taken(
    await office.inOffice((scope) =>
      editAgency(scope, {
        agencyId: office.agencyIds[agency]!,
        name: NAMES[agency]!,
        kind: 'commune',
        standing: false,
        binding: true,
        tags,
        contacts: [{ role: 'mailbox', name: null, email, phone: null }],
      }),
    ),
  );
}

async function shown(
  asked: {
    show?: Shown;
    group?: string;
    q?: string;
    sort?: Sort;
    after?: string;
    limit?: number;
  } = {},
) {
  const answer = await board(office.ledger.db, {
    officeId: office.officeId,
    cycleId,
    now: world.clock.now(),
    show: 'all',
    limit: 200,
    ...asked,
  });
  return answer!;
}

async function namesShown(asked: Parameters<typeof shown>[0] = {}) {
  const { rows } = await shown(asked);
  return rows.map(({ agency }) => agency);
}

async function owedBy(agency: number): Promise<string> {
  const rows = await obligationsOf(office, cycleId);
  return rows.find((row) => row.agency_id === office.agencyIds[agency])!.id;
}

describe('pages of a board', () => {
  test('follow each other by name, nobody twice and nobody left out', async () => {
    const seen: string[][] = [];
    let after: string | undefined;
    do {
      const { rows, next } = await shown({ limit: 3, ...(after === undefined ? {} : { after }) });
      seen.push(rows.map(({ agency }) => agency));
      after = next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual([NAMES.slice(0, 3), NAMES.slice(3, 6), NAMES.slice(6)]);
  });

  test('a last page that is full says that it is the last', async () => {
    expect((await shown({ limit: 7 })).next).toBeNull();
    expect((await shown({ limit: 6 })).next).not.toBeNull();
  });

  test('every page tells the counts of the whole', async () => {
    const { counts, groups } = await shown({ limit: 1 });
    expect(counts).toMatchObject({ total: 7, expected: 7, missing: 7, unreachable: 1 });
    expect(groups.map(({ name, counts: { total } }) => [name, total])).toEqual([
      ['Cụm 1', 2],
      ['Cụm 2', 1],
      ['Sở, ban, ngành', 5],
    ]);
    const summary = await cycleSummary(office.ledger.db, {
      officeId: office.officeId,
      cycleId,
      now: world.clock.now(),
    });
    expect(summary).toMatchObject({ counts, groups });
  });

  test('behind a row of another office there is nothing', async () => {
    const after = '00000000-0000-4000-8000-000000000000';
    expect(await shown({ after })).toMatchObject({ rows: [], next: null });
  });
});

describe('what of a board is shown', () => {
  test.each([
    { q: 'xa dong', finds: [NAMES[DONG_HA]] },
    { q: 'SỞ', finds: [NAMES[TRADE], NAMES[HEALTH]] },
    { q: 'đài', finds: [NAMES[RADIO]] },
    { q: '%', finds: [] },
  ])('words "$q" find names with or without accents', async ({ q, finds }) => {
    expect(await namesShown({ q })).toEqual(finds);
  });

  test('a group shows its agencies', async () => {
    expect(await namesShown({ group: 'Cụm 1' })).toEqual([NAMES[AN_BINH], NAMES[DONG_HA]]);
    expect(await namesShown({ group: 'Cụm 1', q: 'an binh' })).toEqual([NAMES[AN_BINH]]);
  });

  test('states, marks and what waits show the rows that the counters count', async () => {
    const [sent, accepted, asks] = [
      await owedBy(TRADE),
      await owedBy(HEALTH),
      await owedBy(ETHNIC),
    ];
    for (const obligationId of [sent, accepted]) {
      taken(
        await office.inOffice((scope) => submitReport(scope, { obligationId, content: report() })),
      );
    }
    taken(await office.inOffice((scope) => acceptReport(scope, { obligationId: accepted })));
    taken(
      await office.inOffice((scope) =>
        requestExtension(scope, {
          obligationId: asks,
          wantedDay: day('2026-07-09'),
          reason: 'Chờ số liệu',
          requestedBy: 'Văn thư',
        }),
      ),
    );
    expect(await namesShown({ show: 'submitted' })).toEqual([NAMES[TRADE]]);
    expect(await namesShown({ show: 'accepted' })).toEqual([NAMES[HEALTH]]);
    expect(await namesShown({ show: 'extension' })).toEqual([NAMES[ETHNIC]]);
    expect(await namesShown({ show: 'unreachable' })).toEqual([NAMES[RADIO]]);
    expect(await namesShown({ show: 'overdue' })).toEqual([]);
    world.clock.to('2026-07-07T00:00');
    const { counts, extensionsAsked } = await shown();
    expect(await namesShown({ show: 'overdue' })).toHaveLength(counts.overdue);
    expect(await namesShown({ show: 'owing' })).toHaveLength(counts.expected);
    expect({ overdue: counts.overdue, extensionsAsked }).toEqual({
      overdue: 5,
      extensionsAsked: 1,
    });
  });

  test('who reported meanwhile wants no other day; a report sent back brings the request up again', async () => {
    const asks = await owedBy(ETHNIC);
    const waiting = async () => {
      const { extensionsAsked, rows } = await shown();
      const { toDos } = await toDoPage(office.ledger.db, {
        ...{ officeId: office.officeId, staffId: office.staff.officer, roles: ['officer'] },
        now: world.clock.now(),
      });
      return [
        extensionsAsked,
        rows.find(({ obligationId }) => obligationId === asks)?.extension?.wantedDay ?? null,
        await namesShown({ show: 'extension' }),
        toDos.find(({ what }) => what === 'extensions')?.n ?? 0,
      ];
    };
    const does = async <T>(act: (scope: OfficeScope) => Promise<Result<T, RefusalCode>>) =>
      taken(await office.inOffice(act));
    await does(async (scope) =>
      requestExtension(scope, {
        ...{ obligationId: asks, wantedDay: day('2026-07-09') },
        ...{ reason: 'Chờ số liệu', requestedBy: 'Văn thư' },
      }),
    );
    const asked = [1, '2026-07-09', [NAMES[ETHNIC]], 1];
    expect(await waiting()).toEqual(asked);
    await does(async (scope) => submitReport(scope, { obligationId: asks, content: report() }));
    expect(await waiting()).toEqual([0, null, [], 0]);
    await does(async (scope) =>
      returnReport(scope, {
        ...{ obligationId: asks, reason: 'Thiếu số liệu', newDueDay: day('2026-07-08') },
      }),
    );
    expect(await waiting()).toEqual(asked);
    await does(async (scope) => submitReport(scope, { obligationId: asks, content: report() }));
    await does(async (scope) =>
      returnReport(scope, {
        ...{ obligationId: asks, reason: 'Thiếu chữ ký', newDueDay: day('2026-07-09') },
      }),
    );
    expect(await waiting()).toEqual([0, null, [], 0]);
  });
});

describe('whom to ring', () => {
  test('the unreachable at once, the overdue from their day on; a promise rests until it is due', async () => {
    expect(await namesShown({ show: 'calls' })).toEqual([NAMES[RADIO]]);
    world.clock.to('2026-07-07T08:00');
    expect((await shown()).callList).toHaveLength(7);
    const obligationId = await owedBy(TRADE);
    const call = { obligationId, staffId: office.staff.officer, answered: 'Đã nghe' };
    taken(
      await office.inOffice((scope) => logCall(scope, { ...call, promisedDay: day('2026-07-08') })),
    );
    expect((await shown()).callList).not.toContain(obligationId);
    world.clock.to('2026-07-09T08:00');
    // Whoever was rung already comes last.
    expect((await shown()).callList.indexOf(obligationId)).toBe(6);
  });
});

describe('pages of other lists', () => {
  test('agencies by name, found by words without accents', async () => {
    const { db } = office.ledger;
    const first = await agencyList(db, office.officeId, { limit: 4 });
    const second = await agencyList(db, office.officeId, { limit: 4, after: first.next! });
    expect([...first.agencies, ...second.agencies].map(({ name }) => name)).toEqual(NAMES);
    expect(second.next).toBeNull();
    const { agencies } = await agencyList(db, office.officeId, { limit: 4, q: 'so y te' });
    expect(agencies.map(({ name, contacts }) => [name, contacts.length])).toEqual([
      [NAMES[HEALTH], 1],
    ]);
  });

  test('plans, the newest first, with the counts of their open cycles', async () => {
    world.clock.to('2026-06-22T10:00');
    await agreedPlan(office, confirmedPlan(office.agencyIds, [{ cycles: [BEFORE_5_JULY] }]));
    const at = { officeId: office.officeId, now: world.clock.now() };
    const first = await planList(office.ledger.db, { ...at, limit: 1 });
    const second = await planList(office.ledger.db, { ...at, limit: 1, after: first.next! });
    expect(first.rows[0]).toMatchObject({ state: 'consented', cycles: 0, counts: { total: 0 } });
    expect(second.rows[0]).toMatchObject({ state: 'started', openCycles: 1, counts: { total: 7 } });
    expect(second.next).toBeNull();
    const started = await planList(office.ledger.db, { ...at, limit: 9, state: 'started' });
    expect(started.rows.map(({ id }) => id)).toEqual([second.rows[0]!.id]);
  });

  test('a plan tells who waits for the leader, what fails, and counts all its cycles when none is open', async () => {
    const { db } = office.ledger;
    const { officeId } = office;
    const ofCycle = db.updateTable('cycle').where('office_id', '=', officeId);
    const ofPlan = db.updateTable('plan').where('office_id', '=', officeId);
    const listed = async () => {
      const { rows } = await planList(db, { officeId, now: world.clock.now(), limit: 9 });
      return rows[0]!;
    };
    const failed = { last_error_at: world.clock.now(), last_error_step: 'consolidate' };
    await ofCycle.set({ last_error: 'of the cycle', ...failed }).execute();
    expect(await listed()).toMatchObject({
      headsWaiting: [],
      ...{ lastError: 'of the cycle', lastErrorStep: 'consolidate' },
      counts: { overdue: 0, unreachable: 1 },
    });
    await ofPlan.set({ heads_need_word: true, last_error: 'of the plan' }).execute();
    // Nobody is late yet.
    expect((await listed()).headsWaiting).toEqual([]);
    world.clock.to('2026-07-09T09:00');
    const late = { headsWaiting: [cycleId], counts: { overdue: 7 } };
    expect(await listed()).toMatchObject({
      ...late,
      ...{ lastError: 'of the plan', lastErrorAt: null, lastErrorStep: null },
    });
    await ofCycle.set({ closed_at: world.clock.now() }).execute();
    expect(await listed()).toMatchObject({
      ...{ openCycles: 0, cycles: 1, headsWaiting: [], nextTargetAt: null },
      counts: { total: 7, overdue: 7 },
    });
  });

  test('cycles that an admin watches', async () => {
    const at = { officeId: office.officeId, now: world.clock.now() };
    await startedPlan(office);
    const first = await operations(office.ledger.db, { ...at, limit: 1 });
    const second = await operations(office.ledger.db, { ...at, limit: 1, after: first.next! });
    const ids = [...first.cycles, ...second.cycles].map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(second.next).toBeNull();
    expect(first.cycles[0]?.counts).toMatchObject({ total: 7, unreachable: 1 });
  });
});

test('is sorted page by page as it is in one piece: by group, day, lateness, last and next mail', async () => {
  await office.wave();
  const heard = await office.send();
  expect(heard.length).toBeGreaterThan(3);
  const due = { obligationId: await owedBy(HEALTH), day: day('2026-07-20'), reason: 'Bão' };
  taken(await office.inOffice((scope) => setDue(scope, due)));
  const freed = { obligationId: await owedBy(TRADE), reason: 'Không' };
  taken(await office.inOffice((scope) => waive(scope, freed)));
  world.clock.to('2026-07-09T09:00');
  for (const sort of SORTS) {
    const whole = await namesShown({ sort });
    expect([...whole].sort()).toEqual([...NAMES].sort());
    const paged: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await shown({ sort, limit: 2, ...(after === undefined ? {} : { after }) });
      paged.push(...page.rows.map(({ agency }) => agency));
      if (page.next === null) break;
      after = page.next;
    }
    expect(paged).toEqual(whole);
  }
  const late = await shown({ sort: 'late' });
  expect(late.rows.map(({ daysLate }) => daysLate)).toEqual([3, 3, 3, 3, 3, null, null]);
  expect(late.rows.slice(-2).map(({ agency }) => agency)).toEqual([NAMES[TRADE], NAMES[HEALTH]]);
  const byGroup = await shown({ sort: 'group' });
  expect(byGroup.rows.map(({ group }) => group)).toEqual(
    byGroup.rows
      .map(({ group }) => group)
      .toSorted((a, b) => (a ?? '').localeCompare(b ?? '', 'vi')),
  );
  expect((await shown({ sort: 'due' })).rows.at(-1)?.agency).toBe(NAMES[HEALTH]);
  // Whom no mail could be sent to has waited longest.
  expect((await shown({ sort: 'last' })).rows[0]?.agency).toBe(NAMES[RADIO]);
});

test('agencies by cycles stand on one page, with days late, by name or group, found without marks', async () => {
  const july = { ...BEFORE_5_JULY, key: 'july' };
  const later = {
    ...{ ...BEFORE_5_JULY, key: 'later', duePhrase: 'trước ngày 20/7/2026' },
    ...{ dueDay: day('2026-07-20'), targetAt: local('2026-07-17T17:00') },
    overdueAt: local('2026-07-21T00:00'),
  };
  const { planId, cycleIds } = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [july] },
      { cycles: [later], owers: office.agencyIds.slice(0, 3) },
    ]),
  );
  const owed = await obligationsOf(office, cycleIds[0]);
  const ethnic = owed.find((row) => row.agency_id === office.agencyIds[ETHNIC])!;
  const sent = { obligationId: ethnic.id, content: report() };
  taken(await office.inOffice((scope) => submitReport(scope, sent)));
  world.clock.to('2026-07-09T09:00');
  const grid = async (asked: Partial<Parameters<typeof planGrid>[1]> = {}) =>
    (await planGrid(office.ledger.db, {
      ...{ officeId: office.officeId, planId, now: world.clock.now(), limit: 200, sort: 'name' },
      ...asked,
    }))!;
  const { cycles, rows } = await grid();
  expect(cycles.map(({ id }) => id)).toEqual(cycleIds);
  expect(rows.map(({ agency }) => agency)).toEqual([...NAMES]);
  const cells = (agency: number) =>
    rows[agency]!.cells.toSorted(
      (a, b) => cycleIds.indexOf(a.cycleId) - cycleIds.indexOf(b.cycleId),
    ).map(({ state, timeliness, daysLate }) => [state, timeliness, daysLate]);
  expect(cells(ETHNIC)).toEqual([
    ['submitted', 'onTime', null],
    ['expected', null, null],
  ]);
  expect(cells(HEALTH)).toEqual([['expected', 'overdue', 3]]);
  expect(rows[RADIO]!.unreachable).toBe(true);
  expect((await grid({ q: 'DONG HA' })).rows.map(({ agency }) => agency)).toEqual([NAMES[DONG_HA]]);
  expect((await grid({ group: 'Cụm 1' })).rows).toHaveLength(2);
  for (const sort of ['name', 'group'] as const) {
    const whole = (await grid({ sort })).rows.map(({ agencyId }) => agencyId);
    const first = await grid({ sort, limit: 4 });
    const second = await grid({ sort, limit: 4, after: first.next! });
    expect([...first.rows, ...second.rows].map(({ agencyId }) => agencyId)).toEqual(whole);
    expect(second.next).toBeNull();
  }
  expect(
    await planGrid(office.ledger.db, {
      ...{ officeId: office.officeId, planId: cycleIds[0]!, now: world.clock.now() },
      ...{ limit: 1, sort: 'name' },
    }),
  ).toBeNull();

  // The leader's page has the same numbers, who is missing longest first, and only what asks for his word.
  const leader = await leaderPage(office.ledger.db, {
    ...{ officeId: office.officeId, staffId: office.staff.approver, roles: ['approver'] },
    now: world.clock.now(),
  });
  const shownCycle = leader.cycles.find(({ id }) => id === cycleIds[0])!;
  expect([shownCycle.counts.submitted, shownCycle.counts.total]).toEqual([1, NAMES.length]);
  expect(shownCycle.missing).toHaveLength(NAMES.length - 1);
  expect(shownCycle.missing.every(({ daysLate }) => daysLate === 3)).toBe(true);
  expect(shownCycle.groups.map(({ name }) => name)).toContain('Cụm 2');
  expect(leader.toDos).toEqual([]);
});
