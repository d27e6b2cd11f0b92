import { readFileSync } from 'node:fs';
import { paragraphsOf } from '../documents/unzip.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { ObligationDetail } from '../../contract/obligations.js';
import * as obligationActs from '../../office/collection/obligation-acts.js';
import { day, instant } from '../../domain/day.js';
import { countStatements } from '../support/statements.js';
import { linkToken } from '../../config/link-token.js';
import {
  ask,
  LINK_KEY,
  linkOf,
  multipart,
  openOffice,
  openSite,
  startedPlan,
} from './support/office.js';
import type { TestOffice, TestPlan, TestSite } from './support/office.js';

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
  office = await openOffice(site, `office${String(serial)}`, people);
  people = office.people;
  plan = await startedPlan(site, office);
}, 30_000);

afterAll(async () => {
  await site.close();
});

/** Two hundred may send in one instant: each statement of one is two hundred then. */
const MOST_OF_A_SENDING = 25;

type Agency = keyof TestOffice['agencyIds'];

async function post(url: string, fields: Record<string, string>, cookie?: string) {
  return site.app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://127.0.0.1:8080',
      ...(cookie === undefined ? {} : { cookie }),
    },
    payload: new URLSearchParams(fields).toString(),
  });
}

async function get(url: string, cookie?: string) {
  return site.app.inject({ method: 'GET', url, headers: cookie === undefined ? {} : { cookie } });
}

/** Opens the link of an agency as its page's script does. */
async function opened(agency: Agency = 'commune'): Promise<string> {
  const token = await linkOf(site, office.id, office.agencyIds[agency]);
  const answer = await post('/b/open', { token });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/b/reports']);
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

const page = (agency: Agency = 'commune') => `/b/reports/${plan.obligationIds[agency]}`;

/** Looks a report over and sends it, with files or without. */
async function sendReport(
  cookie: string,
  fields: Record<string, string>,
  files: { name: string; bytes: Buffer }[] = [],
): Promise<LightMyRequestResponse> {
  const review = await post(`${page()}/review`, fields, cookie);
  expect(review.statusCode).toBe(200);
  return sendReviewed(cookie, review, files);
}

async function sendReviewed(
  cookie: string,
  review: LightMyRequestResponse,
  files: { name: string; bytes: Buffer }[] = [],
) {
  const draft = /name="draft" value="([0-9a-f]+)"/.exec(review.body)?.[1] ?? '';
  const seen = /name="seen" value="(\d+)"/.exec(review.body)?.[1] ?? '';
  const form = multipart({ draft, seen }, files);
  return site.app.inject({
    method: 'POST',
    url: `${page()}/send`,
    headers: { ...form.headers, cookie, origin: 'http://127.0.0.1:8080' },
    payload: form.payload,
  });
}

const stateOf = async (agency: Agency = 'commune') =>
  site.ledger.db
    .selectFrom('obligation')
    .selectAll()
    .where('id', '=', plan.obligationIds[agency])
    .executeTakeFirstOrThrow();

test('a signed PDF is laid beside what was said: in the receipt, and for the officer of a claim', async () => {
  const signed = readFileSync(new URL('../reader/signed/bao-cao.pdf', import.meta.url));
  const files = [{ name: 'bao-cao.pdf', bytes: signed }];
  const cookie = await opened();
  const said = { documentNumber: '45/BC-UBND', documentDate: '2026-07-03', senderName: 'Lê Thị B' };
  const form = multipart({ ...said, signer: 'Trần Thị Bình' }, files);
  const claimed = await site.app.inject({
    method: 'POST',
    url: `${page()}/sent`,
    headers: { ...form.headers, cookie, origin: 'http://127.0.0.1:8080' },
    payload: form.payload,
  });
  expect(claimed.statusCode).toBe(303);
  const asked = await ask(site, 'GET', `/api/obligations/${plan.obligationIds.commune}`, {
    cookie: office.cookies.officer,
  });
  expect(ObligationDetail.parse(asked.json()).claim).toMatchObject({
    documentNumber: '45/BC-UBND',
    file: { name: 'bao-cao.pdf', check: { verdict: 'look' } },
  });
  const fileOf = (obligationId: string) =>
    ask(site, 'GET', `/api/obligations/${obligationId}/claim/file`, {
      cookie: office.cookies.officer,
    });
  const file = await fileOf(plan.obligationIds.commune);
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(file.rawPayload.equals(signed)).toBe(true);
  expect((await fileOf(plan.obligationIds.police)).statusCode).toBe(404);
  const opens = await site.ledger.db
    .selectFrom('audit')
    .select(['actor', 'subject'])
    .where('act', '=', 'openClaimedFile')
    .where('office_id', '=', office.id)
    .execute();
  expect(opens).toEqual([
    {
      actor: expect.stringMatching(/^staff:/),
      subject: `obligation:${plan.obligationIds.commune}`,
    },
  ]);
  await site.ledger.inOffice({ officeId: office.id, actor: 'staff:x' }, (scope) =>
    obligationActs.confirmClaims(scope, {
      obligationIds: [plan.obligationIds.commune],
      arrivedOn: day('2026-06-01'),
    }),
  );
  const first = await get(`${page()}/receipts/1`, cookie);
  expect(first.body).toContain('Người ký đã ghi là Trần Thị Bình, trong tệp là Nguyễn Văn An.');

  const fields = { 'figure.PROP_ATTEND': '1.250', ...said, documentNumber: '54/BC-UBND' };
  const sent = await sendReport(cookie, fields, files);
  const receipt = await get(String(sent.headers.location), cookie);
  expect(receipt.body).toContain('Đề nghị xem lại văn bản đính kèm');
  expect(receipt.body).toContain('Số đã ghi là 54/BC-UBND, trong tệp là 45/BC-UBND.');
  expect(receipt.body).toContain('Chữ ký số của cơ quan Ủy ban nhân dân xã Đồng Mai');
});

test('a report with a file is received by a few statements, and the first page is small', async () => {
  const cookie = await opened();
  const fields = { 'figure.PROP_ATTEND': '1.250', senderName: 'Nguyễn Văn A' };
  const review = await post(`${page()}/review`, fields, cookie);
  const file = { name: 'bao-cao.pdf', bytes: Buffer.from('%PDF-1.7 một trang') };
  const { value: sent, statements } = await countStatements(async () =>
    sendReviewed(cookie, review, [file]),
  );
  expect(sent.statusCode).toBe(303);
  expect(statements.length).toBeLessThanOrEqual(MOST_OF_A_SENDING);
  // Whatever it needs comes with it: an agency at the end of a slow line sees it at once.
  const bytes = async (url: string) => (await get(url, cookie)).rawPayload.length;
  for (const first of ['/b/reports', page()]) {
    const { body } = await get(first, cookie);
    const parts = [...body.matchAll(/(?:src|href)="(\/b\/assets\/[^"]+)"/g)].map(([, url]) => url!);
    expect(parts.length).toBeGreaterThan(0);
    const sizes = await Promise.all([first, ...parts].map(bytes));
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThan(60_000);
  }
});

test('the button pressed five times at once, and once more, sends one report with one receipt', async () => {
  const cookie = await opened();
  const review = await post(
    `${page()}/review`,
    { 'figure.PROP_ATTEND': '1.250', senderName: 'Nguyễn Văn A' },
    cookie,
  );
  const files = [{ name: 'bao-cao.pdf', bytes: Buffer.from('%PDF-1.7 bản ký') }];
  const pressed = await Promise.all(
    Array.from({ length: 5 }, () => sendReviewed(cookie, review, files)),
  );
  const late = await sendReviewed(cookie, review, files);
  const receipt = `${page()}/receipts/1?sent=1`;
  expect([...pressed, late].map((answer) => [answer.statusCode, answer.headers.location])).toEqual(
    Array.from({ length: 6 }, () => [303, receipt]),
  );
  expect(await stateOf()).toMatchObject({ state: 'submitted', version: 1 });
  const receipts = await site.ledger.db
    .selectFrom('notice')
    .select('key')
    .where('obligation_id', '=', plan.obligationIds.commune)
    .where('name', '=', 'received')
    .execute();
  expect(receipts).toHaveLength(1);
  const [file] = await site.ledger.db
    .selectFrom('attachment')
    .innerJoin('submission', 'submission.id', 'attachment.submission_id')
    .select('attachment.id')
    .where('submission.obligation_id', '=', plan.obligationIds.commune)
    .execute();
  const download = await get(`/b/attachments/${file!.id}`, cookie);
  expect(download.rawPayload.toString()).toBe('%PDF-1.7 bản ký');
});

describe('a personal link', () => {
  test('opens a short session that no script and no other site can use', async () => {
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    const answer = await post('/b/open', { token });
    expect(answer.cookies).toMatchObject([
      { name: 'dondoc_agency', path: '/b', httpOnly: true, sameSite: 'Strict', maxAge: 86_400 },
    ]);
    const desk = await get('/b/reports', await opened());
    expect(desk.body).toContain('Báo cáo của UBND xã Đồng Mai');
    expect(desk.body).toContain('trước ngày 05/7/2026');
    expect(desk.body).toContain('thứ Sáu, 03/7/2026');
    expect(desk.body).not.toContain('Công an thành phố');
  });

  test('the page that a mail opens says nothing and changes nothing', async () => {
    const answer = await get('/b');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('/b/assets/open-link.js');
    expect(answer.cookies).toEqual([]);
  });

  test('is understood as a mail gateway has written it, and wherever it was pasted from', async () => {
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    for (const url of [`/b%23${token}`, `/b/%23${token}`]) {
      const answer = await get(url);
      expect([answer.statusCode, answer.cookies]).toEqual([200, []]);
      expect(answer.body).toContain(`value="${token}"`);
    }
    const link = `https://dondoc.songhuong.example/b#${token}`;
    const wrapped = `https://gateway.example/?url=${encodeURIComponent(link)}&data=1`;
    for (const pasted of [link, wrapped]) {
      expect((await post('/b/open', { token: pasted })).statusCode).toBe(303);
    }
    const lost = await get('/b/khong-co');
    expect(lost.statusCode).toBe(404);
  });

  test.each([
    { what: 'made up', token: async () => 'abc', status: 404, says: 'Đường dẫn không đúng' },
    {
      what: 'signed with another key',
      token: async () =>
        (await linkOf(site, office.id, office.agencyIds.commune)).slice(0, -3) + 'AAA',
      status: 404,
      says: 'Đường dẫn không đúng',
    },
  ])('$what opens nothing', async ({ token, status, says }) => {
    const answer = await post('/b/open', { token: await token() });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(says);
    expect(answer.body).not.toContain('UBND xã');
  });

  test('that was revoked is gone, and its open session with it', async () => {
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    const cookie = await opened();
    const { revokeLink } = await import('../../office/agency-link/link.js');
    await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, (scope) =>
      revokeLink(scope, { agencyId: office.agencyIds.commune }),
    );
    const again = await post('/b/open', { token });
    expect([again.statusCode, again.body.includes('thay bằng đường dẫn mới')]).toEqual([410, true]);
    expect((await get('/b/reports', cookie)).statusCode).toBe(401);
  });

  test('ends with its agency, and an open session with it', async () => {
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    const cookie = await opened();
    await site.ledger.db
      .updateTable('agency')
      .set({ valid_to: day('2026-06-01') })
      .where('id', '=', office.agencyIds.commune)
      .execute();
    site.setNow('2026-06-01T08:20:00+07:00');
    expect((await get('/b/reports', cookie)).statusCode).toBe(200);
    site.setNow('2026-06-02T00:00:00+07:00');
    const answer = await post('/b/open', { token });
    expect([answer.statusCode, answer.body.includes('đã sáp nhập')]).toEqual([410, true]);
    await site.ledger.db
      .updateTable('link_session')
      .set({ expires_at: instant('2026-06-03T00:00:00+07:00') })
      .execute();
    expect((await get('/b/reports', cookie)).statusCode).toBe(401);
  });

  test('rests once nothing has been owed by it for a year, and serves again when something is', async () => {
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    await site.ledger.db
      .updateTable('link')
      .set({ created_at: instant('2026-06-01T08:00:00+07:00') })
      .execute();
    const closed = async (at: string | null) =>
      site.ledger.db
        .updateTable('cycle')
        .set({ closed_at: at === null ? null : instant(at) })
        .where('office_id', '=', office.id)
        .execute();
    await closed('2026-07-20T08:00:00+07:00');
    site.setNow('2027-07-20T07:59:00+07:00');
    expect((await post('/b/open', { token })).statusCode).toBe(303);
    site.setNow('2027-07-20T08:00:00+07:00');
    const answer = await post('/b/open', { token });
    expect([answer.statusCode, answer.body.includes('tạm nghỉ')]).toEqual([410, true]);
    await closed(null);
    expect((await post('/b/open', { token })).statusCode).toBe(303);
  });

  test.each([
    { what: 'an edit', how: edited },
    { what: 'an import', how: imported },
  ])('ends when its mailbox is changed by $what, and not when only a name is', async ({ how }) => {
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    const cookie = await opened();
    await how(`commune@office${String(serial)}.example`, '0900 000 777');
    expect((await get('/b/reports', cookie)).statusCode).toBe(200);
    await how('vanphong@songhuong.example', '0900 000 777');
    expect((await get('/b/reports', cookie)).statusCode).toBe(401);
    expect((await post('/b/open', { token })).statusCode).toBe(410);
    const next = await linkOf(site, office.id, office.agencyIds.commune);
    expect((await post('/b/open', { token: next })).statusCode).toBe(303);
  });

  test('ends when the address of its head is corrected, whose letters carry it too', async () => {
    const mailbox = `commune@office${String(serial)}.example`;
    await edited(mailbox, '0900 000 777', 'chutich@noi-khac.example');
    const token = await linkOf(site, office.id, office.agencyIds.commune);
    expect((await post('/b/open', { token })).statusCode).toBe(303);
    await edited(mailbox, '0900 000 777', 'chutich@songhuong.example');
    expect((await post('/b/open', { token })).statusCode).toBe(410);
  });

  async function edited(email: string, phone: string, headEmail?: string): Promise<void> {
    await ask(site, 'PUT', `/api/agencies/${office.agencyIds.commune}`, {
      cookie: office.cookies.admin,
      body: {
        name: 'UBND xã Đồng Mai',
        kind: 'commune',
        tags: [],
        standing: false,
        binding: true,
        contacts: [
          { role: 'mailbox', name: null, email, phone },
          ...(headEmail === undefined
            ? []
            : [{ role: 'head', name: null, email: headEmail, phone: null }]),
        ],
      },
    });
  }

  async function imported(email: string, phone: string): Promise<void> {
    const csv = `name,kind,email,phone\nUBND xã Đồng Mai,commune,${email},${phone}\n`;
    const form = multipart({}, [{ name: 'ds.csv', bytes: Buffer.from(csv) }]);
    await ask(site, 'POST', '/api/agencies/import', {
      cookie: office.cookies.admin,
      body: form.payload,
      headers: form.headers,
    });
  }

  test('its session ends after half an hour, or when it is closed', async () => {
    const cookie = await opened();
    site.setNow('2026-06-01T08:29:59+07:00');
    expect((await get('/b/reports', cookie)).statusCode).toBe(200);
    site.setNow('2026-06-01T08:30:00+07:00');
    const late = await get('/b/reports', cookie);
    expect([late.statusCode, late.body.includes('Phiên làm việc đã hết')]).toEqual([401, true]);
    site.setNow('2026-06-01T08:00:00+07:00');
    const other = await opened();
    await post('/b/close', {}, other);
    expect((await get('/b/reports', other)).statusCode).toBe(401);
  });

  test('another agency of the office does not see the report', async () => {
    const cookie = await opened('police');
    for (const path of ['', '/sent', '/extension', '/word', '/review', '/receipts/1']) {
      expect((await get(`${page('commune')}${path}`, cookie)).statusCode).toBe(404);
    }
    for (const path of ['/draft', '/review', '/sent', '/extension']) {
      expect((await post(`${page('commune')}${path}`, {}, cookie)).statusCode).toBe(404);
    }
    const form = multipart({ draft: '', seen: '0' }, []);
    const sent = await site.app.inject({
      method: 'POST',
      url: `${page('commune')}/send`,
      headers: { ...form.headers, cookie, origin: 'http://127.0.0.1:8080' },
      payload: form.payload,
    });
    expect(sent.statusCode).toBe(404);
    expect((await stateOf()).state).toBe('expected');
  });

  test('nor its receipt and its files, once it has sent them', async () => {
    const files = [{ name: 'bao-cao.pdf', bytes: Buffer.from('%PDF-1.7 bản ký') }];
    const fields = { 'figure.PROP_ATTEND': '1', senderName: 'Nguyễn Văn A' };
    const sent = await sendReport(await opened(), fields, files);
    expect(sent.statusCode).toBe(303);
    const file = await site.ledger.db
      .selectFrom('attachment')
      .select('id')
      .where('office_id', '=', office.id)
      .executeTakeFirstOrThrow();
    const other = await opened('police');
    expect((await get(`/b/attachments/${file.id}`, other)).statusCode).toBe(404);
    expect((await get(`${page('commune')}/receipts/1`, other)).statusCode).toBe(404);
  });

  test('without a session every page of a report is closed', async () => {
    for (const path of ['', '/sent', '/extension', '/word', '/receipts/1']) {
      expect((await get(`${page()}${path}`)).statusCode).toBe(401);
    }
    for (const path of ['/draft', '/review', '/sent', '/extension', '/send']) {
      expect((await post(`${page()}${path}`, {})).statusCode).toBe(401);
    }
  });

  test('a form on another site is refused', async () => {
    const answer = await site.app.inject({
      method: 'POST',
      url: `${page()}/sent`,
      headers: { cookie: await opened(), origin: 'https://evil.example' },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('getting the link again', () => {
  const ask = async (email: string) => {
    const answer = await post('/b/resend', { email });
    return { status: answer.statusCode, body: answer.body };
  };

  test('answers the same for a registered address and for a stranger, and mails only the first', async () => {
    const known = await ask(`COMMUNE@office${String(serial)}.example`);
    const unknown = await ask('nobody@songhuong.example');
    expect(known).toEqual(unknown);
    expect(known.status).toBe(200);
    const told = async () =>
      site.ledger.db
        .selectFrom('message')
        .select('to_address')
        .where('office_id', '=', office.id)
        .where('class', '=', 'event')
        .execute();
    // The answer does not wait for the mail; the ledger has it a moment later.
    let sent = await told();
    for (let tries = 0; sent.length === 0 && tries < 200; tries += 1) sent = await told();
    expect(sent).toEqual([{ to_address: `commune@office${String(serial)}.example` }]);
  });

  test('something that is no address is said so beside the field', async () => {
    const { status, body } = await ask('không phải thư');
    expect(status).toBe(422);
    expect(body).toContain('id="email-error"');
  });
});

describe('another contact', () => {
  test('is asked for on the page, shown to the registered mailbox and taken when that says so', async () => {
    const cookie = await opened();
    const wanted = {
      name: 'Hoàng Thị Mẫu',
      email: 'dau-moi@songhuong.example',
      phone: '912000345',
    };
    const wrong = await post('/b/contacts', { ...wanted, email: 'không phải thư' }, cookie);
    expect(wrong.statusCode).toBe(422);
    for (const words of ['id="email-error"', 'id="askedBy-error"', 'value="Hoàng Thị Mẫu"']) {
      expect(wrong.body).toContain(words);
    }
    const asked = await post('/b/contacts', { ...wanted, askedBy: 'Trần Văn Thử' }, cookie);
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/b/contacts']);
    const shown = await get('/b/contacts', cookie);
    expect(shown.body).toContain('Đã gửi thư xác nhận đến hộp thư đã đăng ký');
    const { id: linkId } = await site.ledger.db
      .selectFrom('contact_change')
      .select('id')
      .where('office_id', '=', office.id)
      .executeTakeFirstOrThrow();
    const token = linkToken(LINK_KEY, { linkId, generation: 0 });
    // The page's script posts what stands behind the #; that alone changes nothing.
    const question = await post('/b/open', { token });
    expect([question.statusCode, question.cookies]).toEqual([200, []]);
    for (const words of ['Hoàng Thị Mẫu', 'dau-moi@songhuong.example', '0912000345', 'Trần Văn']) {
      expect(question.body).toContain(words);
    }
    const emails = async () =>
      site.ledger.db
        .selectFrom('contact')
        .select('email')
        .where('office_id', '=', office.id)
        .where('email', '=', wanted.email)
        .execute();
    expect(await emails()).toEqual([]);
    const stranger = await post('/b/contacts/answer', { token: `${token}x`, answer: 'yes' });
    expect(stranger.statusCode).toBe(404);
    const answer = await post('/b/contacts/answer', { token, answer: 'yes' });
    expect(answer.body).toContain('Đã ghi nhận đầu mối mới.');
    expect(await emails()).toHaveLength(1);
    expect((await post('/b/open', { token })).statusCode).toBe(410);
    expect((await get('/b/contacts', cookie)).body).toContain('dau-moi@songhuong.example');
  });
});

describe('typing a report', () => {
  const fields = {
    'figure.PROP_SESSIONS': '1.250',
    'figure.PROP_ATTEND': '7,5',
    'nil.PROP_RALLY': '1',
    'narrative.results': 'Đã tổ chức <b>12</b> buổi.',
    senderName: 'Lê Thị B',
  };

  test('a commune is asked for its own indicators alone, each with its own tick for nothing', async () => {
    const { body } = await get(page(), await opened());
    expect(body).toContain('name="figure.PROP_PLEDGE"');
    expect(body).toContain('name="nil.PROP_PLEDGE"');
    expect(body).not.toContain('figure.CASE_DETECTED');
    expect(body).toContain('Không nhập bí mật nhà nước');
    expect(body).not.toContain('07/7/2026');
  });

  test('is kept as a draft, wrong or not, and nothing is sent by it', async () => {
    const cookie = await opened();
    const saved = await post(`${page()}/draft`, fields, cookie);
    expect(saved.statusCode).toBe(200);
    expect(saved.body).toContain('Chỉ tiêu này là số nguyên.');
    const right = await post(`${page()}/draft`, { ...fields, 'figure.PROP_ATTEND': '7' }, cookie);
    expect([right.statusCode, right.headers.location]).toEqual([303, `${page()}?saved=1`]);
    const { body } = await get(page(), cookie);
    expect(body).toContain('value="1.250"');
    expect(body).toContain('Đã tổ chức &lt;b&gt;12&lt;/b&gt; buổi.');
    expect((await stateOf()).state).toBe('expected');
  });

  test('errors stand beside their fields, and in a list on top that leads to them', async () => {
    const wrong = { ...fields, 'figure.PROP_SESSIONS': 'nhiều', senderName: ' ' };
    const { statusCode, body } = await post(`${page()}/review`, wrong, await opened());
    expect(statusCode).toBe(422);
    expect(body).toContain('href="#figure-PROP_SESSIONS"');
    expect(body).toContain('aria-describedby="figure-PROP_SESSIONS-error"');
    expect(body).toContain('value="nhiều"');
    expect(body).toContain('Đề nghị ghi họ tên người lập.');
  });

  test('is looked over, sent with its document, and receives a receipt', async () => {
    const cookie = await opened();
    const right = { ...fields, 'figure.PROP_ATTEND': '30' };
    const review = await post(`${page()}/review`, right, cookie);
    expect(review.body).toContain('1.250');
    expect(review.body).toContain('Không phát sinh');
    const pdf = { name: 'Báo cáo.pdf', bytes: Buffer.from('%PDF-1.7\n') };
    const sent = await sendReviewed(cookie, review, [pdf]);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${page()}/receipts/1?sent=1`]);
    expect(await stateOf()).toMatchObject({ state: 'submitted', version: 1, on_time: true });
    const receipt = await get(`${page()}/receipts/1?sent=1`, cookie);
    expect(receipt.body).toContain('Phiếu tiếp nhận báo cáo');
    expect(receipt.body).toContain(obligationActs.receiptCode(plan.obligationIds.commune, 1));
    const attachment = /\/b\/attachments\/[0-9a-f-]+/.exec(receipt.body)?.[0] ?? '';
    expect((await get(attachment, cookie)).rawPayload).toEqual(pdf.bytes);
    expect((await get(attachment, await opened('police'))).statusCode).toBe(404);
  });

  test('all blank figures may be marked as nothing at once', async () => {
    const cookie = await opened();
    await sendReport(cookie, { restNil: '1', senderName: 'Lê Thị B' });
    expect(await stateOf()).toMatchObject({ state: 'submitted', nil: true });
  });

  test('an empty report is not taken', async () => {
    const answer = await sendReport(await opened(), { senderName: 'Lê Thị B' });
    expect([answer.statusCode, answer.body.includes('Báo cáo chưa có nội dung')]).toEqual([
      422,
      true,
    ]);
  });

  test.each([
    { name: 'x.exe', bytes: Buffer.from('MZ'), says: 'không đúng loại' },
    { name: 'x.pdf', bytes: Buffer.from('văn bản'), says: 'không đúng loại' },
    { name: 'x.pdf', bytes: Buffer.alloc(0), says: 'không có nội dung' },
    { name: 'x.pdf', bytes: Buffer.alloc(21 * 1024 * 1024), says: 'không quá 20 MB' },
  ])('a file that is $says keeps the review on the page', async ({ name, bytes, says }) => {
    const answer = await sendReport(await opened(), fields2(), [{ name, bytes }]);
    expect(answer.statusCode).toBeGreaterThanOrEqual(413);
    expect(answer.body).toContain(says);
    expect(answer.body).toContain('name="draft"');
    expect((await stateOf()).state).toBe('expected');
  });

  const fields2 = () => ({ 'figure.PROP_SESSIONS': '3', senderName: 'Lê Thị B' });

  test('what another window changed meanwhile is shown before it is sent', async () => {
    const cookie = await opened();
    const review = await post(`${page()}/review`, fields2(), cookie);
    await post(`${page()}/draft`, { ...fields2(), 'figure.PROP_SESSIONS': '4' }, cookie);
    const answer = await sendReviewed(cookie, review);
    expect([answer.statusCode, answer.body.includes('cửa sổ khác')]).toEqual([409, true]);
    expect((await stateOf()).state).toBe('expected');
  });

  test('after the closing it is refused, and what was typed stays', async () => {
    const cookie = await opened();
    const review = await post(`${page()}/review`, fields2(), cookie);
    await site.ledger.db
      .updateTable('cycle')
      .set({ edits_closed_at: site.now() })
      .where('id', '=', plan.cycleId)
      .execute();
    const answer = await sendReviewed(cookie, review);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Kỳ báo cáo đã đóng');
    expect(answer.body).toContain('value="3"');
    expect((await stateOf()).state).toBe('expected');
  });

  test('a return stands on top with its reason, and the form starts from what was sent', async () => {
    const cookie = await opened();
    await sendReport(cookie, fields2());
    await site.ledger.inOffice({ officeId: office.id, actor: 'staff:x' }, (scope) =>
      obligationActs.returnReport(scope, {
        obligationId: plan.obligationIds.commune,
        reason: 'Thiếu số lượt người tham dự',
        newDueDay: '2026-07-08' as never,
      }),
    );
    const { body } = await get(page(), cookie);
    expect(body).toContain('Thiếu số lượt người tham dự');
    expect(body).toContain('Gửi lại đến hết ngày thứ Tư, 08/7/2026');
    expect(body).toContain('value="3"');
    const again = await sendReport(cookie, { ...fields2(), 'figure.PROP_ATTEND': '90' });
    expect(again.headers.location).toContain('/receipts/2');
  });

  test('is taken away as a Word draft', async () => {
    const cookie = await opened();
    await post(`${page()}/draft`, fields2(), cookie);
    const answer = await get(`${page()}/word`, cookie);
    expect(answer.headers['content-disposition']).toContain('.docx');
    // Heads of papers write names out.
    expect(await paragraphsOf(answer.rawPayload)).toEqual(
      expect.arrayContaining(['ỦY BAN NHÂN DÂN', 'XÃ ĐỒNG MAI']),
    );
  });
});

describe('other ways', () => {
  test('said to be sent by the document system: chasing stops', async () => {
    const cookie = await opened();
    const missing = await post(`${page()}/sent`, { senderName: 'Lê Thị B' }, cookie);
    expect([missing.statusCode, missing.body.includes('id="documentNumber-error"')]).toEqual([
      422,
      true,
    ]);
    const said = {
      documentNumber: '25/BC-UBND',
      documentDate: '2026-06-01',
      senderName: 'Lê Thị B',
    };
    expect((await post(`${page()}/sent`, said, cookie)).statusCode).toBe(303);
    expect((await stateOf()).state).toBe('claimed');
    const twice = await post(`${page()}/sent`, said, cookie);
    expect([twice.statusCode, twice.body.includes('đã được nhận')]).toEqual([409, true]);
  });

  test('asked to be put off, with a reason', async () => {
    const cookie = await opened();
    const early = { wantedDay: '2026-07-01', reason: 'chờ số liệu', requestedBy: 'Lê Thị B' };
    const refused = await post(`${page()}/extension`, early, cookie);
    expect([refused.statusCode, refused.body.includes('chờ số liệu')]).toEqual([422, true]);
    const asked = { ...early, wantedDay: '2026-07-09' };
    expect((await post(`${page()}/extension`, asked, cookie)).statusCode).toBe(303);
    const { body } = await get(page(), cookie);
    expect(body).toContain('Đã đề nghị gia hạn đến hết ngày thứ Năm, 09/7/2026');
  });

  test('GET changes nothing, however often it is asked', async () => {
    const cookie = await opened();
    await post(`${page()}/draft`, { 'figure.PROP_SESSIONS': '3' }, cookie);
    const rows = async () => {
      const audit = await site.ledger.db
        .selectFrom('audit')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      return [
        audit,
        await stateOf(),
        await site.ledger.db.selectFrom('form_draft').selectAll().execute(),
      ];
    };
    const before = await rows();
    const paths = ['/b', '/b/reports', '/b/resend', page()];
    for (const path of [...paths, `${page()}/sent`, `${page()}/extension`, `${page()}/word`]) {
      expect((await get(path, cookie)).statusCode).toBe(200);
    }
    expect(await rows()).toEqual(before);
  });

  test('in a rehearsal the pages can be read, and nothing sent', async () => {
    await site.ledger.db
      .updateTable('office')
      .set({ kind: 'rehearsal', clock_at: site.now() })
      .where('id', '=', office.id)
      .execute();
    const cookie = await opened();
    expect((await get(page(), cookie)).body).toContain('BẢN CHẠY THỬ');
    const answer = await post(`${page()}/draft`, {}, cookie);
    expect([answer.statusCode, answer.body.includes('chỉ để xem')]).toEqual([409, true]);
  });
});

describe('what is mailed about it', () => {
  test('the receipt goes to the mailbox of the agency, whoever held the link', async () => {
    const cookie = await opened();
    await sendReport(cookie, { 'figure.PROP_SESSIONS': '3', senderName: 'Lê Thị B' });
    const notice = await site.ledger.db
      .selectFrom('notice')
      .innerJoin('message', 'message.id', 'notice.message_id')
      .select(['notice.name', 'message.to_address'])
      .where('notice.office_id', '=', office.id)
      .where('notice.name', '=', 'received')
      .execute();
    expect(notice).toEqual([
      { name: 'received', to_address: `commune@office${String(serial)}.example` },
    ]);
  });
});
