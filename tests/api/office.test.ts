import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
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

const get = async (url: string, role: keyof TestOffice['cookies'] = 'officer') => {
  const answer = await ask(site, 'GET', url, { cookie: office.cookies[role] });
  expect([url, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([
    url,
    200,
    '',
  ]);
  return answer.json();
};

const send = async (
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
  role: keyof TestOffice['cookies'] = 'officer',
) =>
  ask(site, method, url, { cookie: office.cookies[role], ...(body === undefined ? {} : { body }) });

const did = async (...request: Parameters<typeof send>) => {
  const answer = await send(...request);
  expect([request[1], answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([
    request[1],
    200,
    '',
  ]);
  return answer.json();
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

  test('says the same for a wrong password and an unknown address', async () => {
    for (const email of ['nobody@songhuong.example', 'officer@office1.example']) {
      const answer = await ask(site, 'POST', '/api/sign-in', { body: { email, password: 'sai' } });
      expect([answer.statusCode, answer.json().error.code]).toEqual([401, 'SIGN_IN_WRONG']);
    }
  });

  test('names the fields that are wrong', async () => {
    const answer = await ask(site, 'POST', '/api/sign-in', { body: { email: 'x', password: '' } });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().error.fields).toEqual([
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
    const { planId } = answer.json();
    const review = await get(`/api/plans/${planId}/review`);
    expect(review).toMatchObject({ state: 'draft', fileName: 'Kế hoạch.txt', text: PLAN_TEXT });
    expect(review.draft.document.number).toBe('15/KH-UBND');
    expect(review.agencies).toHaveLength(3);
    const back = await ask(site, 'GET', `/api/plans/${planId}/file`, {
      cookie: office.cookies.officer,
    });
    expect(back.body).toBe(PLAN_TEXT);
    expect(back.headers['content-disposition']).toContain("filename*=UTF-8''K%E1%BA%BF");
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
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  });

  test('refuses 50 MB with a sentence', async () => {
    const answer = await upload('/api/plans', file('lon.pdf', Buffer.alloc(50 * 1024 * 1024, 65)));
    expect(answer.statusCode).toBe(413);
    expect(answer.json().error.message).toBe('Tệp quá lớn: mỗi tệp không quá 20 MB.');
  });

  test('refuses a classified document', async () => {
    const secret = `MẬT\n${PLAN_TEXT}`;
    const answer = await upload('/api/plans', file('mat.txt', secret));
    expect(answer.json().error).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(answer.json().error.message).toMatch(/mật/);
  });
});

describe('from the draft to the start', () => {
  test('proposal, confirmation, consent, preview, start, pause, resume', async () => {
    const planId = await uploadedPlan(site, office);
    const { confirmed } = await did('POST', `/api/plans/${planId}/proposal`, { answers: {} });
    expect(confirmed.identity).toMatchObject({ number: '15/KH-UBND', issuedOn: '2026-05-12' });
    await did('POST', `/api/plans/${planId}/confirm`, { confirmed: confirmedPlan(office) });
    await did('POST', `/api/plans/${planId}/return`, { reason: 'thiếu cơ quan' }, 'approver');
    expect((await get(`/api/plans/${planId}`)).returnReason).toBe('thiếu cơ quan');
    await did('POST', `/api/plans/${planId}/confirm`, { confirmed: confirmedPlan(office) });
    await did('POST', `/api/plans/${planId}/consent`, undefined, 'approver');
    const preview = await get(`/api/plans/${planId}/start`);
    expect(preview).toMatchObject({ problems: [], withoutContact: [], cycles: [{ key: 'dot-1' }] });
    const started = await did('POST', `/api/plans/${planId}/start`);
    expect(started).toMatchObject({ cycles: 1, obligations: 3 });
    const again = await send('POST', `/api/plans/${planId}/start`);
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'PLAN_STATE']);
    await did('POST', `/api/plans/${planId}/pause`, { reason: 'bão' });
    expect((await get(`/api/plans/${planId}`)).plan.pausedAt).toBe('2026-06-01T01:00:00.000Z');
    await did('POST', `/api/plans/${planId}/resume`, { reason: 'hết bão' });
    await did('POST', `/api/plans/${planId}/cancel`, { reason: 'thôi' }, 'admin');
    const { plans } = await get('/api/plans', 'clerk');
    expect(plans).toMatchObject([{ id: planId, state: 'cancelled', cycles: 1 }]);
  });

  test('a start before the consent is refused with a sentence', async () => {
    const planId = await uploadedPlan(site, office);
    const answer = await send('POST', `/api/plans/${planId}/start`);
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'PLAN_STATE']);
  });

  test('a wrong field of the confirmation is named by its path', async () => {
    const planId = await uploadedPlan(site, office);
    const confirmed = confirmedPlan(office);
    const wrong = { ...confirmed, identity: { ...confirmed.identity, replyTo: 'không phải thư' } };
    const answer = await send('POST', `/api/plans/${planId}/confirm`, { confirmed: wrong });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().error.fields).toMatchObject([{ path: 'confirmed.identity.replyTo' }]);
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
    const board = await get(`/api/cycles/${plan.cycleId}/board`);
    expect(board.rows.map(({ agency }: { agency: string }) => agency)).toEqual([
      'Công an thành phố',
      'Hội Nông dân tỉnh',
      'UBND xã Đồng Mai',
    ]);
    expect(board.counts).toMatchObject({ total: 2, expected: 2, asked: 1, overdue: 0 });
    expect(board.groups.map(({ name }: { name: string }) => name)).toContain('Khối xã, phường');
    expect(board.cycle.stages.map(({ name }: { name: string }) => name)).toEqual([
      'issued',
      'campaign',
      'collecting',
    ]);
    expect(board.callList).toEqual([]);
  });

  test('who is late stands in the call list until a day is promised', async () => {
    site.setNow('2026-07-07T09:00:00+07:00');
    const late = await get(`/api/cycles/${plan.cycleId}/board`);
    expect(late.counts.overdue).toBe(2);
    expect(late.callList).toHaveLength(2);
    await did('POST', `${commune()}/calls`, { answered: 'hứa gửi', promisedDay: '2026-07-09' });
    const promised = await get(`/api/cycles/${plan.cycleId}/board`);
    expect(promised.callList).toEqual([plan.obligationIds.police]);
    const summary = await get(`/api/cycles/${plan.cycleId}/summary`, 'approver');
    expect(summary.counts.overdue).toBe(2);
  });

  test('a report that came on paper is entered, accepted, and opens behind its figure', async () => {
    const entered = await enter(aReport({ PROP_SESSIONS: '1.250' }));
    expect(entered.json()).toMatchObject({ version: 1, onTime: true });
    await did('POST', `${commune()}/accept`);
    const figures = await get(`/api/cycles/${plan.cycleId}/figures`);
    const sessions = figures.figures.find(({ code }: { code: string }) => code === 'PROP_SESSIONS');
    expect(sessions).toMatchObject({ total: '1250', reporting: 1 });
    const behind = await get(`/api/cycles/${plan.cycleId}/figures/PROP_SESSIONS`);
    expect(behind.sources).toMatchObject([
      { agency: 'UBND xã Đồng Mai', version: 1, value: '1250', counted: true },
    ]);
    const detail = await get(commune());
    expect(detail.versions[0]).toMatchObject({ documentNumber: '25/BC-UBND', channel: 'officer' });
    expect(
      detail.timeline.map((entry: { act?: string; name?: string }) => entry.act ?? entry.name),
    ).toEqual(expect.arrayContaining(['submit', 'received', 'accept', 'accepted']));
  });

  test('figures that are no numbers are refused with their labels', async () => {
    const answer = await enter(aReport({ PROP_SESSIONS: 'nhiều' }));
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, 'FIGURES_INVALID']);
    expect(answer.json().error.message).toContain('Số buổi tuyên truyền trực tiếp');
  });

  test('two officers accept at once: one of them is told', async () => {
    await enter();
    const answers = await Promise.all([
      send('POST', `${commune()}/accept`),
      send('POST', `${commune()}/accept`, undefined, 'everybody'),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409);
    expect(refused?.json().error.message).toMatch(/đã được đưa vào tổng hợp/);
  });

  test('return, reopen, waive, due, extension, on-time mark', async () => {
    await enter();
    await did('POST', `${commune()}/return`, { reason: 'thiếu số vụ', newDueDay: '2026-07-08' });
    expect((await get(commune())).row).toMatchObject({ state: 'returned', reason: 'thiếu số vụ' });
    await enter();
    await did('POST', `${commune()}/on-time/withdraw`, { reason: 'không phải báo cáo' });
    await did('POST', `${commune()}/accept`);
    await did('POST', `${commune()}/reopen`, { reason: 'sửa số' });
    const police = `/api/obligations/${plan.obligationIds.police}`;
    await did('POST', `${police}/due`, { day: '2026-07-08', reason: 'theo công văn' });
    const past = await send('POST', `${police}/due`, { day: '2026-05-08', reason: 'nhầm' });
    expect([past.statusCode, past.json().error.code]).toEqual([422, 'DUE_IN_THE_PAST']);
    await did('POST', `${police}/waive`, { reason: 'đã sáp nhập' });
    const noReason = await send('POST', `${police}/reopen`, { reason: '  ' });
    expect(noReason.json().error.fields).toEqual([{ path: 'reason', message: 'Cần nêu lý do' }]);
    expect((await get(police)).row.state).toBe('waived');
  });

  test('claims are confirmed in bulk or rejected', async () => {
    const { claimSent } = await import('../../db/acts/obligation.js');
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
    const confirmed = await did('POST', `/api/cycles/${plan.cycleId}/claims`, {
      obligationIds: [plan.obligationIds.commune],
      arrivedOn: '2026-06-01',
    });
    expect(confirmed.confirmed).toBe(1);
    await did('POST', `/api/obligations/${plan.obligationIds.police}/claim/reject`, {
      reason: 'không có văn bản',
    });
    const board = await get(`/api/cycles/${plan.cycleId}/board`);
    expect(board.counts).toMatchObject({ submitted: 1, expected: 1 });
  });

  test('says why nothing was sent', async () => {
    const { sentences } = await get(`${commune()}/explanation`);
    expect(sentences[0]).toMatch(/^Đã đến mốc thông báo thời hạn/);
  });

  test('the letter goes its way: drafted, submitted, sent back, approved, numbered, released', async () => {
    site.setNow('2026-07-08T09:00:00+07:00');
    await did('POST', `/api/cycles/${plan.cycleId}/heads`);
    await did('POST', `/api/cycles/${plan.cycleId}/letters`);
    const { papers } = await get('/api/papers');
    expect(papers).toMatchObject([{ kind: 'urgingLetter', state: 'draft', agencies: 2 }]);
    const paper = `/api/papers/${papers[0].id as string}`;
    expect((await get(paper)).names).toEqual(['Công an thành phố', 'UBND xã Đồng Mai']);
    const docx = await ask(site, 'GET', `${paper}/docx`, { cookie: office.cookies.approver });
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    await did('POST', `${paper}/submit`);
    await did('POST', `${paper}/return`, { reason: 'sửa lời văn' }, 'approver');
    await did('POST', `${paper}/submit`);
    await did('POST', `${paper}/approve`, undefined, 'approver');
    const twice = await send('POST', `${paper}/approve`, undefined, 'everybody');
    expect([twice.statusCode, twice.json().error.code]).toEqual([409, 'PAPER_STATE']);
    const early = await send('POST', `${paper}/release`, { channel: 'Trục liên thông' }, 'clerk');
    expect(early.json().error.code).toBe('PAPER_STATE');
    const pdf = { name: 'CV.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj\n') };
    const form = multipart({ number: '77/UBND-NC', issuedOn: '2026-07-08' }, [pdf]);
    expect((await upload(`${paper}/number`, form, 'clerk')).statusCode).toBe(200);
    await enter();
    const stopped = await send('POST', `${paper}/release`, { channel: 'Trục liên thông' }, 'clerk');
    expect(stopped.json().error).toMatchObject({
      code: 'LETTER_NAMES_CHANGED',
      details: { names: ['UBND xã Đồng Mai'] },
    });
    expect((await get(paper)).reportedSince).toEqual(['UBND xã Đồng Mai']);
  });

  test('the report is merged, edited once, and its figures come as a workbook', async () => {
    await enter();
    await did('POST', `/api/cycles/${plan.cycleId}/collection/close`);
    const twice = await send('POST', `/api/cycles/${plan.cycleId}/collection/close`);
    expect(twice.statusCode).toBe(409);
    await did('POST', `/api/cycles/${plan.cycleId}/reports`);
    const { papers } = await get(`/api/papers?cycleId=${plan.cycleId}`);
    const paper = `/api/papers/${papers[0].id as string}`;
    const { changedAt } = papers[0];
    site.setNow('2026-06-01T09:00:00+07:00');
    const edit = { changedAt, sections: [], listNotReported: true, copyWanted: false };
    const edited = await did('PUT', paper, edit);
    expect(edited.notReported).toEqual(['Công an thành phố']);
    const lost = await send('PUT', paper, edit);
    expect([lost.statusCode, lost.json().error.code]).toEqual([409, 'PAPER_STATE']);
    const xlsx = await ask(site, 'GET', `${paper}/xlsx`, { cookie: office.cookies.officer });
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const behind = await get(`/api/cycles/${plan.cycleId}/figures/PROP_SESSIONS?as=consolidation`);
    expect(behind).toMatchObject({ total: '12', sources: [{ agency: 'UBND xã Đồng Mai' }] });
  });

  test('operations show the next wave, and the audit who did what', async () => {
    await enter();
    const watched = await get('/api/operations', 'admin');
    expect(watched.cycles).toMatchObject([{ key: 'dot-1', counts: { total: 2, submitted: 1 } }]);
    expect(watched.outbox.waiting).toBeGreaterThan(0);
    const { rows } = await get(
      `/api/audit?subject=obligation:${plan.obligationIds.commune}`,
      'admin',
    );
    expect(rows).toMatchObject([{ act: 'submit', actor: 'Cán bộ officer', sealed: false }]);
  });

  test('a working Saturday moves the due clock, shown before it is applied', async () => {
    const saturday = {
      kind: 'swap_work',
      confirmed: true,
      name: 'Làm bù',
      source: null,
    };
    const { effects } = await did('POST', '/api/calendar/2026-07-04/effect', saturday, 'admin');
    expect(effects).toMatchObject([
      { cycleKey: 'dot-1', targetAt: { after: '2026-07-04T10:00:00.000Z' } },
    ]);
    await did('PUT', '/api/calendar/2026-07-04', saturday, 'admin');
    const { row } = await get(commune());
    expect(row.targetAt).toBe('2026-07-04T10:00:00.000Z');
    await did('DELETE', '/api/calendar/2026-07-04', undefined, 'admin');
    expect((await get(commune())).row.targetAt).toBe('2026-07-03T10:00:00.000Z');
  });

  test('the link is sent to the registered mailbox, and revoked', async () => {
    await did('POST', `/api/agencies/${office.agencyIds.commune}/link`);
    const sent = await site.ledger.db
      .selectFrom('message')
      .select('to_address')
      .where('office_id', '=', office.id)
      .where('class', '=', 'event')
      .execute();
    expect(sent.map(({ to_address: to }) => to)).toEqual([
      `commune@office${String(serial)}.example`,
    ]);
    await did('DELETE', `/api/agencies/${office.agencyIds.commune}/link`);
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
    const { agencies } = await get('/api/agencies');
    const commune = agencies.find(({ name }: { name: string }) => name === 'UBND xã Đồng Mai');
    expect(commune).toMatchObject({
      tags: ['Khối xã', 'Cụm 1'],
      contacts: [
        { role: 'mailbox', email: 'moi@xa.example' },
        { role: 'head', email: 'ct@xa.example' },
      ],
    });
    const wrong = await upload('/api/agencies/import', csv('Sở X;sở;;x;;;'), 'admin');
    expect(wrong.json().error).toMatchObject({ code: 'CSV_INVALID', details: { line: 2 } });
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
    await did('POST', '/api/agencies', agency, 'admin');
    const again = await send('POST', '/api/agencies', agency, 'admin');
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'AGENCY_EXISTS']);
    const edited = { ...agency, tags: ['Khối nội chính'] };
    await did('PUT', `/api/agencies/${office.agencyIds.police}`, { ...edited, name: 'Công an TP' });
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
    const { staffId, firstPassword } = await did('POST', '/api/staff', person, 'admin');
    expect(firstPassword).toMatch(/^[a-z0-9-]{20}$/);
    const twice = await send('POST', '/api/staff', person, 'admin');
    expect(twice.json().error.code).toBe('STAFF_EXISTS');
    await did('PUT', `/api/staff/${staffId as string}`, { ...person, active: false }, 'admin');
    const reset = await did('POST', `/api/staff/${staffId as string}/password`, undefined, 'admin');
    expect(reset.firstPassword).not.toBe(firstPassword);
    const { staff } = await get('/api/staff', 'admin');
    const admins = staff.filter(({ roles }: { roles: string[] }) => roles.includes('admin'));
    const [one, other] = admins;
    const plain = ({ id: _id, hasAccount: _has, ...rest }: Record<string, unknown>) => rest;
    await did(
      'PUT',
      `/api/staff/${one.id as string}`,
      { ...plain(one), roles: ['clerk'] },
      'everybody',
    );
    const last = await send(
      'PUT',
      `/api/staff/${other.id as string}`,
      { ...plain(other), roles: ['clerk'] },
      admins[0].email.startsWith('admin') ? 'everybody' : 'admin',
    );
    expect([last.statusCode, last.json().error.code]).toEqual([409, 'LAST_ADMIN']);
  });

  test('settings are read by all and set by the administrator', async () => {
    const settings = await get('/api/settings', 'clerk');
    await did('PUT', '/api/settings', { ...settings, mailMinute: 510 }, 'admin');
    expect((await get('/api/settings')).mailMinute).toBe(510);
  });

  test('the calendar is listed by year', async () => {
    const { days } = await get('/api/calendar?year=2026');
    expect(days.length).toBeGreaterThan(5);
    expect(days.every(({ day }: { day: string }) => day.startsWith('2026-'))).toBe(true);
  });
});

describe('the mailbox', () => {
  test('is not there where mail leaves by a real relay', async () => {
    const answer = await ask(site, 'GET', '/api/mailbox', { cookie: office.cookies.officer });
    expect(answer.statusCode).toBe(404);
  });
});
