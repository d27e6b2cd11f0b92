import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AmendmentEffect } from '../../contract/amendments.js';
import { PlanDetail, PlanReview } from '../../contract/plans.js';
import { ReviewStanding } from '../../contract/reviews.js';
import type { EditReview } from '../../contract/reviews.js';
import { ErrorAnswer } from '../../contract/values.js';
import { day } from '../../domain/day.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { ask, multipart, openOffice, openSite } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';

const PLAN = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 15/KH-UBND
Sông Hương, ngày 10 tháng 5 năm 2026

KẾ HOẠCH
Triển khai Tháng hành động phòng, chống ma túy năm 2026

1. Ủy ban nhân dân các xã, phường gửi báo cáo kết quả về Công an tỉnh trước ngày 05/7/2026.
2. Ủy ban nhân dân các xã, phường gửi danh sách điểm tuyên truyền về Công an tỉnh trước ngày 20/6/2026.
`;
const LETTER = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 88/UBND-NC
Sông Hương, ngày 28 tháng 5 năm 2026

V/v sửa đổi, bổ sung Kế hoạch số 15/KH-UBND

Thực hiện Kế hoạch số 15/KH-UBND ngày 10/5/2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh yêu cầu Ủy ban nhân dân các xã, phường gửi báo cáo kết quả về Công an tỉnh trước ngày 11/7/2026.
`;

let site: TestSite;
let office: TestOffice;

beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(async () => {
  await site.close();
});

type Who = keyof TestOffice['cookies'];

async function said(
  method: 'GET' | 'POST',
  path: string,
  { who = 'officer', body, file }: { who?: Who; body?: object; file?: string } = {},
) {
  const form =
    file === undefined ? null : multipart({}, [{ name: 'van-ban.txt', bytes: Buffer.from(file) }]);
  return ask(site, method, path, {
    cookie: office.cookies[who],
    ...(form === null
      ? body === undefined
        ? {}
        : { body }
      : { body: form.payload, headers: form.headers }),
  });
}

async function begun(method: 'POST', path: string, more: Parameters<typeof said>[2]) {
  const answer = await said(method, path, more);
  expect(answer.statusCode).toBe(200);
  return answer.json<{ planId: string }>().planId;
}

const reviewOf = async (planId: string) =>
  PlanReview.parse((await said('GET', `/api/plans/${planId}/review`)).json());
const effectOf = async (planId: string, of: 'standing' | 'confirmed' = 'standing') =>
  AmendmentEffect.parse((await said('GET', `/api/plans/${planId}/amendment?of=${of}`)).json());
const edited = async (planId: string, body: EditReview) =>
  ReviewStanding.parse((await said('POST', `/api/plans/${planId}/review`, { body })).json());

/** A plan of its own office, read from a document, confirmed as it stands and running. */
async function running(name: string): Promise<string> {
  site.setNow('2026-06-01T08:00:00+07:00');
  office = await openOffice(site, name);
  const planId = await begun('POST', '/api/plans', { file: PLAN });
  const { standing } = await reviewOf(planId);
  await confirmAll(planId, standing!);
  const consented = await said('POST', `/api/plans/${planId}/consent`, {
    who: 'approver',
    body: {},
  });
  expect(consented.json()).toEqual({ planId });
  expect((await said('POST', `/api/plans/${planId}/start`)).statusCode).toBe(200);
  await createCycleLedger(site.ledger).openCycles({ officeId: office.id, planId });
  return planId;
}

async function confirmAll(planId: string, standing: ReviewStanding): Promise<void> {
  const settled = standing.questions.map(({ code, about }) => ({
    ...{ kind: 'settle' as const, key: `${code}@${about}`, settled: true },
  }));
  const kept =
    settled.length === 0
      ? standing
      : await edited(planId, { revision: standing.revision, edits: settled });
  expect(kept.problems).toEqual([]);
  const answer = await said('POST', `/api/plans/${planId}/confirm`, {
    body: { confirmed: kept.confirmed },
  });
  expect(answer.statusCode).toBe(200);
}

/** What an address of a plan that is gone answers. */
async function leadsTo(planId: string, page = ''): Promise<ErrorAnswer['error']> {
  const answer = await said('GET', `/api/plans/${planId}${page}`);
  expect(answer.statusCode).toBe(404);
  return ErrorAnswer.parse(answer.json()).error;
}

const detailOf = async (planId: string) =>
  PlanDetail.parse((await said('GET', `/api/plans/${planId}`)).json());

describe('a plan that changes while it runs', () => {
  test('a letter that cites it is offered as its amendment, takes the place of the right duty, and is in force with the consent', async () => {
    const planId = await running('theo-van-ban');
    const letterId = await begun('POST', '/api/plans', { file: LETTER });
    const letter = await reviewOf(letterId);
    expect(letter.cites).toEqual([expect.objectContaining({ planId })]);
    const amendmentId = await begun('POST', `/api/plans/${letterId}/amends`, {
      body: { amends: planId },
    });
    expect(await leadsTo(letterId)).toMatchObject({
      ...{ code: 'TAKEN_AS_AMENDMENT', details: { planId } },
    });
    const { amends, standing, draft, text } = await reviewOf(amendmentId);
    expect(amends).toMatchObject({
      ...{ planId, kind: 'document' },
      document: { number: '88/UBND-NC', issuedOn: '2026-05-28' },
      duties: [
        { about: 'obligations[0]', due: 'trước ngày 05/7/2026' },
        { about: 'obligations[1]', due: 'trước ngày 20/6/2026' },
      ],
    });
    // Its words stand behind the plan's, and point at themselves.
    const { evidence } = draft.obligations[2]!;
    expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text);
    expect(standing?.earlier).toEqual({ 'obligations[2]': 'obligations[0]' });
    expect(
      standing?.confirmed.requirements.map(({ what, cycles }) => [
        what,
        cycles.map(({ key, duePhrase }) => [key, duePhrase]),
      ]),
    ).toEqual([
      ['report', [['report-2026-07-05', 'trước ngày 11/7/2026']]],
      ['list', [['list-2026-06-20', 'trước ngày 20/6/2026']]],
    ]);
    const effect = await effectOf(amendmentId);
    expect(effect.lines.map(({ kind }) => kind)).toEqual(['moved']);
    expect(effect.lines[0]?.text).toContain('trước ngày 05/7/2026 → trước ngày 11/7/2026');

    await confirmAll(amendmentId, standing!);
    expect((await effectOf(amendmentId, 'confirmed')).lines).toEqual(effect.lines);
    // The one who put it forward may be kept from agreeing; what was not seen is not agreed to.
    const unseen = await said('POST', `/api/plans/${amendmentId}/consent`, {
      who: 'approver',
      body: { seen: 'something else' },
    });
    expect(unseen.statusCode).toBe(409);
    const { seen } = await detailOf(amendmentId);
    const consented = await said('POST', `/api/plans/${amendmentId}/consent`, {
      who: 'approver',
      body: { seen },
    });
    expect(consented.json()).toEqual({ planId });
    const after = await detailOf(planId);
    expect(after.versions.map(({ version, amendment }) => [version, amendment])).toEqual([
      [1, null],
      [2, 'document'],
    ]);
    expect(after.cycles.find(({ key }) => key === 'report-2026-07-05')).toMatchObject({
      ...{ duePhrase: 'trước ngày 11/7/2026', officeDue: null, dueDay: '2026-07-11' },
      targetAt: '2026-07-10T10:00:00.000Z',
    });
    // Whoever opens the mail that asked for consent is led to what runs.
    for (const page of ['', '/review']) {
      expect(await leadsTo(amendmentId, page)).toMatchObject({
        ...{ code: 'AMENDMENT_IN_FORCE', details: { planId } },
        message: expect.stringContaining(after.plan.title) as unknown,
      });
    }
    // The audit calls the cycle by the day that stands now, not by that of its key.
    const { id: cycleId = '' } = after.cycles.find(({ key }) => key === 'report-2026-07-05') ?? {};
    expect(
      (await said('POST', `/api/cycles/${cycleId}/skip`, { body: { reason: 'Chờ' } })).statusCode,
    ).toBe(200);
    const audit = await said('GET', `/api/audit?subject=cycle:${cycleId}`, { who: 'admin' });
    expect(audit.json()).toMatchObject({
      rows: expect.arrayContaining([
        expect.objectContaining({ about: expect.objectContaining({ dueDay: '2026-07-11' }) }),
      ]) as unknown,
    });
  });

  test('by hand the phrase stays, a second amendment goes on from the first, and only what is changed changes', async () => {
    const planId = await running('bang-tay');
    const amendmentId = await begun('POST', `/api/plans/${planId}/adjustments`, {
      body: { reason: 'Lịch họp thay đổi' },
    });
    const before = await reviewOf(amendmentId);
    expect(before.standing).toMatchObject({ questions: [], problems: [], earlier: {} });
    expect((await effectOf(amendmentId)).lines).toEqual([]);
    const standing = await edited(amendmentId, {
      revision: before.standing!.revision,
      edits: [
        {
          ...{ kind: 'duty', about: 'obligations[0]' },
          change: { when: { kind: 'day', date: day('2026-07-08'), time: null } },
        },
        { kind: 'remove', about: 'obligations[1]' },
      ],
    });
    expect(standing.confirmed.requirements).toMatchObject([
      {
        cycles: [
          {
            ...{ key: 'report-2026-07-05', duePhrase: 'trước ngày 05/7/2026' },
            officeDue: 'đến hết ngày 08/7/2026',
          },
        ],
      },
    ]);
    await confirmAll(amendmentId, standing);
    await said('POST', `/api/plans/${amendmentId}/consent`, { who: 'approver', body: {} });
    const { cycles, versions } = await detailOf(planId);
    expect(versions.at(-1)).toMatchObject({ amendment: 'hand', reason: 'Lịch họp thay đổi' });
    expect(cycles.find(({ key }) => key === 'report-2026-07-05')).toMatchObject({
      ...{ duePhrase: 'trước ngày 05/7/2026', officeDue: 'đến hết ngày 08/7/2026' },
      dueDay: '2026-07-08',
    });
    expect(cycles.find(({ key }) => key === 'list-2026-06-20')?.cancelledAt).not.toBeNull();

    // The next one begins with what runs now; the duty taken out can be taken back.
    const next = await begun('POST', `/api/plans/${planId}/amendments`, { file: LETTER });
    const second = await reviewOf(next);
    expect(second.standing?.edits.removed).toEqual(['obligations[1]']);
    const taken = await edited(next, {
      revision: second.standing!.revision,
      edits: [{ kind: 'takeBack', about: 'obligations[1]' }],
    });
    expect(
      taken.confirmed.requirements.map(({ cycles: [cycle] }) => [cycle?.key, cycle?.duePhrase]),
    ).toEqual([
      ['report-2026-07-05', 'trước ngày 11/7/2026'],
      ['list-2026-06-20', 'trước ngày 20/6/2026'],
    ]);
    expect(taken.confirmed.requirements[0]?.cycles[0]?.officeDue).toBeUndefined();
    // A second one at once is not begun.
    const another = await said('POST', `/api/plans/${planId}/adjustments`, {
      body: { reason: 'Nữa' },
    });
    expect(another.statusCode).toBe(409);
  });

  test('what two duties of a paper are said to take the place of, one takes; the other is new, none is lost', async () => {
    const planId = await running('hai-noi-dung');
    const file = `${LETTER}\nỦy ban nhân dân các xã, phường gửi báo cáo chuyên đề về Công an tỉnh trước ngày 25/7/2026.\n`;
    const amendmentId = await begun('POST', `/api/plans/${planId}/amendments`, { file });
    const { standing } = await reviewOf(amendmentId);
    const kept = await edited(amendmentId, {
      revision: standing!.revision,
      edits: [2, 3].map((nth) => ({
        ...{ kind: 'amends' as const, about: `obligations[${String(nth)}]` },
        earlier: 'obligations[0]',
      })),
    });
    expect(kept.earlier).toEqual({ 'obligations[2]': 'obligations[0]', 'obligations[3]': null });
    expect(
      kept.confirmed.requirements.map(({ cycles: [cycle] }) => cycle?.duePhrase).sort(),
    ).toEqual(['trước ngày 11/7/2026', 'trước ngày 20/6/2026', 'trước ngày 25/7/2026']);

    // Taken back by the officer though it lies before the leader: what runs goes on.
    await confirmAll(amendmentId, kept);
    const gone = await ask(site, 'DELETE', `/api/plans/${amendmentId}`, {
      cookie: office.cookies.officer,
    });
    expect(gone.statusCode).toBe(200);
    expect(await leadsTo(amendmentId)).toMatchObject({
      ...{ code: 'AMENDMENT_TAKEN_BACK', details: { planId } },
    });
    const late = await said('POST', `/api/plans/${amendmentId}/consent`, {
      who: 'approver',
      body: {},
    });
    expect(late.statusCode).toBe(404);
    expect(await detailOf(planId)).toMatchObject({
      ...{ plan: { state: 'started' }, amendment: null },
      versions: [{ version: 1 }],
    });
  });
});
