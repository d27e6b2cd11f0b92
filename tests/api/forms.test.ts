import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import type { z } from 'zod';
import { ROUTES } from '../../contract/index.js';
import type { Route } from '../../contract/route.js';
import { ErrorAnswer } from '../../contract/values.js';
import { withFigure, withNewFigure } from '../../domain/forms/edit-form.js';
import { copiedForm } from '../../domain/forms/form-sources.js';
import { TRAFFIC_MONTH } from '../../domain/forms/traffic-month.js';
import {
  ask,
  multipart,
  openOffice,
  openSite,
  startedPlan,
  uploadedPlan,
} from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';
import { urlOf } from './support/url-of.js';

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

/** The bytes of a workbook with some rows on its first sheet. */
async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Biểu mẫu').addRows(rows.map((cells) => [...cells]));
  return Buffer.from(await book.xlsx.writeBuffer());
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
