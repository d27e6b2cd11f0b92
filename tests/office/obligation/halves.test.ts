import { expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import { submitReport } from '../../../office/collection/report.js';
import { board } from '../../../office/cycle/board.js';
import { claimSent, confirmClaims } from '../../../office/obligation/claim.js';
import { documentArrived } from '../../../office/obligation/document-arrived.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, obligationsOf, report, startedPlan, taken } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

test('the missing half is asked for by its mail, listed by itself and never late', async () => {
  const office = await makeOffice(world, {
    agencies: [{ name: 'Sở A' }, { name: 'Sở B' }, { name: 'Sở C' }],
  });
  const { cycleIds } = await startedPlan(office);
  const cycleId = cycleIds[0]!;
  const [a, b, c] = (await obligationsOf(office)).map(({ id }) => id);
  await office.wave();
  await office.send();
  world.clock.to('2026-07-02T09:00');
  const said = { documentNumber: '5/BC', documentDate: null, signer: null, senderName: 'Văn thư' };
  taken(await office.inOffice((scope) => claimSent(scope, { obligationId: a!, ...said })));
  taken(
    await office.inOffice((scope) =>
      confirmClaims(scope, { obligationIds: [a!], arrivedOn: day('2026-07-02') }),
    ),
  );
  const figures = { PROP_SESSIONS: '10' };
  taken(
    await office.inOffice((scope) =>
      submitReport(scope, {
        obligationId: c!,
        content: report({ figures, documentNumber: '7/BC' }),
      }),
    ),
  );
  world.clock.to('2026-07-20T09:00');
  const content = report({ figures, documentNumber: null });
  taken(await office.inOffice((scope) => submitReport(scope, { obligationId: b!, content })));
  const subjects = (await office.send('post')).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject.includes('đề nghị gửi số liệu'))).toHaveLength(1);
  expect(subjects.filter((subject) => subject.includes('đề nghị gửi văn bản ký số'))).toHaveLength(
    1,
  );
  const rows = async (show: 'half' | 'overdue' | 'late') => {
    const where = { officeId: office.officeId, cycleId, now: world.clock.now(), show, limit: 50 };
    const shown = await board(world.ledger.db, where);
    return shown!.rows.map(({ agency, missingHalf }) => [agency, missingHalf]);
  };
  expect(await rows('half')).toEqual([
    ['Sở A', 'figures'],
    ['Sở B', 'document'],
  ]);
  expect(await rows('overdue')).toEqual([]);
  expect(await rows('late')).toEqual([['Sở B', 'document']]);
  // Its document had been in the document system in time: either in time is in time.
  const came = { obligationId: b!, documentNumber: '6/BC', documentDate: null };
  taken(
    await office.inOffice((scope) =>
      documentArrived(scope, { ...came, arrivedOn: day('2026-07-03') }),
    ),
  );
  expect(await rows('late')).toEqual([]);
  expect(
    await office.inOffice((scope) =>
      documentArrived(scope, { ...came, arrivedOn: day('2026-07-03') }),
    ),
  ).toMatchObject({ ok: false, error: 'NO_HALF_MISSING' });
  taken(await office.inOffice((scope) => submitReport(scope, { obligationId: a!, content })));
  expect(await rows('half')).toEqual([]);
});
