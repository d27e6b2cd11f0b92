import { expect, test } from '@jest/globals';
import { day, instant } from '../../../domain/day.js';
import { owedReports } from '../../../office/collection/agency-page.js';
import { submitReport } from '../../../office/collection/report.js';
import { board } from '../../../office/cycle/board.js';
import { claimSent, confirmClaims } from '../../../office/obligation/claim.js';
import { documentArrived } from '../../../office/obligation/document-arrived.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  makeOffice,
  noticesOf,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';

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

test('a half that does not come is asked for again on working mornings, a few times, and stands on the call list', async () => {
  const office = await makeOffice(world, {
    agencies: [{ name: 'Sở A' }, { name: 'Sở B' }, { name: 'Sở C' }],
  });
  const { cycleIds } = await startedPlan(office);
  const cycleId = cycleIds[0]!;
  const [a = '', b = ''] = (await obligationsOf(office)).map(({ id }) => id);
  const halvesAt = async () => {
    const cycle = world.ledger.db.selectFrom('cycle').select('halves_at').where('id', '=', cycleId);
    return (await cycle.executeTakeFirstOrThrow()).halves_at;
  };
  const sent = async (on: string) => {
    world.clock.to(`${on}T08:00`);
    await office.wave();
    return (await office.send('post'))
      .map(({ subject }) => subject)
      .filter((subject) => subject.includes('đề nghị gửi'));
  };
  world.clock.to('2026-06-01T09:00');
  await office.wave();
  await office.send();
  world.clock.to('2026-07-02T09:00');
  expect(await halvesAt()).toBeNull();
  const poked = await pokesOf(office, cycleId);
  const said = { documentNumber: '5/BC', documentDate: null, signer: null, senderName: 'Văn thư' };
  taken(await office.inOffice((scope) => claimSent(scope, { obligationId: a, ...said })));
  const came = { obligationIds: [a], arrivedOn: day('2026-07-02') };
  taken(await office.inOffice((scope) => confirmClaims(scope, came)));
  const content = report({ figures: { PROP_SESSIONS: '10' }, documentNumber: null });
  taken(await office.inOffice((scope) => submitReport(scope, { obligationId: b, content })));
  expect(await halvesAt()).toBe(instant('2026-07-07T08:00:00+07:00'));
  expect(await pokesOf(office, cycleId)).toBe(poked);
  await office.send('post');
  world.clock.to('2026-07-06T16:00');
  await office.wave();
  // The third working day; that morning the officer is told whom to ring, whatever is missing.
  world.clock.to('2026-07-07T08:00');
  await office.wave();
  const mails = await office.send('post');
  const asks = mails.map(({ subject }) => subject).filter((text) => text.includes('đề nghị'));
  expect(asks.sort()).toEqual([
    '[UBND tỉnh Sông Hương] Đã nhận số liệu báo cáo kết quả Tháng hành động, đề nghị gửi văn bản ký số',
    '[UBND tỉnh Sông Hương] Đã nhận văn bản báo cáo kết quả Tháng hành động, đề nghị gửi số liệu',
  ]);
  const calls = mails.find(({ subject }) => subject.includes('cần gọi điện 03 đơn vị'));
  expect(calls?.text).toMatch(/Sở A: .*còn thiếu số liệu/);
  expect(calls?.text).toMatch(/Sở B: .*còn thiếu văn bản ký số/);
  expect(await sent('2026-07-09')).toEqual([]);
  // What comes while its reminder waits is not asked for.
  world.clock.to('2026-07-10T08:00');
  await office.wave();
  const arrived = { obligationId: b, documentNumber: '6/BC', documentDate: null };
  taken(
    await office.inOffice((scope) =>
      documentArrived(scope, { ...arrived, arrivedOn: day('2026-07-10') }),
    ),
  );
  const second = (await office.send('post')).map(({ to }) => to.address);
  expect(second.filter((address) => /^dv0[12]/.test(address))).toEqual([
    'dv01.1@songhuong.example',
  ]);
  expect(
    (await noticesOf(office, 'event'))
      .filter(({ name }) => name === 'missingHalf')
      .map(({ why, mail }) => `${why ?? ''} ${mail ?? ''}`)
      .sort(),
  ).toEqual([' sent', ' sent', ' sent', 'halfCame suppressed']);
  const asked = { cycleId, now: world.clock.now(), show: 'calls' as const, limit: 50 };
  const where = { officeId: office.officeId, ...asked };
  const c = (await obligationsOf(office))[2]!.id;
  expect((await board(world.ledger.db, where))!.callList).toEqual([c, a]);
  expect(await sent('2026-07-16')).toHaveLength(1);
  expect(await halvesAt()).toBeNull();
  expect(await sent('2026-07-20')).toEqual([]);
});

test('the document is said to be sent after the figures, or before them; nobody is asked for it again', async () => {
  const office = await makeOffice(world, { agencies: [{ name: 'Sở A' }, { name: 'Sở B' }] });
  await startedPlan(office);
  const [after = '', before = ''] = (await obligationsOf(office)).map(({ id }) => id);
  await office.wave();
  await office.send();
  world.clock.to('2026-07-20T09:00');
  const said = {
    documentNumber: '8/BC-SA',
    documentDate: day('2026-07-17'),
    signer: 'Nguyễn Văn An',
    senderName: 'Văn thư',
  };
  const content = report({ figures: { PROP_SESSIONS: '10' }, documentNumber: null });
  const submit = async (obligationId: string) =>
    taken(await office.inOffice((scope) => submitReport(scope, { obligationId, content })));
  const claim = async (obligationId: string) =>
    office.inOffice((scope) => claimSent(scope, { obligationId, ...said }));
  taken(await claim(before));
  await submit(before);
  await submit(after);
  taken(await claim(after));
  const subjects = (await office.send('post')).map(({ subject }) => subject);
  // Only who had not yet said so is asked, and each claim is confirmed by a mail.
  expect(subjects.filter((text) => text.includes('đề nghị gửi văn bản ký số'))).toHaveLength(1);
  expect(subjects.filter((text) => text.includes('báo đã gửi'))).toHaveLength(2);
  expect((await obligationsOf(office)).map((row) => [row.state, row.missing_half])).toEqual([
    ['submitted', 'document'],
    ['submitted', 'document'],
  ]);
  const agencyOf = (await obligationsOf(office)).find(({ id }) => id === after)!.agency_id;
  const owed = await owedReports(world.ledger.db, {
    officeId: office.officeId,
    agencyId: agencyOf,
  });
  expect(owed).toMatchObject([{ missingHalf: 'document', documentClaimed: true }]);
  for (const obligationId of [before, after]) {
    taken(
      await office.inOffice((scope) =>
        documentArrived(scope, {
          obligationId,
          arrivedOn: day('2026-07-20'),
          documentNumber: null,
          documentDate: null,
        }),
      ),
    );
  }
  const kept = await world.ledger.db
    .selectFrom('submission')
    .select(['document_number', 'document_date', 'signer'])
    .where('office_id', '=', office.officeId)
    .execute();
  expect(kept).toEqual(
    [1, 2].map(() => ({
      document_number: '8/BC-SA',
      document_date: '2026-07-17',
      signer: 'Nguyễn Văn An',
    })),
  );
  const claims = await world.ledger.db
    .selectFrom('claim')
    .select('state')
    .where('office_id', '=', office.officeId)
    .execute();
  expect(claims).toEqual([{ state: 'confirmed' }, { state: 'confirmed' }]);
  expect(await claim(after)).toMatchObject({ ok: false, error: 'ALREADY_RECEIVED' });
});
