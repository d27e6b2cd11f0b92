import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { symmetricEncrypt } from 'better-auth/crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { Kysely } from 'kysely';
import { linkToken } from '../../config/link-token.js';
import { plusMs } from '../../domain/day.js';
import { ErrorAnswer } from '../../contract/values.js';
import { Enrolment, SecondFactorView } from '../../contract/second-factor.js';
import { takeSecondFactorAway } from '../../office/directory/lost-second-factor.js';
import { ask, LINK_KEY, openOffice, openSite, SITE_SECRET } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';
import { telephoneCode } from './support/telephone.js';

let site: TestSite;
let office: TestOffice;
let elsewhere: TestOffice;
let people = 0;

beforeAll(async () => {
  // Only the date stands still: the next code is there when the test says so.
  jest.useFakeTimers({
    now: Date.now(),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  site = await openSite();
  office = await openOffice(site, 'mot');
  elsewhere = await openOffice(site, 'hai');
}, 60_000);

afterAll(async () => {
  await site.close();
  jest.useRealTimers();
});

/** Half a minute later: the telephone shows another code. */
function nextCode(): void {
  jest.setSystemTime(Date.now() + 30_000);
}

beforeEach(() => {
  // Past whatever the test before has used up, by address too.
  jest.setSystemTime(Date.now() + 120_000);
});

const codeOf = (answer: { json(): unknown }) => ErrorAnswer.parse(answer.json()).error.code;
const cookiesOf = (answer: LightMyRequestResponse) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((text) => text.split(';')[0])
    .join('; ');

interface Person {
  readonly staffId: string;
  readonly email: string;
  readonly password: string;
}

async function person(roles: readonly string[] = ['officer']): Promise<Person> {
  people += 1;
  const email = `nguoi${String(people)}@mot.example`;
  const answer = await ask(site, 'POST', '/api/staff', {
    cookie: office.cookies.admin,
    body: { name: 'Nguyễn Thị Hà', email, phone: null, roles, deputyOf: null, active: true },
  });
  const { staffId, firstPassword } = answer.json<{ staffId: string; firstPassword: string }>();
  return { staffId, email, password: firstPassword };
}

const signIn = async ({ email, password }: Pick<Person, 'email' | 'password'>) =>
  ask(site, 'POST', '/api/sign-in', { body: { email, password } });
const enter = async (cookie: string, code: string) =>
  ask(site, 'POST', '/api/sign-in/code', { cookie, body: { code } });
const post = async (path: string, cookie: string, body: object) =>
  ask(site, 'POST', `/api/second-factor${path}`, { cookie, body });
const view = async (cookie: string) =>
  SecondFactorView.parse((await ask(site, 'GET', '/api/second-factor', { cookie })).json());
const sessionStatus = async (cookie: string) =>
  (await ask(site, 'GET', '/api/session', { cookie })).statusCode;
const now = (secret: string) => telephoneCode(secret, Date.now());

/** Turns the second factor on for somebody; the code that did so is spent, the next one is not. */
async function enrolled(who: Person) {
  const cookie = cookiesOf(await signIn(who));
  const begun = Enrolment.parse((await post('', cookie, { password: who.password })).json());
  const confirmed = await post('/confirm', cookie, { code: now(begun.secret) });
  expect(confirmed.statusCode).toBe(200);
  nextCode();
  return { ...who, ...begun, cookie: cookiesOf(confirmed) };
}

/** A right password, for which a code is waited. */
async function challenged(who: Pick<Person, 'email' | 'password'>): Promise<string> {
  const answer = await signIn(who);
  expect([answer.statusCode, codeOf(answer)]).toEqual([401, 'SECOND_FACTOR_ASKED']);
  return cookiesOf(answer);
}

async function actsOn({ staffId }: Person): Promise<string[]> {
  const rows = await site.ledger.db
    .selectFrom('audit')
    .select('act')
    .where('subject', '=', `staff:${staffId}`)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ act }) => act);
}

describe('turning it on', () => {
  test('takes the password and a right code, and ends the sessions that came in by the password alone', async () => {
    const who = await person();
    const [cookie, other] = [cookiesOf(await signIn(who)), cookiesOf(await signIn(who))];
    expect(codeOf(await post('', cookie, { password: 'không phải' }))).toBe('PASSWORD_WRONG');
    const begun = Enrolment.parse((await post('', cookie, { password: who.password })).json());
    expect(begun.picture).toMatch(/^<svg [^]*<\/svg>$/);
    expect(begun.picture).not.toMatch(/<script|on\w+=|href/);
    expect(new Set(begun.recoveryCodes).size).toBe(10);
    // Nothing is asked before a code was right: the telephone may not have taken it.
    expect((await signIn(who)).statusCode).toBe(200);
    const wrong = now(begun.secret) === '000000' ? '111111' : '000000';
    expect(codeOf(await post('/confirm', cookie, { code: wrong }))).toBe('SECOND_FACTOR_WRONG');
    const confirmed = await post('/confirm', cookie, { code: now(begun.secret) });
    expect(confirmed.statusCode).toBe(200);
    const after = cookiesOf(confirmed);
    expect(await view(after)).toEqual({ isOn: true, askedBy: [], recoveryCodesLeft: 10 });
    expect([await sessionStatus(cookie), await sessionStatus(other)]).toEqual([401, 401]);
    expect(codeOf(await post('', after, { password: who.password }))).toBe('SECOND_FACTOR_STANDS');
    expect(await actsOn(who)).toContain('addSecondFactor');
  });

  test('is the only thing left to do in an office that asks it of one', async () => {
    const admin = await person(['admin']);
    const officer = await person();
    const set = async (secondFactor: string) =>
      ask(site, 'PUT', '/api/settings', {
        cookie: cookiesOf(await signIn(admin)),
        body: { secondFactor },
      });
    expect((await set('admins')).statusCode).toBe(200);
    try {
      const cookie = cookiesOf(await signIn(admin));
      for (const path of ['/api/staff', '/api/settings', '/api/plans', '/api/mailbox/x/html']) {
        const answer = await ask(site, 'GET', path, { cookie });
        expect([path, answer.statusCode, codeOf(answer)]).toEqual([
          path,
          403,
          'SECOND_FACTOR_REQUIRED',
        ]);
      }
      const { offices } = (await ask(site, 'GET', '/api/session', { cookie })).json<{
        offices: { mustEnrol: boolean }[];
      }>();
      expect(offices.map(({ mustEnrol }) => mustEnrol)).toEqual([true]);
      expect((await view(cookie)).askedBy).toHaveLength(1);
      const theirs = cookiesOf(await signIn(officer));
      expect((await ask(site, 'GET', '/api/plans', { cookie: theirs })).statusCode).toBe(200);

      const { cookie: after } = await enrolled(admin);
      expect((await ask(site, 'GET', '/api/staff', { cookie: after })).statusCode).toBe(200);
      expect(
        (
          await ask(site, 'PUT', '/api/settings', {
            cookie: after,
            body: { secondFactor: 'nobody' },
          })
        ).statusCode,
      ).toBe(200);
    } finally {
      await site.ledger.db
        .updateTable('office')
        .set({ settings: JSON.stringify({ twoPersons: true }) })
        .where('id', '=', office.id)
        .execute();
    }
  });
});

describe('signing in', () => {
  test('asks for a code after the password; without it nothing opens', async () => {
    const who = await enrolled(await person());
    const waiting = await challenged(who);
    expect(await sessionStatus(waiting)).toBe(401);
    expect(codeOf(await enter('dondoc.two_factor=made-up.signature', '123456'))).toBe(
      'SECOND_FACTOR_OVER',
    );
    expect(codeOf(await enter(waiting, 'mười hai'))).toBe('SECOND_FACTOR_WRONG');
    const code = now(who.secret);
    const entered = await enter(waiting, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect(entered.statusCode).toBe(200);
    expect(await sessionStatus(cookiesOf(entered))).toBe(200);
    // What was waited for is over with it.
    nextCode();
    expect(codeOf(await enter(waiting, now(who.secret)))).toBe('SECOND_FACTOR_OVER');
  });

  test('takes each code once, whoever looked over the shoulder', async () => {
    const who = await enrolled(await person());
    const [first, second, third] = [
      await challenged(who),
      await challenged(who),
      await challenged(who),
    ];
    const both = await Promise.all([first, second].map(async (at) => enter(at, now(who.secret))));
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422]);
    expect(codeOf(await enter(third, now(who.secret)))).toBe('SECOND_FACTOR_WRONG');
    // It would be right for half a minute more.
    const spent = now(who.secret);
    nextCode();
    expect(codeOf(await enter(third, spent))).toBe('SECOND_FACTOR_WRONG');
    expect((await enter(third, now(who.secret))).statusCode).toBe(200);
  });

  test('takes each recovery code once, and the audit tells of it', async () => {
    const who = await enrolled(await person());
    const [code = ''] = who.recoveryCodes;
    const entered = await enter(await challenged(who), code.toUpperCase().replace('-', ' '));
    expect(entered.statusCode).toBe(200);
    expect((await view(cookiesOf(entered))).recoveryCodesLeft).toBe(9);
    expect(codeOf(await enter(await challenged(who), code))).toBe('SECOND_FACTOR_WRONG');
    expect(await actsOn(who)).toContain('useRecoveryCode');
  });

  test('recovery codes are kept by hashes; those that an earlier build encrypted are hashed and go on to serve', async () => {
    const rows = site.ledger.db.withSchema('staff_auth') as unknown as Kysely<{
      twoFactor: { userId: string; backupCodes: string };
    }>;
    const who = await enrolled(await person());
    const { user_id: userId } = await site.ledger.db
      .selectFrom('staff')
      .select('user_id')
      .where('id', '=', who.staffId)
      .executeTakeFirstOrThrow();
    const own = rows.selectFrom('twoFactor').select('backupCodes').where('userId', '=', userId!);
    const { backupCodes: kept } = await own.executeTakeFirstOrThrow();
    const hashes = JSON.parse(kept) as string[];
    expect(hashes).toHaveLength(10);
    for (const hash of hashes) expect(hash).toMatch(/^scrypt\$[\w-]{22}\$[\w-]{43}$/);
    for (const code of who.recoveryCodes) expect(kept).not.toContain(code);
    // What stands in the table lets nobody in.
    expect((await enter(await challenged(who), hashes[0]!)).statusCode).toBeGreaterThanOrEqual(400);
    const data = JSON.stringify(who.recoveryCodes.slice(0, 3));
    const encrypted = await symmetricEncrypt({ key: SITE_SECRET, data });
    await rows
      .updateTable('twoFactor')
      .set({ backupCodes: encrypted })
      .where('userId', '=', userId!)
      .execute();
    expect(await site.auth.hashEarlierCodes()).toBe(1);
    expect(await site.auth.hashEarlierCodes()).toBe(0);
    expect((await own.executeTakeFirstOrThrow()).backupCodes).toMatch(/^\["scrypt\$/);
    const [code = ''] = who.recoveryCodes;
    const entered = await enter(await challenged(who), code);
    expect(entered.statusCode).toBe(200);
    expect((await view(cookiesOf(entered))).recoveryCodesLeft).toBe(2);
  });

  test('is paused after wrong codes, the right password or not, until an administrator unlocks it', async () => {
    const who = await enrolled(await person());
    const guesses: string[] = [];
    for (let nth = 0; nth < 7; nth += 1) {
      // Each with the password anew: knowing it must not start the count again.
      const guess = String(nth).padStart(6, '9');
      guesses.push(codeOf(await enter(await challenged(who), guess)));
    }
    const wrong = Array.from({ length: 5 }, () => 'SECOND_FACTOR_WRONG');
    expect(guesses).toEqual([...wrong, 'SECOND_FACTOR_PAUSED', 'SECOND_FACTOR_PAUSED']);
    const right = async () => enter(await challenged(who), now(who.secret));
    expect(codeOf(await right())).toBe('SECOND_FACTOR_PAUSED');
    const row = async () => {
      const { staff } = (
        await ask(site, 'GET', '/api/staff', { cookie: office.cookies.admin })
      ).json<{ staff: { id: string; pausedUntil: string | null; hasSecondFactor: boolean }[] }>();
      return staff.find(({ id }) => id === who.staffId);
    };
    expect(await row()).toMatchObject({ hasSecondFactor: true, pausedUntil: expect.any(String) });
    await ask(site, 'POST', `/api/staff/${who.staffId}/unlock`, { cookie: office.cookies.admin });
    expect(await row()).toMatchObject({ pausedUntil: null });
    expect((await right()).statusCode).toBe(200);
  });

  test('asks for it after a new password too, by mail or from the administrator', async () => {
    const who = await enrolled(await person());
    await ask(site, 'POST', `/api/staff/${who.staffId}/reset-mail`, {
      cookie: office.cookies.admin,
    });
    const { id } = await site.ledger.db
      .selectFrom('password_reset')
      .select('id')
      .where('staff_id', '=', who.staffId)
      .executeTakeFirstOrThrow();
    const password = 'con sông quê tôi 9';
    const token = linkToken(LINK_KEY, { linkId: id, generation: 0 });
    const chosen = await ask(site, 'POST', '/api/password/reset', { body: { token, password } });
    expect([chosen.statusCode, chosen.headers['set-cookie']]).toEqual([200, undefined]);
    await challenged({ email: who.email, password });
    const reset = await ask(site, 'POST', `/api/staff/${who.staffId}/password`, {
      cookie: office.cookies.admin,
    });
    const { firstPassword } = reset.json<{ firstPassword: string }>();
    await challenged({ email: who.email, password: firstPassword });
  });
});

describe('turning it off', () => {
  test('takes password and code: a session that was left open is not enough', async () => {
    const who = await enrolled(await person());
    const { cookie, password } = who;
    const off = async (body: { password: string; code: string }) => post('/off', cookie, body);
    expect(codeOf(await off({ password, code: '000000' }))).toBe('SECOND_FACTOR_WRONG');
    const code = now(who.secret);
    expect(codeOf(await off({ password: 'không phải', code }))).toBe('PASSWORD_WRONG');
    expect(codeOf(await off({ password, code }))).toBe('SECOND_FACTOR_WRONG');
    nextCode();
    const renewed = await post('/recovery-codes', cookie, { password, code: now(who.secret) });
    const { recoveryCodes } = renewed.json<{ recoveryCodes: string[] }>();
    expect(recoveryCodes).toHaveLength(10);
    expect(codeOf(await off({ password, code: who.recoveryCodes[0]! }))).toBe(
      'SECOND_FACTOR_WRONG',
    );
    expect((await off({ password, code: recoveryCodes[0]! })).statusCode).toBe(200);
    expect((await signIn(who)).statusCode).toBe(200);
    expect(codeOf(await off({ password, code: recoveryCodes[1]! }))).toBe('SECOND_FACTOR_NONE');
    expect(await actsOn(who)).toEqual(
      expect.arrayContaining(['newRecoveryCodes', 'endSecondFactor']),
    );
  });

  test('is done by the administrator of the office for whoever has lost it, which ends the sessions', async () => {
    const who = await enrolled(await person());
    const reset = async (of: TestOffice, role: 'admin' | 'officer' = 'admin') =>
      ask(site, 'POST', `/api/staff/${who.staffId}/second-factor`, { cookie: of.cookies[role] });
    expect((await reset(elsewhere)).statusCode).toBe(404);
    expect((await reset(office, 'officer')).statusCode).toBe(403);
    await challenged(who);
    expect((await reset(office)).statusCode).toBe(200);
    expect(await sessionStatus(who.cookie)).toBe(401);
    expect((await signIn(who)).statusCode).toBe(200);
    expect(await actsOn(who)).toContain('resetSecondFactor');

    // Somebody whose account another office looks after is reset there alone.
    const added = await ask(site, 'POST', '/api/staff', {
      cookie: elsewhere.cookies.admin,
      body: {
        name: 'Nguyễn Thị Hà',
        email: who.email,
        phone: null,
        roles: ['officer'],
        deputyOf: null,
        active: true,
      },
    });
    const there = added.json<{ staffId: string }>().staffId;
    const answer = await ask(site, 'POST', `/api/staff/${there}/second-factor`, {
      cookie: elsewhere.cookies.admin,
    });
    expect(codeOf(answer)).toBe('ACCOUNT_ELSEWHERE');
  });

  test('and on again begins with another secret', async () => {
    const who = await enrolled(await person());
    const waiting = await challenged(who);
    site.setNow(plusMs(site.now(), 60_000));
    await ask(site, 'POST', `/api/staff/${who.staffId}/second-factor`, {
      cookie: office.cookies.admin,
    });
    // A sign-in that waited for a code of the one before is over.
    expect((await enter(waiting, now(who.secret))).statusCode).toBe(410);
    const again = await enrolled(who);
    expect(again.secret).not.toBe(who.secret);
    expect(codeOf(await enter(await challenged(who), now(who.secret)))).toBe('SECOND_FACTOR_WRONG');
    expect((await enter(await challenged(who), now(again.secret))).statusCode).toBe(200);
  });
});

describe('taken away by the operator', () => {
  test('lets in an only administrator who has lost telephone and codes; audit and mails tell of it', async () => {
    const who = await enrolled(await person(['admin']));
    const done = await takeSecondFactorAway(site.ledger, site.auth, who.email.toUpperCase());
    expect(done).toMatchObject({ email: who.email, hadOne: true });
    expect(await sessionStatus(who.cookie)).toBe(401);
    expect((await signIn(who)).statusCode).toBe(200);
    expect(await actsOn(who)).toContain('resetSecondFactor');
    const mails = await site.ledger.db
      .selectFrom('notice')
      .select('data')
      .where('name', '=', 'factorTakenAway')
      .where('key', 'like', `desk/factorTakenAway/${who.staffId}/%`)
      .execute();
    const own = mails.filter(({ data }) => (data as { own: boolean }).own);
    expect(own).toHaveLength(1);
    expect(mails.length).toBeGreaterThan(1);
    expect(done?.offices).toEqual([expect.objectContaining({ mailed: mails.length })]);
  });

  test('does nothing where there is no second factor, and tells an unknown address from a known one', async () => {
    const who = await person(['admin']);
    const none = await takeSecondFactorAway(site.ledger, site.auth, who.email);
    expect(none).toEqual({ email: who.email, hadOne: false, offices: [] });
    expect(await actsOn(who)).not.toContain('resetSecondFactor');
    expect(await takeSecondFactorAway(site.ledger, site.auth, 'khong@mot.example')).toBeNull();
  });
});
