import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { axisRoutes } from '../../contract/axis.js';
import { ObligationDetail } from '../../contract/obligations.js';
import { toDoRoutes } from '../../contract/to-do.js';
import { ErrorAnswer } from '../../contract/values.js';
import type { AxisMessage } from '../../domain/axis/message.js';
import { outgoingHead } from '../../domain/axis/outgoing.js';
import { day, instant } from '../../domain/day.js';
import { renderEdxml } from '../../documents/edxml.js';
import * as acts from '../../office/collection/obligation-acts.js';
import { redraftLetter } from '../../office/cycle/cycle.js';
import { approvePaper } from '../../office/paper/approval.js';
import { submitForApproval } from '../../office/paper/put-forward.js';
import { numberPaper, releasePaper } from '../../office/paper/release.js';
import type { OfficeScope } from '../../office/scope.js';
import { readEdxml } from '../../reader/edxml/read-edxml.js';
import {
  ask,
  aReport,
  multipart,
  openOffice,
  openSite,
  staffIdOf,
  startedPlan,
} from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';

const COMMUNE = '000.01.19.H99';
const OWN = '000.00.07.H99';
const PLAN = { code: '15/KH-UBND', organId: OWN, issuedOn: day('2026-05-12'), documentId: '' };
const PDF = readFileSync(new URL('../reader/signed/bao-cao.pdf', import.meta.url));

let site: TestSite;
let office: TestOffice;
let plan: TestPlan;
/** Two more offices with the same plan. */
let sending: { readonly office: TestOffice; readonly plan: TestPlan };
let halves: { readonly office: TestOffice; readonly plan: TestPlan };

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'axis');
  plan = await startedPlan(site, office);
  [sending, halves] = [await another('ra'), await another('nua')];
  site.setNow('2026-07-08T09:00:00+07:00');
  await asAdmin('PUT', '/api/settings', { organId: OWN });
  await asAdmin('PUT', `/api/agencies/${office.agencyIds.commune}`, {
    ...{ name: 'UBND xã Đồng Mai', kind: 'commune', tags: [], standing: false, binding: true },
    ...{ contacts: [], organId: COMMUNE },
  });
}, 60_000);

async function another(short: string) {
  const opened = await openOffice(site, short);
  return { office: opened, plan: await startedPlan(site, opened) };
}

afterAll(async () => {
  await site.close();
});

const asAdmin = async (method: 'GET' | 'PUT', url: string, body?: object) =>
  ask(site, method, url, { cookie: office.cookies.admin, ...(body === undefined ? {} : { body }) });
const asOfficer = async (
  url: string,
  body: object = {},
  { headers = {}, to = office }: { headers?: Record<string, string>; to?: TestOffice } = {},
) => ask(site, 'POST', url, { cookie: to.cookies.officer, body, headers });

const report = (given: object = {}, files: readonly (readonly [string, Buffer])[] = []) =>
  renderEdxml({
    ...outgoingHead({
      ...{ number: '45/BC-UBND', issuedOn: day('2026-07-03'), place: 'Đồng Mai' },
      ...{ from: { name: 'Văn phòng HĐND và UBND xã', organId: COMMUNE }, to: [] },
      ...{ typeName: 'Báo cáo', subject: 'Kết quả tháng hành động', signingCapacity: [] },
      ...{ signerName: 'Nguyễn Văn An', dueOn: null, toPlaces: [], pages: null },
      ...{ responseFor: [PLAN], steering: 'reports' },
    }),
    trace: [{ organId: COMMUNE, at: instant('2026-07-03T15:00:00+07:00') }],
    ...given,
    files: files.map(([name, bytes]) => ({ name, bytes, contentType: '', description: '' })),
  });
const status = (
  code: string,
  about: object,
  from: { name: string; organId: string },
  at = instant('2026-07-08T08:30:00+07:00'),
) => {
  const nothing = { address: '', email: '', telephone: '', fax: '', website: '', inCharge: '' };
  const message: AxisMessage = {
    ...{ kind: 'status', code, description: 'Văn thư đã xem', from: { ...nothing, ...from } },
    responseFor: { organId: '', code: '', issuedOn: null, documentId: '', ...about },
    at,
  };
  return renderEdxml(message);
};

/** Brings files to a cycle and looks what they are taken for. */
async function bring(
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
  { to = office, cycleId = plan.cycleId }: { to?: TestOffice; cycleId?: string } = {},
) {
  const form = multipart({}, files);
  const url = `/api/cycles/${cycleId}/axis-files`;
  const kept = axisRoutes.keep.answer.parse(
    (await asOfficer(url, form.payload, { headers: form.headers, to })).json(),
  );
  const { uploadIds } = kept;
  const looked =
    uploadIds.length === 0
      ? { reports: [], statuses: [] }
      : axisRoutes.effect.answer.parse(
          (await asOfficer(`${url}/effect`, { uploadIds, arrivedOn: '2026-07-08' }, { to })).json(),
        );
  const take = async (chosen: readonly object[], statuses: readonly string[] = []) =>
    asOfficer(`${url}/take`, { arrivedOn: '2026-07-08', chosen, statuses }, { to });
  return { ...kept, ...looked, take };
}

const audited = async (act: string, officeId = office.id) =>
  (
    await site.ledger.db
      .selectFrom('audit')
      .select(['subject', 'details'])
      .where('office_id', '=', officeId)
      .where('act', '=', act)
      .execute()
  ).map(({ subject, details }) => ({ subject, ...details }));

test('a report from the axis settles its duty with number, day and file, and asks for its figures', async () => {
  const { commune, police } = plan.obligationIds;
  const bytes = report({}, [
    ['ghi-chu.txt', Buffer.from('ghi chú')],
    ['bao-cao.pdf', PDF],
  ]);
  const other = report({
    ...{
      documentId: 'khac',
      responseFor: [],
      steering: '1',
      code: { number: '7', notation: 'GM' },
    },
    subject: 'Mời họp',
  });
  const brought = await bring([
    { name: 'bao-cao.edxml', bytes },
    { name: 'giay-moi.edxml', bytes: other },
    { name: 'hong.edxml', bytes: Buffer.from('<edXML><a></edXML>') },
  ]);
  expect(brought.unread).toEqual([
    { fileName: 'hong.edxml', problem: 'Gói tin không đúng cấu trúc XML.' },
  ]);
  const [first, second] = brought.reports;
  expect(first).toMatchObject({
    ...{ verdict: 'sure', duty: { obligationId: commune }, byTrace: true },
    ...{ arrivedOn: '2026-07-03', files: ['bao-cao.pdf'], left: ['ghi-chu.txt'] },
  });
  expect(first?.why).toEqual(expect.arrayContaining(['sameOrgan', 'answersPlan']));
  expect(second).toMatchObject({ verdict: 'nobody', duty: null });

  const { uploadId = '' } = first ?? {};
  const forged = await brought.take([{ uploadId, obligationId: police }]);
  expect(ErrorAnswer.parse(forged.json()).error.code).toBe('SIGNED_FILE_CHANGED');
  const taken = await brought.take([{ uploadId, obligationId: commune }]);
  expect(taken.json()).toMatchObject({ confirmed: 1, arrived: 0, passed: 0, recorded: 0 });
  const detail = await ask(site, 'GET', `/api/obligations/${commune}`, {
    cookie: office.cookies.officer,
  });
  expect(ObligationDetail.parse(detail.json())).toMatchObject({
    row: { state: 'submitted', timeliness: 'onTime', missingHalf: 'figures' },
    versions: [
      {
        ...{ documentNumber: '45/BC-UBND', documentDate: '2026-07-03', signer: 'Nguyễn Văn An' },
        attachments: [{ fileName: 'bao-cao.pdf' }],
      },
    ],
  });
  expect(await audited('takeAxisReports')).toMatchObject([
    {
      subject: `cycle:${plan.cycleId}`,
      files: [{ obligationId: commune, arrivedOn: '2026-07-03' }],
    },
  ]);
  // Its agency hears once that it is here, not before that it claims to be.
  const notices = await site.ledger.db
    .selectFrom('notice')
    .select('name')
    .where('office_id', '=', office.id)
    .where('obligation_id', '=', commune)
    .where('name', 'in', ['claimed', 'received'])
    .execute();
  expect(notices).toEqual([{ name: 'received' }]);

  const again = await bring([{ name: 'lan-hai.edxml', bytes }]);
  expect(again.reports).toMatchObject([{ verdict: 'received', duty: { obligationId: commune } }]);
  const chosen = [{ uploadId: again.reports[0]?.uploadId, obligationId: commune }];
  expect((await again.take(chosen)).json()).toMatchObject({ confirmed: 0, arrived: 0, passed: 1 });
  expect(await audited('takeAxisReports')).toHaveLength(1);
}, 30_000);

test('a released letter goes out with its file, and what comes back stands beside it', async () => {
  const { office: beside, plan: mine } = sending;
  const { documentId, act } = await draftedLetter(beside, mine);
  const take = async (role: 'clerk' | 'officer' = 'clerk') =>
    ask(site, 'POST', `/api/papers/${documentId}/edxml`, {
      cookie: beside.cookies[role],
      body: {},
    });
  const code = async () => ErrorAnswer.parse((await take()).json()).error.code;
  expect(await code()).toBe('EDXML_NOT_OUT');
  await released(act, documentId, await staffIdOf(site, beside.id, 'approver'));
  expect(await code()).toBe('ORGAN_ID_MISSING');
  await ask(site, 'PUT', '/api/settings', {
    cookie: beside.cookies.admin,
    body: { organId: OWN, organs: [{ name: 'UBND tỉnh Sông Hương', organId: 'H99' }] },
  });
  const out = await take();
  const read = await readEdxml(out.rawPayload);
  expect(read).toMatchObject({
    ok: true,
    value: {
      ...{ kind: 'document', steering: '2', dueOn: '2026-07-05', business: '0' },
      ...{ code: { number: '31', notation: 'UBND-NC' }, issuedOn: '2026-07-08' },
      to: [{ name: 'Công an thành phố' }, { name: 'UBND xã Đồng Mai' }],
      files: [{ name: 'cong-van.pdf' }],
    },
  });
  const from = read.ok && read.value.kind === 'document' ? read.value.from.organId : '';
  expect(await audited('takeEdxml', beside.id)).toMatchObject([
    {
      subject: `document:${documentId}`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as unknown,
    },
  ]);

  const about = { organId: from, code: '31/UBND-NC', issuedOn: day('2026-07-08') };
  const commune = { name: 'UBND xã Đồng Mai', organId: '' };
  const police = { name: 'Công an thành phố', organId: '' };
  const back = await bring(
    [
      { name: '1.edxml', bytes: status('01', about, commune) },
      { name: '2.edxml', bytes: status('02', { code: '31/UBND-NC' }, police) },
      { name: '3.edxml', bytes: status('05', { code: '90/BC' }, police) },
      // It was not sent to them, so their word for it does not count.
      { name: 'la.edxml', bytes: status('06', about, { name: 'Bộ Nội vụ', organId: '' }) },
    ],
    { to: beside, cycleId: mine.cycleId },
  );
  expect(back.statuses.map(({ verdict, about: one }) => [verdict, one?.documentId])).toEqual([
    ['sure', documentId],
    ['doubtful', documentId],
    ['nobody', undefined],
    ['doubtful', documentId],
  ]);
  const ours = back.statuses.filter((_, n) => n !== 2).map(({ uploadId }) => uploadId);
  expect((await back.take([], ours)).json()).toMatchObject({ recorded: 3, passed: 0 });
  const standing = async () => {
    const view = axisRoutes.ofPaper.answer.parse(
      (
        await ask(site, 'GET', `/api/papers/${documentId}/axis`, { cookie: beside.cookies.clerk })
      ).json(),
    );
    const { state } = await site.ledger.db
      .selectFrom('document')
      .select('state')
      .where('id', '=', documentId)
      .executeTakeFirstOrThrow();
    return [state, ...view.statuses.map(({ code: one, meaning }) => `${one} ${meaning}`).sort()];
  };
  // One of two has it, and one who was not asked: the letter is not acknowledged yet.
  expect(await standing()).toEqual([
    ...['released', '01 acknowledged', '02 refused', '06 acknowledged'],
  ]);
  const waiting = async (role: 'officer' | 'approver' = 'officer') => {
    const answer = await ask(site, 'GET', '/api/to-do', { cookie: beside.cookies[role] });
    return toDoRoutes.toDo.answer
      .parse(answer.json())
      .toDos.filter(({ what }) => what === 'refused')
      .map(({ n, about }) => [n, about.documentId]);
  };
  expect(await waiting()).toEqual([[1, documentId]]);
  expect(await waiting('approver')).toEqual([]);
  const tenLater = instant('2026-07-08T08:40:00+07:00');
  const later = await bring([{ name: '4.edxml', bytes: status('03', about, police, tenLater) }], {
    to: beside,
    cycleId: mine.cycleId,
  });
  await later.take([], [later.uploadIds[0] ?? '']);
  expect(await standing()).toEqual([
    ...['acknowledged', '01 acknowledged', '02 refused', '03 acknowledged', '06 acknowledged'],
  ]);
  // Its last word is that it has the letter.
  expect(await waiting()).toEqual([]);
  const anew = await bring(
    [{ name: '6.edxml', bytes: status('02', about, police, instant('2026-07-08T08:59:00+07:00')) }],
    { to: beside, cycleId: mine.cycleId },
  );
  await anew.take([], anew.uploadIds);
  expect(await waiting()).toEqual([[1, documentId]]);
  const standingRefusal = await site.ledger.db
    .selectFrom('axis_message')
    .select('id')
    .where('office_id', '=', beside.id)
    .where('status_code', '=', '02')
    .orderBy('said_at', 'desc')
    .executeTakeFirstOrThrow();
  const seeTo = async (cookie: string) =>
    (
      await ask(site, 'POST', `/api/axis-statuses/${standingRefusal.id}/seen-to`, {
        cookie,
        body: {},
      })
    ).statusCode;
  // Another office has no such status.
  expect(await seeTo(office.cookies.officer)).toBe(404);
  expect(await seeTo(beside.cookies.clerk)).toBe(200);
  expect(await seeTo(beside.cookies.clerk)).toBe(404);
  expect(await waiting()).toEqual([]);
  expect(await audited('seeToRefusal', beside.id)).toMatchObject([
    { subject: `document:${documentId}`, code: '02' },
  ]);
  const twice = await bring([{ name: '5.edxml', bytes: status('03', about, police, tenLater) }], {
    to: beside,
    cycleId: mine.cycleId,
  });
  expect(twice.statuses).toMatchObject([{ verdict: 'received' }]);
  expect((await twice.take([], twice.uploadIds)).json()).toMatchObject({ recorded: 0, passed: 1 });
  expect(await audited('recordAxisStatus', beside.id)).toHaveLength(5);
}, 30_000);

test('a plan that is tracked goes out to whoever owes by it, with its own file', async () => {
  const out = await ask(site, 'POST', `/api/plans/${plan.planId}/edxml`, {
    cookie: office.cookies.officer,
    body: {},
  });
  expect(await readEdxml(out.rawPayload)).toMatchObject({
    value: {
      ...{ steering: '2', documentId: `${OWN},2026/05/12,15/KH-UBND`, dueOn: '2026-07-03' },
      ...{ type: { name: 'Kế hoạch' }, files: [{ name: 'ke-hoach.txt' }] },
      to: expect.arrayContaining([
        expect.objectContaining({ name: 'UBND xã Đồng Mai', organId: COMMUNE }),
      ]) as unknown,
    },
  });
  expect(out.headers['content-disposition']).toContain('15-KH-UBND.edxml');
});

test('a document that comes for figures which are here is their other half', async () => {
  const { office: beside, plan: mine } = halves;
  const obligationId = mine.obligationIds.police;
  await site.ledger.inOffice({ officeId: beside.id, actor: 'agency:x' }, (scope) =>
    acts.submitReport(scope, {
      obligationId,
      content: { ...aReport(), documentNumber: null, channel: 'link', attachments: [] },
    }),
  );
  const from = { ...outgoingFrom('Công an thành phố') };
  const brought = await bring([{ name: 'a.edxml', bytes: report({ from }, [['a.pdf', PDF]]) }], {
    ...{ to: beside, cycleId: mine.cycleId },
  });
  const [first] = brought.reports;
  expect(first?.duty?.obligationId).toBe(obligationId);
  const uploadId = first?.uploadId;
  expect((await brought.take([{ uploadId, obligationId }])).json()).toMatchObject({ arrived: 1 });
  const kept = await site.ledger.db
    .selectFrom('obligation')
    .innerJoin('submission', 'submission.obligation_id', 'obligation.id')
    .innerJoin('attachment', 'attachment.submission_id', 'submission.id')
    .select(['missing_half', 'document_number', 'attachment.file_name'])
    .where('obligation.id', '=', obligationId)
    .execute();
  expect(kept).toEqual([{ missing_half: null, document_number: '45/BC-UBND', file_name: 'a.pdf' }]);
}, 30_000);

function outgoingFrom(name: string) {
  const nothing = { address: '', email: '', telephone: '', fax: '', website: '', inCharge: '' };
  return { ...nothing, name, organId: '' };
}

/** The letter to those who are late, not put forward yet. */
async function draftedLetter(to: TestOffice, of: TestPlan) {
  const act = <T>(work: (scope: OfficeScope) => Promise<T>) =>
    site.ledger.inOffice({ officeId: to.id, actor: 'system' }, work);
  await act((scope) => redraftLetter(scope, { cycleId: of.cycleId }));
  const { id: documentId } = await site.ledger.db
    .selectFrom('document')
    .select('id')
    .where('office_id', '=', to.id)
    .executeTakeFirstOrThrow();
  return { documentId, act };
}

async function released(
  act: Awaited<ReturnType<typeof draftedLetter>>['act'],
  documentId: string,
  staffId: string,
): Promise<void> {
  const signedPdf = { fileName: 'cong-van.pdf', bytes: Buffer.from('%PDF-1.7 đã ký') };
  for (const step of [
    (scope: OfficeScope) => submitForApproval(scope, { documentId }),
    (scope: OfficeScope) => approvePaper(scope, { documentId, staffId }),
    (scope: OfficeScope) =>
      numberPaper(scope, { documentId, number: '31', issuedOn: day('2026-07-08'), signedPdf }),
    (scope: OfficeScope) => releasePaper(scope, { documentId, staffId, channel: 'trục' }),
  ]) {
    const done = await act(step);
    if (!done.ok) throw new Error(`${done.error} ${JSON.stringify(done.details)}`);
  }
}
