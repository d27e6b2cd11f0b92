import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { day, dayAt } from '../../domain/day.js';
import { OfficeMemoryList } from '../../contract/memory.js';
import { PlanDetail, PlanReview, PlanWaves } from '../../contract/plans.js';
import { setSettings } from '../../office/directory/directory.js';
import { requestFile } from '../../office/collection/request-file.js';
import { addAttachments } from '../../office/plan/attachments.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { PassageReading, ReviewStanding } from '../../contract/reviews.js';
import type { EditReview } from '../../contract/reviews.js';
import { ErrorAnswer } from '../../contract/values.js';
import type { HandDuty } from '../../domain/schemas/review-edits.js';
import { ask, multipart, openOffice, openSite } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';
import { printedDay } from '../../domain/printed-day.js';
import { owedReports } from '../../office/collection/agency-page.js';
import { listedCycles } from '../../office/cycle/listed-cycles.js';

/** A letter of which the reader gets nothing: it names no act of sending beside its day. */
const LETTER = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 88/UBND-NC
Sông Hương, ngày 28 tháng 5 năm 2026

V/v rà soát điểm vui chơi

Ủy ban nhân dân tỉnh có ý kiến như sau:

Các đồng chí lưu ý việc rà soát điểm vui chơi, xong trong tuần đầu tháng 7.

Công an tỉnh là đầu mối.
`;
const SENTENCE = 'Các đồng chí lưu ý việc rà soát điểm vui chơi, xong trong tuần đầu tháng 7.';
const ID = '0b8a3c1e-7a49-4d29-9a55-9f3d8f1f0a01';

let site: TestSite;
let office: TestOffice;

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'review');
}, 60_000);

afterAll(async () => {
  await site.close();
});

async function uploaded(text = LETTER): Promise<string> {
  const form = multipart({}, [{ name: 'cong-van.txt', bytes: Buffer.from(text) }]);
  const answer = await ask(site, 'POST', '/api/plans', {
    cookie: office.cookies.officer,
    body: form.payload,
    headers: form.headers,
  });
  return answer.json<{ planId: string }>().planId;
}

async function reviewOf(planId: string, who: keyof TestOffice['cookies'] = 'officer') {
  const answer = await ask(site, 'GET', `/api/plans/${planId}/review`, {
    cookie: office.cookies[who],
  });
  return PlanReview.parse(answer.json());
}

async function edit(
  planId: string,
  body: EditReview,
  who: keyof TestOffice['cookies'] = 'officer',
) {
  return ask(site, 'POST', `/api/plans/${planId}/review`, { cookie: office.cookies[who], body });
}

async function edited(planId: string, body: EditReview, who?: keyof TestOffice['cookies']) {
  return ReviewStanding.parse((await edit(planId, body, who)).json());
}

const duty = (more: Partial<HandDuty> = {}): HandDuty => ({
  evidence: null,
  basis: null,
  what: 'report',
  owedBy: ['UBND các xã, phường'],
  except: [],
  recipients: ['Công an tỉnh'],
  via: null,
  channel: '',
  binding: true,
  when: { kind: 'day', date: day('2026-07-07'), time: null },
  ...more,
});

describe('the review of a plan', () => {
  test('what is typed is kept, whoever looks at it next and after a reload', async () => {
    const planId = await uploaded();
    const { standing: before } = await reviewOf(planId);
    expect(before).toMatchObject({ revision: 0, changedBy: null, edits: { added: [] } });
    await edited(planId, {
      revision: 0,
      edits: [{ kind: 'identity', change: { unit: 'Phòng tham mưu' } }],
    });
    const { standing } = await reviewOf(planId, 'everybody');
    expect(standing).toMatchObject({
      revision: 1,
      changedBy: 'Cán bộ officer',
      edits: { identity: { unit: 'Phòng tham mưu' } },
      confirmed: { identity: { unit: 'Phòng tham mưu', number: null } },
    });
    expect((await reviewOf(planId, 'approver')).standing).toBeNull();
  });

  test('the reminders of a duty are chosen, checked and shown with their days', async () => {
    const planId = await uploaded();
    const basis = { kind: 'directed' as const, by: 'Chủ tịch UBND tỉnh', on: day('2026-06-01') };
    const before = await edited(planId, {
      revision: 0,
      edits: [{ kind: 'add', id: ID, duty: duty({ basis }) }],
    });
    const { about = '' } = before.confirmed.requirements[0]!;
    const rungs = ({ timelines }: ReviewStanding) =>
      timelines.find((one) => one.about === about)?.steps.map(({ rung }) => rung);
    expect(rungs(before)).toContain('prepare');
    const ladder = { prepare: null, remind: 3, lastDay: false, overdue: 1, toHead: null };
    const chosen = await edited(planId, {
      revision: 1,
      edits: [{ kind: 'duty', about, change: { ladder } }],
    });
    expect(chosen.confirmed.requirements.find((one) => one.about === about)?.ladder).toEqual(
      ladder,
    );
    expect(rungs(chosen)).toEqual(['assigned', 'remind', 'overdue']);
    const wrong = await edited(planId, {
      revision: 2,
      edits: [{ kind: 'duty', about, change: { ladder: { ...ladder, prepare: 2 } } }],
    });
    expect(wrong.problems).toContainEqual({
      at: `${about}.ladder`,
      message: 'Nhắc chuẩn bị phải trước nhắc gửi.',
    });
    const usual = await edited(planId, {
      revision: 3,
      edits: [{ kind: 'duty', about, change: { ladder: null } }],
    });
    expect(rungs(usual)).toEqual(rungs(before));
  });

  test('two officers at once are told where they meet, and nowhere else', async () => {
    const planId = await uploaded();
    const unit = (text: string) => [{ kind: 'identity' as const, change: { unit: text } }];
    await edited(planId, { revision: 0, edits: unit('Phòng A') });
    const other = await edit(planId, { revision: 0, edits: unit('Phòng B') }, 'everybody');
    expect(other.statusCode).toBe(409);
    expect(ErrorAnswer.parse(other.json()).error).toMatchObject({
      code: 'EDITED_MEANWHILE',
      message:
        'Cán bộ officer vừa sửa mục này. Đề nghị xem bản của người đó; nội dung đồng chí gõ vẫn còn, có thể lưu lại.',
    });
    const elsewhere = await edited(
      planId,
      { revision: 0, edits: [{ kind: 'identity', change: { officerPhone: '0900 000 222' } }] },
      'everybody',
    );
    expect(elsewhere.edits.identity).toEqual({ unit: 'Phòng A', officerPhone: '0900 000 222' });
    const seen = await edited(
      planId,
      { revision: elsewhere.revision, edits: unit('Phòng B') },
      'everybody',
    );
    expect(seen.confirmed.identity.unit).toBe('Phòng B');
  });

  test('a sentence pointed at becomes a duty, and the list goes to the leader', async () => {
    const planId = await uploaded();
    const { text, standing } = await reviewOf(planId);
    expect(standing?.confirmed.requirements).toEqual([]);
    expect(standing?.problems.map(({ at }) => at)).toContain('requirements');
    const start = text.indexOf(SENTENCE);
    const end = start + SENTENCE.length;
    const read = await ask(site, 'POST', `/api/plans/${planId}/passage`, {
      cookie: office.cookies.officer,
      body: { start, end },
    });
    expect(PassageReading.parse(read.json()).what).toBe('report');
    const evidence = { start, end, text: SENTENCE };
    const added = await edited(planId, {
      revision: 0,
      edits: [
        { kind: 'add', id: ID, duty: duty({ evidence }) },
        { kind: 'identity', change: { number: '88/UBND-NC', issuedOn: day('2026-05-28') } },
      ],
    });
    expect(added.problems).toEqual([]);
    expect(added.draft.obligations).toMatchObject([{ evidence }]);
    expect(added.confirmed.requirements).toMatchObject([
      { about: 'obligations[0]', agencyIds: [office.agencyIds.commune], cycles: [{}] },
    ]);
    const confirm = await ask(site, 'POST', `/api/plans/${planId}/confirm`, {
      cookie: office.cookies.officer,
      body: { confirmed: added.confirmed },
    });
    expect(confirm.statusCode).toBe(200);
  });

  test('what is missing is told by field before it goes to the leader, and nothing typed is refused for it', async () => {
    const planId = await uploaded();
    const { problems } = await edited(planId, {
      revision: 0,
      edits: [
        { kind: 'identity', change: { number: '15', issuedOn: null, subject: '', replyTo: 'x' } },
      ],
    });
    expect(problems.map(({ at }) => at)).toEqual([
      'identity.number',
      'identity.issuedOn',
      'identity.subject',
      'identity.replyTo',
      'requirements',
    ]);
    expect(problems[0]?.message).toBe('“15” chưa đủ số và ký hiệu, ví dụ 15/KH-UBND.');
  });

  test('a duty from nothing must say what it rests on', async () => {
    const planId = await uploaded();
    const answer = await edit(planId, {
      revision: 0,
      edits: [{ kind: 'add', id: ID, duty: duty() }],
    });
    expect(answer.statusCode).toBe(422);
    expect(JSON.stringify(answer.json())).toContain('Chưa ghi căn cứ');
  });

  test('when something is due is read at once, kept by nobody', async () => {
    const planId = await uploaded();
    const when = async (body: object) =>
      (
        await ask(site, 'POST', `/api/plans/${planId}/when`, {
          cookie: office.cookies.officer,
          body,
        })
      ).json<object>();
    expect(await when({ phrase: 'trước ngày 05/7/2026' })).toMatchObject({
      when: { kind: 'phrase' },
      due: {
        remindTargetAt: '2026-07-03T17:00:00+07:00',
        overdueAt: '2026-07-07T00:00:00+07:00',
      },
    });
    const relative = { kind: 'relative', event: 'khi kết thúc', days: 5, working: true };
    expect(await when({ when: { ...relative, eventDay: '2026-07-01' } })).toMatchObject({
      due: { date: '2026-07-08', phrase: 'trong 05 ngày làm việc kể từ khi kết thúc (01/7/2026)' },
    });
    expect((await reviewOf(planId)).standing?.revision).toBe(0);
  });
});

describe('what an office remembers of words', () => {
  const asked = (subject: string) => `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 90/KH-UBND
Sông Hương, ngày 28 tháng 5 năm 2026

KẾ HOẠCH
${subject}

X02 gửi báo cáo kết quả về Công an tỉnh trước ngày 05/7/2026.
`;
  const memory = async (who = office) =>
    OfficeMemoryList.parse(
      (await ask(site, 'GET', '/api/memory', { cookie: who.cookies.officer })).json(),
    ).entries;
  const teach = async (planId: string) => {
    const { standing } = await reviewOf(planId);
    const { confirmed } = await edited(planId, {
      revision: standing?.revision ?? 0,
      edits: [
        {
          kind: 'duty',
          about: 'obligations[0]',
          change: { agencyIds: [office.agencyIds.commune] },
        },
      ],
    });
    const answer = await ask(site, 'POST', `/api/plans/${planId}/confirm`, {
      cookie: office.cookies.officer,
      body: { confirmed },
    });
    expect(answer.statusCode).toBe(200);
  };

  test('comes from a correction, is filled in and marked, and is taken back by a click', async () => {
    const first = await uploaded(asked('Làm sạch kênh mương'));
    await teach(first);
    expect(await memory()).toMatchObject([
      {
        use: 'owers',
        words: 'X02',
        means: ['UBND xã Đồng Mai'],
        from: { plan: 'Kế hoạch số 90/KH-UBND', by: 'Cán bộ officer' },
      },
    ]);
    const second = await uploaded(asked('Làm sạch bờ biển'));
    const { standing } = await reviewOf(second);
    expect(standing?.filledIn).toMatchObject([{ about: 'obligations[0]', words: 'X02' }]);
    expect(standing?.draft.obligations[0]?.owedBy).toEqual(['X02']);
    expect(standing?.confirmed.requirements[0]?.agencyIds).toEqual([office.agencyIds.commune]);

    const other = await openOffice(site, 'review2');
    expect(await memory(other)).toEqual([]);

    const [{ id } = { id: '' }] = await memory();
    const forget = async (who = office) =>
      ask(site, 'DELETE', `/api/memory/${id}`, { cookie: who.cookies.officer });
    expect((await forget(other)).statusCode).toBe(404);
    expect((await forget()).statusCode).toBe(200);
    expect((await forget()).statusCode).toBe(404);
    expect(await memory()).toEqual([]);
    expect((await reviewOf(second)).standing?.filledIn).toEqual([]);
    const { actor } = await site.ledger.db
      .selectFrom('audit')
      .select('actor')
      .where('act', '=', 'forgetWords')
      .where('subject', '=', `memory:${id}`)
      .executeTakeFirstOrThrow();
    expect(actor).toMatch(/^staff:/);

    // Taken back by mistake: the opposite act, once, and both stand in the audit.
    const again = async (who = office) =>
      ask(site, 'POST', `/api/memory/${id}/again`, { cookie: who.cookies.officer });
    expect((await again(other)).statusCode).toBe(404);
    expect((await again()).statusCode).toBe(200);
    expect((await again()).statusCode).toBe(404);
    expect(await memory()).toMatchObject([{ id, words: 'X02' }]);
    expect((await forget()).statusCode).toBe(200);
    const told = await site.ledger.db
      .selectFrom('audit')
      .select('act')
      .where('subject', '=', `memory:${id}`)
      .orderBy('ordinal')
      .execute();
    expect(told.map(({ act }) => act)).toEqual(['forgetWords', 'rememberAgain', 'forgetWords']);

    // The same plan put forward once more says nothing new; another one does.
    await teach(first);
    expect(await memory()).toEqual([]);
    await teach(second);
    expect(await memory()).toMatchObject([{ words: 'X02' }]);
  });
});

test('last year’s plan of the same matter stands beside the reading, and only this office’s', async () => {
  const letter = (year: string) => `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 91/KH-UBND
Sông Hương, ngày 20 tháng 5 năm ${year}

KẾ HOẠCH
Chăm sóc cây xanh đô thị năm ${year}

UBND các xã, phường gửi báo cáo kết quả về Công an tỉnh trước ngày 05/7/${year}.
`;
  const last = await uploaded(letter('2026'));
  const form = 'trafficMonth';
  const { confirmed } = await edited(last, {
    revision: 0,
    edits: [{ kind: 'duty', about: 'obligations[0]', change: { form } }],
  });
  const act = async (who: 'officer' | 'approver', path: string, body: object = {}) =>
    ask(site, 'POST', `/api/plans/${last}/${path}`, { cookie: office.cookies[who], body });
  expect((await act('officer', 'confirm', { confirmed })).statusCode).toBe(200);
  const next = await uploaded(letter('2027'));
  // What nobody agreed to is no model.
  expect((await reviewOf(next)).standing?.lastYear).toBeNull();
  expect((await act('approver', 'consent')).statusCode).toBe(200);
  const { standing } = await reviewOf(next);
  expect(standing?.lastYear).toMatchObject({
    planId: last,
    citation: 'Kế hoạch số 91/KH-UBND ngày 20/5/2026 của Ủy ban nhân dân tỉnh Sông Hương',
    duties: [{ about: 'obligations[0]', differs: [{ field: 'form' }], change: { form } }],
    onlyThen: [],
  });
  expect((await reviewOf(last)).standing).toBeNull();
});

test('a document whose days are gone is kept for next year’s plan, and nothing of it is tracked', async () => {
  const letter = (year: string) => `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 92/KH-UBND
Sông Hương, ngày 20 tháng 3 năm ${year}

KẾ HOẠCH
Vệ sinh ao hồ năm ${year}

UBND các xã, phường gửi báo cáo kết quả về Công an tỉnh trước ngày 05/5/${year}.
`;
  const gone = await uploaded(letter('2026'));
  const { standing } = await reviewOf(gone);
  expect(standing?.questions.map(({ code }) => code)).toContain('due_already_past');
  const keep = async () =>
    ask(site, 'POST', `/api/plans/${gone}/model`, { cookie: office.cookies.officer });
  expect((await keep()).statusCode).toBe(200);
  expect((await keep()).statusCode).toBe(409);
  const { state } = PlanDetail.parse(
    (await ask(site, 'GET', `/api/plans/${gone}`, { cookie: office.cookies.officer })).json(),
  ).plan;
  expect(state).toBe('closed');
  const next = await uploaded(letter('2027'));
  expect((await reviewOf(next)).standing?.lastYear).toMatchObject({ planId: gone });
});

describe('a draft that is here already', () => {
  test('is asked about, and one that nobody wants is deleted; the next gets a code of its own', async () => {
    const text = LETTER.replace('điểm vui chơi', 'bến đò');
    const first = await uploaded(text);
    expect((await reviewOf(first)).standing?.sameAs).toEqual([]);
    const second = await uploaded(text);
    expect((await reviewOf(second)).standing?.sameAs).toMatchObject([
      { planId: first, state: 'draft' },
    ]);
    await edited(first, { revision: 0, edits: [{ kind: 'remove', about: 'obligations[0]' }] });
    const gone = await ask(site, 'DELETE', `/api/plans/${first}`, {
      cookie: office.cookies.officer,
    });
    expect(gone.statusCode).toBe(200);
    const again = await ask(site, 'GET', `/api/plans/${first}`, { cookie: office.cookies.officer });
    expect(again.statusCode).toBe(404);
    expect((await reviewOf(second)).standing?.sameAs).toEqual([]);
    // Of a scan the officer types number, day and issuer: what is the same then is asked about as it is typed.
    const scan = await uploaded('Rà soát bến đò ngang trên sông.');
    const typed = async (revision: number, issuer: string) =>
      edited(scan, {
        revision,
        edits: [
          {
            kind: 'identity',
            change: { number: '88/ubnd-nc', issuedOn: day('2026-05-28'), issuer },
          },
        ],
      });
    expect((await typed(0, 'Ủy ban nhân dân xã Đồng Mai')).sameAs).toEqual([]);
    await edited(second, {
      revision: 0,
      edits: [{ kind: 'identity', change: { number: '88/UBND-NC', issuedOn: day('2026-05-28') } }],
    });
    const same = (await typed(1, 'UBND tỉnh Sông Hương')).sameAs.map(({ planId }) => planId);
    expect(same).toContain(second);
    expect(same).not.toContain(scan);
    const codes = await site.ledger.db
      .selectFrom('plan')
      .select('code')
      .where('office_id', '=', office.id)
      .execute();
    await uploaded(text);
    const after = await site.ledger.db
      .selectFrom('plan')
      .select('code')
      .where('office_id', '=', office.id)
      .execute();
    expect(new Set(after.map(({ code }) => code)).size).toBe(codes.length + 1);
  });
});

describe('what the leader consents to', () => {
  async function confirmed(): Promise<string> {
    const planId = await uploaded(
      LETTER.replace('điểm vui chơi', `bãi tắm ${String(Math.random())}`),
    );
    const basis = { kind: 'directed' as const, by: 'đồng chí Phó Chủ tịch', on: day('2026-05-30') };
    const { confirmed: plan } = await edited(planId, {
      revision: 0,
      edits: [{ kind: 'add', id: ID, duty: duty({ basis }) }],
    });
    const number = { number: '88/UBND-NC', issuedOn: day('2026-05-28') };
    const answer = await ask(site, 'POST', `/api/plans/${planId}/confirm`, {
      cookie: office.cookies.officer,
      body: { confirmed: { ...plan, identity: { ...plan.identity, ...number } } },
    });
    expect(answer.statusCode).toBe(200);
    return planId;
  }

  test('is shown: duties, agencies, each wave with its first mail, citing what the duty rests on', async () => {
    const planId = await confirmed();
    const answer = await ask(site, 'GET', `/api/plans/${planId}/waves`, {
      cookie: office.cookies.approver,
    });
    const waves = PlanWaves.parse(answer.json());
    expect(waves.duties).toMatchObject([{ owers: ['UBND xã Đồng Mai'], cycles: 1 }]);
    expect(waves.waves[0]).toMatchObject({ rung: 'assigned', count: 1, to: 'UBND xã Đồng Mai' });
    expect(waves.waves[0]?.text).toContain(
      'Thực hiện chỉ đạo của đồng chí Phó Chủ tịch ngày 30/5/2026, văn bản gửi sau',
    );
    expect(waves.mails).toBeGreaterThan(3);
  });

  test('with it he keeps the letters to heads to himself, and then only he lets them go', async () => {
    const planId = await confirmed();
    const act = async (who: keyof TestOffice['cookies'], path: string, body: object = {}) =>
      ask(site, 'POST', path, { cookie: office.cookies[who], body });
    await act('approver', `/api/plans/${planId}/consent`, { headsNeedWord: true });
    await act('officer', `/api/plans/${planId}/start`);
    await createCycleLedger(site.ledger).openCycles({ officeId: office.id, planId });
    const { id } = await site.ledger.db
      .selectFrom('cycle')
      .select('id')
      .where('plan_id', '=', planId)
      .executeTakeFirstOrThrow();
    const tried = await act('officer', `/api/cycles/${id}/heads`);
    expect(ErrorAnswer.parse(tried.json()).error.code).toBe('HEADS_NEED_WORD');
    expect((await act('approver', `/api/cycles/${id}/heads`)).statusCode).toBe(200);
  });
});

test('a one-off request goes by who directed it, to an hour of the same day, without a plan or a number', async () => {
  const act = async (who: keyof TestOffice['cookies'], path: string, body: object = {}) =>
    ask(site, 'POST', path, { cookie: office.cookies[who], body });
  const begun = await act('officer', '/api/one-offs', { subject: 'tình hình ngập úng' });
  const { planId } = begun.json<{ planId: string }>();
  const on = dayAt(site.now());
  const added = await edited(planId, {
    revision: 0,
    edits: [
      {
        kind: 'add',
        id: ID,
        duty: duty({
          basis: { kind: 'directed', by: 'Chủ tịch UBND tỉnh', on },
          when: { kind: 'day', date: on, time: '16:00' },
        }),
      },
    ],
  });
  expect(added.problems).toEqual([]);
  expect(added.confirmed.requirements[0]?.reportName).toBe('báo cáo tình hình ngập úng');
  const files = `/api/plans/${planId}/attachments`;
  const attach = async (...names: string[]) => {
    const form = multipart(
      {},
      names.map((name) => ({ name, bytes: Buffer.from('%PDF-1.7 mẫu biểu') })),
    );
    return ask(site, 'POST', files, {
      ...{ cookie: office.cookies.officer, body: form.payload, headers: form.headers },
    });
  };
  expect((await attach('bieu.exe')).statusCode).toBe(415);
  expect((await attach('bieu-1.pdf', 'bieu-2.pdf')).statusCode).toBe(200);
  expect(ErrorAnswer.parse((await attach('3.pdf', '4.pdf')).json()).error.code).toBe(
    'ATTACHMENTS_TOO_MANY',
  );
  const listed = async () =>
    (await ask(site, 'GET', files, { cookie: office.cookies.approver })).json<{
      files: { id: string; fileName: string }[];
    }>().files;
  const [first, second] = await listed();
  expect([first?.fileName, second?.fileName]).toEqual(['bieu-1.pdf', 'bieu-2.pdf']);
  const removed = await ask(site, 'DELETE', `${files}/${second?.id ?? ''}`, {
    cookie: office.cookies.officer,
  });
  expect(removed.statusCode).toBe(200);
  const steps = [
    await act('officer', `/api/plans/${planId}/confirm`, { confirmed: added.confirmed }),
    await act('approver', `/api/plans/${planId}/consent`),
    await act('officer', `/api/plans/${planId}/start`),
  ];
  expect(steps.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  // Agencies that are asked find the file on their page, once they are; what was consented to stays.
  const forAgency = async (agencyId: string) =>
    requestFile(site.ledger.db, { officeId: office.id, agencyId, attachmentId: first?.id ?? '' });
  expect(await forAgency(office.agencyIds.commune)).toBeNull();
  await createCycleLedger(site.ledger).openCycles({ officeId: office.id, planId });
  expect((await forAgency(office.agencyIds.commune))?.fileName).toBe('bieu-1.pdf');
  expect(await forAgency(ID)).toBeNull();
  expect((await attach('muon.pdf')).statusCode).toBe(409);
  const { basis } = await site.ledger.db
    .selectFrom('requirement')
    .select('basis')
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow();
  expect(basis).toEqual({ kind: 'directed', by: 'Chủ tịch UBND tỉnh', on });

  // Neither the agency's page nor the office's says of it what only a plan could print.
  const onPages = async () => {
    const owed = await owedReports(site.ledger.db, {
      officeId: office.id,
      agencyId: office.agencyIds.commune,
    });
    const [listed] = await listedCycles(site.ledger.db, office.id, { planId });
    const mine = owed.find(({ reportName }) => reportName.includes('ngập úng'));
    return [mine?.dueLabel, mine?.citation, listed?.dueSource];
  };
  expect(await onPages()).toEqual([
    'Thời hạn theo chỉ đạo',
    `chỉ đạo của Chủ tịch UBND tỉnh ngày ${printedDay(on)}, văn bản gửi sau`,
    'chỉ đạo',
  ]);

  // The number follows: it is asked for until it is there, then mails cite it.
  const shown = async () =>
    PlanDetail.parse(
      (await ask(site, 'GET', `/api/plans/${planId}`, { cookie: office.cookies.officer })).json(),
    ).plan.numberMissing;
  expect(await shown()).toBe(true);
  const paper = {
    ...{ kind: 'document', documentType: 'Công văn', number: '88/UBND-NC' },
    ...{ issuedOn: on, issuer: 'UBND tỉnh' },
  };
  expect((await act('officer', `/api/plans/${planId}/basis`, { basis: paper })).statusCode).toBe(
    200,
  );
  expect(await shown()).toBe(false);
  expect((await onPages()).slice(0, 2)).toEqual([
    'Thời hạn theo Công văn',
    `Công văn số 88/UBND-NC ngày ${printedDay(on)} của UBND tỉnh`,
  ]);
  const again = await act('officer', `/api/plans/${planId}/basis`, { basis: paper });
  expect(again.statusCode).toBe(409);
});

test('what binds nobody an officer asks by himself, where the office allows it; it is never late', async () => {
  const act = async (who: keyof TestOffice['cookies'], path: string, body: object = {}) =>
    ask(site, 'POST', path, { cookie: office.cookies[who], body });
  const put = async (askWithoutLeader: boolean) =>
    site.ledger.inOffice({ officeId: office.id, actor: 'system' }, async (scope) =>
      setSettings(scope, { askWithoutLeader }),
    );
  const on = dayAt(site.now());
  const covering = 'Do mưa lớn, một số tuyến đường bị ngập.';
  const begun = async (binding: boolean) => {
    const answer = await act('officer', '/api/one-offs', { subject: `ngập ${String(binding)}` });
    const { planId } = answer.json<{ planId: string }>();
    const basis = { kind: 'directed' as const, by: 'Chủ tịch UBND tỉnh', on };
    const { confirmed } = await edited(planId, {
      revision: 0,
      edits: [
        { kind: 'add', id: ID, duty: duty({ basis, binding }) },
        { kind: 'duty', about: 'obligations[0]', change: { covering } },
      ],
    });
    expect(confirmed.requirements[0]?.form).toBe('oneOff');
    const bytes = Buffer.from('%PDF');
    const map = { fileName: 'ban-do.pdf', contentType: 'application/pdf', bytes };
    await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, async (scope) =>
      addAttachments(scope, { planId, files: [map] }),
    );
    await act('officer', `/api/plans/${planId}/confirm`, { confirmed });
    const shown = await ask(site, 'GET', `/api/plans/${planId}`, {
      cookie: office.cookies.officer,
    });
    return { planId, state: PlanDetail.parse(shown.json()).plan.state };
  };
  expect((await begun(false)).state).toBe('awaitingConsent');
  await put(true);
  expect((await begun(true)).state).toBe('awaitingConsent');
  const { planId, state } = await begun(false);
  expect(state).toBe('consented');
  const waves = PlanWaves.parse(
    (
      await ask(site, 'GET', `/api/plans/${planId}/waves`, { cookie: office.cookies.approver })
    ).json(),
  );
  expect(waves.waves[0]?.text).toContain(covering);
  expect(waves.waves[0]?.text).toContain('Kèm theo có 1 tệp');
  expect(waves.duties).toMatchObject([
    { covering, basis: expect.stringContaining('văn bản gửi sau') },
  ]);
  expect((await act('officer', `/api/plans/${planId}/start`)).statusCode).toBe(200);
  const { binding } = await site.ledger.db
    .selectFrom('obligation')
    .innerJoin('cycle', 'cycle.id', 'obligation.cycle_id')
    .select('obligation.binding')
    .where('cycle.plan_id', '=', planId)
    .executeTakeFirstOrThrow();
  expect(binding).toBe(false);
  await put(false);
});
