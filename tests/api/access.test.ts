import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { urlOf } from './support/url-of.js';
import { ONE_OFF } from '../../domain/forms/without-figures.js';
import { ReviewStanding } from '../../contract/reviews.js';
import { ErrorAnswer } from '../../contract/values.js';
import {
  ask,
  aReport,
  confirmedPlan,
  linkOf,
  multipart,
  openOffice,
  openSite,
  startedPlan,
} from './support/office.js';
import { AGENCY_ROUTES, CONTRACT_ROUTES, UPWARD_ROUTES } from './support/access-table.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';
import { keepFiles } from '../../office/collection/upload.js';
import { putListForward } from '../../office/compliance/lists.js';
import { objectToDuty } from '../../office/compliance/objections.js';
import { day } from '../../domain/day.js';
import { redraftLetter } from '../../office/cycle/cycle.js';
import { mailKeeper } from '../../mail/mailbox/keeper.js';
import { OFFICE_HEADER, openMailboxStore } from '../../mail/mailbox/store.js';
import { notePersonRequest } from '../../office/archive/person-requests.js';
import { makeToken } from '../../office/exchange/tokens.js';
import { addWebhook, deliveriesOf, testWebhook } from '../../office/exchange/webhooks.js';
import { createRehearsal } from '../../office/rehearsal/create.js';
import * as obligationActs from '../../office/collection/obligation-acts.js';
import { aWorkbook } from '../support/workbook.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let site: TestSite;
let mine: TestOffice;
let theirs: TestOffice;
let theirPlan: TestPlan;
let theirIds: Record<string, string>;

beforeAll(async () => {
  site = await openSite();
  mine = await openOffice(site, 'mine');
  theirs = await openOffice(site, 'theirs');
  await startedPlan(site, mine);
  theirPlan = await startedPlan(site, theirs);
  const attachments = await keepFiles(site.ledger.db, { officeId: theirs.id, sender: 'system' }, [
    { fileName: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-') },
  ]);
  const extensionId = await site.ledger.inOffice(
    { officeId: theirs.id, actor: 'system' },
    async (scope) => {
      const asked = await obligationActs.requestExtension(scope, {
        obligationId: theirPlan.obligationIds.police,
        wantedDay: '2026-07-09' as never,
        reason: 'chờ số liệu',
        requestedBy: 'Nguyễn Văn A',
      });
      const content = { ...aReport(), channel: 'link' as const };
      await obligationActs.submitReport(scope, {
        obligationId: theirPlan.obligationIds.commune,
        content: { ...content, attachments: [...attachments] },
      });
      if (!asked.ok) throw new Error(asked.error);
      return asked.value.extensionId;
    },
  );
  site.setNow('2026-07-07T08:00:00+07:00');
  await site.ledger.inOffice({ officeId: theirs.id, actor: 'system' }, (scope) =>
    redraftLetter(scope, { cycleId: theirPlan.cycleId }),
  );
  const paper = await site.ledger.db
    .selectFrom('document')
    .select('id')
    .where('office_id', '=', theirs.id)
    .executeTakeFirstOrThrow();
  const rehearsal = await createRehearsal(site.ledger, {
    officeId: theirs.id,
    planId: theirPlan.planId,
    seed: 1,
    secondsPerDay: 0,
    actor: 'system',
  });
  if (!rehearsal.ok) throw new Error(rehearsal.error);
  const attachment = await site.ledger.db
    .selectFrom('attachment')
    .select('id')
    .where('office_id', '=', theirs.id)
    .executeTakeFirstOrThrow();
  const staff = await site.ledger.db
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', theirs.id)
    .executeTakeFirstOrThrow();
  const message = await site.ledger.db
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', theirs.id)
    .executeTakeFirstOrThrow();
  const session = await sql<{ id: string }>`
    select s.id from staff_auth.session s
     where s."userId" = ${theirs.people[0]!.userId}`.execute(site.ledger.db);
  const memoryId = randomUUID();
  const meaning = { use: 'recipients' as const, names: ['Sở Y tế'] };
  await site.ledger.db
    .insertInto('office_memory')
    .values({
      office_id: theirs.id,
      id: memoryId,
      use: 'recipients',
      key: 'sở',
      words: 'Sở',
      meaning: JSON.stringify(meaning),
      source: 'Kế hoạch',
      plan_id: theirPlan.planId,
      taught_by: 'system',
      taught_at: site.now(),
      forgotten_at: null,
    })
    .execute();
  const request = await site.ledger.inOffice({ officeId: theirs.id, actor: 'system' }, (scope) =>
    notePersonRequest(scope, {
      kind: 'show',
      person: 'Lê Thị B',
      words: ['Lê Thị B'],
      receivedOn: '2026-07-06' as never,
    }),
  );
  if (!request.ok) throw new Error(request.error);
  const told = await site.ledger.inOffice(
    { officeId: theirs.id, actor: 'system' },
    async (scope) => {
      const endsOn = '2026-12-31' as never;
      const token = await makeToken(scope, { name: 'Máy', scopes: ['plans'], endsOn });
      const url = 'https://nhan.example/tin';
      const hook = await addWebhook(scope, { name: 'Máy', url, events: ['report.received'] });
      if (!token.ok || !hook.ok) throw new Error('no token, no address');
      await testWebhook(scope, hook.value);
      return { tokenId: token.value.tokenId, webhookId: hook.value.webhookId };
    },
  );
  const deliveries = await deliveriesOf(site.ledger.db, { officeId: theirs.id, ...told, limit: 1 });
  theirIds = {
    ...told,
    deliveryId: deliveries!.deliveries[0]!.id,
    requestId: request.value.requestId,
    memoryId,
    messageId: message.id,
    planId: theirPlan.planId,
    cycleId: theirPlan.cycleId,
    obligationId: theirPlan.obligationIds.commune,
    extensionId,
    attachmentId: attachment.id,
    documentId: paper.id,
    agencyId: theirs.agencyIds.commune,
    staffId: staff.id,
    rehearsalId: rehearsal.value.rehearsalOfficeId,
    code: 'PROP_SESSIONS',
    day: '2026-07-01',
    year: '2029',
    mailId: 'x',
    absenceId: NOBODY,
    entryId: NOBODY,
    commentId: NOBODY,
    statusId: NOBODY,
    sessionId: session.rows[0]!.id,
    month: '2026-07',
    format: 'xlsx',
    ...(await keptByTheirs()),
  };
}, 60_000);

afterAll(async () => {
  await site.close();
});

/** A list of theirs before an approver, and an objection of one of their agencies. */
async function keptByTheirs(): Promise<Record<string, string>> {
  const there = { officeId: theirs.id, actor: 'system' };
  const list = await site.ledger.inOffice(there, (scope) =>
    putListForward(scope, { from: day('2026-01-01'), to: day('2026-12-31') }),
  );
  const objection = await site.ledger.inOffice(there, (scope) =>
    objectToDuty(scope, {
      agencyId: theirs.agencyIds.police,
      obligationId: theirPlan.obligationIds.police,
      words: 'đã gửi',
      saidBy: 'Nguyễn Văn A',
    }),
  );
  if (!list.ok || !objection.ok) throw new Error('neither is refused');
  return { listId: list.value.listId, objectionId: objection.value.objectionId };
}

const routes = CONTRACT_ROUTES;
const guarded = routes.filter(({ route }) => route.roles !== 'anyone');
const ofSomething = guarded.filter(
  ({ route }) => /:(?!day|year|mailId|month)/.test(route.path) && !route.path.includes('/effect'),
);

/** A body each route's schema takes, so that only the id is wrong. */
const BODIES: Readonly<Record<string, object>> = {
  'compliance.putForward': { from: '2026-01-01', to: '2026-12-31' },
  'compliance.answerObjection': { answer: 'đã xem lại' },
  'compliance.agree': { seen: 'f'.repeat(64) },
  'compliance.sendBack': { seen: 'f'.repeat(64), reason: 'xem lại' },
  'programme.open': { subject: 'xã không ma túy', unitKind: 'commune', indicator: null },
  'programme.enter': {
    agencyIds: [NOBODY],
    entry: { kind: 'registered', on: '2026-06-01', year: 2026 },
  },
  'programme.setBegin': { on: '2026-06-01' },
  'programme.linesEffect': { text: 'x' },
  'programme.enterLines': { text: 'x', seen: 'x' },
  'programme.take': { planId: NOBODY, values: {} },
  'programme.drop': { planId: NOBODY },
  'opening.openOffice': { choices: {} },
  'plans.proposal': { answers: {} },
  'plans.rehearse': {},
  'amendments.take': { amends: NOBODY },
  'reviews.edit': { revision: 0, edits: [{ kind: 'remove', about: 'obligations[0]' }] },
  'reviews.readPassage': { start: 0, end: 10 },
  'reviews.readWhen': { phrase: 'trước ngày 05/7/2026' },
  'forms.change': {
    requirementId: NOBODY,
    version: 1,
    form: ONE_OFF,
    reason: 'đổi mẫu',
  },
  'cycles.giveDue': { day: '2026-08-05', time: null, paper: '' },
  'plans.nameBasis': {
    basis: {
      kind: 'document',
      documentType: 'Công văn',
      number: '88/UBND-NC',
      issuedOn: '2026-06-01',
      issuer: 'UBND tỉnh',
    },
  },
  'cycles.addPeriod': { name: 'bổ sung', dueDay: '2026-08-05', reason: 'theo chỉ đạo' },
  'cycles.confirmClaims': { obligationIds: [NOBODY], arrivedOn: '2026-07-02' },
  'figuresIn.dataValueSet': { dataSet: 'x', period: '202606', dataValues: [] },
  'obligations.sendBack': { reason: 'thiếu', newDueDay: '2026-07-08' },
  'obligations.setDue': { reason: 'theo đề nghị', day: '2026-07-08' },
  'obligations.documentArrived': {
    arrivedOn: '2026-07-02',
    documentNumber: null,
    documentDate: null,
  },
  'obligations.logCall': { answered: 'hứa gửi', promisedDay: null },
  'obligations.decideExtension': { grantedDay: '2026-07-09', answer: '' },
  'papers.edit': {
    changedAt: '2026-07-01T00:00:00.000Z',
    sections: [],
    listNotReported: false,
    copyWanted: false,
  },
  'secondFactor.beginEnrolment': { password: 'x' },
  'secondFactor.confirmEnrolment': { code: '123456' },
  'secondFactor.newRecoveryCodes': { password: 'x', code: '123456' },
  'secondFactor.endSecondFactor': { password: 'x', code: '123456' },
  'papers.comment': { paragraph: 0, words: 'sửa' },
  'planOfficers.assign': { namedId: NOBODY, besideIds: [] },
  'exchange.switchWebhook': { on: false },
  'archive.handWorkFileOver': { takenBy: 'Lưu trữ', on: '2026-07-01' },
  'archive.answerPersonRequest': { decision: 'shown', answer: 'đã cho xem' },
  'absences.noteAbsence': { from: '2026-07-01', to: '2026-07-02' },
  'paperHeads.editHead': { changedAt: '2026-07-01T00:00:00.000Z', head: {} },
  'paperHeads.issuedAbove': { number: '9/BC-UBND', on: '2026-07-02' },
  'papers.recordAgreed': { by: 'Giám đốc', on: '2026-07-01' },
  'papers.recordSentBack': { by: 'Giám đốc', reason: 'sửa' },
  'papers.release': { channel: 'Trục liên thông' },
  'papers.acknowledge': { on: '2026-07-02' },
  'admin.editAgency': {
    name: 'UBND xã khác',
    kind: 'commune',
    tags: [],
    standing: false,
    binding: true,
    contacts: [],
  },
  'admin.closingEffect': { on: '2026-07-01', successorId: null },
  'admin.closeAgency': { on: '2026-07-01', successorId: null, basis: 'Nghị quyết số 1' },
  'admin.splitEffect': { on: '2026-07-01', partIds: [NOBODY], remains: true, chosen: {} },
  'admin.splitAgency': {
    ...{ on: '2026-07-01', partIds: [NOBODY], remains: true, chosen: {} },
    basis: 'Nghị quyết số 1',
  },
  'register.signedEffect': { uploadIds: [NOBODY], arrivedOn: '2026-06-01' },
  'register.takeSigned': {
    arrivedOn: '2026-06-01',
    chosen: [{ uploadId: NOBODY, obligationId: NOBODY }],
  },
  'axis.effect': { uploadIds: [NOBODY], arrivedOn: '2026-06-01' },
  'axis.take': {
    arrivedOn: '2026-06-01',
    chosen: [{ uploadId: NOBODY, obligationId: NOBODY }],
    statuses: [],
  },
  'admin.editStaff': {
    name: 'Ai đó',
    email: 'aido@songhuong.example',
    phone: null,
    roles: ['officer'],
    deputyOf: null,
    active: true,
  },
};
async function aWordFile(): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('I. Mục')] }] }));
}
async function aSheet(): Promise<Buffer> {
  return aWorkbook({
    'Số liệu': [
      ['Chỉ tiêu', 'Kết quả'],
      ['Số buổi tuyên truyền trực tiếp', 5],
    ],
  });
}
const SHEET = { name: 'a.xlsx', bytes: await aSheet() };
const WORD = { name: 'a.docx', bytes: await aWordFile() };
const REGISTER = {
  name: 'so.csv',
  bytes: Buffer.from('Ngày đến,Số/ký hiệu,Cơ quan gửi\n01/6/2026,3/BC,UBND xã Đồng Mai\n'),
};
const FORMS: Readonly<Record<string, ReturnType<typeof multipart>>> = {
  'obligations.enterReport': multipart({ content: JSON.stringify(aReport()) }, []),
  'cycles.bringBefore': multipart({}, [SHEET]),
  'figuresIn.file': multipart({}, [
    { name: 'a.csv', bytes: Buffer.from('Đơn vị,Mã,Giá trị\nUBND xã,PROP_SESSIONS,5\n') },
  ]),
  'register.take': multipart({ chosen: JSON.stringify([{ line: 2, obligationId: NOBODY }]) }, [
    REGISTER,
  ]),
  'register.keepSigned': multipart({}, [{ name: 'a.pdf', bytes: Buffer.from('%PDF-1.4') }]),
  'axis.keep': multipart({}, [{ name: 'a.edxml', bytes: Buffer.from('<edXML/>') }]),
  'programme.readLines': multipart({}, [
    { name: 'a.csv', bytes: Buffer.from('UBND xã Đồng Mai;đăng ký;2026\n') },
  ]),
  'papers.fromWord': multipart({}, [WORD]),
  'paperTemplates.check': multipart({ kind: 'urgingLetter' }, [WORD]),
  'paperTemplates.use': multipart({ kind: 'urgingLetter' }, [WORD]),
  'papers.number': multipart({ number: '1', issuedOn: '2026-07-01' }, []),
  'attachments.add': multipart({}, [{ name: 'a.pdf', bytes: Buffer.from('%PDF-1.4') }]),
  'amendments.upload': multipart({}, [{ name: 'sua-doi.txt', bytes: Buffer.from('Công văn') }]),
};

async function askRoute(
  { name, route }: (typeof routes)[number],
  { cookie, office }: { cookie?: string; office?: string },
) {
  const form = FORMS[name];
  const wantsBody = route.method === 'POST' || route.method === 'PUT';
  const confirm = name === 'plans.confirm' ? { confirmed: confirmedPlan(mine) } : undefined;
  const body =
    form?.payload ?? confirm ?? (wantsBody ? (BODIES[name] ?? { reason: 'vì thế' }) : undefined);
  return ask(site, route.method, urlOf(route, theirIds), {
    ...(cookie === undefined ? {} : { cookie }),
    ...(office === undefined ? {} : { office }),
    ...(body === undefined ? {} : { body }),
    headers: form?.headers ?? {},
  });
}

const codeOf = (answer: LightMyRequestResponse) => ErrorAnswer.parse(answer.json()).error.code;

describe('every route', () => {
  test.each(guarded)('$name needs a session', async (route) => {
    const answer = await askRoute(route, {});
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({
      error: { code: 'UNAUTHENTICATED', message: 'Phiên làm việc đã hết. Đề nghị đăng nhập lại.' },
    });
  });

  test.each(guarded.filter(({ route }) => route.ofOffice))(
    '$name is closed to staff of another office',
    async (route) => {
      const answer = await askRoute(route, { cookie: mine.cookies.everybody, office: theirs.id });
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'OFFICE_FORBIDDEN']);
    },
  );

  test.each(ofSomething)("$name does not know another office's ids", async (route) => {
    const answer = await askRoute(route, { cookie: mine.cookies.everybody });
    expect([answer.statusCode, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });

  test.each(guarded.filter(({ route }) => route.roles !== 'staff'))(
    '$name is closed to the other roles',
    async (route) => {
      for (const role of ['officer', 'approver', 'clerk', 'admin'] as const) {
        if (route.route.roles.includes(role)) continue;
        const answer = await askRoute(route, { cookie: mine.cookies[role] });
        expect([role, answer.statusCode, codeOf(answer)]).toEqual([role, 403, 'FORBIDDEN']);
      }
    },
  );

  test.each(guarded.filter(({ route }) => route.method !== 'GET'))(
    '$name is refused without the header of our pages',
    async ({ route }) => {
      const answer = await site.app.inject({
        method: route.method,
        url: urlOf(route, theirIds),
        headers: { cookie: mine.cookies.everybody },
      });
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'FOREIGN_REQUEST']);
    },
  );
});

describe('an office that is being prepared', () => {
  const unprepared = async (openedAt: string | null) =>
    site.ledger.db
      .updateTable('office')
      .set({ opened_at: openedAt as never })
      .where('id', '=', mine.id)
      .execute();

  test.each(guarded.filter(({ route }) => route.method === 'GET' && !/:|mailbox/.test(route.path)))(
    '$name is read as in an open one',
    async (route) => {
      const open = await askRoute(route, { cookie: mine.cookies.everybody });
      await unprepared(null);
      const prepared = await askRoute(route, { cookie: mine.cookies.everybody });
      await unprepared('2026-06-01T00:00:00Z');
      expect(prepared.statusCode).toBe(open.statusCode);
      expect(prepared.statusCode).toBe(200);
    },
  );
});

describe('the pages of agencies', () => {
  const closed = Object.entries(AGENCY_ROUTES)
    .filter(([, who]) => who === 'link')
    .map(([head]) => ({ head }));
  let neighbour: string;
  let stranger: string;

  async function sessionOf(office: TestOffice): Promise<string> {
    const token = await linkOf(site, office.id, office.agencyIds.police);
    const opened = await site.app.inject({
      method: 'POST',
      url: '/b/open',
      headers: { origin: 'http://127.0.0.1:8080' },
      payload: { token },
    });
    expect(opened.statusCode).toBe(303);
    return [opened.headers['set-cookie'] ?? []].flat()[0]?.split(';')[0] ?? '';
  }

  beforeAll(async () => {
    neighbour = await sessionOf(theirs);
    stranger = await sessionOf(mine);
  });

  const walk = async (head: string, cookie?: string) => {
    const [method, path] = head.split(' ') as ['GET' | 'POST', string];
    const id = path.includes('attachments') ? theirIds['attachmentId'] : theirIds['obligationId'];
    const form = multipart({ draft: '', seen: '0' }, []);
    return site.app.inject({
      method,
      url: path.replace(':id', id ?? '').replace(':version', '1'),
      headers: {
        ...(method === 'POST' && /send$|annex$|workbook$/.test(path) ? form.headers : {}),
        origin: 'http://127.0.0.1:8080',
        ...(cookie === undefined ? {} : { cookie }),
      },
      ...(method === 'POST'
        ? { payload: /send$|annex$|workbook$/.test(path) ? form.payload : {} }
        : {}),
    });
  };

  test.each(closed)('$head needs the session of a link', async ({ head }) => {
    expect((await walk(head)).statusCode).toBe(401);
  });

  test.each(closed.filter(({ head }) => head.includes(':id')))(
    '$head knows nothing of what another agency owes, here or in another office',
    async ({ head }) => {
      expect((await walk(head, neighbour)).statusCode).toBe(404);
      expect((await walk(head, stranger)).statusCode).toBe(404);
    },
  );
});

test.each(UPWARD_ROUTES)('%s answers nobody without the token of a link', async (head) => {
  const [method, path] = head.split(' ') as ['GET' | 'POST', string];
  const url = path.replace(':sha256', 'a'.repeat(64));
  for (const authorization of [undefined, 'Bearer x']) {
    const { statusCode } = await site.app.inject({
      method,
      url,
      headers: authorization === undefined ? {} : { authorization },
      ...(method === 'POST' ? { payload: {} } : {}),
    });
    expect(statusCode).toBe(404);
  }
});

describe('the table of who may do what', () => {
  test('leaves out no route of the server, and has no other', () => {
    const listed = [
      ...CONTRACT_ROUTES.map(({ route }) => `${route.method} ${route.path}`),
      ...Object.keys(AGENCY_ROUTES),
      ...UPWARD_ROUTES,
    ];
    // For monitors: they tell nothing of an office.
    const known = new Set([...listed, 'GET /healthz', 'GET /readyz']);
    const served = servedRoutes();
    expect(served.filter((head) => !known.has(head))).toEqual([]);
    expect(listed.filter((head) => !served.includes(head))).toEqual([]);
  });

  /** Heads of all routes that the server has, out of the tree in which it shows them. */
  function servedRoutes(): readonly string[] {
    const stack: string[] = [];
    return site.app
      .printRoutes({ commonPrefix: false })
      .split('\n')
      .flatMap((line) => {
        const [, indent = '', path = '', methods = ''] =
          /^([│ ]*[├└]── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
        const depth = indent.length / 4 - 1;
        stack.splice(depth, Infinity, path);
        return methods
          .split(', ')
          .filter((method) => /^(?:GET|POST|PUT|DELETE)$/.test(method))
          .map((method) => `${method} ${stack.join('')}`);
      });
  }
});

describe('access', () => {
  test('a page of another site cannot act, cookie or not', async () => {
    const answer = await ask(site, 'POST', `/api/plans/${theirPlan.planId}/pause`, {
      cookie: theirs.cookies.officer,
      body: { reason: 'x' },
      headers: { origin: 'https://evil.example' },
    });
    expect(codeOf(answer)).toBe('FOREIGN_REQUEST');
  });

  test('a deactivated member of staff is out at once', async () => {
    await site.ledger.db
      .updateTable('staff')
      .set({ active: false })
      .where('office_id', '=', theirs.id)
      .where('email', 'like', 'clerk@%')
      .execute();
    const answer = await ask(site, 'GET', '/api/plans', { cookie: theirs.cookies.clerk });
    expect(codeOf(answer)).toBe('OFFICE_FORBIDDEN');
  });

  test('an unknown address of the API is 404 in JSON', async () => {
    const answer = await ask(site, 'GET', '/api/nothing', { cookie: mine.cookies.officer });
    expect([answer.statusCode, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });

  test('sentences come in English for those who ask for it', async () => {
    const answer = await ask(site, 'GET', '/api/plans', { headers: { 'x-lang': 'en' } });
    expect(ErrorAnswer.parse(answer.json()).error.message).toBe('Please sign in again.');
  });
});

describe('the built-in mailbox', () => {
  test('shows an office its own mails and knows no other, by list, id or picture', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'dondoc-access-'));
    const store = openMailboxStore(dir);
    const beside = await openSite({ mailbox: store });
    try {
      const own = await openOffice(beside, 'own');
      const foreign = await openOffice(beside, 'foreign');
      const keeper = mailKeeper(dir);
      for (const { id } of [own, foreign]) {
        await keeper.keep(
          Buffer.from(
            `From: dondoc@mail.example\r\nTo: xa@mail.example\r\n${OFFICE_HEADER}: ${id}\r\n` +
              `X-Notice-Key: desk/passwordReset/${id}\r\n` +
              `Message-ID: <${id}@mail.example>\r\nSubject: thu\r\nContent-Type: text/html\r\n\r\n` +
              `<a href="https://don-doc.example/reset#ma-bi-mat">thu</a>\r\n`,
          ),
          Date.parse('2026-06-01T08:00:00+07:00'),
        );
      }
      const mails = (await store.list({ limit: 10 })).map(({ id, officeId }) => ({ id, officeId }));
      expect(mails).toHaveLength(2);
      const listed = await ask(beside, 'GET', '/api/mailbox', { cookie: own.cookies.admin });
      expect(listed.json<{ mails: { id: string }[] }>().mails.map(({ id }) => id)).toEqual(
        mails.filter(({ officeId }) => officeId === own.id).map(({ id }) => id),
      );
      for (const { id, officeId } of mails) {
        for (const path of [`/api/mailbox/${id}`, `/api/mailbox/${id}/html`]) {
          const answer = await ask(beside, 'GET', path, { cookie: own.cookies.admin });
          expect([path, answer.statusCode]).toEqual([path, officeId === own.id ? 200 : 404]);
          // It holds the way into a colleague's account, and into the other offices of that person.
          expect(answer.body).not.toContain('ma-bi-mat');
        }
      }
    } finally {
      await beside.close();
      await rm(dir, { recursive: true });
    }
  });
});

describe('ids of another office in what is sent', () => {
  const PLAN =
    'KẾ HOẠCH\nGiữ sạch bến sông năm 2026\n\n1. Các sở, ngành gửi báo cáo về Sở Y tế trước ngày 15/7/2026.\n';

  async function ownPlan(): Promise<string> {
    const form = multipart({}, [{ name: 'ben-song.txt', bytes: Buffer.from(PLAN) }]);
    const uploaded = await ask(site, 'POST', '/api/plans', {
      cookie: mine.cookies.officer,
      body: form.payload,
      headers: form.headers,
    });
    return uploaded.json<{ planId: string }>().planId;
  }

  test('are nobody of the list that is reviewed, and keep it from the leader', async () => {
    const planId = await ownPlan();
    const foreign = theirs.agencyIds.commune;
    const edited = await ask(site, 'POST', `/api/plans/${planId}/review`, {
      cookie: mine.cookies.officer,
      body: {
        revision: 0,
        edits: [
          { kind: 'agencies', agencyIds: [foreign] },
          { kind: 'duty', about: 'obligations[0]', change: { agencyIds: [foreign] } },
        ],
      },
    });
    const { problems, confirmed } = ReviewStanding.parse(edited.json());
    expect(problems.map(({ at }) => at)).toContain('agencies');
    const answer = await ask(site, 'POST', `/api/plans/${planId}/confirm`, {
      cookie: mine.cookies.officer,
      body: { confirmed },
    });
    expect([answer.statusCode, codeOf(answer)]).toEqual([422, 'AGENCY_UNKNOWN']);
  });

  test('are no claims that can be confirmed', async () => {
    const own = await site.ledger.db
      .selectFrom('cycle')
      .select('id')
      .where('office_id', '=', mine.id)
      .executeTakeFirstOrThrow();
    const answer = await ask(site, 'POST', `/api/cycles/${own.id}/claims`, {
      cookie: mine.cookies.officer,
      body: { obligationIds: [theirPlan.obligationIds.commune], arrivedOn: '2026-07-02' },
    });
    expect(answer.statusCode).toBeLessThan(500);
    const { state } = await site.ledger.db
      .selectFrom('obligation')
      .select('state')
      .where('id', '=', theirPlan.obligationIds.commune)
      .executeTakeFirstOrThrow();
    expect(state).toBe('submitted');
  });
});

describe('a rehearsal', () => {
  test('is read by its mother office, changed by nobody, deleted by its officer', async () => {
    const shadow = await site.ledger.transaction(async (trx) => {
      const row = {
        id: '11111111-1111-4111-8111-111111111111',
        kind: 'rehearsal' as const,
        name: 'Chạy thử',
        short_name: 'CT',
        email_domain: 'mine.example',
        settings: '{}',
        mother_office_id: mine.id,
        clock_at: site.now(),
        rehearsal: '{}',
      };
      await trx.insertInto('office').values(row).execute();
      return row.id;
    });
    const read = await ask(site, 'GET', '/api/plans', {
      cookie: mine.cookies.clerk,
      office: shadow,
    });
    expect(read.statusCode).toBe(200);
    const elsewhere = await ask(site, 'GET', `/api/plans?office=${shadow}`, {
      cookie: theirs.cookies.officer,
    });
    expect(codeOf(elsewhere)).toBe('OFFICE_FORBIDDEN');
    const write = await ask(site, 'POST', '/api/agencies', {
      cookie: mine.cookies.admin,
      office: shadow,
      body: BODIES['admin.editAgency']!,
    });
    expect([write.statusCode, codeOf(write)]).toEqual([409, 'REHEARSAL_READ_ONLY']);
    const foreign = await ask(site, 'DELETE', `/api/rehearsals/${shadow}`, {
      cookie: theirs.cookies.officer,
    });
    expect(foreign.statusCode).toBe(404);
    const gone = await ask(site, 'DELETE', `/api/rehearsals/${shadow}`, {
      cookie: mine.cookies.officer,
      office: shadow,
    });
    expect(gone.statusCode).toBe(200);
  });
});
