import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { linkOf, multipart, openOffice, openSite, startedPlan } from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';
import { aWorkbook } from '../support/workbook.js';

let site: TestSite;
let office: TestOffice;
let plan: TestPlan;
let people: TestOffice['people'] | undefined;
let serial = 0;

beforeAll(async () => {
  site = await openSite();
}, 30_000);

beforeEach(async () => {
  site.setNow('2026-06-01T08:00:00+07:00');
  serial += 1;
  office = await openOffice(site, `typing${String(serial)}`, people);
  people = office.people;
  plan = await startedPlan(site, office);
}, 30_000);

afterAll(async () => {
  await site.close();
});

type Agency = 'commune' | 'police';

async function post(
  path: string,
  fields: Record<string, string>,
  cookie: string,
  headers: Record<string, string> = {},
) {
  return site.app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://127.0.0.1:8080',
      cookie,
      ...headers,
    },
    payload: new URLSearchParams(fields).toString(),
  });
}

const get = (path: string, cookie: string) =>
  site.app.inject({ method: 'GET', url: path, headers: { cookie } });

async function opened(agency: Agency = 'commune'): Promise<string> {
  const token = await linkOf(site, office.id, office.agencyIds[agency]);
  const answer = await post('/b/open', { token }, '');
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

const page = (agency: Agency = 'commune') => `/b/reports/${plan.obligationIds[agency]}`;
/** What the page's hidden field says of what it showed. */
const shownIn = (body: string) => /name="shown" value="([^"]*)"/.exec(body)?.[1] ?? '';
const ASKS_AS_SCRIPT = { accept: 'application/json' };

test('one touch says of a group of figures that there is nothing, without a script too', async () => {
  const cookie = await opened();
  const first = await get(page(), cookie);
  const groups = [...first.body.matchAll(/name="nilGroup\.([A-Z_]+)"/gu)].map(([, code]) => code!);
  expect(groups.length).toBeGreaterThan(1);
  const [group = ''] = groups;
  const members = [
    ...first.body.matchAll(
      new RegExp(`data-field="figure\\.([A-Z_]+)" data-group="${group}"`, 'gu'),
    ),
  ].map(([, code]) => code!);
  expect(members.length).toBeGreaterThan(1);
  // What has a number keeps it.
  const typed = {
    [`figure.${members[1]!}`]: '3',
    [`nilGroup.${group}`]: '1',
    senderName: 'Lê Thị B',
  };
  await post(`${page()}/draft`, typed, cookie);
  const { body } = await get(page(), cookie);
  const ticked = [...body.matchAll(/name="nil\.([A-Z_]+)" value="1" checked/gu)].map(([, c]) => c);
  expect(ticked).toEqual(members.filter((code) => code !== members[1]));
});

test('a draft without the name of its sender comes back as it was saved, and another save keeps it', async () => {
  const cookie = await opened();
  const typed = { 'figure.PROP_SESSIONS': '12', 'narrative.results': 'Đã họp.', senderName: '' };
  await post(`${page()}/draft`, typed, cookie);
  const { body } = await get(page(), cookie);
  expect(body).toContain('value="12"');
  expect(body).toContain('Đã họp.');
  await post(
    `${page()}/draft`,
    { ...typed, 'figure.PROP_ATTEND': '30', shown: shownIn(body) },
    cookie,
  );
  const again = await get(page(), cookie);
  expect(again.body).toContain('value="12"');
  expect(again.body).toContain('value="30"');
  const review = await post(`${page()}/review`, typed, cookie);
  expect([review.statusCode, review.body.includes('họ tên người lập')]).toEqual([422, true]);
});

describe('a session', () => {
  test('lasts while somebody types, up to half a working day, and reading does not renew it', async () => {
    const cookie = await opened();
    for (const at of ['08:25', '08:50', '09:15']) {
      site.setNow(`2026-06-01T${at}:00+07:00`);
      expect((await post('/b/keep', {}, cookie)).statusCode).toBe(200);
    }
    site.setNow('2026-06-01T09:44:00+07:00');
    expect((await get(page(), cookie)).statusCode).toBe(200);
    site.setNow('2026-06-01T09:45:00+07:00');
    expect((await get(page(), cookie)).statusCode).toBe(401);
    await sql`update link_session set expires_at = '2026-06-01T13:10:00Z'`.execute(site.ledger.db);
    site.setNow('2026-06-01T19:50:00+07:00');
    expect((await post('/b/keep', {}, cookie)).statusCode).toBe(200);
    site.setNow('2026-06-01T20:00:00+07:00');
    expect((await post('/b/keep', {}, cookie)).statusCode).toBe(401);
  });

  test('is written anew once a minute at most, and again as soon as another person types', async () => {
    const cookie = await opened();
    const written = async () => {
      const { rows } = await sql<{ xmin: string }>`
        select xmin::text from link_session order by opened_at desc, expires_at desc`.execute(
        site.ledger.db,
      );
      return rows.map(({ xmin }) => xmin).join(' ');
    };
    const before = await written();
    site.setNow('2026-06-01T08:00:59+07:00');
    await post('/b/keep', {}, cookie);
    expect(await written()).toBe(before);
    await post(`${page()}/draft`, { senderName: 'Lê Thị C' }, cookie);
    const named = await written();
    expect(named).not.toBe(before);
    site.setNow('2026-06-01T08:02:00+07:00');
    await post('/b/keep', {}, cookie);
    expect(await written()).not.toBe(named);
  });

  test('that ended while somebody typed keeps what is posted, and shows nothing for it', async () => {
    const cookie = await opened();
    site.setNow('2026-06-01T08:31:00+07:00');
    const typed = { 'narrative.results': 'Ba mươi mốt phút gõ.', senderName: 'Lê Thị B' };
    const late = await post(`${page()}/draft`, typed, cookie);
    expect(late.statusCode).toBe(401);
    expect(late.body).toContain('Nội dung vừa nhập đã được lưu nháp');
    expect(late.body).not.toContain('Ba mươi mốt');
    expect((await get(page(), await opened())).body).toContain('Ba mươi mốt phút gõ.');
    const asked = await post(`${page()}/draft`, typed, cookie, ASKS_AS_SCRIPT);
    expect([asked.statusCode, asked.json()]).toEqual([401, { ended: true, kept: true }]);
  });

  test.each([
    ['was closed', async (cookie: string) => post('/b/close', {}, cookie)],
    [
      'was ended with its link',
      async () => sql`update link set generation = generation + 1`.execute(site.ledger.db),
    ],
    ['ended a day ago', async () => site.setNow('2026-06-02T08:31:00+07:00')],
    ['never was', async () => sql`delete from link_session`.execute(site.ledger.db)],
  ])('that %s keeps nothing', async (_what, end) => {
    const cookie = await opened();
    await end(cookie);
    site.setNow(
      site.now() > '2026-06-02' ? '2026-06-02T08:31:00+07:00' : '2026-06-01T08:31:00+07:00',
    );
    const late = await post(`${page()}/draft`, { 'narrative.results': 'x' }, cookie);
    expect([late.statusCode, late.body.includes('vừa nhập đã được lưu')]).toEqual([401, false]);
    expect(
      await site.ledger.db
        .selectFrom('form_draft')
        .selectAll()
        .where('office_id', '=', office.id)
        .execute(),
    ).toEqual([]);
  });

  test('of one agency keeps nothing in the report of another', async () => {
    const cookie = await opened('police');
    site.setNow('2026-06-01T08:31:00+07:00');
    const late = await post(`${page('commune')}/draft`, { 'narrative.results': 'x' }, cookie);
    expect([late.statusCode, late.body.includes('vừa nhập đã được lưu')]).toEqual([401, false]);
  });
});

describe('two colleagues behind one mailbox', () => {
  test('each fill in their fields; the report says who filled in which section', async () => {
    const [first, second] = [await opened(), await opened()];
    const shown = shownIn((await get(page(), first)).body);
    const hers = { 'figure.PROP_SESSIONS': '12', senderName: 'Lê Thị B', shown };
    expect((await post(`${page()}/draft`, hers, first)).statusCode).toBe(303);
    const his = { 'narrative.results': 'Đã họp.', senderName: 'Trần Văn C', shown };
    const answer = await post(`${page()}/draft`, his, second, ASKS_AS_SCRIPT);
    expect(answer.json()).toMatchObject({
      fields: { 'figure.PROP_SESSIONS': '12', 'narrative.results': 'Đã họp.' },
      conflicts: [],
    });
    const both = await get(page(), second);
    expect(both.body).toContain('Người nhập: Lê Thị B');
    expect(both.body).toContain('Người nhập: Trần Văn C');
    expect(both.body).toContain(
      'name="senderName" maxlength="200" autocomplete="name" value="Trần Văn C"',
    );
    expect((await get(page(), first)).body).toContain('value="Lê Thị B"');
  });

  test('what is wrong with a figure is told with its draft, and when a word of why would do', async () => {
    const cookie = await opened();
    const keep = async (fields: Record<string, string>) =>
      (await post(`${page()}/draft`, fields, cookie, ASKS_AS_SCRIPT)).json<{
        faults: Record<string, { sentence: string; explain: boolean }>;
      }>().faults;
    expect(await keep({ 'figure.PROP_SESSIONS': 'mười', documentDate: '31/02/2026' })).toEqual({
      'figure.PROP_SESSIONS': { sentence: expect.stringContaining('chữ số'), explain: false },
      documentDate: { sentence: expect.any(String), explain: false },
    });
    expect(await keep({ 'figure.PROP_SESSIONS': '12' })).toEqual({});
  });

  test('a figure that may be right after all opens the field for its explanation, and one is enough', async () => {
    const cookie = await opened('police');
    const keep = async (fields: Record<string, string>) =>
      (await post(`${page('police')}/draft`, fields, cookie, ASKS_AS_SCRIPT)).json<{
        faults: Record<string, { sentence: string; explain: boolean }>;
      }>().faults;
    const figures = { 'figure.CASE_DETECTED': '3', 'figure.CASE_PROSEC': '9' };
    expect(await keep(figures)).toEqual({
      'figure.CASE_PROSEC': { sentence: expect.stringContaining('giải trình'), explain: true },
    });
    expect(await keep({ ...figures, 'note.CASE_PROSEC': 'Có vụ của kỳ trước.' })).toEqual({});
  });

  test('one figure filled in twice: the stale one is not taken, both are shown, the next save decides', async () => {
    const [first, second] = [await opened(), await opened()];
    const shown = shownIn((await get(page(), first)).body);
    const typed = (value: string, senderName: string) => ({
      'figure.PROP_SESSIONS': value,
      senderName,
      shown,
    });
    await post(`${page()}/draft`, typed('12', 'Lê Thị B'), first);
    const stale = await post(`${page()}/draft`, typed('15', 'Trần Văn C'), second);
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('value="15"');
    expect(stale.body).toContain('Lê Thị B lúc 08:00 thứ Hai, 01/6/2026: 12');
    const kept = async () => (await get(page(), first)).body;
    expect(await kept()).toContain('value="12"');
    const decided = { ...typed('15', 'Trần Văn C'), shown: shownIn(stale.body) };
    expect((await post(`${page()}/draft`, decided, second)).statusCode).toBe(303);
    expect(await kept()).toContain('value="15"');
  });

  test('a review of what a colleague has changed is not sent unseen', async () => {
    const [first, second] = [await opened(), await opened()];
    const shown = shownIn((await get(page(), first)).body);
    await post(`${page()}/draft`, { 'figure.PROP_SESSIONS': '12', senderName: 'B', shown }, first);
    const stale = { 'figure.PROP_SESSIONS': '15', senderName: 'C', shown };
    expect((await post(`${page()}/review`, stale, second)).statusCode).toBe(409);
  });
});

describe('a figure that may be a slip', () => {
  test('7.385 grams is asked back in words, and taken as it was meant', async () => {
    const cookie = await opened('police');
    const typed = { 'figure.SEIZ_HEROIN': '7.385', senderName: 'Lê Thị B' };
    const asked = await post(`${page('police')}/review`, typed, cookie);
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toContain('7.385 gam (bảy nghìn ba trăm tám mươi lăm)');
    expect(asked.body).toContain('7,385 gam (bảy phẩy ba trăm tám mươi lăm)');
    const meant = { ...typed, 'read.SEIZ_HEROIN': '7,385' };
    const review = await post(`${page('police')}/review`, meant, cookie);
    expect([review.statusCode, review.body.includes('7,385')]).toEqual([200, true]);
    const thousands = { ...typed, 'read.SEIZ_HEROIN': '7385' };
    expect((await post(`${page('police')}/review`, thousands, cookie)).body).toContain('7.385');
  });

  test('what is written into both readings by hand is no answer', async () => {
    const cookie = await opened('police');
    const typed = { 'figure.SEIZ_HEROIN': '7.385', 'read.SEIZ_HEROIN': '1', senderName: 'B' };
    expect((await post(`${page('police')}/review`, typed, cookie)).statusCode).toBe(422);
  });
});

test("figures in an agency's own workbook are offered beside their fields and taken only where it says so", async () => {
  const cookie = await opened();
  const bytes = await aWorkbook({
    'Phụ lục': [
      ['STT', 'Chỉ tiêu', 'Kết quả'],
      [1, 'PROP_SESSIONS', 12],
      [2, 'PROP_ATTEND', '1.345'],
    ],
  });
  const look = async (files: { name: string; bytes: Buffer }[]) => {
    const form = multipart({ 'narrative.results': 'Đã họp.' }, files);
    return site.app.inject({
      method: 'POST',
      url: `${page()}/annex`,
      headers: { ...form.headers, cookie, origin: 'http://127.0.0.1:8080' },
      payload: form.payload,
    });
  };
  const none = await look([]);
  expect([none.statusCode, none.body.includes('Chưa chọn tệp')]).toEqual([422, true]);
  const found = await look([{ name: 'phu-luc.xlsx', bytes }]);
  expect(found.statusCode).toBe(200);
  expect(found.body).toContain('Tìm thấy 02 số liệu trong tệp phu-luc.xlsx');
  expect(found.body).toContain('name="take.PROP_ATTEND" value="1.345"');
  // What was typed is kept, and nothing of the file is.
  expect(found.body).toContain('Đã họp.');
  expect((await get(page(), cookie)).body).not.toContain('1.345');
  const shown = shownIn(found.body);
  await post(`${page()}/draft`, { 'take.PROP_ATTEND': '1.345', shown }, cookie);
  const { body } = await get(page(), cookie);
  expect([body.includes('value="1.345"'), body.includes('value="12"')]).toEqual([true, false]);
});
