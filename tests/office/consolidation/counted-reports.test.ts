import { expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import {
  acceptReports,
  acceptReport,
  reopenReport,
  returnReport,
  submitReport,
} from '../../../office/collection/report.js';
import { closeCollection } from '../../../office/cycle/cycle.js';
import { cycleFigures } from '../../../office/cycle/figures.js';
import { contentFromLedger } from '../../../office/paper/live-content.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, obligationsOf, report, startedPlan, taken } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

async function underWay(settings: { countSubmitted: boolean }) {
  const agencies = ['Sở A', 'Sở B', 'Sở C', 'Sở D'].map((name) => ({ name }));
  const office = await makeOffice(world, { agencies, settings });
  const { cycleIds } = await startedPlan(office);
  const cycleId = cycleIds[0]!;
  const ids = (await obligationsOf(office)).map(({ id }) => id);
  const send = async (id: string, sessions: string) =>
    taken(
      await office.inOffice((scope) =>
        submitReport(scope, {
          obligationId: id,
          content: report({ figures: { PROP_SESSIONS: sessions } }),
        }),
      ),
    );
  // A accepted, B received, C accepted once, reopened and sent back, D never came.
  await send(ids[0]!, '10');
  await send(ids[1]!, '20');
  await send(ids[2]!, '40');
  for (const id of [ids[0]!, ids[2]!]) {
    taken(await office.inOffice((scope) => acceptReport(scope, { obligationId: id })));
  }
  taken(
    await office.inOffice((scope) =>
      reopenReport(scope, { obligationId: ids[2]!, reason: 'Số liệu nhầm' }),
    ),
  );
  taken(
    await office.inOffice((scope) =>
      returnReport(scope, {
        obligationId: ids[2]!,
        reason: 'Thiếu biểu',
        newDueDay: day('2026-07-06'),
      }),
    ),
  );
  return { office, cycleId, ids };
}

async function reportOf({ office, cycleId }: Awaited<ReturnType<typeof underWay>>) {
  taken(await office.inOffice((scope) => closeCollection(scope, { cycleId })));
  await world.cycles.consolidate({ officeId: office.officeId, cycleId });
  const document = await world.ledger.db
    .selectFrom('document')
    .selectAll()
    .where('office_id', '=', office.officeId)
    .where('kind', '=', 'consolidatedReport')
    .executeTakeFirstOrThrow();
  const content = await contentFromLedger(world.ledger.db, document);
  if (content.kind !== 'consolidatedReport') throw new Error('another paper');
  return content;
}

test('accepted reports count; what came and was not accepted is neither counted nor missing', async () => {
  const cycle = await underWay({ countSubmitted: false });
  const { report: paper, figures } = await reportOf(cycle);
  expect(paper.counts).toMatchObject({
    expected: 4,
    received: 3,
    missing: 1,
    checking: 1,
    supplementing: 1,
  });
  expect(figures.indicators.find(({ code }) => code === 'PROP_SESSIONS')?.total).toBe('10');
  expect(figures.supplementing).toEqual([
    { agency: 'Sở C', version: 1, values: { PROP_SESSIONS: '40' }, nil: [] },
  ]);
});

test('where the office has set so, received reports count as well, and those sent back do not', async () => {
  const cycle = await underWay({ countSubmitted: true });
  const { report: paper, figures } = await reportOf(cycle);
  expect(paper.counts).toMatchObject({ received: 3, checking: 0, supplementing: 1 });
  expect(figures.indicators.find(({ code }) => code === 'PROP_SESSIONS')?.total).toBe('30');
});

test('all reports that wait to be checked are accepted at once, nobody is told twice', async () => {
  const { office, cycleId, ids } = await underWay({ countSubmitted: false });
  const where = { officeId: office.officeId, cycleId };
  expect(taken(await office.inOffice((scope) => acceptReports(scope, { cycleId })))).toEqual({
    accepted: 1,
  });
  expect(taken(await office.inOffice((scope) => acceptReports(scope, { cycleId })))).toEqual({
    accepted: 0,
  });
  const figures = await cycleFigures(world.ledger.db, where);
  expect(figures?.figures.find(({ code }) => code === 'PROP_SESSIONS')?.total).toBe('30');
  const told = await world.ledger.db
    .selectFrom('notice')
    .select('obligation_id')
    .where('office_id', '=', office.officeId)
    .where('name', '=', 'accepted')
    .execute();
  expect(told.filter(({ obligation_id }) => obligation_id === ids[1])).toHaveLength(1);
});
