import { expect, test } from '@jest/globals';
import { daysOfMonth, monthOrNull } from '../../../domain/month.js';
import { day } from '../../../domain/day.js';
import { submitReport } from '../../../office/collection/obligation-acts.js';
import { redraftLetter } from '../../../office/cycle/cycle.js';
import { setSettings } from '../../../office/directory/directory.js';
import { tellOverviews } from '../../../office/overview/tell-overview.js';
import { overviewOf } from '../../../office/overview/overview.js';
import { submitForApproval } from '../../../office/paper/put-forward.js';
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

const world = ledgerOfFile();

const JULY = monthOrNull('2026-07')!;

/** An office on 8 July 2026: one report of three came, the urging letter waits for approval; a second plan is due in August. */
async function inJuly() {
  world.clock.to('2026-06-05T08:00');
  const office = await makeOffice(world, { agencies: [{ name: 'Sở A' }, { name: 'Sở B' }, {}] });
  await office.ledger.db
    .updateTable('office')
    .set({ opened_at: world.clock.now() })
    .where('id', '=', office.officeId)
    .execute();
  const { cycleIds } = await startedPlan(office);
  await startedPlan(
    office,
    confirmedPlan(office.agencyIds, [
      { cycles: [{ ...BEFORE_5_JULY, key: 'report-2026-08-20', dueDay: day('2026-08-20') }] },
    ]),
  );
  const cycleId = cycleIds[0]!;
  const [first] = await obligationsOf(office, cycleId);
  world.clock.to('2026-07-08T10:00');
  const content = report();
  taken(
    await office.inOffice((scope) => submitReport(scope, { obligationId: first!.id, content })),
  );
  const { documentId } = taken(await office.inOffice((scope) => redraftLetter(scope, { cycleId })));
  taken(await office.inOffice((scope) => submitForApproval(scope, { documentId })));
  return { office, cycleId };
}

test('the register of a month counts each report and says with whom its papers wait', async () => {
  const { office, cycleId } = await inJuly();
  const lines = await overviewOf(office.ledger.db, {
    officeId: office.officeId,
    month: JULY,
    now: world.clock.now(),
  });
  expect(daysOfMonth(JULY).to).toBe('2026-07-31');
  expect(lines).toEqual([
    expect.objectContaining({
      cycleId,
      place: 'due',
      dueDay: '2026-07-05',
      expected: 3,
      received: 1,
      late: 1,
      overdue: 2,
      claimed: 0,
      papers: [
        {
          kind: 'urgingLetter',
          state: 'awaitingApproval',
          with: 'approver',
          names: ['Cán bộ approver'],
        },
      ],
    }),
  ]);
});

test('it is mailed once to whom the settings name, with its workbook, and again to nobody', async () => {
  const { office } = await inJuly();
  const reader = office.staff.approver;
  const named = (overviewReaders: readonly string[]) =>
    office.inOffice((scope) => setSettings(scope, { overviewReaders }));
  taken(await named([reader]));
  world.clock.to('2026-08-02T09:00');
  expect(await tellOverviews(office.ledger)).toBe(0);
  // The first working day of August is Monday the 3rd; the worker comes back on the 4th.
  world.clock.to('2026-08-04T09:00');
  expect(await tellOverviews(office.ledger)).toBe(1);
  taken(await named([reader, office.staff.officer]));
  expect(await tellOverviews(office.ledger)).toBe(0);
  const sent = (await office.send('post')).filter(({ subject }) => subject.includes('Sổ theo dõi'));
  expect(sent.map(({ to, subject }) => [to.address, subject])).toEqual([
    ['approver@songhuong.example', '[Theo dõi] Sổ theo dõi báo cáo tháng 7/2026'],
  ]);
  expect(sent[0]?.text).toContain('đã nhận 1/3, sau hạn 1, quá hạn 2');
  expect(sent[0]?.text).toContain('Công văn đôn đốc: chờ duyệt (Cán bộ approver)');
  expect(sent[0]?.text).toContain('/overview/2026-07');
  expect(sent[0]?.attachments.map(({ fileName }) => fileName)).toEqual([
    'so-theo-doi-2026-07.xlsx',
  ]);
});

test('nobody of another office, and nobody who has left, is named', async () => {
  world.clock.to('2026-06-05T08:00');
  const office = await makeOffice(world, { agencies: [{}] });
  const other = await makeOffice(world, { agencies: [{}] });
  const refused = await office.inOffice((scope) =>
    setSettings(scope, { overviewReaders: [other.staff.officer] }),
  );
  expect(refused).toMatchObject({ ok: false, error: 'READER_UNKNOWN' });
});
