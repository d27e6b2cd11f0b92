import { expect, test } from '@jest/globals';
import { closeCollection, redraftReport } from '../../../office/cycle/cycle.js';
import { paperDetail } from '../../../office/paper/paper-views.js';
import { editReport, submitForApproval } from '../../../office/paper/put-forward.js';
import { submitReport } from '../../../office/collection/report.js';
import { paperPress } from '../../../documents/press.js';
import { paperFile } from '../../../office/paper/paper-files.js';
import { revertEffect, revertReport, takeFromWord } from '../../../office/paper/report-versions.js';
import { readBytes } from '../../../reader/main.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, obligationsOf, report, startedPlan, taken } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

test('the report writes itself, and nothing that the officer wrote is lost when it is made anew', async () => {
  const office = await makeOffice(world, { agencies: [{ name: 'Sở A' }, { name: 'Sở B' }] });
  const { cycleIds } = await startedPlan(office);
  const cycleId = cycleIds[0]!;
  const ids = (await obligationsOf(office)).map(({ id }) => id);
  const words = { results: 'Đã tổ chức lễ phát động tại trung tâm.' };
  const send = async (id: string | undefined, sessions: string) =>
    taken(
      await office.inOffice((scope) =>
        submitReport(scope, {
          obligationId: id!,
          content: report({ figures: { PROP_SESSIONS: sessions }, narrative: words }),
        }),
      ),
    );
  await send(ids[0], '10');
  await send(ids[1], 'khoảng 15');
  taken(await office.inOffice((scope) => closeCollection(scope, { cycleId })));
  await world.cycles.consolidate({ officeId: office.officeId, cycleId });
  const detail = async () => {
    const latest = await world.ledger.db
      .selectFrom('document')
      .select('id')
      .where('office_id', '=', office.officeId)
      .where('kind', '=', 'consolidatedReport')
      .orderBy('version', 'desc')
      .executeTakeFirstOrThrow();
    const shown = await paperDetail(world.ledger.db, {
      officeId: office.officeId,
      documentId: latest.id,
      now: world.clock.now(),
    });
    return shown!;
  };
  const first = await detail();
  const asked = { officeId: office.officeId, documentId: first.paper.id };
  const drafted = await paperFile(world.ledger.db, paperPress, { ...asked, format: 'docx' });
  const { text: inWord } = await readBytes({ name: 'bao-cao.docx', bytes: drafted!.bytes });
  expect(inWord).toMatch(/khoảng 25[\s\S]*Gồm số ước chừng của 01 cơ quan, đơn vị/u);
  expect(inWord).toMatch(/khoảng 15/u);
  const results = first.sections.find(({ key }) => key === 'results')!;
  expect(results.paragraphs.map(({ agency, text }) => [agency, text])).toEqual([
    ['', 'Đã tổ chức khoảng 25 buổi tuyên truyền trực tiếp.'],
    ['02 cơ quan, đơn vị', words.results],
  ]);
  expect(first.coverage.map(({ used }) => used)).toEqual([
    ['II. KẾT QUẢ THỰC HIỆN'],
    ['II. KẾT QUẢ THỰC HIỆN'],
  ]);
  const [figure, said] = results.paragraphs;
  const own = { agency: '', text: 'Nhìn chung các đơn vị triển khai nghiêm túc.' };
  taken(
    await office.inOffice((scope) =>
      editReport(scope, {
        documentId: first.paper.id,
        sections: first.sections.map((section) =>
          section.key === 'results'
            ? {
                ...section,
                paragraphs: [own, { ...said!, text: 'Nhiều nơi ra quân sớm.' }, figure!],
              }
            : section,
        ),
        listNotReported: false,
        copyWanted: false,
      }),
    ),
  );
  await send(ids[0], '30');
  taken(await office.inOffice((scope) => redraftReport(scope, { cycleId })));
  const again = await detail();
  expect(again.paper.version).toBe(first.paper.version + 1);
  const now = again.sections.find(({ key }) => key === 'results')!;
  expect(now.paragraphs.map(({ text }) => text)).toEqual([
    own.text,
    'Nhiều nơi ra quân sớm.',
    'Đã tổ chức khoảng 45 buổi tuyên truyền trực tiếp.',
  ]);
  expect(again.changes).toEqual([
    {
      heading: 'II. KẾT QUẢ THỰC HIỆN',
      what: 'changed',
      before: 'Đã tổ chức khoảng 25 buổi tuyên truyền trực tiếp.',
      after: 'Đã tổ chức khoảng 45 buổi tuyên truyền trực tiếp.',
    },
  ]);
  taken(await office.inOffice((scope) => submitForApproval(scope, { documentId: again.paper.id })));
  const frozen = await detail();
  expect([frozen.changes, frozen.coverage]).toEqual([[], []]);
  expect(frozen.sections[1]?.paragraphs[0]).toEqual(own);
});

test('a report edited in Word is the next version, and any earlier one can be gone back to', async () => {
  const office = await makeOffice(world, {
    agencies: [{ name: 'Sở A' }],
    settings: { countSubmitted: true },
  });
  const { cycleIds } = await startedPlan(office);
  const cycleId = cycleIds[0]!;
  const obligationId = (await obligationsOf(office))[0]!.id;
  const send = async (sessions: string) =>
    taken(
      await office.inOffice((scope) =>
        submitReport(scope, {
          obligationId,
          content: report({ figures: { PROP_SESSIONS: sessions } }),
        }),
      ),
    );
  await send('10');
  taken(await office.inOffice((scope) => closeCollection(scope, { cycleId })));
  await world.cycles.consolidate({ officeId: office.officeId, cycleId });
  const shown = async () => {
    const { id } = await world.ledger.db
      .selectFrom('document')
      .select('id')
      .where('office_id', '=', office.officeId)
      .orderBy('version', 'desc')
      .executeTakeFirstOrThrow();
    return (await paperDetail(world.ledger.db, {
      officeId: office.officeId,
      documentId: id,
      now: world.clock.now(),
    }))!;
  };
  const first = await shown();
  const file = await paperFile(world.ledger.db, paperPress, {
    officeId: office.officeId,
    documentId: first.paper.id,
    format: 'docx',
  });
  const { text } = await readBytes({ name: 'bao-cao.docx', bytes: file!.bytes });
  const back = async (words: string) =>
    office.inOffice((scope) =>
      takeFromWord(scope, {
        documentId: first.paper.id,
        bytes: Buffer.from('x'),
        text: words,
      }),
    );
  expect(await back('Thư mời họp')).toMatchObject({ ok: false, error: 'NOT_THIS_REPORT' });
  taken(await back(text.replace('Đã tổ chức 10 buổi', 'Toàn tỉnh đã tổ chức 12 buổi')));
  // The version it was edited from is no longer the newest.
  expect(await back(text)).toMatchObject({ ok: false, error: 'PAPER_STATE' });
  const second = await shown();
  expect(second.paper.version).toBe(2);
  expect(second.changes).toMatchObject([
    { what: 'changed', after: 'Toàn tỉnh đã tổ chức 12 buổi tuyên truyền trực tiếp.' },
  ]);
  expect(second.doubts).toEqual([expect.stringContaining('số 12 không có trong nguồn')]);
  await send('30');
  taken(await office.inOffice((scope) => redraftReport(scope, { cycleId })));
  const third = await shown();
  expect(third.figures[0]).toMatchObject({ total: '30' });
  const effect = taken(
    await revertEffect(world.ledger.db, {
      officeId: office.officeId,
      documentId: first.paper.id,
    }),
  );
  expect(effect.figures).toMatchObject([{ before: '30', after: '10' }]);
  expect(effect.changes).toMatchObject([
    { what: 'changed', after: 'Đã tổ chức 10 buổi tuyên truyền trực tiếp.' },
  ]);
  taken(await office.inOffice((scope) => revertReport(scope, { documentId: first.paper.id })));
  const fourth = await shown();
  expect(fourth.versions.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  expect(fourth.sections).toEqual(first.sections);
  expect(fourth.figures[0]).toMatchObject({ total: '10' });
  expect(fourth.changedSince).toEqual(['Sở A']);
});
