import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { ROUTES } from '../../contract/index.js';
import type { Route } from '../../contract/route.js';
import { ErrorAnswer } from '../../contract/values.js';
import { obligationsInCycles } from '../../db/joined.js';
import { withFigure, withNewFigure } from '../../domain/forms/edit-form.js';
import { startingContent } from '../../api/agency/typed-report.js';
import { knownFigures } from '../../domain/forms/known-figures.js';
import { reportOfAgency } from '../../office/collection/agency-page.js';
import * as acts from '../../office/collection/obligation-acts.js';
import { copiedForm } from '../../domain/forms/form-sources.js';
import { TRAFFIC_MONTH } from '../../domain/forms/traffic-month.js';
import {
  aReport,
  ask,
  linkOf,
  multipart,
  openOffice,
  openSite,
  startedPlan,
  uploadedPlan,
} from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';
import { urlOf } from './support/url-of.js';
import { aWorkbook, OpenedWorkbook } from '../support/workbook.js';

let site: TestSite;
let office: TestOffice;
let plan: TestPlan;

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'bieumau');
  plan = await startedPlan(site, office);
});

afterAll(async () => {
  await site.close();
});

type AnyRoute<Answer extends z.ZodType> = Route<z.ZodType, z.ZodType, z.ZodType, Answer>;

async function answered<Answer extends z.ZodType>(
  route: AnyRoute<Answer>,
  params: Readonly<Record<string, string>> = {},
  body?: object,
): Promise<z.output<Answer>> {
  const answer = await ask(site, route.method, urlOf(route, params), {
    cookie: office.cookies.officer,
    ...(body === undefined ? {} : { body }),
  });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return route.answer.parse(answer.json());
}

/** A picture of one point, as a telephone might send it. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

/** The bytes of a workbook with some rows on its first sheet. */
async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  return aWorkbook({ 'Biểu mẫu': rows });
}

async function readFrom(rows: Parameters<typeof workbook>[0]) {
  const bytes = await workbook(rows);
  const form = multipart({}, [{ name: 'Biểu 01 ATGT.xlsx', bytes }]);
  return ask(site, 'POST', '/api/forms/read', {
    cookie: office.cookies.officer,
    body: form.payload,
    headers: form.headers,
  });
}

test('a form made on the review page is kept as typed, told what it lacks, and goes to the leader whole', async () => {
  const planId = await uploadedPlan(site, office);
  const edit = async (edits: readonly object[], revision: number) =>
    answered(ROUTES.reviews.edit, { planId }, { edits, revision });
  const own = copiedForm(TRAFFIC_MONTH, { taken: ['trafficMonth'], source: 'edited' });
  const half = withNewFigure(own, 'results');
  const first = await edit([{ kind: 'form', form: half }], 0);
  expect(first.problems).toContainEqual({
    at: 'forms.trafficMonth-1',
    message: 'Biểu mẫu “Tháng an toàn giao thông”: Cần ghi tên chỉ tiêu.',
  });
  const whole = withFigure(half, 'CHI_TIEU', { label: 'Số chốt kiểm soát', unit: 'chốt' });
  const next = await edit([{ kind: 'form', form: whole }], first.revision);
  expect(next.problems.filter(({ at }) => at.startsWith('forms.'))).toEqual([]);
  expect(next.confirmed.forms).toEqual([whole]);
  const dropped = await edit([{ kind: 'dropForm', key: own.key }], next.revision);
  expect(dropped.confirmed.forms ?? []).toEqual([]);
});

test('a workbook becomes a form, named by its file; one without such a table is refused in words', async () => {
  const answer = await readFrom([
    ['BIỂU 01', '', ''],
    ['STT', 'Chỉ tiêu', 'Đơn vị tính', 'Kết quả'],
    ['I', 'Tuyên truyền', '', ''],
    [1, 'Số buổi tuyên truyền', 'buổi', ''],
    [2, 'Số người hiện có hồ sơ quản lý', 'người', ''],
    [3, 'Khối lượng thu giữ', 'gam', ''],
  ]);
  const { form } = ROUTES.forms.fromFile.answer.parse(answer.json());
  expect(form).toMatchObject({ name: 'Biểu 01 ATGT', source: 'template' });
  expect(
    form.indicators.map(({ label, unit, decimals, nature, group }) => [
      label,
      unit,
      decimals,
      nature,
      group,
    ]),
  ).toEqual([
    ['Số buổi tuyên truyền', 'buổi', 0, 'flow', 'Tuyên truyền'],
    ['Số người hiện có hồ sơ quản lý', 'người', 0, 'stock', 'Tuyên truyền'],
    ['Khối lượng thu giữ', 'gam', 3, 'flow', 'Tuyên truyền'],
  ]);
  const none = await readFrom([['Danh sách'], ['Họ tên']]);
  expect(none.statusCode).toBe(422);
  expect(ErrorAnswer.parse(none.json()).error).toMatchObject({
    code: 'NO_FORM_IN_FILE',
    message: expect.stringContaining('cột đơn vị tính'),
  });
});

test('the form of a running plan has a next version; the office sees how many reports keep the former', async () => {
  const params = { planId: plan.planId };
  const { forms } = await answered(ROUTES.forms.running, params);
  const [duty] = forms;
  const form = { ...duty!.form, name: 'Biểu mẫu tháng cao điểm' };
  const body = { requirementId: duty!.requirementId, version: 1, form, reason: 'Đổi tên' };
  expect(await answered(ROUTES.forms.change, params, body)).toEqual({ version: 2 });
  const again = await answered(ROUTES.forms.running, params);
  expect(again.forms[0]).toMatchObject({ version: 2, form: { name: 'Biểu mẫu tháng cao điểm' } });
  const stale = await ask(site, 'POST', urlOf(ROUTES.forms.change, params), {
    cookie: office.cookies.officer,
    body,
  });
  expect(ErrorAnswer.parse(stale.json()).error.code).toBe('FORM_CHANGED');
  const { forms: earlier } = await answered(ROUTES.forms.earlier);
  expect(earlier.map(({ form: { name } }) => name)).toContain('Biểu mẫu tháng cao điểm');
});

const ORIGIN = { origin: 'http://127.0.0.1:8080' };

describe('an agency that files once in Excel for two duties', () => {
  let cookie: string;

  /** The address of a field of a sheet, by its hidden name. */
  const at = (book: OpenedWorkbook, sheet: number, name: string, column: string) => {
    const row = book.sheet(sheet).rows.findIndex(([first]) => first === name);
    return `${column}${String(row + 1)}`;
  };

  async function taken(): Promise<OpenedWorkbook> {
    const answer = await site.app.inject({
      method: 'GET',
      url: '/b/workbook',
      headers: { cookie },
    });
    expect(answer.statusCode).toBe(200);
    return OpenedWorkbook.of(answer.rawPayload);
  }

  async function given(bytes: Buffer) {
    const form = multipart({}, [{ name: 'bao-cao.xlsx', bytes }]);
    return site.app.inject({
      method: 'POST',
      url: '/b/workbook',
      headers: { ...form.headers, ...ORIGIN, cookie },
      payload: form.payload,
    });
  }

  beforeAll(async () => {
    await startedPlan(site, office);
    const opened = await site.app.inject({
      method: 'POST',
      url: '/b/open',
      headers: { ...ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        token: await linkOf(site, office.id, office.agencyIds.commune),
      }).toString(),
    });
    cookie = String([opened.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  });

  test('takes one file with a sheet for each, in which only its own fields can be typed into', async () => {
    const book = await taken();
    expect(book.names).toHaveLength(2);
    const { protection, rows, dataValidations } = book.sheet(0);
    expect(protection?.sheet).toBe(true);
    const cellOf = (column: string) => at(book, 0, 'figure.PROP_SESSIONS', column);
    expect(book.cell(0, cellOf('D'))?.style?.protection?.locked).toBe(false);
    expect(book.cell(0, cellOf('B'))?.style?.protection?.locked).not.toBe(false);
    expect(dataValidations?.find(({ range }) => range === cellOf('D'))).toMatchObject({
      ...{ type: 'decimal', operator: 'greaterThanOrEqual', errorStyle: 'warning' },
    });
    // Nobody is asked for what does not concern him: seizures are the police's.
    expect(JSON.stringify(rows.map(([first]) => first))).not.toContain('SEIZ_HEROIN');
  });

  test('is told by cell what is wrong, keeps the rest, and sends both at once', async () => {
    const book = await taken();
    const [one, other] = [0, 1] as const;
    const type = (sheet: number, name: string, column: string, value: number | string) =>
      book.type(sheet, at(book, sheet, name, column), value);
    type(one, 'figure.PROP_SESSIONS', 'D', 12);
    type(one, 'figure.PROP_ATTEND', 'D', 'khoảng 1.500');
    type(one, 'figure.PROP_BANNER', 'E', 'x');
    type(one, 'senderName', 'D', 'Lê Thị B');
    type(other, 'figure.PROP_SESSIONS', 'D', 'mười');
    type(other, 'documentDate', 'D', '31/02/2026');
    type(other, 'narrative.results', 'D', 'Đã tổ chức ra quân.');
    const wrong = await given(await book.saved());
    expect(wrong.statusCode).toBe(422);
    for (const name of ['figure.PROP_SESSIONS', 'documentDate', 'senderName']) {
      const address = at(book, other, name, 'D');
      if (name !== 'senderName') expect(wrong.body).toContain(`<strong>${address}</strong>`);
    }
    expect(wrong.body).toContain('“31/02/2026” không phải là ngày');

    type(other, 'figure.PROP_SESSIONS', 'D', 7);
    type(other, 'documentDate', 'D', '02/7/2026');
    const right = await given(await book.saved());
    expect(right.statusCode).toBe(200);
    const reports = [...right.body.matchAll(/name="report" value="([^"]+)"/gu)].map(([, v]) => v!);
    expect(reports).toHaveLength(2);
    expect(right.body).toContain('khoảng 1.500');
    const [first = ''] = reports.map((value) => value.split('/')[0]!);
    const send = async (photo = PHOTO) => {
      const file = { name: 'van-ban.png', bytes: photo, field: `file.${first}` };
      const { headers, payload } = multipart({ report: reports }, [file]);
      return site.app.inject({
        method: 'POST',
        url: '/b/workbook/send',
        headers: { ...ORIGIN, cookie, ...headers },
        payload,
      });
    };
    // A file that is none of its kind stops nothing: what was read waits, and the page says so.
    const refused = await send(Buffer.from('không phải ảnh'));
    expect(refused.statusCode).toBe(415);
    expect(refused.body).toContain('van-ban.png');
    expect(refused.body.match(/name="report" value="/gu)).toHaveLength(2);
    const sent = await send();
    expect(sent.body.match(/phiếu tiếp nhận lần 1/gu)).toHaveLength(2);
    // Pressed again, the button sends the same.
    expect((await send()).body.match(/phiếu tiếp nhận lần 1/gu)).toHaveLength(2);
    const kept = await site.ledger.db
      .selectFrom('submission')
      .select(['figures', 'nil_codes', 'approximate', 'narrative', 'document_date', 'sender_name'])
      .where('office_id', '=', office.id)
      .execute();
    expect(kept.map(({ figures }) => figures['PROP_SESSIONS']).sort()).toEqual(['12', '7']);
    const attached = await site.ledger.db
      .selectFrom('attachment')
      .innerJoin('submission', 'submission.id', 'attachment.submission_id')
      .select(['submission.obligation_id', 'attachment.file_name', 'attachment.content_type'])
      .where('attachment.office_id', '=', office.id)
      .execute();
    expect(attached).toEqual([
      { obligation_id: first, file_name: 'van-ban.png', content_type: 'image/png' },
    ]);
    expect(kept.find(({ figures }) => figures['PROP_SESSIONS'] === '12')).toMatchObject({
      figures: { PROP_ATTEND: '1500' },
      approximate: { PROP_ATTEND: 'khoảng' },
      nil_codes: ['PROP_BANNER'],
      sender_name: 'Lê Thị B',
    });
    expect(kept.find(({ figures }) => figures['PROP_SESSIONS'] === '7')).toMatchObject({
      narrative: { results: 'Đã tổ chức ra quân.' },
      document_date: '2026-07-02',
    });
  });

  test('a workbook that is none of ours is refused in words', async () => {
    const answer = await given(await aWorkbook({ 'Số liệu': [['Chỉ tiêu', 'Kết quả']] }));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('không phải mẫu Excel');
  });
});

test('a figure of another duty is filled in for the agency to look at, and typed over where it is other', async () => {
  const beside = await openOffice(site, 'motlan');
  const reported = await startedPlan(site, beside);
  await site.ledger.inOffice({ officeId: beside.id, actor: 'agency:x' }, (scope) =>
    acts.submitReport(scope, {
      obligationId: reported.obligationIds.commune,
      content: { ...aReport(), figures: { PROP_ATTEND: '1250' }, channel: 'link', attachments: [] },
    }),
  );
  const as = { cookie: beside.cookies.officer };
  const earlier = ROUTES.forms.earlier.answer.parse(
    (await ask(site, 'GET', '/api/forms', as)).json(),
  );
  const [duty] = earlier.forms;
  expect(duty).toMatchObject({ reports: 1 });
  const [known] = knownFigures(duty!.form, earlier.forms).filter(
    ({ code }) => code === 'PROP_ATTEND',
  );
  expect(known?.source).toMatchObject({ code: 'PROP_ATTEND', requirementId: duty!.requirementId });

  const later = await startedPlan(site, beside);
  const now = ROUTES.forms.running.answer.parse(
    (await ask(site, 'GET', `/api/plans/${later.planId}/forms`, as)).json(),
  ).forms[0]!;
  const changed = await ask(site, 'POST', `/api/plans/${later.planId}/forms`, {
    ...as,
    body: {
      requirementId: now.requirementId,
      version: now.version,
      form: withFigure(now.form, 'PROP_ATTEND', { prefill: known!.source }),
      reason: 'Đã có ở báo cáo trước',
    },
  });
  expect(changed.statusCode).toBe(200);
  const owed = await obligationsInCycles(site.ledger.db)
    .select(['obligation.id', 'obligation.agency_id'])
    .where('cycle.plan_id', '=', later.planId)
    .execute();
  const reportOf = async (agencyId: string) =>
    reportOfAgency(site.ledger.db, {
      officeId: beside.id,
      agencyId,
      obligationId: owed.find((one) => one.agency_id === agencyId)!.id,
    });
  const report = await reportOf(beside.agencyIds.commune);
  expect(report?.prefilled['PROP_ATTEND']).toMatchObject({ value: '1250' });
  expect(startingContent(report!).figures).toEqual({ PROP_ATTEND: '1250' });
  // Whoever has not reported there is asked as ever.
  const other = await reportOf(beside.agencyIds.police);
  expect(other?.prefilled).toEqual({});
}, 30_000);
