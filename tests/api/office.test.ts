import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import type { z } from 'zod';
import type { ImportEffect } from '../../contract/directory.js';
import { ROUTES } from '../../contract/index.js';
import { urlOf } from './support/url-of.js';
import type { Route } from '../../contract/route.js';
import type { StaffRow } from '../../contract/staff.js';
import { ErrorAnswer } from '../../contract/values.js';
import {
  aReport,
  ask,
  confirmedPlan,
  multipart,
  openOffice,
  openSite,
  PLAN_TEXT,
  startedPlan,
  uploadedPlan,
} from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';
import { aWorkbook, OpenedWorkbook } from '../support/workbook.js';

const R = ROUTES;

let site: TestSite;
let office: TestOffice;
let people: TestOffice['people'] | undefined;
let serial = 0;

beforeAll(async () => {
  site = await openSite();
}, 30_000);

beforeEach(async () => {
  site.setNow('2026-06-01T08:00:00+07:00');
  serial += 1;
  office = await openOffice(site, `office${String(serial)}`, people);
  people = office.people;
}, 30_000);

afterAll(async () => {
  await site.close();
});

type AnyRoute<Answer extends z.ZodType> = Route<z.ZodType, z.ZodType, z.ZodType, Answer>;
type Params = Readonly<Record<string, string>>;
type Who = keyof TestOffice['cookies'];

/** Asks a route of the contract as the pages do; the answer is not looked at. */
const asked = async (
  route: AnyRoute<z.ZodType>,
  { params = {}, query = {}, body, role = 'officer' }: Request = {},
) =>
  ask(site, route.method, urlOf(route, params, query), {
    cookie: office.cookies[role],
    ...(body === undefined ? {} : { body }),
  });

interface Request {
  readonly params?: Params;
  readonly query?: Params;
  readonly body?: object;
  readonly role?: Who;
}

/** Asks a route and gives its answer by the contract; anything but success fails the test. */
const did = async <Answer extends z.ZodType>(
  route: AnyRoute<Answer>,
  request: Request = {},
): Promise<z.output<Answer>> => {
  const answer = await asked(route, request);
  expect([route.path, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([
    route.path,
    200,
    '',
  ]);
  return route.answer.parse(answer.json());
};

/** Status and code of a refusal, and the rest of what it says. */
const refusal = (answer: LightMyRequestResponse) => {
  const { error } = ErrorAnswer.parse(answer.json());
  return { status: answer.statusCode, ...error };
};

const upload = async (
  url: string,
  form: ReturnType<typeof multipart>,
  role: keyof TestOffice['cookies'] = 'officer',
) =>
  ask(site, 'POST', url, {
    cookie: office.cookies[role],
    body: form.payload,
    headers: form.headers,
  });

describe('signing in', () => {
  test('opens the offices of the person and closes them again', async () => {
    const made = await site.auth.createAccount({ email: `x@${office.id}.example`, name: 'X' });
    await site.ledger.db
      .updateTable('staff')
      .set({ user_id: made!.userId })
      .where('office_id', '=', office.id)
      .where('email', 'like', 'clerk@%')
      .execute();
    const entered = await ask(site, 'POST', '/api/sign-in', {
      body: { email: `x@${office.id}.example`, password: made!.password },
    });
    expect(entered.json()).toMatchObject({
      offices: [{ id: office.id, roles: ['clerk'], canWrite: true }],
    });
    const cookie = entered.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await ask(site, 'GET', '/api/session', { cookie })).statusCode).toBe(200);
    await ask(site, 'POST', '/api/sign-out', { cookie });
    expect((await ask(site, 'GET', '/api/session', { cookie })).statusCode).toBe(401);
  });

  test('leaves its rows in the audit, a new password and a new address too', async () => {
    const person = {
      name: 'Cán bộ mới',
      email: `y@${office.id}.example`,
      phone: null,
      roles: ['officer'],
      deputyOf: null,
      active: true,
    };
    const added = await did(R.admin.addStaff, { role: 'admin', body: person });
    const { staffId } = added;
    const entered = await ask(site, 'POST', '/api/sign-in', {
      body: { email: person.email, password: added.firstPassword },
    });
    const cookie = entered.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const passwords = { current: added.firstPassword, next: 'mật khẩu mới đủ dài' };
    await ask(site, 'POST', '/api/password', { cookie, body: passwords });
    await ask(site, 'POST', '/api/sign-out', { cookie });
    await did(R.admin.resetPassword, { role: 'admin', params: { staffId } });
    const email = `z@${office.id}.example`;
    await did(R.admin.editStaff, {
      role: 'admin',
      params: { staffId },
      body: { ...person, email },
    });
    const rows = await site.ledger.db
      .selectFrom('audit')
      .select(['act', 'actor', 'details'])
      .where('office_id', '=', office.id)
      .where('subject', '=', `staff:${staffId}`)
      .orderBy('ordinal')
      .execute();
    expect(rows.map(({ act }) => act)).toEqual([
      'addStaff',
      'signIn',
      'changePassword',
      'signOut',
      'resetPassword',
      'editStaff',
    ]);
    expect(rows.slice(1, 4).map(({ actor }) => actor)).toEqual(Array(3).fill(`staff:${staffId}`));
    expect(rows[4]!.actor).not.toBe(`staff:${staffId}`);
    expect(rows[5]!.details).toMatchObject({ addressChanged: true });
    expect(JSON.stringify(rows)).not.toContain(office.id + '.example');
  });

  test('says the same for a wrong password and an unknown address', async () => {
    for (const email of ['nobody@songhuong.example', 'officer@office1.example']) {
      const answer = await ask(site, 'POST', '/api/sign-in', { body: { email, password: 'sai' } });
      expect(refusal(answer)).toMatchObject({ status: 401, code: 'SIGN_IN_WRONG' });
    }
  });

  test('names the fields that are wrong', async () => {
    const answer = await ask(site, 'POST', '/api/sign-in', { body: { email: 'x', password: '' } });
    expect(answer.statusCode).toBe(422);
    expect(refusal(answer).fields).toEqual([
      { path: 'email', message: 'Địa chỉ thư không đúng' },
      { path: 'password', message: 'Cần nhập mật khẩu' },
    ]);
  });
});

describe('uploading a document', () => {
  const file = (name: string, bytes: Buffer | string) =>
    multipart({}, [{ name, bytes: Buffer.from(bytes) }]);

  test('gives a draft to review, and the document back', async () => {
    const answer = await upload('/api/plans', file('Kế hoạch.txt', PLAN_TEXT));
    expect(answer.statusCode).toBe(200);
    const { planId } = R.plans.upload.answer.parse(answer.json());
    const review = await did(R.plans.review, { params: { planId } });
    expect(review).toMatchObject({ state: 'draft', fileName: 'Kế hoạch.txt', text: PLAN_TEXT });
    expect(review.draft.document.number).toBe('15/KH-UBND');
    expect(review.agencies).toHaveLength(3);
    const back = await ask(site, 'GET', `/api/plans/${planId}/file`, {
      cookie: office.cookies.officer,
    });
    expect(back.body).toBe(PLAN_TEXT);
    expect(back.headers['content-disposition']).toContain("filename*=UTF-8''K%E1%BA%BF");
  });

  test('tells the sentences with a day that became no duty', async () => {
    const missed = 'Tổ trưởng phản hồi bằng lời cho người dân trước ngày 31/10/2026';
    const text = `KẾ HOẠCH\nGiữ sạch bến sông năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. ${missed}.\n2. Các sở, ngành gửi báo cáo về Sở Y tế trước ngày 15/6/2026.\n`;
    const uploaded = await upload('/api/plans', file('ben-song.txt', text));
    const { planId } = R.plans.upload.answer.parse(uploaded.json());
    const { unread } = await did(R.plans.review, { params: { planId } });
    expect(unread.map((evidence) => evidence.text)).toEqual([missed]);
  });

  test('asks about a day that has gone by when it is reviewed, whatever was asked at first', async () => {
    const { planId } = R.plans.upload.answer.parse(
      (await upload('/api/plans', file('qua-han.txt', PLAN_TEXT))).json(),
    );
    const asked = async () =>
      (await did(R.plans.review, { params: { planId } })).draft.questions.filter(
        ({ code }) => code === 'due_already_past',
      );
    expect(await asked()).toEqual([]);
    const before = site.now();
    site.setNow('2031-01-02T08:00:00+07:00');
    const [question] = await asked();
    expect(question).toMatchObject({ proposal: 'Bỏ qua' });
    const { confirmed } = await did(R.plans.proposal, {
      params: { planId },
      body: { answers: { [`${question?.code}@${question?.about}`]: '05/3/2031' } },
    });
    expect(confirmed.requirements[0]?.cycles[0]?.dueDay).toBe('2031-03-05');
    site.setNow(before);
  });

  test('a duty without a day takes the one that a person sets, and what answers raise is asked', async () => {
    const text = [
      'ỦY BAN NHÂN DÂN\nTỈNH SÔNG HƯƠNG\nSố: 16/KH-UBND\nSông Hương, ngày 12 tháng 5 năm 2026\n',
      'KẾ HOẠCH\nTuyên truyền phòng, chống đuối nước\n',
      '1. Các sở, ngành, UBND các xã, phường báo cáo kết quả về Sở Y tế trước ngày 05/7/2026.',
      '2. Sở Giáo dục và Đào tạo báo cáo kết quả về UBND tỉnh theo quy định.\n',
    ].join('\n');
    const { planId } = R.plans.upload.answer.parse(
      (await upload('/api/plans', file('khong-ghi-ngay.txt', text))).json(),
    );
    const { draft } = await did(R.plans.review, { params: { planId } });
    const index = draft.obligations.findIndex(({ due }) => due.date === null);
    const propose = async (answers: Record<string, string>) =>
      did(R.plans.proposal, { params: { planId }, body: { answers } });
    const dueDays = ({ confirmed }: Awaited<ReturnType<typeof propose>>) =>
      confirmed.requirements.flatMap(({ cycles }) => cycles.map(({ dueDay }) => dueDay));
    const asRead = await propose({});
    expect(dueDays(asRead)).not.toContain('2026-09-16');
    expect(asRead.questions).toEqual([]);
    const key = `due_set@obligations[${String(index)}].due`;
    const set = await propose({ [key]: '14:00 16/9/2026' });
    expect(dueDays(set)).toContain('2026-09-16');
    expect(set.confirmed.answers[key]).toBe('14:00 16/9/2026');
    const unclear = await asked(R.plans.proposal, {
      params: { planId },
      body: { answers: { [key]: 'cuối quý' } },
    });
    expect(refusal(unclear)).toMatchObject({ status: 422, code: 'ANSWER_UNCLEAR' });
    const dated = await propose({ 'window_missing@window': '01/6/2026 - 04/7/2026' });
    expect(dated.questions).toMatchObject([{ code: 'target_inside_period' }]);
  });

  test.each([
    { what: 'an empty file', form: file('a.txt', ''), status: 422, code: 'FILE_EMPTY' },
    { what: 'no file', form: multipart({ x: '1' }, []), status: 422, code: 'FILE_MISSING' },
    { what: 'a program', form: file('a.exe', 'MZ'), status: 415, code: 'FILE_KIND' },
    {
      what: 'a PDF in name only',
      form: file('a.pdf', 'không phải'),
      status: 415,
      code: 'FILE_KIND',
    },
    {
      what: 'a broken PDF',
      form: file('a.pdf', '%PDF-1.7\nhỏng'),
      status: 422,
      code: 'FILE_UNREADABLE',
    },
    {
      what: 'two files',
      form: multipart({}, [
        { name: 'a.txt', bytes: Buffer.from('a') },
        { name: 'b.txt', bytes: Buffer.from('b') },
      ]),
      status: 413,
      code: 'TOO_MANY_FILES',
    },
  ])('refuses $what', async ({ form, status, code }) => {
    const answer = await upload('/api/plans', form);
    expect(refusal(answer)).toMatchObject({ status: status, code: code });
  });

  test('refuses 50 MB with a sentence', async () => {
    const answer = await upload('/api/plans', file('lon.pdf', Buffer.alloc(50 * 1024 * 1024, 65)));
    expect(answer.statusCode).toBe(413);
    expect(refusal(answer).message).toBe('Tệp quá lớn: mỗi tệp không quá 20 MB.');
  });

  test('refuses a classified document', async () => {
    const secret = `MẬT\n${PLAN_TEXT}`;
    const answer = await upload('/api/plans', file('mat.txt', secret));
    expect(refusal(answer)).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(refusal(answer).message).toMatch(/mật/);
  });
});

describe('from the draft to the start', () => {
  test('proposal, confirmation, consent, preview, start, pause, resume', async () => {
    const planId = await uploadedPlan(site, office);
    const { confirmed } = await did(R.plans.proposal, {
      params: { planId },
      body: { answers: {} },
    });
    expect(confirmed.identity).toMatchObject({ number: '15/KH-UBND', issuedOn: '2026-05-12' });
    await did(R.plans.confirm, { params: { planId }, body: { confirmed: confirmedPlan(office) } });
    await did(R.plans.sendBack, {
      params: { planId },
      body: { reason: 'thiếu cơ quan' },
      role: 'approver',
    });
    expect((await did(R.plans.detail, { params: { planId } })).returnReason).toBe('thiếu cơ quan');
    await did(R.plans.confirm, { params: { planId }, body: { confirmed: confirmedPlan(office) } });
    const { seen: looked } = await did(R.plans.detail, { params: { planId } });
    const other = confirmedPlan(office);
    const fewer = { ...other, identity: { ...other.identity, unit: 'Phòng khác' } };
    await did(R.plans.confirm, { params: { planId }, body: { confirmed: fewer } });
    for (const body of [{ seen: looked }, {}]) {
      const unseen = await asked(R.plans.consent, { params: { planId }, body, role: 'approver' });
      expect(refusal(unseen)).toMatchObject({ status: 409, code: 'PLAN_CHANGED' });
    }
    const { seen } = await did(R.plans.review, { params: { planId }, role: 'approver' });
    await did(R.plans.consent, { params: { planId }, body: { seen }, role: 'approver' });
    const preview = await did(R.plans.previewStart, { params: { planId } });
    expect(preview).toMatchObject({ problems: [], withoutContact: [], cycles: [{ key: 'dot-1' }] });
    const started = await did(R.plans.start, { params: { planId } });
    expect(started).toMatchObject({ cycles: 1, obligations: 3 });
    const again = await asked(R.plans.start, { params: { planId } });
    expect(refusal(again)).toMatchObject({ status: 409, code: 'PLAN_STATE' });
    await did(R.plans.pause, { params: { planId }, body: { reason: 'bão' } });
    expect((await did(R.plans.detail, { params: { planId } })).plan.pausedAt).toBe(
      '2026-06-01T01:00:00.000Z',
    );
    await did(R.plans.resume, { params: { planId }, body: { reason: 'hết bão' } });
    await did(R.plans.cancel, { params: { planId }, body: { reason: 'thôi' }, role: 'admin' });
    const { plans } = await did(R.plans.list, { role: 'clerk' });
    expect(plans).toMatchObject([{ id: planId, state: 'cancelled', cycles: 1 }]);
  });

  test('a start before the consent is refused with a sentence', async () => {
    const planId = await uploadedPlan(site, office);
    const answer = await asked(R.plans.start, { params: { planId } });
    expect(refusal(answer)).toMatchObject({ status: 409, code: 'PLAN_STATE' });
  });

  test('a wrong field of the confirmation is named by its path', async () => {
    const planId = await uploadedPlan(site, office);
    const confirmed = confirmedPlan(office);
    const wrong = { ...confirmed, identity: { ...confirmed.identity, replyTo: 'không phải thư' } };
    const answer = await asked(R.plans.confirm, { params: { planId }, body: { confirmed: wrong } });
    expect(answer.statusCode).toBe(422);
    expect(refusal(answer).fields).toMatchObject([{ path: 'confirmed.identity.replyTo' }]);
  });
});

describe('a running cycle', () => {
  let plan: TestPlan;

  beforeEach(async () => {
    plan = await startedPlan(site, office);
  });

  const commune = () => `/api/obligations/${plan.obligationIds.commune}`;
  const enter = async (report: object = aReport()) =>
    upload(`${commune()}/reports`, multipart({ content: JSON.stringify(report) }, []));

  test('the board has every agency, counts without the asked ones, and groups', async () => {
    const board = await did(R.cycles.board, { params: { cycleId: plan.cycleId } });
    expect(board.rows.map(({ agency }) => agency)).toEqual([
      'Công an thành phố',
      'Hội Nông dân tỉnh',
      'UBND xã Đồng Mai',
    ]);
    expect(board.counts).toMatchObject({ total: 2, expected: 2, asked: 1, overdue: 0 });
    expect(board.groups.map(({ name }) => name)).toContain('Khối xã, phường');
    expect(board.cycle.stages.map(({ name }) => name)).toEqual([
      'issued',
      'campaign',
      'collecting',
    ]);
    expect(board.callList).toEqual([]);
  });

  test('whatever has a page is found by words of its name, without accents and in any order', async () => {
    const found = async (query: Readonly<Record<string, string>>) => {
      const answer = await asked(R.find.find, { query, role: 'clerk' });
      const { groups } = R.find.find.answer.parse(answer.json());
      return new Map(groups.map((group) => [group.kind, group]));
    };
    const idsOf = (group: { readonly rows: readonly { readonly id: string }[] } | undefined) =>
      group?.rows.map(({ id }) => id);
    expect(idsOf((await found({ words: 'mai  DONG xa' })).get('agency'))).toEqual([
      office.agencyIds.commune,
    ]);
    const { identity, title } = await site.ledger.db
      .selectFrom('plan')
      .select(['identity', 'title'])
      .where('id', '=', plan.planId)
      .executeTakeFirstOrThrow();
    const byNumber = await found({ words: identity.number ?? title });
    expect(byNumber.get('plan')?.rows).toMatchObject([{ id: plan.planId, name: title }]);
    const byTitle = await found({ words: title.normalize('NFD') });
    expect([idsOf(byTitle.get('plan')), idsOf(byTitle.get('cycle'))]).toEqual([
      [plan.planId],
      [plan.cycleId],
    ]);
    expect([...(await found({ words: '100%' })).values()].flatMap(idsOf)).toEqual([]);
    expect([...(await found({ words: ' ' })).values()]).toEqual([]);

    const names = Array.from({ length: 30 }, (_, n) => `Trường Tiểu học số ${String(n + 10)}`);
    await site.ledger.db
      .insertInto('agency')
      .values(
        names.map((name) => ({
          office_id: office.id,
          id: randomUUID(),
          name,
          kind: 'other' as const,
        })),
      )
      .execute();
    const first = (await found({ words: 'tieu hoc' })).get('agency')!;
    const read = [...first.rows];
    let { next } = first;
    while (next !== null) {
      const page = (await found({ words: 'tieu hoc', kind: 'agency', after: next })).get('agency')!;
      read.push(...page.rows);
      next = page.next;
    }
    expect(first.rows).toHaveLength(5);
    expect(read.map(({ name }) => name)).toEqual(names);
    const elsewhere = await openOffice(site, `other${String(serial)}`);
    const answer = await ask(site, 'GET', urlOf(R.find.find, {}, { words: 'tieu hoc' }), {
      cookie: elsewhere.cookies.officer,
    });
    expect(R.find.find.answer.parse(answer.json()).groups.flatMap(idsOf)).toEqual([]);
  });

  test('who is late stands in the call list until a day is promised', async () => {
    site.setNow('2026-07-07T09:00:00+07:00');
    const late = await did(R.cycles.board, { params: { cycleId: plan.cycleId } });
    expect(late.counts.overdue).toBe(2);
    expect(late.callList).toHaveLength(2);
    await did(R.obligations.logCall, {
      params: { obligationId: plan.obligationIds.commune },
      body: { answered: 'hứa gửi', promisedDay: '2026-07-09' },
    });
    const promised = await did(R.cycles.board, { params: { cycleId: plan.cycleId } });
    expect(promised.callList).toEqual([plan.obligationIds.police]);
    const summary = await did(R.cycles.summary, {
      params: { cycleId: plan.cycleId },
      role: 'approver',
    });
    expect(summary.counts.overdue).toBe(2);
  });

  test('a report that came on paper is entered, accepted, and opens behind its figure', async () => {
    const entered = await enter(aReport({ PROP_SESSIONS: '1.250' }));
    expect(entered.json()).toMatchObject({ version: 1, onTime: true });
    await did(R.obligations.accept, { params: { obligationId: plan.obligationIds.commune } });
    const figures = await did(R.cycles.figures, { params: { cycleId: plan.cycleId } });
    const sessions = figures.figures.find(({ code }) => code === 'PROP_SESSIONS');
    expect(sessions).toMatchObject({ total: '1250', reporting: 1 });
    const behind = await did(R.cycles.figureSources, {
      params: { cycleId: plan.cycleId, code: 'PROP_SESSIONS' },
    });
    expect(behind.sources).toMatchObject([
      { agency: 'UBND xã Đồng Mai', version: 1, value: '1250', counted: true },
    ]);
    const detail = await did(R.obligations.detail, {
      params: { obligationId: plan.obligationIds.commune },
    });
    expect(detail.versions[0]).toMatchObject({ documentNumber: '25/BC-UBND', channel: 'officer' });
    expect(detail.timeline.map((entry) => (entry.kind === 'act' ? entry.act : entry.name))).toEqual(
      expect.arrayContaining(['submit', 'received', 'accept', 'accepted']),
    );
  });

  test('what the form wants mended is refused from paper too, by name', async () => {
    const params = { planId: plan.planId };
    const [duty] = (await did(R.forms.running, { params })).forms;
    const { requirementId, version, form } = duty!;
    const strict = { ...form, checks: { approximate: 'error' as const } };
    await did(R.forms.change, {
      params,
      body: { requirementId, version, form: strict, reason: 'Cần số chính xác' },
    });
    const answer = await enter(aReport({ PROP_SESSIONS: 'khoảng 1.500' }));
    expect(refusal(answer)).toMatchObject({ status: 422, code: 'FIGURES_BROKEN' });
    expect(answer.body).toContain('Số buổi tuyên truyền trực tiếp: “khoảng” là số ước chừng.');
    expect((await enter(aReport({ PROP_SESSIONS: '1.500' }))).json()).toMatchObject({ version: 1 });
  });

  test('figures that are no numbers are refused with their labels', async () => {
    const answer = await enter(aReport({ PROP_SESSIONS: 'nhiều' }));
    expect(refusal(answer)).toMatchObject({ status: 422, code: 'FIGURES_INVALID' });
    expect(refusal(answer).message).toContain('Số buổi tuyên truyền trực tiếp');
  });

  test('two officers accept at once: one of them is told', async () => {
    await enter();
    const answers = await Promise.all([
      asked(R.obligations.accept, { params: { obligationId: plan.obligationIds.commune } }),
      asked(R.obligations.accept, {
        params: { obligationId: plan.obligationIds.commune },
        role: 'everybody',
      }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409);
    expect(refusal(refused!).message).toMatch(/đã được đưa vào tổng hợp/);
  });

  test('return, reopen, waive, due, extension, on-time mark', async () => {
    await enter();
    await did(R.obligations.sendBack, {
      params: { obligationId: plan.obligationIds.commune },
      body: { reason: 'thiếu số vụ', newDueDay: '2026-07-08' },
    });
    expect(
      (await did(R.obligations.detail, { params: { obligationId: plan.obligationIds.commune } }))
        .row,
    ).toMatchObject({ state: 'returned', reason: 'thiếu số vụ' });
    await enter();
    await did(R.obligations.withdrawOnTime, {
      params: { obligationId: plan.obligationIds.commune },
      body: { reason: 'không phải báo cáo' },
    });
    await did(R.obligations.accept, { params: { obligationId: plan.obligationIds.commune } });
    await did(R.obligations.reopen, {
      params: { obligationId: plan.obligationIds.commune },
      body: { reason: 'sửa số' },
    });
    await did(R.obligations.setDue, {
      params: { obligationId: plan.obligationIds.police },
      body: { day: '2026-07-08', reason: 'theo công văn' },
    });
    const past = await asked(R.obligations.setDue, {
      params: { obligationId: plan.obligationIds.police },
      body: { day: '2026-05-08', reason: 'nhầm' },
    });
    expect(refusal(past)).toMatchObject({ status: 422, code: 'DUE_IN_THE_PAST' });
    await did(R.obligations.waive, {
      params: { obligationId: plan.obligationIds.police },
      body: { reason: 'đã sáp nhập' },
    });
    const noReason = await asked(R.obligations.reopen, {
      params: { obligationId: plan.obligationIds.police },
      body: { reason: '  ' },
    });
    expect(refusal(noReason).fields).toEqual([{ path: 'reason', message: 'Cần nêu lý do' }]);
    expect(
      (await did(R.obligations.detail, { params: { obligationId: plan.obligationIds.police } })).row
        .state,
    ).toBe('waived');
  });

  test('claims are confirmed in bulk or rejected', async () => {
    const { claimSent } = await import('../../office/collection/obligation-acts.js');
    for (const obligationId of [plan.obligationIds.commune, plan.obligationIds.police]) {
      await site.ledger.inOffice({ officeId: office.id, actor: 'agency:x' }, (scope) =>
        claimSent(scope, {
          obligationId,
          documentNumber: '3/BC',
          documentDate: null,
          signer: null,
          senderName: 'Lê Thị B',
        }),
      );
    }
    const confirmed = await did(R.cycles.confirmClaims, {
      params: { cycleId: plan.cycleId },
      body: {
        obligationIds: [plan.obligationIds.commune],
        arrivedOn: '2026-06-01',
      },
    });
    expect(confirmed.confirmed).toBe(1);
    await did(R.obligations.rejectClaim, {
      params: { obligationId: plan.obligationIds.police },
      body: {
        reason: 'không có văn bản',
      },
    });
    const board = await did(R.cycles.board, { params: { cycleId: plan.cycleId } });
    expect(board.counts).toMatchObject({ submitted: 1, expected: 1 });
  });

  test('says why nothing was sent', async () => {
    const { sentences, rungs } = await did(R.obligations.explain, {
      params: { obligationId: plan.obligationIds.commune },
    });
    expect(sentences[0]).toMatch(/^Đã đến mốc thông báo thời hạn/);
    expect(rungs.map(({ rung, state }) => `${rung} ${state}`)).toEqual([
      'assigned planned',
      'prepare planned',
      'remind planned',
      'lastDay planned',
      'overdue planned',
      'toHead held',
    ]);
    expect(rungs[2]?.why).toMatch(/^02 ngày làm việc trước ngày đề nghị gửi/);
  });

  test('the letter goes its way: drafted, submitted, sent back, approved, numbered, released', async () => {
    site.setNow('2026-07-08T09:00:00+07:00');
    await did(R.cycles.releaseToHeads, { params: { cycleId: plan.cycleId } });
    await did(R.cycles.redraftLetter, { params: { cycleId: plan.cycleId } });
    const { papers } = await did(R.papers.list);
    expect(papers).toMatchObject([{ kind: 'urgingLetter', state: 'draft', agencies: 2 }]);
    const documentId = papers[0]!.id;
    const paper = `/api/papers/${documentId}`;
    expect((await did(R.papers.detail, { params: { documentId } })).names).toEqual([
      'Công an thành phố',
      'UBND xã Đồng Mai',
    ]);
    const docx = await ask(site, 'GET', `${paper}/docx`, { cookie: office.cookies.approver });
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    await did(R.papers.submit, { params: { documentId } });
    await did(R.papers.sendBack, {
      params: { documentId },
      body: { reason: 'sửa lời văn' },
      role: 'approver',
    });
    await did(R.papers.submit, { params: { documentId } });
    const unseen = await asked(R.papers.approve, {
      params: { documentId },
      body: { seen: 'another' },
      role: 'approver',
    });
    expect(refusal(unseen)).toMatchObject({ status: 409, code: 'PAPER_CHANGED' });
    const { seen } = await did(R.papers.detail, { params: { documentId } });
    await did(R.papers.approve, { params: { documentId }, body: { seen }, role: 'approver' });
    const { frozen, approvals } = await did(R.papers.detail, { params: { documentId } });
    expect(approvals.at(-1)?.contentSha256).toBe(frozen?.sha256);
    const twice = await asked(R.papers.approve, { params: { documentId }, role: 'everybody' });
    expect(refusal(twice)).toMatchObject({ status: 409, code: 'PAPER_STATE' });
    const early = await asked(R.papers.release, {
      params: { documentId },
      body: { channel: 'Trục liên thông' },
      role: 'clerk',
    });
    expect(refusal(early).code).toBe('PAPER_STATE');
    const pdf = { name: 'CV.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj\n') };
    const form = multipart({ number: '77/UBND-NC', issuedOn: '2026-07-08' }, [pdf]);
    expect((await upload(`${paper}/number`, form, 'clerk')).statusCode).toBe(200);
    await enter();
    const stopped = await asked(R.papers.release, {
      params: { documentId },
      body: { channel: 'Trục liên thông' },
      role: 'clerk',
    });
    expect(refusal(stopped)).toMatchObject({
      code: 'LETTER_NAMES_CHANGED',
      details: { names: ['UBND xã Đồng Mai'] },
    });
    expect((await did(R.papers.detail, { params: { documentId } })).reportedSince).toEqual([
      'UBND xã Đồng Mai',
    ]);
    const needed = await asked(R.papers.withdraw, { params: { documentId } });
    expect(refusal(needed)).toMatchObject({
      status: 409,
      code: 'LETTER_STILL_NEEDED',
      details: { names: ['Công an thành phố'] },
    });
    await did(R.obligations.waive, {
      params: { obligationId: plan.obligationIds.police },
      body: { reason: 'đã sáp nhập' },
    });
    await did(R.papers.withdraw, { params: { documentId }, role: 'clerk' });
    expect(await did(R.papers.detail, { params: { documentId } })).toMatchObject({
      paper: { state: 'superseded', number: '77/UBND-NC' },
      withdrawnAt: '2026-07-08T02:00:00.000Z',
    });
    // Its files were kept as it was approved and as it was numbered.
    const kept = await site.ledger.db
      .selectFrom('paper_file')
      .select(['format', 'registration'])
      .where('document_id', '=', documentId)
      .orderBy('registration')
      .execute();
    expect(kept).toEqual([
      { format: 'docx', registration: '' },
      { format: 'docx', registration: '77/UBND-NC 2026-07-08' },
    ]);
  });

  test('the report is merged, edited once, and its figures come as a workbook', async () => {
    await enter();
    // What was received counts once somebody has looked at it.
    await did(R.cycles.acceptAll, { params: { cycleId: plan.cycleId } });
    await did(R.cycles.closeCollection, { params: { cycleId: plan.cycleId } });
    const twice = await asked(R.cycles.closeCollection, { params: { cycleId: plan.cycleId } });
    expect(twice.statusCode).toBe(409);
    await did(R.cycles.redraftReport, { params: { cycleId: plan.cycleId } });
    const { papers } = await did(R.papers.list, { query: { cycleId: plan.cycleId } });
    const documentId = papers[0]!.id;
    const paper = `/api/papers/${documentId}`;
    const { changedAt } = papers[0]!;
    site.setNow('2026-06-01T09:00:00+07:00');
    const edit = { changedAt, sections: [], listNotReported: true, copyWanted: false };
    const edited = await did(R.papers.edit, { params: { documentId }, body: edit });
    expect(edited.notReported).toEqual(['Công an thành phố']);
    const lost = await asked(R.papers.edit, { params: { documentId }, body: edit });
    expect(refusal(lost)).toMatchObject({ status: 409, code: 'PAPER_STATE' });
    const xlsx = await ask(site, 'GET', `${paper}/xlsx`, { cookie: office.cookies.officer });
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const behind = await did(R.cycles.figureSources, {
      params: { cycleId: plan.cycleId, code: 'PROP_SESSIONS' },
      query: { as: 'consolidation' },
    });
    expect(behind).toMatchObject({ total: '12', sources: [{ agency: 'UBND xã Đồng Mai' }] });
  });

  test('operations show the next wave, and the audit who did what', async () => {
    await enter();
    const watched = await did(R.admin.operations, { role: 'admin' });
    expect(watched.cycles).toMatchObject([{ key: 'dot-1', counts: { total: 2, submitted: 1 } }]);
    expect(watched.outbox.waiting).toBeGreaterThan(0);
    const { rows } = await did(R.admin.audit, {
      query: { subject: `obligation:${plan.obligationIds.commune}` },
      role: 'admin',
    });
    expect(rows).toMatchObject([
      {
        act: 'submit',
        actor: 'Cán bộ officer',
        sealed: false,
        about: { name: 'UBND xã Đồng Mai', cycleKey: 'dot-1' },
      },
    ]);
    const looked = async (words: string) => {
      const page = await did(R.admin.audit, { query: { subject: words }, role: 'admin' });
      return page.rows.map(({ subject }) => subject);
    };
    expect(await looked('đồng mai')).toContain(`obligation:${plan.obligationIds.commune}`);
    expect(await looked('100%')).toEqual([]);
  });

  test('a working Saturday moves the due clock, shown before it is applied', async () => {
    const saturday = {
      kind: 'swap_work',
      confirmed: true,
      name: 'Làm bù',
      source: null,
    };
    const { effects, seen } = await did(R.admin.calendarEffect, {
      params: { day: '2026-07-04' },
      body: saturday,
      role: 'admin',
    });
    expect(effects).toMatchObject([
      { cycleKey: 'dot-1', targetAt: { after: '2026-07-04T10:00:00.000Z' } },
    ]);
    await did(R.admin.setCalendarDay, {
      params: { day: '2026-07-04' },
      query: { seen },
      body: saturday,
      role: 'admin',
    });
    const { row } = await did(R.obligations.detail, {
      params: { obligationId: plan.obligationIds.commune },
    });
    expect(row.targetAt).toBe('2026-07-04T10:00:00.000Z');
    await did(R.admin.removeCalendarDay, { params: { day: '2026-07-04' }, role: 'admin' });
    expect(
      (await did(R.obligations.detail, { params: { obligationId: plan.obligationIds.commune } }))
        .row.targetAt,
    ).toBe('2026-07-03T10:00:00.000Z');
  });

  test('the link is sent to the registered mailbox, and revoked', async () => {
    await did(R.admin.sendLink, { params: { agencyId: office.agencyIds.commune } });
    const sent = await site.ledger.db
      .selectFrom('message')
      .select('to_address')
      .where('office_id', '=', office.id)
      .where('class', '=', 'event')
      .execute();
    expect(sent.map(({ to_address: to }) => to)).toEqual([
      `commune@office${String(serial)}.example`,
    ]);
    await did(R.admin.revokeLink, { params: { agencyId: office.agencyIds.commune } });
  });
});

describe('keeping an office in order', () => {
  test('agencies are imported from a list, once each', async () => {
    const csv = (rows: string) =>
      multipart({}, [
        {
          name: 'danh-sach.csv',
          bytes: Buffer.from(`\uFEFFname;kind;tags;email;headEmail;phone;binding\r\n${rows}`),
        },
      ]);
    const rows = [
      'UBND xã Đồng Mai;commune;Khối xã|Cụm 1;moi@xa.example;ct@xa.example;0900 000 009;có',
      'Sở Y tế;department;;yte@so.example;;;',
      'Hội Luật gia;party;;hoi@luat.example;;;không',
    ].join('\r\n');
    const first = await upload('/api/agencies/import', csv(rows), 'admin');
    expect(first.json()).toEqual({ added: 2, changed: 1, unchanged: 0 });
    const second = await upload('/api/agencies/import', csv(rows), 'admin');
    expect(second.json()).toEqual({ added: 0, changed: 0, unchanged: 3 });
    const { agencies } = await did(R.admin.agencies);
    const commune = agencies.find(({ name }) => name === 'UBND xã Đồng Mai');
    expect(commune).toMatchObject({
      tags: ['Khối xã', 'Cụm 1'],
      contacts: [
        { role: 'mailbox', email: 'moi@xa.example' },
        { role: 'head', email: 'ct@xa.example' },
      ],
    });
    const wrong = await upload('/api/agencies/import', csv('Sở X;sở;;x;;;'), 'admin');
    expect(refusal(wrong)).toMatchObject({ code: 'CSV_INVALID', details: { line: 2 } });
  });

  test('a list with wrong lines is shown with them, refused whole, and taken without them by choice alone', async () => {
    const bytes = Buffer.from(
      'name;kind;email\r\nSở Nội vụ mới;;nv@so.example\r\nSở X;siêu thị;\r\n;;không phải thư',
    );
    const form = (fields: Record<string, string> = {}) =>
      multipart(fields, [{ name: 'danh-sach.csv', bytes }]);
    const shown = await upload('/api/agencies/import/effect', form(), 'admin');
    const { seen, ...effect } = R.admin.importEffect.answer.parse(shown.json());
    expect(effect).toMatchObject({
      added: ['Sở Nội vụ mới'],
      wrong: [{ line: 3 }, { line: 4, problem: 'thiếu tên cơ quan' }, { line: 4 }],
    });
    expect(refusal(await upload('/api/agencies/import', form({ seen }), 'admin'))).toMatchObject({
      code: 'CSV_INVALID',
      details: { line: 3 },
    });
    const taken = await upload('/api/agencies/import', form({ seen, leaveOut: 'true' }), 'admin');
    expect(taken.json()).toEqual({ added: 1, changed: 0, unchanged: 0 });
    const { rows } = await did(R.admin.audit, { role: 'admin' });
    expect(rows[0]).toMatchObject({ act: 'importAgencies' });
    expect(JSON.stringify(rows[0])).toContain('"leftOut"');
  });

  test('the empty list that is offered is taken once it is filled in', async () => {
    const offered = await asked(R.admin.importTemplate, { role: 'admin' });
    const book = await OpenedWorkbook.of(offered.rawPayload);
    book.type(0, 'A2', 'UBND xã Mới Lập');
    book.type(0, 'B2', 'Xã, phường, đặc khu');
    book.type(0, 'D2', 'moilap@xa.example');
    const bytes = await book.saved();
    const form = multipart({}, [{ name: 'danh-sach.xlsx', bytes }]);
    const shown = await upload('/api/agencies/import/effect', form, 'admin');
    expect(shown.json<ImportEffect>()).toMatchObject({
      addedLines: [
        { line: 2, name: 'UBND xã Mới Lập', kind: 'commune', addresses: ['moilap@xa.example'] },
      ],
      changed: [],
      unsure: [],
    });
  });

  test('what a list changes is shown first, near names are asked, and another effect is not applied', async () => {
    const bytes = await aWorkbook({
      'Danh sách': [
        ['Tên cơ quan', 'Địa chỉ thư', 'Điện thoại'],
        ['UBND  xã Đồng Mai', 'moi@xa.example; hai@xa.example', 912345678],
        ['Xã Đồng Mai 2', 'ba@xa.example', ''],
        ['Công an', 'ca@tp.example', ''],
      ],
    });
    const form = (fields: Record<string, string> = {}) =>
      multipart(fields, [{ name: 'danh-sach.xlsx', bytes }]);
    const shown = await upload('/api/agencies/import/effect', form(), 'admin');
    const effect = shown.json<ImportEffect>();
    expect(effect).toMatchObject({
      added: ['Xã Đồng Mai 2'],
      changed: [
        {
          name: 'UBND xã Đồng Mai',
          fields: [
            { field: 'mailboxes', after: 'moi@xa.example, hai@xa.example' },
            { field: 'phone', after: '0912345678' },
          ],
        },
      ],
      unsure: [
        { line: 4, name: 'Công an', key: 'công an', candidates: [{ name: 'Công an thành phố' }] },
      ],
    });
    const unsaid = await upload('/api/agencies/import', form(), 'admin');
    expect(refusal(unsaid)).toMatchObject({ status: 409, code: 'AGENCIES_UNSURE' });
    const answers = JSON.stringify({ 'công an': 'new' });
    const stale = await upload(
      '/api/agencies/import',
      form({ answers, seen: effect.seen }),
      'admin',
    );
    expect(refusal(stale)).toMatchObject({ status: 409, code: 'IMPORT_EFFECT_CHANGED' });
    const again = await upload('/api/agencies/import/effect', form({ answers }), 'admin');
    const { seen } = again.json<ImportEffect>();
    const done = await upload('/api/agencies/import', form({ answers, seen }), 'admin');
    expect(done.json()).toEqual({ added: 2, changed: 1, unchanged: 0 });
  });

  test('the communes of a province come from the shipped list, shown first and without addresses', async () => {
    const offered = await did(R.admin.units, { role: 'admin' });
    expect(offered.asOf).toBe('2026-09-20');
    expect(offered.provinces).toHaveLength(34);
    expect(offered.provinces).toContainEqual({ code: '46', name: 'Thành phố Huế', units: 40 });
    const province = { province: '46', answers: {} };
    const shown = await did(R.admin.unitsEffect, { role: 'admin', body: province });
    expect(shown.added).toHaveLength(40);
    expect(shown.beyond).toContain('UBND xã Đồng Mai');
    const stale = await asked(R.admin.takeUnits, {
      role: 'admin',
      body: { ...province, seen: 'another' },
    });
    expect(refusal(stale)).toMatchObject({ status: 409, code: 'IMPORT_EFFECT_CHANGED' });
    const body = { ...province, seen: shown.seen };
    const done = await did(R.admin.takeUnits, { role: 'admin', body });
    expect(done).toEqual({ added: 40, changed: 0, unchanged: 0 });
    const again = await did(R.admin.unitsEffect, { role: 'admin', body: province });
    expect([again.added, again.changed, again.unchanged]).toEqual([[], [], 40]);
    const { agencies } = await did(R.admin.agencies, { query: { q: 'Chan May' } });
    expect(agencies).toMatchObject([
      { name: 'UBND xã Chân Mây - Lăng Cô', unit: '20137', contacts: [] },
    ]);
    const unknown = await asked(R.admin.unitsEffect, { role: 'admin', body: { province: '99' } });
    expect(refusal(unknown)).toMatchObject({ status: 404 });
  });

  test('an agency is written once and keeps its own name', async () => {
    const agency = {
      name: 'Sở Tư pháp',
      kind: 'department',
      tags: [],
      standing: false,
      binding: true,
      contacts: [],
    };
    await did(R.admin.addAgency, { body: agency, role: 'admin' });
    const again = await asked(R.admin.addAgency, { body: agency, role: 'admin' });
    expect(refusal(again)).toMatchObject({ status: 409, code: 'AGENCY_EXISTS' });
    const respelled = { ...agency, name: 'Sở  tư pháp' };
    const alike = await asked(R.admin.addAgency, { body: respelled, role: 'admin' });
    expect(refusal(alike)).toMatchObject({ status: 409, code: 'AGENCY_EXISTS' });
    const edited = { ...agency, tags: ['Khối nội chính'] };
    await did(R.admin.editAgency, {
      params: { agencyId: office.agencyIds.police },
      body: { ...edited, name: 'Công an TP' },
    });
  });

  test('staff get a first password once; the last administrator stays', async () => {
    const person = {
      name: 'Phạm Thu Hà',
      email: `ha@office${String(serial)}.example`,
      phone: null,
      roles: ['clerk'],
      deputyOf: null,
      active: true,
    };
    const { staffId, firstPassword } = await did(R.admin.addStaff, { body: person, role: 'admin' });
    expect(firstPassword).toMatch(/^[a-z0-9-]{20}$/);
    const twice = await asked(R.admin.addStaff, { body: person, role: 'admin' });
    expect(refusal(twice).code).toBe('STAFF_EXISTS');
    await did(R.admin.editStaff, {
      params: { staffId },
      body: { ...person, active: false },
      role: 'admin',
    });
    const reset = await did(R.admin.resetPassword, { params: { staffId }, role: 'admin' });
    expect(reset.firstPassword).not.toBe(firstPassword);
    const { staff } = await did(R.admin.staff, { role: 'admin' });
    const admins = staff.filter(({ roles }) => roles.includes('admin'));
    const [one, other] = admins;
    const plain = ({ id: _id, hasAccount: _has, ...rest }: StaffRow) => rest;
    await did(R.admin.editStaff, {
      params: { staffId: one!.id },
      body: { ...plain(one!), roles: ['clerk'] },
      role: 'everybody',
    });
    const last = await asked(R.admin.editStaff, {
      params: { staffId: other!.id },
      body: { ...plain(other!), roles: ['clerk'] },
      role: one!.email.startsWith('admin') ? 'everybody' : 'admin',
    });
    expect(refusal(last)).toMatchObject({ status: 409, code: 'LAST_ADMIN' });
  });

  test('settings are read by all and set by the administrator', async () => {
    const settings = await did(R.admin.settings, { role: 'clerk' });
    await did(R.admin.setSettings, { body: { ...settings, mailMinute: 510 }, role: 'admin' });
    expect((await did(R.admin.settings)).mailMinute).toBe(510);
  });

  test('the calendar is listed by year', async () => {
    const { days } = await did(R.admin.calendar, { query: { year: '2026' } });
    expect(days.length).toBeGreaterThan(5);
    expect(days.every(({ day }) => day.startsWith('2026-'))).toBe(true);
  });
});

describe('the mailbox', () => {
  test('is not there where mail leaves by a real relay', async () => {
    const answer = await ask(site, 'GET', '/api/mailbox', { cookie: office.cookies.officer });
    expect(answer.statusCode).toBe(404);
  });
});
