import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { linkToken } from '../../config/link-token.js';
import { day } from '../../domain/day.js';
import { ensureLink } from '../../office/agency-link/ensure-links.js';
import { acceptReport, submitReport } from '../../office/collection/obligation-acts.js';
import { closeCollection } from '../../office/cycle/cycle.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { approvePaper } from '../../office/paper/approval.js';
import { handedUpOf, handUp, seeToHandedUp, setUpwardLine } from '../../office/paper/hand-up.js';
import type { OfficeAbove } from '../../office/paper/hand-up.js';
import { submitForApproval } from '../../office/paper/put-forward.js';
import { numberPaper, releasePaper } from '../../office/paper/release.js';
import type { OfficeScope } from '../../office/scope.js';
import { readEdxml } from '../../reader/edxml/read-edxml.js';
import { officeAboveOverHttp } from '../../worker/office-above.js';
import {
  aReport,
  ask,
  LINK_KEY,
  openOffice,
  openSite,
  staffIdOf,
  startedPlan,
} from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';

let province: TestSite;
let ministry: TestSite;
let address: string;

beforeAll(async () => {
  province = await openSite();
  ministry = await openSite();
  address = await ministry.app.listen({ host: '127.0.0.1', port: 0 });
}, 60_000);

afterAll(async () => {
  await province.close();
  await ministry.close();
});

/** An office with a released report: 12 sessions, in figures and words. */
async function withReport(site: TestSite, office: TestOffice, plan: TestPlan): Promise<string> {
  const act = <T>(work: (scope: OfficeScope) => Promise<T>) =>
    site.ledger.inOffice({ officeId: office.id, actor: 'system' }, work);
  const content = {
    ...aReport(),
    figures: { PROP_SESSIONS: '12', PROP_ATTEND: '1.250' },
    narrative: { results: 'Đã tổ chức 12 buổi.' },
    channel: 'link' as const,
    attachments: [],
  };
  await act((scope) => submitReport(scope, { obligationId: plan.obligationIds.commune, content }));
  await act((scope) => acceptReport(scope, { obligationId: plan.obligationIds.commune }));
  await act((scope) => closeCollection(scope, { cycleId: plan.cycleId }));
  await createCycleLedger(site.ledger).consolidate({ officeId: office.id, cycleId: plan.cycleId });
  const { id: documentId } = await site.ledger.db
    .selectFrom('document')
    .select('id')
    .where('office_id', '=', office.id)
    .executeTakeFirstOrThrow();
  const staffId = await staffIdOf(site, office.id, 'approver');
  const signedPdf = { fileName: 'bao-cao.pdf', bytes: Buffer.from('%PDF-1.7 đã ký') };
  for (const step of [
    (scope: OfficeScope) => submitForApproval(scope, { documentId }),
    (scope: OfficeScope) => approvePaper(scope, { documentId, staffId }),
    (scope: OfficeScope) =>
      numberPaper(scope, { documentId, number: '5', issuedOn: day('2026-07-08'), signedPdf }),
    (scope: OfficeScope) => releasePaper(scope, { documentId, staffId, channel: 'trục' }),
  ]) {
    const done = await act(step);
    if (!done.ok) throw new Error(done.error);
  }
  return documentId;
}

/** The link of the office above for one of its agencies. */
async function lineTo(site: TestSite, office: TestOffice) {
  const link = await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, (scope) =>
    ensureLink(scope, office.agencyIds.police),
  );
  return linkToken(LINK_KEY, link);
}

async function taken(site: TestSite, obligationId: string) {
  const submissions = await site.ledger.db
    .selectFrom('submission')
    .select(['figures', 'narrative', 'document_number', 'document_date', 'channel', 'sender_name'])
    .where('obligation_id', '=', obligationId)
    .execute();
  const files = await site.ledger.db
    .selectFrom('attachment')
    .select('file_name')
    .where('office_id', 'in', (eb) =>
      eb.selectFrom('obligation').select('office_id').where('id', '=', obligationId),
    )
    .execute();
  return { submissions, files: files.map(({ file_name }) => file_name) };
}

/** An office below with its report, and one above that awaits it; `above` on a site of its own or the same. */
async function below(names: string, above: TestSite = ministry) {
  const lower = await openOffice(province, `tinh${names}`);
  const upper = await openOffice(above, `bo${names}`);
  for (const site of new Set([province, above])) site.setNow('2026-06-01T08:00:00+07:00');
  const plan = await startedPlan(province, lower);
  const awaited = await startedPlan(above, upper);
  province.setNow('2026-07-08T08:00:00+07:00');
  const documentId = await withReport(province, lower, plan);
  const act = <T>(work: (scope: OfficeScope) => Promise<T>) =>
    province.ledger.inOffice({ officeId: lower.id, actor: 'system' }, work);
  const line = { address, token: await lineTo(above, upper) };
  await act((scope) => setUpwardLine(scope, line));
  let minute = 0;
  return {
    lower,
    upper,
    awaited,
    documentId,
    act,
    line,
    standing: async () =>
      (await handedUpOf(province.ledger.db, { officeId: lower.id, documentId })).standing,
    /** One look of the worker, half an hour after the last. */
    look: async (to: OfficeAbove = officeAboveOverHttp()) => {
      minute += 31;
      const hour = String(8 + Math.floor(minute / 60)).padStart(2, '0');
      province.setNow(`2026-07-08T${hour}:${String(minute % 60).padStart(2, '0')}:00+07:00`);
      return seeToHandedUp(province.ledger, to, { now: province.now });
    },
    paper: async () =>
      province.ledger.db
        .selectFrom('document')
        .select(['state', 'acknowledged_at'])
        .where('id', '=', documentId)
        .executeTakeFirstOrThrow(),
  };
}

describe('two installations, one above the other', () => {
  test('the report goes up once whatever gets lost, and its acceptance comes down as the acknowledgement', async () => {
    const got = await below('mot');
    const { act, documentId, look, standing, awaited, upper } = got;
    expect(await act((scope) => handUp(scope, { documentId, dutyId: null }))).toMatchObject({
      ok: true,
    });
    expect(await act((scope) => handUp(scope, { documentId, dutyId: null }))).toMatchObject({
      error: 'PAPER_STATE',
    });
    // The line is down; then the answer is lost although the report has arrived.
    const real = officeAboveOverHttp();
    const nowhere = { ...got.line, address: 'http://127.0.0.1:1' };
    await look({ ...real, send: (_line, ...rest) => real.send(nowhere, ...rest) });
    expect(await standing()).toMatchObject({ state: 'waiting' });
    const lost: OfficeAbove = {
      ...real,
      send: async (...asked) => {
        await real.send(...asked);
        return { kind: 'unreachable', problem: 'mất kết nối' };
      },
    };
    await look(lost);
    expect(await standing()).toMatchObject({ state: 'waiting', problem: 'mất kết nối' });
    await look();
    expect(await standing()).toMatchObject({ state: 'received', problem: null });
    const { police } = awaited.obligationIds;
    expect(await taken(ministry, police)).toEqual({
      submissions: [
        {
          figures: expect.objectContaining({ PROP_SESSIONS: '12', PROP_ATTEND: '1250' }) as unknown,
          narrative: expect.objectContaining({
            results: expect.stringContaining('Đã tổ chức 12 buổi.') as unknown,
          }) as unknown,
          document_number: '05/BC-UBND',
          document_date: '2026-07-08',
          channel: 'dondoc',
          sender_name: 'Công an tỉnh Sông Hương (tinhmot)',
        },
      ],
      files: ['bao-cao.pdf'],
    });
    // Its signature was looked for, as in a PDF from an agency's own page; this one is no whole file.
    const { signed } = await ministry.ledger.db
      .selectFrom('upload')
      .select('signed')
      .where('office_id', '=', upper.id)
      .where('taken_at', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(signed).toEqual({ signatures: [], printed: null, unread: 'damaged' });
    await ministry.ledger.inOffice({ officeId: upper.id, actor: 'system' }, (scope) =>
      acceptReport(scope, { obligationId: police }),
    );
    await look();
    expect(await standing()).toMatchObject({ state: 'accepted' });
    expect((await got.paper()).state).toBe('acknowledged');
    expect(await look()).toBe(0);
  });

  test('what the office above sends back the officer hears of, once, with the reason', async () => {
    const { act, documentId, look, standing, lower } = await below('nam');
    await act((scope) => handUp(scope, { documentId, dutyId: null }));
    const sendsBack: OfficeAbove = {
      send: async () => Promise.resolve({ kind: 'received', at: null, reason: null }),
      ask: async () => Promise.resolve({ kind: 'returned', at: null, reason: 'Thiếu biểu số 2' }),
    };
    await look(sendsBack);
    await look(sendsBack);
    expect(await standing()).toMatchObject({ state: 'returned', problem: 'Thiếu biểu số 2' });
    expect(await look(sendsBack)).toBe(0);
    const told = await province.ledger.db
      .selectFrom('notice')
      .innerJoin('message', 'message.id', 'notice.message_id')
      .select(['message.to_address as to', 'notice.data', 'notice.document_id as documentId'])
      .where('notice.office_id', '=', lower.id)
      .where('notice.name', '=', 'returnedAbove')
      .execute();
    expect(told.find(({ to }) => to?.startsWith('officer@'))).toMatchObject({
      data: { number: '05/BC-UBND', reason: 'Thiếu biểu số 2' },
      documentId,
    });
    expect(new Set(told.map(({ to }) => to)).size).toBe(told.length);
  });

  test('a link that was revoked is said so, and nothing is tried again by itself', async () => {
    const { act, documentId, look, standing, upper } = await below('hai');
    await ministry.ledger.db
      .updateTable('link')
      .set({ revoked_at: ministry.now() })
      .where('office_id', '=', upper.id)
      .execute();
    await act((scope) => handUp(scope, { documentId, dutyId: null }));
    await look();
    expect(await standing()).toMatchObject({
      state: 'refused',
      problem: expect.stringMatching(/^410 Đường dẫn đã được thay/) as unknown,
    });
    expect(await look()).toBe(0);
  });

  test('what is only tried in an office that is not open goes nowhere', async () => {
    const { act, documentId, lower, standing } = await below('tu');
    await province.ledger.db
      .updateTable('office')
      .set({ opened_at: null })
      .where('id', '=', lower.id)
      .execute();
    expect(await act((scope) => handUp(scope, { documentId, dutyId: null }))).toMatchObject({
      error: 'OFFICE_PREPARED',
    });
    expect(await standing()).toBeNull();
  });

  test('a stranger’s token is refused before a byte is kept', async () => {
    const answer = await ministry.app.inject({
      method: 'POST',
      url: '/api/up/reports',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(answer.statusCode).toBe(404);
  });
});

describe('two offices in one ledger', () => {
  test('the lower one’s report is the upper one’s submission', async () => {
    const here = await province.app.listen({ host: '127.0.0.1', port: 0 });
    const { lower, act, documentId, look, standing, awaited, line } = await below('ba', province);
    await act((scope) => setUpwardLine(scope, { ...line, address: here }));
    await act((scope) => handUp(scope, { documentId, dutyId: null }));
    await look();
    expect(await standing()).toMatchObject({ state: 'received' });
    const { submissions } = await taken(province, awaited.obligationIds.police);
    expect(submissions).toMatchObject([{ document_number: '05/BC-UBND', channel: 'dondoc' }]);

    // The same report as a file for the document axis: it answers what was asked from above.
    await province.ledger.db
      .updateTable('plan')
      .set({
        identity: sql`identity || ${JSON.stringify({
          trigger: 'Công văn số 573/TTg-KGVX ngày 25/5/2026 của Bộ Công an',
        })}::jsonb`,
      })
      .where('office_id', '=', lower.id)
      .execute();
    await ask(province, 'PUT', '/api/settings', {
      cookie: lower.cookies.admin,
      body: { organId: 'H99.07', organs: [{ name: 'Bộ Công an', organId: 'G01' }] },
    });
    const out = await ask(province, 'POST', `/api/papers/${documentId}/edxml`, {
      cookie: lower.cookies.clerk,
      body: {},
    });
    expect(await readEdxml(out.rawPayload)).toMatchObject({
      value: {
        ...{ steering: '3', dueOn: null, to: [{ name: 'Bộ Công an', organId: 'G01' }] },
        ...{ documentId: 'H99.07,2026/07/08,05/BC-UBND', type: { name: 'Báo cáo' } },
        responseFor: [{ organId: 'G01', code: '573/TTg-KGVX', issuedOn: '2026-05-25' }],
        files: [{ name: 'bao-cao.pdf' }, { name: 'Số liệu tổng hợp.xlsx' }],
      },
    });
  });
});
