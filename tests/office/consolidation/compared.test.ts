import { expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import { submitReport } from '../../../office/collection/report.js';
import {
  bringFigures,
  dropBroughtFigures,
  figuresInSheet,
  shownEffect,
} from '../../../office/consolidation/bring-figures.js';
import { closeCollection, redraftReport } from '../../../office/cycle/cycle.js';
import { cycleFigures, figureSources } from '../../../office/cycle/figures.js';
import { paperDetail } from '../../../office/paper/paper-views.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  makeOffice,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const COMMUNE = 'UBND xã Tân Tiến';
const GUARDS = 'Bộ Chỉ huy Bộ đội Biên phòng tỉnh';

async function underWay() {
  const office = await makeOffice(world, {
    agencies: [{ name: COMMUNE }, { name: 'Công an tỉnh' }, { name: GUARDS }],
    settings: { countSubmitted: true },
  });
  for (const [name, kind] of [
    [COMMUNE, 'commune'],
    ['Công an tỉnh', 'police'],
    [GUARDS, 'military'],
  ] as const) {
    await world.ledger.db
      .updateTable('agency')
      .set({ kind })
      .where('office_id', '=', office.officeId)
      .where('name', '=', name)
      .execute();
  }
  const { cycleIds } = await startedPlan(office);
  return { office, cycleId: cycleIds[0]! };
}

async function send(office: TestOffice, cycleId: string, figures: Record<string, string>[]) {
  const ids = (await obligationsOf(office, cycleId)).map(({ id }) => id);
  for (const [index, own] of figures.entries()) {
    const content = report({ figures: own });
    taken(
      await office.inOffice((scope) => submitReport(scope, { obligationId: ids[index]!, content })),
    );
  }
}

async function latestPaper(office: TestOffice, cycleId: string) {
  const { id } = await world.ledger.db
    .selectFrom('document')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', 'consolidatedReport')
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow();
  const where = { officeId: office.officeId, documentId: id, now: world.clock.now() };
  return (await paperDetail(world.ledger.db, where))!;
}

test('a file of the same period before is shown, kept, compared with and taken away again', async () => {
  const { office, cycleId } = await underWay();
  const where = { officeId: office.officeId, cycleId };
  await send(office, cycleId, [
    { PROP_SESSIONS: '30', PROP_ATTEND: '900' },
    { PROP_SESSIONS: '20' },
  ]);
  const merged = await office.ledger.transaction((trx) =>
    trx
      .insertInto('agency')
      .values(
        ['UBND xã Tân Thịnh', 'UBND xã Cũ'].map((name) => ({
          office_id: office.officeId,
          id: crypto.randomUUID(),
          name,
          kind: 'commune' as const,
          valid_to: day('2025-06-30'),
          successor_id: name === 'UBND xã Cũ' ? null : office.agencyIds[0]!,
        })),
      )
      .returning('name')
      .execute(),
  );
  expect(merged).toHaveLength(2);
  const rows = [
    ['Tên đơn vị', 'Số buổi tuyên truyền trực tiếp', 'Số lượt người tham dự'],
    [COMMUNE, '10', '0'],
    ['UBND xã Tân Thịnh', '12', '0'],
    ['Công an tỉnh', '18', '0'],
  ];
  const effect = shownEffect(
    taken(await figuresInSheet(world.ledger.db, office.officeId, { cycleId, rows })),
  );
  expect(effect).toMatchObject({
    figures: [
      { code: 'PROP_SESSIONS', total: '40' },
      { code: 'PROP_ATTEND', total: '0' },
    ],
    merged: [{ agency: COMMUNE, lines: [COMMUNE, 'UBND xã Tân Thịnh'] }],
  });
  expect((await cycleFigures(world.ledger.db, where))?.comparedWith).toBeNull();
  const file = { cycleId, rows, fileName: 'nam-2025.xlsx', bytes: Buffer.from('x') };
  taken(await office.inOffice((scope) => bringFigures(scope, file)));
  const figures = await cycleFigures(world.ledger.db, where);
  expect(figures?.comparedWith).toMatchObject({ from: 'file', fileName: 'nam-2025.xlsx' });
  const row = (code: string) => figures?.figures.find((one) => one.code === code);
  expect(row('PROP_SESSIONS')).toMatchObject({
    total: '50',
    before: '40',
    change: 'tăng 10 (25%)',
  });
  expect(row('PROP_ATTEND')).toMatchObject({ before: '0', change: 'tăng 900' });
  const behind = await figureSources(world.ledger.db, { ...where, code: 'PROP_SESSIONS' });
  expect(behind?.sources.map(({ agency, before }) => [agency, before])).toEqual([
    [COMMUNE, '22'],
    ['Công an tỉnh', '18'],
  ]);

  taken(await office.inOffice((scope) => closeCollection(scope, { cycleId })));
  await world.cycles.consolidate(where);
  const paper = await latestPaper(office, cycleId);
  const texts = paper.sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
  expect(texts.join(' ')).toContain('900 lượt người tham dự');
  expect(texts.join(' ')).not.toContain('so với cùng kỳ');
  expect(paper.figures.find(({ code }) => code === 'PROP_SESSIONS')).toMatchObject({
    before: '40',
    change: 'tăng 10 (25%)',
  });
  expect(paper.byGroup[0]).toMatchObject({ expected: 1, counted: 1, missing: 0 });

  taken(await office.inOffice((scope) => dropBroughtFigures(scope, { cycleId })));
  taken(await office.inOffice((scope) => redraftReport(scope, { cycleId })));
  expect((await latestPaper(office, cycleId)).figures[0]).not.toHaveProperty('before');
  expect(await office.inOffice((scope) => dropBroughtFigures(scope, { cycleId }))).toMatchObject({
    ok: false,
  });
});

test('cases that several bodies count are taken of one, and the others are listed', async () => {
  const { office, cycleId } = await underWay();
  await send(office, cycleId, [
    { PROP_SESSIONS: '1' },
    { CASE_DETECTED: '40' },
    { CASE_DETECTED: '3' },
  ]);
  taken(await office.inOffice((scope) => closeCollection(scope, { cycleId })));
  await world.cycles.consolidate({ officeId: office.officeId, cycleId });
  const paper = await latestPaper(office, cycleId);
  const cases = paper.figures.find(({ code }) => code === 'CASE_DETECTED');
  expect(cases?.total).toBe('40');
  expect(cases?.note).toContain('không cộng 01 số liệu của cơ quan khác');
  expect(paper.leftOut).toMatchObject([{ code: 'CASE_DETECTED', agency: GUARDS, value: '3' }]);
});

test.each([
  ['of one duty', 1, true],
  ['of two duties that the same agencies owe', 2, true],
  ['of two duties that different agencies owe', 2, false],
])('a year is held against its first half, %s', async (_which, duties, alike) => {
  const office = await makeOffice(world, {
    agencies: [{ name: COMMUNE }, { name: 'UBND xã Tân Thịnh' }],
    settings: { countSubmitted: true },
  });
  const span = (kind: 'half-year' | 'year', from: string, to: string) => ({
    periodKind: kind,
    periodFrom: day(from),
    periodTo: day(to),
    key: `report-${to}`,
  });
  const half = { ...BEFORE_5_JULY, ...span('half-year', '2026-01-01', '2026-06-30') };
  const year = { ...BEFORE_5_JULY, ...span('year', '2026-01-01', '2026-12-31') };
  const { cycleIds } = await startedPlan(
    office,
    confirmedPlan(
      office.agencyIds,
      duties === 1
        ? [{ cycles: [half, year] }]
        : [{ cycles: [half] }, { cycles: [year], owers: office.agencyIds.slice(0, alike ? 2 : 1) }],
    ),
  );
  const cycles = await world.ledger.db
    .selectFrom('cycle')
    .select(['id', 'period_kind as kind'])
    .where('id', 'in', [...cycleIds])
    .execute();
  const idOf = (kind: string) => cycles.find((cycle) => cycle.kind === kind)!.id;
  for (const [kind, sessions] of [
    ['half-year', '40'],
    ['year', '35'],
  ] as const) {
    const cycleId = idOf(kind);
    await world.ledger.db
      .updateTable('cycle')
      .set({ opened_at: world.clock.now() })
      .where('id', '=', cycleId)
      .execute();
    await send(office, cycleId, [{ PROP_SESSIONS: sessions }]);
    taken(await office.inOffice((scope) => closeCollection(scope, { cycleId })));
    await world.cycles.consolidate({ officeId: office.officeId, cycleId });
  }
  expect((await latestPaper(office, idOf('half-year'))).doubts).toEqual([]);
  const below = '35, thấp hơn số đã tổng hợp của 6 tháng đầu năm 2026 (40)';
  expect((await latestPaper(office, idOf('year'))).doubts).toEqual(
    alike ? [expect.stringContaining(below)] : [],
  );
});
