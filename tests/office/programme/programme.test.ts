import { beforeAll, expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import type { EntryContent } from '../../../domain/programme/unit-history.js';
import { LINE_HEADINGS } from '../../../domain/programme/line-headings.js';
import { submitReport } from '../../../office/collection/report.js';
import { closeCollection, redraftReport } from '../../../office/cycle/cycle.js';
import { cycleFigures } from '../../../office/cycle/figures.js';
import { closeAgency } from '../../../office/directory/close-agency.js';
import { paperDetail } from '../../../office/paper/paper-views.js';
import {
  dropTaken,
  figuresOffered,
  takeOffered,
} from '../../../office/programme/offered-figures.js';
import {
  enterLines,
  enterUnits,
  linesEffect,
  openProgramme,
  setUnitBegin,
  strikeEntry,
} from '../../../office/programme/programme-acts.js';
import { programmeBook } from '../../../office/programme/programme-book.js';
import { programmeView } from '../../../office/programme/programme-view.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  confirmedPlan,
  makeOffice,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice, TestPlan } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const SUBJECT = 'xã, phường không ma túy';
const COMMUNES = ['UBND xã Đồng Mai', 'UBND xã Tân Tiến', 'UBND phường Kinh Bắc', 'UBND xã Mới'];

let office: TestOffice;
let plan: TestPlan;
let units: readonly string[];

/** A plan with targets for 2026 and 2027 whose one report asks for the share of communes; four communes and the police. */
beforeAll(async () => {
  office = await makeOffice(world, {
    agencies: [...COMMUNES.map((name) => ({ name })), { name: 'Công an tỉnh' }],
    settings: { countSubmitted: true },
  });
  units = office.agencyIds.slice(0, 4);
  for (const [kind, ids] of [
    ['commune', units],
    ['police', office.agencyIds.slice(4)],
  ] as const) {
    await world.ledger.db
      .updateTable('agency')
      .set({ kind })
      .where('office_id', '=', office.officeId)
      .where('id', 'in', [...ids])
      .execute();
  }
  const confirmed = confirmedPlan(office.agencyIds);
  const evidence = { start: 0, end: 0, text: '' };
  const target = { subject: SUBJECT, comparator: 'at_least', of: 99, evidence } as const;
  plan = await startedPlan(office, {
    ...confirmed,
    requirements: confirmed.requirements.map((one) => ({ ...one, form: 'drugAnnual' })),
    targets: [
      { ...target, year: 2026, count: 2, percent: 25 },
      { ...target, year: 2027, count: 35, percent: 35 },
      { ...target, subject: 'người nghiện', year: null, count: null, percent: 100 },
    ],
  });
});

const at = () => ({ planId: plan.planId });
const view = async (on?: string) => {
  const found = await office.inOffice((scope) =>
    programmeView(scope, { ...at(), on: on === undefined ? undefined : day(on) }),
  );
  return found!;
};
const decision = { number: '12/QĐ-UBND', on: day('2026-05-20'), by: 'UBND tỉnh' };
const enter = (nth: readonly number[], content: EntryContent) =>
  office.inOffice((scope) =>
    enterUnits(scope, { ...at(), agencyIds: nth.map((one) => units[one]!), content }),
  );
const open = (subject = SUBJECT) =>
  office.inOffice((scope) =>
    openProgramme(scope, { ...at(), subject, unitKind: 'commune', indicator: 'COMM_FREE' }),
  );

test('a register from its opening to the report that takes its figure', async () => {
  // It is opened for a subject of the plan's own targets, once.
  expect(await view()).toMatchObject({
    register: null,
    mayOpen: true,
    subjects: [SUBJECT, 'người nghiện'],
  });
  expect(await open('trường học')).toMatchObject({ error: 'PROGRAMME_NO_TARGETS' });
  taken(await open());
  expect(await open()).toMatchObject({ error: 'PROGRAMME_OPEN_ALREADY' });

  // Several units at once, of all or of none; each act stands in the audit with its unit.
  taken(await enter([0, 1, 2], { kind: 'registered', on: day('2026-01-05'), year: 2026 }));
  expect(
    await enter([3, 0], { kind: 'registered', on: day('2026-01-05'), year: 2026 }),
  ).toMatchObject({ error: 'PROGRAMME_REGISTERED_ALREADY' });
  taken(await enter([0, 1], { kind: 'recognised', on: day('2026-05-21'), decision }));
  taken(
    await enter([2], {
      kind: 'carriedOver',
      on: day('2026-05-22'),
      year: 2027,
      reason: 'còn điểm phức tạp',
    }),
  );
  expect(await enter([3], { kind: 'registered', on: day('2026-06-02'), year: 2026 })).toMatchObject(
    {
      error: 'PROGRAMME_DAY_AHEAD',
    },
  );
  const acts = await world.ledger.db
    .selectFrom('audit')
    .select(['act', 'subject'])
    .where('office_id', '=', office.officeId)
    .where('act', 'in', ['openProgramme', 'enterProgramme'])
    .execute();
  expect(acts).toHaveLength(1 + 3 + 2 + 1);
  expect(acts.filter(({ subject }) => subject === `agency:${units[0]!}`)).toHaveLength(2);

  const { register } = await view();
  expect(register?.standing).toEqual({ on: '2026-06-01', recognised: 2, units: 4 });
  expect(
    register?.targets.map(({ year, countMet, shareMet }) => [year, countMet, shareMet]),
  ).toEqual([
    [2026, true, true],
    [2027, null, null],
  ]);
  expect(
    register?.units.map(({ name, state, registeredFor }) => [name, state, registeredFor]),
  ).toEqual([
    ['UBND phường Kinh Bắc', 'none', 2027],
    ['UBND xã Đồng Mai', 'recognised', null],
    ['UBND xã Mới', 'none', null],
    ['UBND xã Tân Tiến', 'recognised', null],
  ]);
  // As of a day before, by what had taken effect then.
  expect((await view('2026-05-20')).register?.standing.recognised).toBe(0);

  // A unit that is new is counted from its day; one that was merged into it no more, with all that it had.
  world.clock.to('2026-06-20T09:00');
  taken(
    await office.inOffice((scope) =>
      closeAgency(scope, {
        agencyId: units[1]!,
        successorId: units[3]!,
        on: day('2026-06-15'),
        basis: 'Nghị quyết số 1',
      }),
    ),
  );
  const merged = (await view()).register?.units.find(({ name }) => name === 'UBND xã Mới');
  expect(merged).toMatchObject({ beginUnknown: true, from: null });
  taken(
    await office.inOffice((scope) =>
      setUnitBegin(scope, { ...at(), agencyId: units[3]!, on: day('2026-06-15') }),
    ),
  );
  expect((await view('2026-06-14')).register?.standing).toMatchObject({ recognised: 2, units: 3 });
  expect((await view()).register?.standing).toMatchObject({ recognised: 1, units: 3 });

  // What was wrong is struck, with its reason, and stays to be read; not where something stands on it.
  const entriesOf = async () =>
    (await view()).register?.units.find(({ agencyId }) => agencyId === units[0])?.entries ?? [];
  const [registration, recognition] = await entriesOf();
  const strike = (entryId: string) =>
    office.inOffice((scope) => strikeEntry(scope, { ...at(), entryId, reason: 'nhập nhầm' }));
  expect(await strike(registration!.id)).toMatchObject({ error: 'PROGRAMME_NOT_REGISTERED' });
  taken(await strike(recognition!.id));
  expect((await entriesOf())[1]?.struck).toMatchObject({ reason: 'nhập nhầm' });
  expect((await view()).register?.standing.recognised).toBe(0);
  expect(await strike(recognition!.id)).toMatchObject({ error: 'NOT_FOUND' });

  // Lines are looked at first and entered as they were shown.
  const rows = [
    'UBND xã Đồng Mai;Công nhận;01/6/2026;;15/QĐ-UBND;01/6/2026;UBND tỉnh',
    'UBND xã Mới;Công nhận;01/6/2026;;15/QĐ-UBND;01/6/2026;UBND tỉnh',
  ].map((text, index) => ({ line: index + 1, cells: text.split(';') }));
  const effect = taken(await office.inOffice((scope) => linesEffect(scope, { ...at(), rows })));
  expect([effect.lines.length, effect.wrong.map(({ line }) => line)]).toEqual([1, [2]]);
  const enterSeen = (seen: string) =>
    office.inOffice((scope) => enterLines(scope, { ...at(), rows, seen }));
  expect(await enterSeen('x')).toMatchObject({ error: 'PROGRAMME_LINES_CHANGED' });
  expect(taken(await enterSeen(effect.seen))).toEqual({ entered: 1 });
  expect(await enterSeen(effect.seen)).toMatchObject({ error: 'PROGRAMME_LINES_CHANGED' });

  // The workbook has the same, in the columns that lists are read back by.
  const shown = await view();
  const book = programmeBook(
    { planTitle: shown.planTitle, register: shown.register! },
    { madeAt: world.clock.now(), rehearsal: false },
  );
  expect(book.sheets[0]?.rows[0]?.slice(0, 6)).toEqual(['2026', 2, '25', '20/6/2026', 1, 3]);
  const noted = book.sheets[2]!;
  expect(noted.columns.map(({ heading }) => heading)).toEqual(Object.values(LINE_HEADINGS));
  expect(noted.rows.filter(([name]) => name === 'UBND xã Đồng Mai')).toEqual([
    ['UBND xã Đồng Mai', 'Đăng ký', '05/01/2026', '2026', '', '', '', ''],
    ['UBND xã Đồng Mai', 'Công nhận', '01/6/2026', '', '15/QĐ-UBND', '01/6/2026', 'UBND tỉnh', ''],
  ]);

  await offersItsFigure();
});

/** A figure of a register is offered, and counts once it is taken, until it is given back. */
async function offersItsFigure() {
  const [cycleId] = plan.cycleIds;
  const where = { officeId: office.officeId, cycleId: cycleId! };
  const police = (await obligationsOf(office, cycleId)).find(
    ({ agency_id: id }) => id === office.agencyIds[4],
  );
  const content = report({ figures: { COMM_FREE: '7', COMM_ALL: '99' } });
  taken(
    await office.inOffice((scope) => submitReport(scope, { obligationId: police!.id, content })),
  );
  const figure = async (code: string) =>
    (await cycleFigures(world.ledger.db, where))?.figures.find((one) => one.code === code)?.total;
  const offered = await office.inOffice((scope) => figuresOffered(scope, where));
  expect(offered).toMatchObject([
    {
      planId: plan.planId,
      on: '2026-06-20',
      taken: null,
      figures: [
        { code: 'COMM_FREE', value: '1', taken: null },
        { code: 'COMM_ALL', value: '3', taken: null },
      ],
    },
  ]);
  // Nobody has taken it.
  expect([await figure('COMM_FREE'), await figure('COMM_FREE_RATE')]).toEqual(['7', '7.07']);
  const take = (values: Record<string, string>) =>
    office.inOffice((scope) =>
      takeOffered(scope, { cycleId: cycleId!, planId: plan.planId, values }),
    );
  expect(await take({ COMM_FREE: '2', COMM_ALL: '3' })).toMatchObject({
    error: 'PROGRAMME_FIGURE_CHANGED',
  });
  taken(await take({ COMM_FREE: '1', COMM_ALL: '3' }));
  expect([await figure('COMM_FREE'), await figure('COMM_FREE_RATE')]).toEqual(['1', '33.33']);

  taken(await office.inOffice((scope) => closeCollection(scope, { cycleId: cycleId! })));
  await world.cycles.consolidate(where);
  const paper = await latestPaper(cycleId!);
  expect(paper.texts).toContain('01/03 xã, phường, đặc khu không ma túy (33,33%)');
  const free = paper.figures.find(({ code }) => code === 'COMM_FREE');
  expect(free?.total).toBe('1');
  expect(free?.note).toContain('Theo sổ đăng ký, công nhận');
  taken(
    await office.inOffice((scope) => dropTaken(scope, { cycleId: cycleId!, planId: plan.planId })),
  );
  taken(await office.inOffice((scope) => redraftReport(scope, { cycleId: cycleId! })));
  expect((await latestPaper(cycleId!)).texts).toContain('7/99 xã, phường');
}

async function latestPaper(cycleId: string) {
  const { id } = await world.ledger.db
    .selectFrom('document')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', 'consolidatedReport')
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow();
  const where = { officeId: office.officeId, documentId: id, now: world.clock.now() };
  const paper = (await paperDetail(world.ledger.db, where))!;
  const texts = paper.sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
  return { figures: paper.figures, texts: texts.join(' ') };
}
