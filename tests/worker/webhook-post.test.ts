import { createServer, request as plainRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { webhookSecret, webhookSignature } from '../../config/webhook-secret.js';
import { instantOf } from '../../domain/day.js';
import { isPrivateAddress, webhookPost } from '../../worker/webhook-post.js';

const KEY = 'a key of links that is long enough for it';
const secretOf = (of: { webhookId: string; generation: number }) => webhookSecret(KEY, of);
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
let answer = { status: 204, headers: {} as Record<string, string> };
const receiver = createServer((asked, reply) => {
  let body = '';
  asked.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  asked.on('end', () => {
    received.push({ headers: asked.headers, body });
    reply.writeHead(answer.status, answer.headers).end('ok');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

/** The same request without TLS, which a test has no certificate for. */
const send = ((url: string, options: object) =>
  plainRequest(url.replace('https:', 'http:'), options)) as unknown as typeof request;
const port = () => (receiver.address() as AddressInfo).port;
const one = (host: string) => ({
  url: `https://${host}:${String(port())}/tin`,
  id: 'msg-1',
  at: instantOf(Date.now()),
  body: '{"type":"test"}',
  secrets: [2, 1].map((generation) => ({ webhookId: 'w', generation })),
});

test('a message is signed as the example of the standard is', () => {
  const told = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', second: 1_614_265_330 };
  const body = '{"test": 2432232314}';
  expect(webhookSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', { ...told, body })).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('what arrives carries id, second and the signatures by both live secrets', async () => {
  const post = webhookPost(secretOf, new Set(['127.0.0.1']), send);
  answer = { status: 204, headers: {} };
  expect(await post(one('127.0.0.1'))).toEqual({ status: 204, problem: null, retryAfterMs: null });
  const { headers, body } = received.at(-1)!;
  const second = Number(headers['webhook-timestamp']);
  expect(Math.abs(second * 1000 - Date.now())).toBeLessThan(60_000);
  const signed = [2, 1].map((generation) =>
    webhookSignature(secretOf({ webhookId: 'w', generation }), { id: 'msg-1', second, body }),
  );
  expect(headers).toMatchObject({
    'webhook-id': 'msg-1',
    'webhook-signature': signed.join(' '),
  });
});

test('a redirect is not followed and a wish to wait is heard', async () => {
  const post = webhookPost(secretOf, new Set(['127.0.0.1']), send);
  answer = { status: 302, headers: { location: `http://127.0.0.1:${String(port())}/dau` } };
  const before = received.length;
  expect((await post(one('127.0.0.1'))).status).toBe(302);
  expect(received.length).toBe(before + 1);
  answer = { status: 429, headers: { 'retry-after': '120' } };
  expect(await post(one('127.0.0.1'))).toMatchObject({ status: 429, retryAfterMs: 120_000 });
});

test.each(['127.0.0.1', '[::1]', 'localhost', '2130706433'])(
  'nothing goes to %s, on the network of one’s own, unless the operator allows it',
  async (host) => {
    const post = webhookPost(secretOf, new Set(), send);
    const before = received.length;
    const { status, problem } = await post(one(host));
    expect([status, problem]).toEqual([null, expect.stringContaining('mạng nội bộ')]);
    expect(received.length).toBe(before);
  },
);

test.each([
  ...['10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['::1', '::ffff:10.0.0.1', 'fe80::1', 'fd00::1', '64:ff9b::a00:1', '224.0.0.1'],
])('%s is a private address', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(['8.8.8.8', '203.162.4.190', '172.32.0.1', '2402:800:6344::1'])(
  '%s is a public address',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);
