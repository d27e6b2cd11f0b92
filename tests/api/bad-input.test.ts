import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ErrorAnswer } from '../../contract/values.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import {
  aReport,
  ask,
  confirmedPlan,
  linkOf,
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
let plan: TestPlan;

beforeAll(async () => {
  site = await openSite();
  office = await openOffice(site, 'songhuong');
  plan = await startedPlan(site, office);
}, 60_000);

afterAll(async () => {
  await site.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function asked(method: Method, url: string, body?: object) {
  const cookie = office.cookies.everybody;
  return ask(site, method, url, { cookie, ...(body === undefined ? {} : { body }) });
}

/** The refusal as people see it: status, then the sentence with those of the fields. */
function refusalIn(answer: { statusCode: number; json: () => unknown }): [number, string] {
  const { error } = ErrorAnswer.parse(answer.json());
  const fields = (error.fields ?? []).map(({ path, message }) => `${path}: ${message}`);
  return [answer.statusCode, [error.message, ...fields].join(' | ')];
}

const UNREADABLE = 'Có ký tự không đọc được, đề nghị xóa rồi nhập lại';
const SOME_WRONG = 'Một số nội dung chưa đúng, đề nghị kiểm tra lại.';

describe('text that cannot be kept is refused by its field', () => {
  test.each([
    { what: 'NUL', reason: 'vì\u0000thế' },
    { what: 'half a pair', reason: 'vì \uD83D' },
    { what: 'the other half', reason: '\uDE00 thế' },
    { what: 'an escape', reason: '\u001B[31m' },
    { what: 'a vertical tab', reason: 'dòng\u000Bsau' },
    { what: 'a non-character', reason: '\uFFFE' },
  ])('$what', async ({ reason }) => {
    const answer = await asked('POST', `/api/plans/${plan.planId}/pause`, { reason });
    expect(refusalIn(answer)).toEqual([422, `${SOME_WRONG} | reason: ${UNREADABLE}`]);
  });

  test('in the name of a field and in a query too', async () => {
    const answers = { answers: { 'a\u0000': 'x' } };
    const named = await asked('POST', `/api/plans/${plan.planId}/proposal`, answers);
    expect(refusalIn(named)).toEqual([422, `${SOME_WRONG} | answers: ${UNREADABLE}`]);
    const query = await asked('GET', '/api/mailbox?q=%00');
    expect(refusalIn(query)).toEqual([422, `${SOME_WRONG} | q: ${UNREADABLE}`]);
    const path = await asked('GET', `/api/cycles/${plan.cycleId}/figures/a%00`);
    expect(path.statusCode).toBe(404);
  });

  test('in a list of agencies, by its line', async () => {
    const csv = 'name,email\nUBND xã Một,mot@x.example\n\u0000,hai@x.example\n';
    const form = multipart({}, [{ name: 'ds.csv', bytes: Buffer.from(csv) }]);
    const answer = await ask(site, 'POST', '/api/agencies/import', {
      cookie: office.cookies.officer,
      body: form.payload,
      headers: form.headers,
    });
    const sentence = 'Danh sách chưa đúng ở dòng 3: có ký tự không đọc được';
    expect(refusalIn(answer)).toEqual([422, `${sentence} | 3: có ký tự không đọc được`]);
  });

  test('in a report that came on paper, by the field within', async () => {
    const report = { ...aReport(), narrative: { results: '\uD800' } };
    const form = multipart({ content: JSON.stringify(report) }, []);
    const answer = await ask(
      site,
      'POST',
      `/api/obligations/${plan.obligationIds.commune}/reports`,
      { cookie: office.cookies.officer, body: form.payload, headers: form.headers },
    );
    expect(refusalIn(answer)).toEqual([422, `${SOME_WRONG} | narrative.results: ${UNREADABLE}`]);
  });
});

describe('a confirmation that cannot be right', () => {
  const rows: readonly {
    what: string;
    change: (plan: ConfirmedPlan) => unknown;
    says: string;
  }[] = [
    {
      what: 'an absurd window',
      change: (given) => ({ ...given, windowFrom: '0000-01-01' }),
      says: 'confirmed.windowFrom: Ngày không đúng, hoặc năm ngoài 2000–2100',
    },
    {
      what: 'a window that ends before it begins',
      change: (given) => ({ ...given, windowFrom: '2026-07-01', windowTo: '2026-06-01' }),
      says: 'confirmed.windowTo: Đợt cao điểm kết thúc trước khi bắt đầu',
    },
    {
      what: 'the year 9999',
      change: changedCycle({ overdueAt: '9999-12-31T23:59:59.999Z' }),
      says: 'confirmed.requirements.0.cycles.0.overdueAt: Thời điểm không đúng, hoặc năm ngoài 2000–2100',
    },
    {
      what: 'a year for an instant',
      change: changedCycle({ targetAt: '2027' }),
      says: 'confirmed.requirements.0.cycles.0.targetAt: Thời điểm không đúng, hoặc năm ngoài 2000–2100',
    },
    {
      what: 'late before it is due',
      change: changedCycle({ overdueAt: '2026-07-01T00:00:00+07:00' }),
      says: 'confirmed.requirements.0.cycles.0.overdueAt: Thời điểm bắt đầu tính chậm phải sau thời hạn',
    },
    {
      what: 'a period that ends before it begins',
      change: changedCycle({ periodFrom: '2026-07-01' }),
      says: 'confirmed.requirements.0.cycles.0.periodTo: Kỳ báo cáo kết thúc trước khi bắt đầu',
    },
    {
      what: 'one key for two cycles',
      change: (given) => ({
        ...given,
        requirements: [...given.requirements, ...given.requirements],
      }),
      says: 'confirmed.requirements: Hai kỳ báo cáo cùng mã dot-1',
    },
    {
      what: 'an agency that can be nobody',
      change: (given) => ({ ...given, agencyIds: ['x'] }),
      says: 'confirmed.agencyIds: Mã cơ quan không đúng',
    },
  ];

  test.each(rows)('$what', async ({ change, says }) => {
    const planId = await uploadedPlan(site, office);
    const answer = await asked('POST', `/api/plans/${planId}/confirm`, {
      confirmed: change(confirmedPlan(office)),
    });
    expect(refusalIn(answer)).toEqual([422, `${SOME_WRONG} | ${says}`]);
  });

  function changedCycle(changed: object): (plan: ConfirmedPlan) => unknown {
    return (given) => ({
      ...given,
      requirements: given.requirements.map((one) => ({
        ...one,
        cycles: one.cycles.map((cycle) => ({ ...cycle, ...changed })),
      })),
    });
  }
});

describe('a day out of all reason', () => {
  test.each(['0000-01-01', '1999-12-31', '2101-01-01', '9999-12-31'])('%s', async (day) => {
    const path = `/api/obligations/${plan.obligationIds.commune}/due`;
    const answer = await asked('POST', path, { day, reason: 'theo đề nghị' });
    expect(refusalIn(answer)).toEqual([422, `${SOME_WRONG} | day: Năm phải từ 2000 đến 2100`]);
    expect((await asked('DELETE', `/api/calendar/${day}`)).statusCode).toBe(404);
  });
});

describe('a request out of shape', () => {
  const whole = multipart({}, [{ name: 'a.txt', bytes: Buffer.from('KẾ HOẠCH') }]);

  test.each([
    { what: 'cut in its head', payload: whole.payload.subarray(0, 60) },
    { what: 'cut in its file', payload: whole.payload.subarray(0, whole.payload.length - 30) },
    { what: 'empty', payload: Buffer.from('--') },
  ])('a form $what', async ({ payload }) => {
    const answer = await ask(site, 'POST', '/api/plans', {
      cookie: office.cookies.officer,
      body: payload,
      headers: whole.headers,
    });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(refusalIn(answer)[1]).not.toBe('');
  });

  test.each(['/api/plans/%zz', '/api/plans/%ED%A0%80'])('the address %s', async (url) => {
    expect(refusalIn(await asked('GET', url))).toEqual([400, 'Yêu cầu không đúng định dạng.']);
  });

  test('an address that is none gives an agency a sentence too', async () => {
    const answer = await site.app.inject({ method: 'GET', url: '/b/%zz' });
    expect([answer.statusCode, answer.body]).toEqual([400, 'Yêu cầu không đúng định dạng.']);
  });

  test('fields are named in Vietnamese whatever is wrong with them', async () => {
    const answer = await asked('POST', '/api/agencies', {
      name: 'x'.repeat(301),
      kind: 'ministry',
      standing: 'yes',
      binding: true,
      contacts: [],
    });
    expect(refusalIn(answer)[1].split(' | ').slice(1).sort()).toEqual([
      'kind: Giá trị không có trong danh mục',
      'name: Dài quá 300 ký tự',
      'standing: Nội dung không đúng loại',
      'tags: Thiếu nội dung này',
    ]);
  });
});

describe('the same at the same time', () => {
  test('uploads get a number each', async () => {
    const form = multipart({}, [{ name: 'ke-hoach.txt', bytes: Buffer.from(PLAN_TEXT) }]);
    const upload = async () =>
      ask(site, 'POST', '/api/plans', {
        cookie: office.cookies.officer,
        body: form.payload,
        headers: form.headers,
      });
    const answers = await Promise.all([upload(), upload(), upload(), upload()]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const plans = await site.ledger.db
      .selectFrom('plan')
      .select('code')
      .where('office_id', '=', office.id)
      .execute();
    expect(new Set(plans.map(({ code }) => code)).size).toBe(plans.length);
  });

  test('a member of staff is made once, and who came second is told', async () => {
    const body = {
      name: 'Nguyễn Văn Mới',
      email: 'moi@songhuong.example',
      phone: null,
      roles: ['officer'],
      deputyOf: null,
      active: true,
    };
    const answers = await Promise.all(
      Array.from({ length: 4 }, async () => asked('POST', '/api/staff', body)),
    );
    const statuses = answers.map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([200, 409, 409, 409]);
  });
});

describe('on a page of an agency', () => {
  test('marks nobody sees are dropped and the report is kept', async () => {
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    const opened = await posted('/b/open', { token });
    const cookie = opened.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const path = `/b/reports/${plan.obligationIds.commune}`;
    const kept = await posted(
      `${path}/draft`,
      {
        'narrative.results': 'Đã\u000B triển\u0000khai',
        // Cut where the page's limit comes in the middle of a character.
        signer: `${'a'.repeat(199)}😀`,
        documentDate: '0000-01-01',
      },
      cookie,
    );
    expect([kept.statusCode, kept.body]).toEqual([200, expect.stringContaining('Đã lưu nháp')]);
    const { content } = await site.ledger.db
      .selectFrom('form_draft')
      .select('content')
      .where('obligation_id', '=', plan.obligationIds.commune)
      .executeTakeFirstOrThrow();
    expect(content).toMatchObject({
      narrative: { results: 'Đã  triển khai' },
      signer: 'a'.repeat(199),
      documentDate: null,
    });
  });

  async function posted(url: string, fields: Record<string, string>, cookie = '') {
    return site.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      payload: new URLSearchParams(fields).toString(),
    });
  }
});
