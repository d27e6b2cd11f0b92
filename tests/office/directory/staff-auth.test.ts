import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { instantOf } from '../../../domain/day.js';
import { openStaffAuth } from '../../../office/directory/staff-auth.js';
import { accountTables, migrateStaffAuth } from '../../../office/directory/staff-auth-tables.js';
import type { StaffAuth } from '../../../office/directory/staff-auth.js';
import { createTestDatabase } from '../../support/ledger.js';
import { telephoneCode } from '../../api/support/telephone.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let auth: StaffAuth;

beforeAll(async () => {
  database = await createTestDatabase();
  await Promise.all([migrateStaffAuth(database.url), migrateStaffAuth(database.url)]);
  auth = openStaffAuth({
    databaseUrl: database.url,
    secret: 'a secret of the test that is long enough',
    publicUrl: 'http://127.0.0.1:8080',
  });
}, 30_000);

afterAll(async () => {
  await auth.close();
  await database.drop();
});

describe('accounts of staff', () => {
  test('a first password opens a session, which ends when it is signed out', async () => {
    const made = await auth.createAccount({ email: 'An@songhuong.example', name: 'Cán bộ A' });
    const entered = await auth.signIn(
      { email: 'an@songhuong.example', password: made!.password },
      '192.0.2.1',
    );
    expect(entered).toMatchObject({ kind: 'in', account: { userId: made!.userId } });
    const setCookies = entered.kind === 'in' ? entered.setCookies : [];
    expect(setCookies.join()).toMatch(/HttpOnly/i);
    expect(setCookies.join()).toMatch(/SameSite=Strict/i);
    const cookie = setCookies.map((text) => text.split(';')[0]).join('; ');
    expect(await auth.accountOf(cookie)).toMatchObject({ email: 'an@songhuong.example' });
    await auth.signOut(cookie);
    expect(await auth.accountOf(cookie)).toBeNull();
  });

  test('an address has one account only', async () => {
    await auth.createAccount({ email: 'binh@songhuong.example', name: 'Cán bộ B' });
    expect(await auth.createAccount({ email: 'BINH@songhuong.example', name: 'B' })).toBeNull();
  });

  test('a new password ends the other sessions and needs the present one', async () => {
    const made = await auth.createAccount({ email: 'chi@songhuong.example', name: 'Cán bộ C' });
    const enter = async (password: string) => {
      const entered = await auth.signIn({ email: 'chi@songhuong.example', password }, '192.0.2.2');
      return entered.kind === 'in'
        ? entered.setCookies.map((text) => text.split(';')[0]).join('; ')
        : entered.kind;
    };
    const [here, elsewhere] = [await enter(made!.password), await enter(made!.password)];
    const next = 'một mật khẩu mới 2026';
    expect(await auth.changePassword(here, { current: 'không phải', next })).toBe(false);
    expect(await auth.changePassword(here, { current: made!.password, next })).toBe(true);
    expect(await auth.accountOf(elsewhere)).toBeNull();
    expect(await enter(made!.password)).toBe('wrong');
    expect(await enter(next)).not.toBe('wrong');
  });

  test('a cookie that was made up opens nothing', async () => {
    expect(await auth.accountOf('dondoc.session_token=made.up')).toBeNull();
    expect(await auth.accountOf(undefined)).toBeNull();
  });

  test('the thirty-first try in a minute from one address is turned away', async () => {
    const tries = [];
    for (let nth = 1; nth <= 31; nth += 1) {
      const wrong = { email: 'an@songhuong.example', password: 'sai mật khẩu' };
      tries.push((await auth.signIn(wrong, '192.0.2.9')).kind);
    }
    expect(tries.slice(0, 30)).toEqual(Array(30).fill('wrong'));
    expect(tries[30]).toBe('tooMany');
  });
});

describe('on a machine whose clock is off', () => {
  const DAY_MS = 24 * 3600 * 1000;
  const OTHER_TIMERS = [
    ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const),
    ...(['clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
  ];
  const ledgerMs = (): number => performance.timeOrigin + performance.now();
  let ofLedger: StaffAuth;
  let tables: ReturnType<typeof accountTables>;

  beforeAll(() => {
    tables = accountTables(database.url, 'people');
    ofLedger = openStaffAuth({
      databaseUrl: database.url,
      secret: 'a secret of the test that is long enough',
      publicUrl: 'http://127.0.0.1:8080',
      clock: { now: () => instantOf(Math.floor(ledgerMs())) },
    });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  afterAll(async () => {
    await tables.close();
    await ofLedger.close();
  });

  function machineIsOff(ms: number): void {
    jest.useFakeTimers({ doNotFake: OTHER_TIMERS, now: ledgerMs() + ms });
  }

  async function entered(email: string): Promise<string> {
    const made = await ofLedger.createAccount({ email, name: 'Cán bộ' });
    const tried = await ofLedger.signIn({ email, password: made!.password }, '192.0.2.30');
    if (tried.kind !== 'in') throw new Error(tried.kind);
    return tried.setCookies.map((text) => text.split(';')[0]).join('; ');
  }

  test('a session goes on that was begun elsewhere, and one begun here ends when it ought to', async () => {
    const elsewhere = await entered('dung@songhuong.example');
    machineIsOff(40 * DAY_MS);
    // Anew, since looks are shared for a second.
    await ofLedger.endSession('nobody', 'none');
    expect(await ofLedger.accountOf(elsewhere)).toMatchObject({ email: 'dung@songhuong.example' });
    const here = await entered('giang@songhuong.example');
    const { userId } = (await ofLedger.accountOf(here))!;
    const [session] = await ofLedger.sessionsOf(userId);
    const lastsMs = Date.parse(session!.endsAt) - ledgerMs();
    expect(lastsMs).toBeLessThanOrEqual(12 * 3600 * 1000);
    expect(lastsMs).toBeGreaterThan(11 * 3600 * 1000);
  });

  test('a session that has ended by the clock of the ledger is no way in', async () => {
    const cookie = await entered('hanh@songhuong.example');
    const { userId } = (await ofLedger.accountOf(cookie))!;
    await sql`update staff_auth.session set "expiresAt" = clock_timestamp() - interval '1 minute'
               where "userId" = ${userId}`.execute(tables.database);
    machineIsOff(-40 * DAY_MS);
    await ofLedger.endSession('nobody', 'none');
    expect(await ofLedger.accountOf(cookie)).toBeNull();
  });

  test('tries are counted at the time of the ledger, so that nobody is locked out for days', async () => {
    machineIsOff(40 * DAY_MS);
    await ofLedger.signIn(
      { email: 'khong@songhuong.example', password: 'sai mật khẩu' },
      '192.0.2.31',
    );
    const { rows } = await sql<{ last: number }>`
      select "lastRequest"::float8 as last from staff_auth."rateLimit"
       where key like '192.0.2.31%'`.execute(tables.database);
    expect(Math.abs(rows[0]!.last - ledgerMs())).toBeLessThan(10_000);
  });

  test.each([
    ['ahead', 17 * 60_000],
    ['behind', -17 * 60_000],
  ])(
    'a second try counts as the second of thirty, however far %s the machine is',
    async (where, offMs) => {
      machineIsOff(offMs);
      const address = where === 'ahead' ? '192.0.2.32' : '192.0.2.33';
      const tried = [];
      for (let nth = 0; nth < 31; nth += 1) {
        tried.push((await ofLedger.signIn({ email: '', password: 'sai mật khẩu' }, address)).kind);
      }
      expect(tried).toEqual([...Array.from({ length: 30 }, () => 'wrong'), 'tooMany']);
    },
  );

  test.each([
    ['ahead', 17 * 60_000],
    ['behind', -17 * 60_000],
  ])('a telephone shows the right codes, however far %s the machine is', async (where, offMs) => {
    const email = `khanh-${where}@songhuong.example`;
    const made = await ofLedger.createAccount({ email, name: 'Cán bộ' });
    const credentials = { email, password: made!.password };
    const cookieOf = (setCookies: readonly string[]) =>
      setCookies.map((text) => text.split(';')[0]).join('; ');
    machineIsOff(offMs);
    const entered = await ofLedger.signIn(credentials, '192.0.2.40');
    const cookie = entered.kind === 'in' ? cookieOf(entered.setCookies) : entered.kind;
    const { address } = (await ofLedger.beginEnrolment(cookie, made!.password))!;
    const secret = new URL(address).searchParams.get('secret')!;
    const [right, machines] = [ledgerMs(), Date.now()].map((ms) => telephoneCode(secret, ms));
    expect(await ofLedger.confirmEnrolment(cookie, machines!)).toBeNull();
    const own = cookieOf((await ofLedger.confirmEnrolment(cookie, right!)) ?? []);
    const again = await ofLedger.signIn(credentials, '192.0.2.40');
    const waiting = again.kind === 'code' ? cookieOf(again.setCookies) : again.kind;
    const enter = async (ms: number) => {
      const code = telephoneCode(secret, ms);
      const from = { address: '192.0.2.40' };
      return ofLedger.enterCode(waiting, { kind: 'telephone', code }, from);
    };
    expect((await enter(Date.now())).kind).toBe('wrong');
    // Two steps ago is too long ago, half a minute is not.
    expect((await enter(ledgerMs() - 60_001)).kind).toBe('wrong');
    expect((await enter(ledgerMs() - 30_000)).kind).toBe('in');
    const code = telephoneCode(secret, ledgerMs() + 30_000);
    expect(await ofLedger.checkCode(own, { kind: 'telephone', code })).toBe(true);
    expect(await ofLedger.checkCode(own, { kind: 'telephone', code: machines! })).toBe(false);
  });
});
