import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStaffAuth } from '../../../office/directory/staff-auth.js';
import { migrateStaffAuth } from '../../../office/directory/staff-auth-tables.js';
import type { StaffAuth } from '../../../office/directory/staff-auth.js';
import { createTestDatabase } from '../../support/ledger.js';

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
