import { expect, test } from '@jest/globals';
import { acceptReport, submitReport } from '../../../office/collection/report.js';
import { consolidatedReports } from '../../../office/consolidation/consolidated-values.js';
import type { KeptConsolidation } from '../../../office/consolidation/kept-consolidation.js';
import { decideCycle } from '../../../domain/cycle.js';
import { day } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile();

/** "Các sở … trước ngày 05/7, riêng đơn vị thứ ba … ngày 10/7; tổng hợp, báo cáo Bộ … ngày 25/7." */
async function sharedPlan() {
  world.clock.to('2026-06-15T08:00');
  const office = await makeOffice(world, { agencies: [{}, {}, {}, { standing: true }] });
  const [first, second, third, standing] = office.agencyIds;
  const upward = dueOn(day('2026-07-25'), 'upward');
  const plan = await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY], owers: [first!, second!, standing!] },
      { cycles: [dueOn(day('2026-07-10'), 'report-2026-07-10')], owers: [third!, standing!] },
      { cycles: [upward], what: 'consolidated-report' },
    ]),
  );
  const [early, last, onward] = plan.cycleIds;
  return { office, early: early!, last: last!, onward: onward! };
}

async function reports(office: TestOffice, cycleId: string): Promise<void> {
  const owing = await obligationsOf(office, cycleId);
  for (const { id } of owing.filter(({ chased }) => chased)) {
    const content = report();
    taken(
      await office.inOffice(async (scope) => submitReport(scope, { obligationId: id, content })),
    );
    taken(await office.inOffice(async (scope) => acceptReport(scope, { obligationId: id })));
  }
}

async function nextReportStep({ officeId, cycles }: TestOffice, cycleId: string) {
  const { facts, now } = await cycles.viewCycle({ officeId, cycleId, busy: false });
  const { report: next } = decideCycle(facts, now);
  return next.kind === 'do' ? next.step : next.kind;
}

test('the days of one duty are collected apart and go up in one report, which waits for them all', async () => {
  const { office, early, last, onward } = await sharedPlan();
  const rows = await office.ledger.db
    .selectFrom('cycle')
    .select(['id', 'merged_in', 'feeds_from'])
    .where('office_id', '=', office.officeId)
    .execute();
  const of = (id: string) => rows.find((row) => row.id === id);
  expect(of(early)).toMatchObject({ merged_in: last });
  expect(of(last)).toMatchObject({ merged_in: null });
  expect(of(onward)).toMatchObject({ feeds_from: last });

  const standing = office.agencyIds[3];
  const [withEarly, withLast] = [
    await obligationsOf(office, early),
    await obligationsOf(office, last),
  ];
  // Else its own figures would be added up twice.
  expect(withEarly.some(({ agency_id }) => agency_id === standing)).toBe(false);
  expect(withLast.some(({ agency_id }) => agency_id === standing)).toBe(true);

  await reports(office, last);
  // Its own are all in, the others' are not.
  expect(await nextReportStep(office, last)).toBe('wait');
  const told = await pokesOf(office, last);
  await reports(office, early);
  expect(await pokesOf(office, last)).toBeGreaterThan(told);

  const ref = (cycleId: string) => ({ officeId: office.officeId, cycleId });
  for (const cycleId of [early, last]) {
    expect(await nextReportStep(office, cycleId)).toBe('closeCollection');
    await office.cycles.closeCollection(ref(cycleId));
  }
  expect(await nextReportStep(office, early)).not.toBe('consolidate');
  expect(await nextReportStep(office, last)).toBe('consolidate');
  await office.cycles.consolidate(ref(last));
  const { totals } = await office.ledger.db
    .selectFrom('consolidation')
    .select('totals')
    .where('office_id', '=', office.officeId)
    .executeTakeFirstOrThrow();
  const kept = totals as unknown as KeptConsolidation;
  const reported = await consolidatedReports(office.ledger.db, office.officeId, kept);
  expect(new Set(reported.map(({ agencyId }) => agencyId))).toEqual(
    new Set(office.agencyIds.slice(0, 3)),
  );
});

test('without everybody the report is made when the last day is over', async () => {
  const { office, early, last } = await sharedPlan();
  await reports(office, last);
  world.clock.to('2026-07-31T08:00');
  for (const cycleId of [early, last]) {
    expect(await nextReportStep(office, cycleId)).toBe('closeCollection');
  }
});
