import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import { templatePress } from '../../documents/press.js';
import { acceptReport, submitReport } from '../../office/collection/obligation-acts.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { closeCollection } from '../../office/cycle/cycle.js';
import { repacked, unzip } from '../documents/unzip.js';
import { aReport, ask, multipart, openOffice, openSite, startedPlan } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';

let site: TestSite;
let office: TestOffice;

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'songhuong');
});

afterAll(async () => {
  await site.close();
});

/** Uploads a file to a route of the templates, as a role. */
async function uploaded(
  path: string,
  bytes: Buffer,
  role: 'admin' | 'officer' | 'clerk' = 'admin',
  kind = 'consolidatedReport',
) {
  const form = multipart({ kind }, [{ name: 'mau.docx', bytes }]);
  return site.app.inject({
    method: 'POST',
    url: `/api/paper-templates${path}`,
    payload: form.payload,
    headers: { ...form.headers, cookie: office.cookies[role], 'x-requested-with': 'dondoc' },
  });
}

const cookie = () => office.cookies.admin;

/** The sample with a word of its own, by which the layout is known. */
async function ownLayout(): Promise<Buffer> {
  const sample = await templatePress.sample('consolidatedReport');
  const xml = (await unzip(sample)).get('word/document.xml') ?? '';
  return repacked(sample, { 'word/document.xml': xml.replaceAll('Nơi nhận:', 'Nơi nhận RIÊNG:') });
}

/** A report drafted by the office, put before the committee or not, as the text of its file. */
async function draftedText(proposal: boolean): Promise<string> {
  const plan = await startedPlan(site, office);
  await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, async (scope) => {
    const obligationId = plan.obligationIds.commune;
    const content = { ...aReport(), channel: 'link' as const, attachments: [] };
    await submitReport(scope, { obligationId, content });
    await acceptReport(scope, { obligationId });
    await closeCollection(scope, { cycleId: plan.cycleId });
  });
  await createCycleLedger(site.ledger).consolidate({ officeId: office.id, cycleId: plan.cycleId });
  const { id, paper } = await site.ledger.db
    .selectFrom('document')
    .select(['id', 'paper'])
    .where('cycle_id', '=', plan.cycleId)
    .executeTakeFirstOrThrow();
  if (proposal) {
    await site.ledger.db
      .updateTable('document')
      .set({ paper: JSON.stringify({ ...(paper as object), proposal: true }) })
      .where('id', '=', id)
      .execute();
  }
  const answer = await ask(site, 'GET', `/api/papers/${id}/docx`, {
    cookie: office.cookies.officer,
  });
  expect(answer.statusCode).toBe(200);
  return (await unzip(answer.rawPayload)).get('word/document.xml') ?? '';
}

test('a template is looked at, tried, used for a report and behind a Tờ trình, and taken back', async () => {
  const sample = await ask(site, 'GET', '/api/paper-templates/consolidatedReport/sample', {
    cookie: cookie(),
  });
  expect(sample.rawPayload.subarray(0, 2).toString()).toBe('PK');

  // What is wrong is named, nothing is kept of it.
  const wrong = await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph('{kinh gui}')] }] }),
  );
  const problems = expect.arrayContaining([
    'Không có trường “{kinh gui}”. Có phải “{Kính gửi}”?',
    'Thiếu trường bắt buộc {Số và ký hiệu}.',
  ]) as unknown;
  expect((await uploaded('/check', wrong)).json()).toEqual({ problems, pages: null });
  expect((await uploaded('', wrong)).json()).toMatchObject({
    error: { code: 'TEMPLATE_INVALID', details: { problems } },
  });
  const templates = async () =>
    (await ask(site, 'GET', '/api/paper-templates', { cookie: cookie() })).json<unknown>();
  const none = {
    templates: [
      { kind: 'urgingLetter', own: null },
      { kind: 'consolidatedReport', own: null },
    ],
  };
  expect(await templates()).toEqual(none);

  // The trial shows the paper with invented content, the Tờ trình in front.
  const own = await ownLayout();
  const tried = await uploaded('/check', own);
  expect(tried.json()).toMatchObject({ problems: [] });
  for (const said of ['TỜ TRÌNH', 'DỰ THẢO', 'Nơi nhận RIÊNG:'])
    expect(tried.payload).toContain(said);
  expect(await templates()).toEqual(none);

  for (const role of ['officer', 'clerk'] as const)
    expect((await uploaded('', own, role)).statusCode).toBe(403);
  expect((await uploaded('', own)).statusCode).toBe(200);
  expect(await templates()).toMatchObject({
    templates: [{ own: null }, { own: { fileName: 'mau.docx' } }],
  });
  expect(await draftedText(false)).toContain('Nơi nhận RIÊNG:');
  const proposal = await draftedText(true);
  expect(proposal.match(/Nơi nhận RIÊNG:/gu)).toHaveLength(2);
  expect(proposal).toContain('DỰ THẢO');

  const dropped = await ask(site, 'DELETE', '/api/paper-templates?kind=consolidatedReport', {
    cookie: cookie(),
  });
  const { sha256 } = dropped.json<{ sha256: string }>();
  expect(await templates()).toEqual(none);
  const again = { cookie: cookie(), body: { kind: 'consolidatedReport', sha256 } };
  expect((await ask(site, 'POST', '/api/paper-templates/again', again)).statusCode).toBe(200);
  expect(await templates()).toMatchObject({ templates: [{ own: null }, { own: {} }] });
});
