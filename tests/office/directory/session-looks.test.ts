import { expect, test } from '@jest/globals';
import { sessionLooks } from '../../../office/directory/session-looks.js';

const account = (name: string) => ({ userId: name, name, email: `${name}@mail.example` });

function watched(answer: (cookie: string) => Promise<ReturnType<typeof account> | null>) {
  const asked: string[] = [];
  let nowMs = 0;
  const looks = sessionLooks(
    async (cookie) => {
      asked.push(cookie);
      return answer(cookie);
    },
    () => nowMs,
  );
  return { asked, looks, at: (ms: number) => (nowMs = ms) };
}

test('requests that come together share a look, each cookie its own', async () => {
  const { asked, looks } = watched((cookie) => Promise.resolve(account(cookie)));
  const found = await Promise.all(['a', 'b', 'a', 'a'].map((cookie) => looks.shared(cookie)));
  expect(found.map((one) => one?.name)).toEqual(['a', 'b', 'a', 'a']);
  expect(asked).toEqual(['a', 'b']);
});

test('a second later the session is looked at again, so one that ended elsewhere ends here', async () => {
  let open = true;
  const { asked, looks, at } = watched(() => Promise.resolve(open ? account('a') : null));
  await looks.shared('a');
  open = false;
  at(999);
  expect(await looks.shared('a')).not.toBeNull();
  at(1_000);
  expect(await looks.shared('a')).toBeNull();
  expect(asked).toHaveLength(2);
});

test('what ends a session here counts at once', async () => {
  let open = true;
  const { looks } = watched(() => Promise.resolve(open ? account('a') : null));
  await looks.shared('a');
  open = false;
  looks.forget();
  expect(await looks.shared('a')).toBeNull();
});

test('a look that failed is not kept; nobody is asked for without a cookie', async () => {
  let away = true;
  const { asked, looks } = watched(() =>
    away ? Promise.reject(new Error('the ledger is away')) : Promise.resolve(account('a')),
  );
  await expect(looks.shared('a')).rejects.toThrow('away');
  away = false;
  expect((await looks.shared('a'))?.name).toBe('a');
  expect(await looks.shared(undefined)).toBeNull();
  expect(asked).toHaveLength(2);
});
