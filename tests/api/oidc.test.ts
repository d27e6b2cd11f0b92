import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { ErrorAnswer } from '../../contract/values.js';
import { Enrolment } from '../../contract/second-factor.js';
import { providerOf } from '../../office/directory/staff-auth-tables.js';
import { ask, openOffice, openSite } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';
import { OIDC_CLIENT, startOidcProvider } from './support/oidc-provider.js';
import type { OidcProvider, Said } from './support/oidc-provider.js';
import { telephoneCode } from './support/telephone.js';

let provider: OidcProvider;
let site: TestSite;
let office: TestOffice;
let people = 0;

beforeAll(async () => {
  provider = await startOidcProvider();
  site = await openSite({}, { oidc: settingsOf(provider.issuer) });
  office = await openOffice(site, 'mot');
}, 60_000);

afterAll(async () => {
  await site.close();
  await provider.close();
});

const settingsOf = (issuer: string) => ({
  issuer,
  clientId: OIDC_CLIENT.id,
  clientSecret: OIDC_CLIENT.secret,
  name: 'Đăng nhập tỉnh',
});
const codeOf = (answer: { json(): unknown }) => ErrorAnswer.parse(answer.json()).error.code;
const cookiesOf = (answer: LightMyRequestResponse) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((text) => text.split(';')[0])
    .join('; ');
const sessionStatus = async (cookie: string) =>
  (await ask(site, 'GET', '/api/session', { cookie })).statusCode;

interface Person {
  readonly staffId: string;
  readonly email: string;
  readonly password: string;
  readonly cookie: string;
}

async function person(): Promise<Person> {
  people += 1;
  const email = `nguoi${String(people)}@mot.example`;
  const added = await ask(site, 'POST', '/api/staff', {
    cookie: office.cookies.admin,
    body: {
      name: 'Nguyễn Thị Hà',
      email,
      phone: null,
      roles: ['officer'],
      deputyOf: null,
      active: true,
    },
  });
  const { staffId, firstPassword } = added.json<{ staffId: string; firstPassword: string }>();
  const cookie = cookiesOf(
    await ask(site, 'POST', '/api/sign-in', { body: { email, password: firstPassword } }),
  );
  return { staffId, email, password: firstPassword, cookie };
}

/** Comes back from the provider with its query and the cookies of one browser; where that leads, and with what. */
async function comeBack(query: string, cookie: string, named = providerOf(provider)) {
  const answer = await ask(site, 'GET', `/api/auth/callback/${named}?${query}`, { cookie });
  expect(answer.statusCode).toBe(303);
  return { to: answer.headers.location, cookie: cookiesOf(answer) };
}

async function begun() {
  const answer = await ask(site, 'POST', '/api/sign-in/oidc');
  expect(answer.statusCode).toBe(200);
  return { url: answer.json<{ url: string }>().url, cookie: cookiesOf(answer), answer };
}

async function enter(said: Said) {
  const { url, cookie } = await begun();
  return comeBack(provider.letIn(url, said), cookie);
}

async function link(who: Person, said: Said) {
  const answer = await ask(site, 'POST', '/api/account/oidc', {
    cookie: who.cookie,
    body: { password: who.password },
  });
  expect(answer.statusCode).toBe(200);
  const query = provider.letIn(answer.json<{ url: string }>().url, said);
  // The browser sends no strict cookie on its way back from another site.
  return comeBack(query, cookiesOf(answer));
}

async function linkedPerson(sub: string): Promise<Person> {
  const who = await person();
  expect(await link(who, { sub })).toMatchObject({ to: '/account' });
  return who;
}

describe('a sign-in by the provider', () => {
  test('lets in whoever has linked an account, by issuer and subject, whatever address it names', async () => {
    const who = await person();
    const other = await person();
    const wrong = await ask(site, 'POST', '/api/account/oidc', {
      cookie: who.cookie,
      body: { password: 'không phải' },
    });
    expect(codeOf(wrong)).toBe('PASSWORD_WRONG');
    expect((await link(who, { sub: 'so-1' })).to).toBe('/account');
    const entered = await enter({ sub: 'so-1', email: other.email });
    expect(entered.to).toBe('/work');
    const { staff } = (await ask(site, 'GET', '/api/session', { cookie: entered.cookie })).json<{
      staff: { email: string };
    }>();
    expect(staff.email).toBe(who.email);
    const acts = await site.ledger.db
      .selectFrom('audit')
      .select('act')
      .where('subject', '=', `staff:${who.staffId}`)
      .orderBy('ordinal')
      .execute();
    expect(acts.map(({ act }) => act)).toEqual(['addStaff', 'signIn', 'linkAccount', 'signIn']);
    // Nothing that the provider handed out is kept.
    const { rows } = await sql<Record<string, unknown>>`
      select "accountId", "idToken", "accessToken", "refreshToken" from staff_auth.account
       where "providerId" <> 'credential' and "accountId" = 'so-1'`.execute(site.ledger.db);
    expect(rows).toEqual([
      { accountId: 'so-1', idToken: null, accessToken: null, refreshToken: null },
    ]);
  });

  test('never lets in by a mail address, and makes no account', async () => {
    const who = await person();
    const count = async () =>
      (await sql<{ n: string }>`select count(*) n from staff_auth."user"`.execute(site.ledger.db))
        .rows[0]!.n;
    const before = await count();
    const entered = await enter({ sub: 'nguoi-la', email: who.email });
    expect(entered.to).toBe('/sign-in?refused=unknown');
    expect(await sessionStatus(entered.cookie)).toBe(401);
    expect(await count()).toBe(before);
  });

  test('goes by PKCE, state and nonce, and asks for nothing but who it is', async () => {
    const { url, answer } = await begun();
    provider.letIn(url, { sub: 'x' });
    const asked = provider.asked();
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(asked.get('scope')).toBe('openid');
    expect(asked.get('nonce')).toBeTruthy();
    expect(asked.get('response_type')).toBe('code');
    expect(String(answer.headers['set-cookie'])).toMatch(/state=.*SameSite=Lax/);
    const foreign = await site.app.inject({ method: 'POST', url: '/api/sign-in/oidc' });
    expect(codeOf(foreign)).toBe('FOREIGN_REQUEST');
  });

  test('is refused in another browser, a second time, and by another provider’s name', async () => {
    await linkedPerson('so-2');
    const first = await begun();
    const query = provider.letIn(first.url, { sub: 'so-2' });
    // Whose browser did not begin it is being signed in as somebody else.
    expect((await comeBack(query, '')).to).toBe('/sign-in?refused=failed');
    expect((await comeBack(query, (await begun()).cookie)).to).toBe('/sign-in?refused=failed');
    expect((await comeBack(query, first.cookie, 'credential')).to).toBe('/sign-in?refused=failed');
    const second = await begun();
    const again = provider.letIn(second.url, { sub: 'so-2' });
    expect((await comeBack(again, second.cookie)).to).toBe('/work');
    expect((await comeBack(again, second.cookie)).to).toBe('/sign-in?refused=failed');
  });

  test.each([
    ['of another issuer', { issuer: 'https://khac.example' }],
    ['for another client', { audience: 'khac' }],
    ['with another nonce', { nonce: 'khac' }],
    ['signed by a key that nobody published', { forged: true }],
  ])('does not believe a token %s', async (_, lie) => {
    await linkedPerson(`so-dung-${JSON.stringify(lie)}`);
    const before = provider.exchanged();
    const entered = await enter({ sub: `so-dung-${JSON.stringify(lie)}`, ...lie });
    expect(provider.exchanged()).toBe(before + 1);
    expect(entered.to).toBe('/sign-in?refused=failed');
    expect(await sessionStatus(entered.cookie)).toBe(401);
  });

  test('asks for the second factor of whoever has one', async () => {
    const who = await linkedPerson('so-3');
    const { secret } = Enrolment.parse(
      (
        await ask(site, 'POST', '/api/second-factor', {
          cookie: who.cookie,
          body: { password: who.password },
        })
      ).json(),
    );
    const now = Date.now();
    const confirmed = await ask(site, 'POST', '/api/second-factor/confirm', {
      cookie: who.cookie,
      body: { code: telephoneCode(secret, now) },
    });
    expect(confirmed.statusCode).toBe(200);
    const entered = await enter({ sub: 'so-3' });
    expect(entered.to).toBe('/sign-in?step=code');
    expect(await sessionStatus(entered.cookie)).toBe(401);
    const byCode = await ask(site, 'POST', '/api/sign-in/code', {
      cookie: entered.cookie,
      body: { code: telephoneCode(secret, now + 30_000) },
    });
    expect(byCode.statusCode).toBe(200);
    expect(await sessionStatus(cookiesOf(byCode))).toBe(200);
  });

  test('is closed to somebody who has left, and the link ends with a new password', async () => {
    const who = await linkedPerson('so-4');
    const active = async (isActive: boolean) =>
      ask(site, 'PUT', `/api/staff/${who.staffId}`, {
        cookie: office.cookies.admin,
        body: {
          name: 'Nguyễn Thị Hà',
          email: who.email,
          phone: null,
          roles: ['officer'],
          deputyOf: null,
          active: isActive,
        },
      });
    expect((await active(false)).statusCode).toBe(200);
    const left = await enter({ sub: 'so-4' });
    expect(left.to).toBe('/sign-in?refused=left');
    expect(await sessionStatus(left.cookie)).toBe(401);
    await active(true);
    expect((await enter({ sub: 'so-4' })).to).toBe('/work');
    await ask(site, 'POST', `/api/staff/${who.staffId}/password`, {
      cookie: office.cookies.admin,
    });
    expect((await enter({ sub: 'so-4' })).to).toBe('/sign-in?refused=unknown');
  });
});

describe('a link', () => {
  test('is one for each account, of nobody else, and ended by its owner', async () => {
    const who = await linkedPerson('so-5');
    const begin = async ({ cookie, password }: Person) =>
      ask(site, 'POST', '/api/account/oidc', { cookie, body: { password } });
    expect(codeOf(await begin(who))).toBe('ACCOUNT_LINKED');
    const other = await person();
    expect((await link(other, { sub: 'so-5' })).to).toBe('/sign-in?refused=taken');
    const off = async (password: string) =>
      ask(site, 'POST', '/api/account/oidc/off', { cookie: who.cookie, body: { password } });
    expect(codeOf(await off('không phải'))).toBe('PASSWORD_WRONG');
    expect((await off(who.password)).statusCode).toBe(200);
    expect((await enter({ sub: 'so-5' })).to).toBe('/sign-in?refused=unknown');
  });

  test('is not made any more once the session that began it has ended', async () => {
    const who = await person();
    const answer = await ask(site, 'POST', '/api/account/oidc', {
      cookie: who.cookie,
      body: { password: who.password },
    });
    const query = provider.letIn(answer.json<{ url: string }>().url, { sub: 'so-6' });
    await ask(site, 'POST', `/api/staff/${who.staffId}/sign-out`, {
      cookie: office.cookies.admin,
    });
    expect((await comeBack(query, cookiesOf(answer))).to).toBe('/sign-in?refused=failed');
    expect((await enter({ sub: 'so-6' })).to).toBe('/sign-in?refused=unknown');
  });
});

describe('without an answer of the provider', () => {
  test('passwords are taken as ever, and the button says so', async () => {
    const gone = await startOidcProvider();
    await gone.close();
    const beside = await openSite({}, { oidc: settingsOf(gone.issuer) });
    try {
      // Its people have come in by their passwords.
      await openOffice(beside, 'ba');
      const answer = await ask(beside, 'POST', '/api/sign-in/oidc');
      expect([answer.statusCode, codeOf(answer)]).toEqual([503, 'PROVIDER_SILENT']);
      const named = await ask(beside, 'GET', '/api/sign-in/oidc');
      expect(named.json()).toEqual({ name: 'Đăng nhập tỉnh' });
    } finally {
      await beside.close();
    }
  });

  test('nor is one believed that answers in the name of another', async () => {
    const impostor = await startOidcProvider({ calledAs: provider.issuer });
    const beside = await openSite({}, { oidc: settingsOf(impostor.issuer) });
    try {
      const answer = await ask(beside, 'POST', '/api/sign-in/oidc');
      expect([answer.statusCode, codeOf(answer)]).toEqual([503, 'PROVIDER_SILENT']);
    } finally {
      await beside.close();
      await impostor.close();
    }
  });

  test('and without a provider there is none', async () => {
    const beside = await openSite();
    try {
      expect((await ask(beside, 'GET', '/api/sign-in/oidc')).json()).toEqual({ name: null });
      expect(codeOf(await ask(beside, 'POST', '/api/sign-in/oidc'))).toBe('NOT_FOUND');
      const back = await ask(beside, 'GET', '/api/auth/callback/oidc?code=x&state=y');
      expect(back.headers.location).toBe('/sign-in?refused=failed');
    } finally {
      await beside.close();
    }
  });
});
