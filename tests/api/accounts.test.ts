import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { linkToken } from '../../config/link-token.js';
import { LedgerBusy } from '../../db/gate.js';
import { plusMs } from '../../domain/day.js';
import { resendLink } from '../../office/agency-link/link.js';
import { ErrorAnswer } from '../../contract/values.js';
import { eventually } from '../support/eventually.js';
import {
  ask,
  linkOf,
  openOffice,
  openSite,
  signedIn,
  staffIdOf,
  startedPlan,
} from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';

let site: TestSite;
let first: TestOffice;
let second: TestOffice;

beforeAll(async () => {
  site = await openSite({ requestsPerMinute: 100_000 });
  first = await openOffice(site, 'mot');
  second = await openOffice(site, 'hai');
  await startedPlan(site, second);
}, 60_000);

afterAll(async () => {
  await site.close();
});

const aPerson = (email: string) => ({
  name: 'Nguyễn Thị Hà',
  email,
  phone: null,
  roles: ['officer'],
  deputyOf: null,
  active: true,
});

async function added(office: TestOffice, email: string) {
  const answer = await ask(site, 'POST', '/api/staff', {
    cookie: office.cookies.admin,
    body: aPerson(email),
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<{ staffId: string; firstPassword: string | null }>();
}

const codeOf = (answer: { json: () => unknown }) => ErrorAnswer.parse(answer.json()).error.code;

describe('somebody who is added to a second office', () => {
  test('starts where they joined first, and stays in the hands of its admin alone', async () => {
    const email = 'ha@mot.example';
    const here = await added(first, email);
    const there = await added(second, email);
    const reset = async (office: TestOffice, staffId: string) =>
      ask(site, 'POST', `/api/staff/${staffId}/password`, { cookie: office.cookies.admin });

    expect(codeOf(await reset(second, there.staffId))).toBe('ACCOUNT_ELSEWHERE');
    const moved = await ask(site, 'PUT', `/api/staff/${there.staffId}`, {
      cookie: second.cookies.admin,
      body: aPerson('ha@hai.example'),
    });
    expect(codeOf(moved)).toBe('ACCOUNT_ELSEWHERE');

    const mine = await reset(first, here.staffId);
    expect(mine.statusCode).toBe(200);
    const { firstPassword } = mine.json<{ firstPassword: string }>();
    const cookie = await signedIn(site, { email, password: firstPassword, from: 'ha' });
    const session = await ask(site, 'GET', '/api/session', { cookie });
    const { offices } = session.json<{ offices: { id: string }[] }>();
    expect(offices.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test("is the second one's to look after once they have left the first", async () => {
    const email = 'lan@mot.example';
    const here = await added(first, email);
    const there = await added(second, email);
    await ask(site, 'PUT', `/api/staff/${here.staffId}`, {
      cookie: first.cookies.admin,
      body: { ...aPerson(email), active: false },
    });
    const answer = await ask(site, 'POST', `/api/staff/${there.staffId}/password`, {
      cookie: second.cookies.admin,
    });
    expect(answer.statusCode).toBe(200);
  });
});

describe('an account whose making was broken off', () => {
  test('is made anew with the next try, whose password is told; one that somebody holds is not', async () => {
    const email = 'dut@mot.example';
    // As it stands after a kill between the account and the row of staff.
    const left = await site.auth.createAccount({ email, name: 'Nguyễn Thị Hà' });
    const { firstPassword } = await added(first, email);
    expect(firstPassword).not.toBeNull();
    await signedIn(site, { email, password: firstPassword!, from: 'dut' });
    expect(await site.auth.userIdOf(email)).not.toBe(left!.userId);
    expect((await added(second, email)).firstPassword).toBeNull();
    await signedIn(site, { email, password: firstPassword!, from: 'dut' });
  });
});

describe('a deputy', () => {
  test('is an active colleague of the same office, and not oneself', async () => {
    const { staffId } = await added(first, 'thay@mot.example');
    const elsewhere = await staffIdOf(site, second.id, 'officer');
    const standsInFor = async (deputyOf: string) =>
      ask(site, 'PUT', `/api/staff/${staffId}`, {
        cookie: first.cookies.admin,
        body: { ...aPerson('thay@mot.example'), deputyOf },
      });
    for (const deputyOf of [elsewhere, staffId, '00000000-0000-4000-8000-000000000000']) {
      expect(codeOf(await standsInFor(deputyOf))).toBe('DEPUTY_UNKNOWN');
    }
    const colleague = await staffIdOf(site, first.id, 'officer');
    expect((await standsInFor(colleague)).statusCode).toBe(200);
    const fresh = await ask(site, 'POST', '/api/staff', {
      cookie: first.cookies.admin,
      body: { ...aPerson('moi@mot.example'), deputyOf: elsewhere },
    });
    expect(codeOf(fresh)).toBe('DEPUTY_UNKNOWN');
  });
});

describe('a forgotten password', () => {
  const tokenOf = (linkId: string, generation = 0) =>
    linkToken('a key of links that is long enough for it', { linkId, generation });
  const resets = async () =>
    site.ledger.db.selectFrom('password_reset').selectAll().orderBy('made_at').execute();
  const asksFor = async (email: string) =>
    ask(site, 'POST', '/api/password/forgotten', { body: { email } });
  const choose = async (token: string, password: string) =>
    ask(site, 'POST', '/api/password/reset', { body: { token, password } });

  test('is replaced once by the link of a mail, which ends the sessions', async () => {
    const email = 'quen@mot.example';
    const { staffId, firstPassword } = await added(first, email);
    const cookie = await signedIn(site, { email, password: firstPassword!, from: 'quen' });
    expect((await asksFor('khong-ai@mot.example')).json()).toEqual({});
    expect((await asksFor(email.toUpperCase())).json()).toEqual({});
    expect((await asksFor(email)).json()).toEqual({});
    const own = async () => (await resets()).filter((one) => one.staff_id === staffId);
    await eventually(async () => (await own()).length > 0, 'a reset is mailed');
    const [reset, ...more] = await own();
    expect(more).toEqual([]);
    const { id } = reset!;
    const notice = await site.ledger.db
      .selectFrom('notice')
      .innerJoin('message', 'message.id', 'notice.message_id')
      .select(['notice.name', 'notice.data', 'message.to_address as to'])
      .where('notice.key', '=', `desk/passwordReset/${id}`)
      .executeTakeFirstOrThrow();
    expect(notice).toEqual({ name: 'passwordReset', data: { resetId: id }, to: email });

    expect(codeOf(await choose(tokenOf(id, 1), 'mot mat khau khac 9'))).toBe('RESET_OVER');
    expect(codeOf(await choose(`${id}.0.AAAA`, 'mot mat khau khac 9'))).toBe('RESET_OVER');
    expect((await choose(tokenOf(id), 'ngan')).statusCode).toBe(422);
    expect((await choose(tokenOf(id), 'mot mat khau khac 9')).statusCode).toBe(200);
    expect(codeOf(await choose(tokenOf(id), 'mot mat khau nua 9'))).toBe('RESET_OVER');
    expect((await ask(site, 'GET', '/api/session', { cookie })).statusCode).toBe(401);
    await signedIn(site, { email, password: 'mot mat khau khac 9', from: 'quen-2' });
  });

  test('its link ends after half an hour, and with the next one', async () => {
    const { staffId } = await added(first, 'het@mot.example');
    const mail = async () =>
      ask(site, 'POST', `/api/staff/${staffId}/reset-mail`, { cookie: first.cookies.admin });
    expect((await mail()).json()).toEqual({ mailed: true });
    expect((await mail()).json()).toEqual({ mailed: false });
    site.setNow(plusMs(site.now(), 6 * 60_000));
    expect((await mail()).json()).toEqual({ mailed: true });
    const own = (await resets()).filter((one) => one.staff_id === staffId);
    expect(codeOf(await choose(tokenOf(own[0]!.id), 'mot mat khau khac 9'))).toBe('RESET_OVER');
    site.setNow(plusMs(site.now(), 31 * 60_000));
    expect(codeOf(await choose(tokenOf(own[1]!.id), 'mot mat khau khac 9'))).toBe('RESET_OVER');
  });

  test('serves once more where the password could not be set, and is in the audit of every office', async () => {
    const email = 'ban@mot.example';
    const { staffId } = await added(first, email);
    const there = await added(second, email);
    const mail = async () =>
      ask(site, 'POST', `/api/staff/${staffId}/reset-mail`, { cookie: first.cookies.admin });
    const linkNow = async () => (await resets()).find((one) => one.staff_id === staffId)!.id;
    const chosenIn = async () =>
      site.ledger.db
        .selectFrom('audit')
        .select(['office_id', 'subject'])
        .where('act', '=', 'choosePassword')
        .where('subject', 'in', [`staff:${staffId}`, `staff:${there.staffId}`])
        .orderBy('subject')
        .execute();
    expect((await mail()).json()).toEqual({ mailed: true });
    const token = tokenOf(await linkNow());
    const busy = jest.spyOn(site.auth, 'resetPassword').mockRejectedValueOnce(new LedgerBusy());
    expect((await choose(token, 'mot mat khau khac 9')).statusCode).toBe(429);
    busy.mockRestore();
    expect(await chosenIn()).toEqual([]);
    expect((await mail()).json()).toEqual({ mailed: false });
    expect((await choose(token, 'mot mat khau khac 9')).statusCode).toBe(200);
    await signedIn(site, { email, password: 'mot mat khau khac 9', from: 'ban' });
    const rows = [
      { office_id: first.id, subject: `staff:${staffId}` },
      { office_id: second.id, subject: `staff:${there.staffId}` },
    ];
    expect(await chosenIn()).toEqual(rows.sort((a, b) => (a.subject < b.subject ? -1 : 1)));

    // A link that was used is no reason to wait for the next.
    expect((await mail()).json()).toEqual({ mailed: true });
  });
});

describe('sessions', () => {
  test('are listed to their owner, ended one by one, and all at once by the administrator', async () => {
    const email = 'phien@mot.example';
    const { staffId, firstPassword } = await added(first, email);
    const enter = async () => signedIn(site, { email, password: firstPassword!, from: 'phien' });
    const [here, there] = [await enter(), await enter()];
    const list = async (cookie: string) =>
      (await ask(site, 'GET', '/api/sessions', { cookie })).json<{
        sessions: { id: string; isThis: boolean }[];
      }>().sessions;
    const listed = await list(here);
    expect(listed.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    const other = listed.find(({ isThis }) => !isThis)!;
    const end = async (cookie: string) =>
      ask(site, 'DELETE', `/api/sessions/${other.id}`, { cookie });
    expect(codeOf(await end(first.cookies.officer))).toBe('NOT_FOUND');
    expect((await end(here)).statusCode).toBe(200);
    expect((await ask(site, 'GET', '/api/session', { cookie: there })).statusCode).toBe(401);
    expect(await list(here)).toHaveLength(1);

    const ended = await ask(site, 'POST', `/api/staff/${staffId}/sign-out`, {
      cookie: first.cookies.admin,
    });
    expect(ended.json()).toEqual({ ended: 1 });
    expect((await ask(site, 'GET', '/api/session', { cookie: here })).statusCode).toBe(401);
    const acts = await site.ledger.db
      .selectFrom('audit')
      .select('act')
      .where('subject', '=', `staff:${staffId}`)
      .orderBy('ordinal')
      .execute();
    expect(acts.map(({ act }) => act)).toEqual(['addStaff', 'endSession', 'endStaffSessions']);
  });
});

describe('guesses', () => {
  const enter = async (email: string, password: string) =>
    ask(site, 'POST', '/api/sign-in', { body: { email, password } });

  test('at one account are paused, for the right password too, whoever makes them', async () => {
    const email = 'doan@mot.example';
    const { staffId, firstPassword } = await added(first, email);
    const tries = await Promise.all(Array.from({ length: 8 }, () => enter(email, 'không phải')));
    const codes = tries.map(codeOf).sort();
    expect(codes.filter((code) => code === 'SIGN_IN_WRONG')).toHaveLength(5);
    expect(codes.filter((code) => code === 'SIGN_IN_PAUSED')).toHaveLength(3);
    const right = await enter(email.toUpperCase(), firstPassword!);
    expect([right.statusCode, codeOf(right)]).toEqual([429, 'SIGN_IN_PAUSED']);

    site.setNow(plusMs(site.now(), 60_000));
    expect((await enter(email, firstPassword!)).statusCode).toBe(200);
    expect(codeOf(await enter(email, 'không phải'))).toBe('SIGN_IN_WRONG');

    // An administrator sees the pause, and ends it at once: by itself, or with a reset.
    for (let nth = 0; nth < 5; nth += 1) await enter(email, 'không phải');
    const paused = async () => {
      const { staff } = (
        await ask(site, 'GET', '/api/staff', { cookie: first.cookies.admin })
      ).json<{ staff: { id: string; pausedUntil: string | null }[] }>();
      return staff.find(({ id }) => id === staffId)?.pausedUntil;
    };
    expect(await paused()).not.toBeNull();
    await ask(site, 'POST', `/api/staff/${staffId}/unlock`, { cookie: first.cookies.admin });
    expect(await paused()).toBeNull();
    expect((await enter(email, firstPassword!)).statusCode).toBe(200);
    for (let nth = 0; nth < 5; nth += 1) await enter(email, 'không phải');
    expect(codeOf(await enter(email, firstPassword!))).toBe('SIGN_IN_PAUSED');
    const reset = await ask(site, 'POST', `/api/staff/${staffId}/password`, {
      cookie: first.cookies.admin,
    });
    const again = await enter(email, reset.json<{ firstPassword: string }>().firstPassword);
    expect(again.statusCode).toBe(200);
  });

  test('at an address without an account are answered alike', async () => {
    const codes: string[] = [];
    for (let nth = 0; nth < 6; nth += 1) codes.push(codeOf(await enter('khongco@x.example', 'x')));
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'SIGN_IN_WRONG'), 'SIGN_IN_PAUSED']);
  });

  test('at the present password are paused as well', async () => {
    const { cookie } = first.people.find(({ role }) => role === 'clerk')!;
    const change = async () =>
      ask(site, 'POST', '/api/password', {
        cookie,
        body: { current: 'không phải', next: 'con sông quê tôi' },
      });
    const codes: string[] = [];
    for (let nth = 0; nth < 6; nth += 1) codes.push(codeOf(await change()));
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'PASSWORD_WRONG'), 'SIGN_IN_PAUSED']);
  });
});

test('a new password that lists begin with is refused by its field', async () => {
  const answer = await ask(site, 'POST', '/api/password', {
    cookie: second.cookies.clerk,
    body: { current: 'gì đó', next: 'aaaaaaaaaa' },
  });
  expect(ErrorAnswer.parse(answer.json()).error.fields).toEqual([
    { path: 'next', message: 'Mật khẩu cần ít nhất 5 ký tự khác nhau' },
  ]);
});

test('mails are not sent between the evening and the morning', async () => {
  const settings = await ask(site, 'GET', '/api/settings', { cookie: first.cookies.admin });
  const answer = await ask(site, 'PUT', '/api/settings', {
    cookie: first.cookies.admin,
    body: { ...settings.json<object>(), mailMinute: 17 * 60, lastMailMinute: 8 * 60 },
  });
  expect(ErrorAnswer.parse(answer.json()).error.fields).toEqual([
    { path: 'lastMailMinute', message: 'Giờ gửi thư cuối phải sau giờ gửi đầu' },
  ]);
});

test('behind TLS every cookie is for TLS alone and bears it in its name, and browsers are told to stay there', async () => {
  const beside = await openSite({ publicUrl: 'https://dondoc.example' });
  try {
    const office = await openOffice(beside, 'ba');
    await startedPlan(beside, office);
    const made = await beside.auth.createAccount({ email: 'ai@ba.example', name: 'Ai' });
    const entered = await beside.auth.signIn(
      { email: 'ai@ba.example', password: made!.password },
      '192.0.2.30',
    );
    const ofStaff = entered.kind === 'in' ? entered.setCookies : [];
    const token = await linkOf(beside, office.id, office.agencyIds.commune);
    const opened = await beside.app.inject({
      method: 'POST',
      url: '/b/open',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ token }).toString(),
    });
    const cookies = [...ofStaff, ...[opened.headers['set-cookie'] ?? []].flat()];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Secure-dondoc.*; Secure/i);
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=Strict/i);
    }
    expect(opened.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    const [mine = ''] = [opened.headers['set-cookie'] ?? []].flat();
    const page = await beside.app.inject({
      url: '/b/reports',
      headers: { cookie: mine.split(';')[0] ?? '' },
    });
    expect(page.statusCode).toBe(200);
  } finally {
    await beside.close();
  }
});

describe('where requests come from', () => {
  const open = async (token: string, remoteAddress: string, forwarded?: string) =>
    site.app.inject({
      method: 'POST',
      url: '/b/open',
      remoteAddress,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
      },
      payload: new URLSearchParams({ token }).toString(),
    });

  test('guesses at links share an allowance by address; who holds a link has one of their own', async () => {
    const token = await linkOf(site, second.id, second.agencyIds.commune);
    let last = 0;
    for (let nth = 0; nth < 31; nth += 1) last = (await open('made.up', '192.0.2.7')).statusCode;
    expect(last).toBe(429);
    expect((await open(token, '192.0.2.7')).statusCode).toBe(303);
    // Nobody outside may say that they are somebody else.
    expect((await open('made.up', '192.0.2.7', '198.51.100.1')).statusCode).toBe(429);
    // Behind our own proxy it is its last word that counts, and not what the client wrote before it.
    const behind = async (forwarded: string) =>
      (await open('made.up', '127.0.0.1', forwarded)).statusCode;
    expect(await behind('198.51.100.1, 192.0.2.7')).toBe(429);
    expect(await behind('192.0.2.7, 198.51.100.9')).toBe(404);
  });

  test('a stranger gets an agency three mails a day and no more', async () => {
    const planned = async () => {
      const rows = await site.ledger.db
        .selectFrom('notice')
        .select('key')
        .where('office_id', '=', second.id)
        .where('key', 'like', 'event/link/%')
        .execute();
      return rows.length;
    };
    for (let nth = 1; nth <= 5; nth += 1) {
      site.setNow(plusMs(site.now(), 60_000));
      const answer = await site.app.inject({
        method: 'POST',
        url: '/b/resend',
        remoteAddress: `192.0.2.${String(100 + nth)}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ email: 'commune@hai.example' }).toString(),
      });
      // The same page whether a mail goes or not.
      expect([answer.statusCode, answer.body.includes('Nếu địa chỉ')]).toEqual([200, true]);
      if (nth <= 3) await eventually(async () => (await planned()) === nth, `mail ${String(nth)}`);
    }
    const isRefused = async () => {
      const refused = await site.ledger.inOffice(
        { officeId: second.id, actor: 'system' },
        (scope) => resendLink(scope, { agencyId: second.agencyIds.commune, by: 'stranger' }),
      );
      return !refused.ok && refused.error === 'RATE_LIMITED';
    };
    expect(await isRefused()).toBe(true);
    expect(await planned()).toBe(3);
  });
});
