import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { answerSerializer } from '../../api/answers.js';
import { ErrorAnswer } from '../../contract/values.js';
import { adminRoutes } from '../../contract/admin.js';
import { instant } from '../../domain/day.js';
import type { KeptMail, MailboxStore } from '../../mail/mailbox/store.js';
import { ask, openOffice, openSite } from './support/office.js';
import type { TestOffice, TestSite } from './support/office.js';

let site: TestSite;
let office: TestOffice;
let webDir: string;
let worker = { reachable: true, polled: true };
const kept: KeptMail[] = [];

const mailbox: MailboxStore = {
  list: ({ officeId }) =>
    Promise.resolve(
      kept
        .filter(({ headers }) => headers.some(({ value }) => value === officeId))
        .map(({ id, receivedAt, messageId, from, to, subject }) => ({
          id,
          receivedAt,
          messageId,
          from,
          to,
          subject,
          officeId: officeId ?? null,
          copies: 1,
        })),
    ),
  read: (id) => Promise.resolve(kept.find((mail) => mail.id === id) ?? null),
  count: () => Promise.resolve(kept.length),
  distinctMessageIds: () => Promise.resolve(new Set<string>()),
  deleteAll: () => Promise.resolve(),
};

function mailOf(id: string, officeId: string): KeptMail {
  return {
    id,
    receivedAt: instant('2026-06-01T08:00:00+07:00'),
    messageId: `${id}@songhuong.example`,
    from: 'dondoc@songhuong.example',
    to: ['xa@songhuong.example'],
    subject: 'Thời hạn báo cáo',
    text: 'Kính gửi',
    html: '<p>Kính gửi</p><script>alert(1)</script>',
    attachments: [],
    headers: [{ name: 'X-Dondoc-Office', value: officeId }],
    icsSummary: null,
  };
}

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'dondoc-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(
    join(webDir, 'index.html'),
    '<!doctype html><title>Đôn đốc</title><meta property="csp-nonce" nonce="NONCE-OF-THIS-ANSWER">',
  );
  await writeFile(join(webDir, 'assets', 'main-abc123.js'), 'export {};');
  site = await openSite({
    webDir,
    mailbox,
    requestsPerMinute: 40,
    probes: {
      ledger: () => Promise.resolve(true),
      temporal: () => Promise.resolve(worker),
    },
  });
  office = await openOffice(site, 'songhuong');
  kept.push(mailOf('ours', office.id), mailOf('theirs', '00000000-0000-4000-8000-000000000000'));
}, 30_000);

afterAll(async () => {
  await site.close();
  await rm(webDir, { recursive: true });
});

/** From an address of its own, so that the limit of one test is not another's. */
const from = (address: string, url: string, headers: Record<string, string> = {}) =>
  site.app.inject({ method: 'GET', url, remoteAddress: address, headers });

describe('health', () => {
  test('is well as long as the process answers', async () => {
    expect((await from('192.0.2.1', '/healthz')).json()).toEqual({ ok: true });
  });

  test.each([
    { what: 'a worker polls', now: { reachable: true, polled: true }, status: 200 },
    { what: 'no worker polls', now: { reachable: true, polled: false }, status: 503 },
    { what: 'Temporal is away', now: { reachable: false, polled: false }, status: 503 },
  ])('ready is $status when $what', async ({ now, status }) => {
    worker = now;
    expect((await from('192.0.2.1', '/readyz')).statusCode).toBe(status);
  });
});

describe('the pages of the office', () => {
  test('every address of the application gives the application', async () => {
    for (const url of ['/', '/plans', '/plans/1/board?tab=calls']) {
      const answer = await from('192.0.2.2', url);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(answer.body).toContain('Đôn đốc');
    }
  });

  test('hashed files are kept for ever, files that are not there are 404', async () => {
    const script = await from('192.0.2.2', '/assets/main-abc123.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const url of ['/assets/main-old.js', '/robots.txt', '/b/nothing', '/api']) {
      expect((await from('192.0.2.2', url)).statusCode).toBe(404);
    }
  });

  test('run no script but our own and stand in no frame but our own', async () => {
    const { headers } = await from('192.0.2.2', '/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const page = await from('192.0.2.2', '/');
        const said = /style-src 'self' 'nonce-([\w-]{24})';/;
        const nonce = said.exec(String(page.headers['content-security-policy']))?.[1] ?? 'none';
        expect(page.body).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
    expect(policy).not.toMatch(/(?:script|style)-src [^;]*unsafe/);
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('an answer that breaks its contract', () => {
  const told: unknown[] = [];
  const logger = { error: (what: unknown) => told.push(what) } as unknown as FastifyBaseLogger;
  const serializer = (strict: boolean) =>
    answerSerializer({ strict, logger })({
      schema: z.object({ seen: z.boolean() }),
      method: 'POST',
      url: '/api/plans',
    });

  test('fails its request in tests, naming where and never what', () => {
    expect(() => serializer(true)({ seen: 'Nguyễn Văn A' })).toThrow(
      'POST /api/plans answers seen: invalid_type',
    );
  });

  test('is sent and logged elsewhere', () => {
    expect(serializer(false)({ seen: 'x' })).toBe('{"seen":"x"}');
    expect(told).toEqual([{ route: 'POST /api/plans', broken: ['seen: invalid_type'] }]);
  });

  test('loses what its contract does not name', () => {
    expect(serializer(true)({ seen: true, password: 'x' })).toBe('{"seen":true}');
  });
});

describe('limits', () => {
  test('an address that asks too often is told to wait', async () => {
    let last = await from('192.0.2.3', '/api/session');
    for (let nth = 0; nth < 40; nth += 1) last = await from('192.0.2.3', '/api/session');
    expect(last.statusCode).toBe(429);
    expect(ErrorAnswer.parse(last.json()).error.message).toMatch(/^Thao tác quá nhiều lần/);
    expect((await from('192.0.2.4', '/api/session')).statusCode).toBe(401);
  });

  test('a body that is too large or is no JSON is refused with a sentence', async () => {
    const send = (payload: string) =>
      site.app.inject({
        method: 'POST',
        url: '/api/sign-in',
        remoteAddress: '192.0.2.5',
        headers: { 'content-type': 'application/json', 'x-requested-with': 'dondoc' },
        payload,
      });
    const broken = await send('{');
    expect([broken.statusCode, ErrorAnswer.parse(broken.json()).error.code]).toEqual([
      400,
      'MALFORMED',
    ]);
    const large = await send(JSON.stringify({ email: 'x'.repeat(3_000_000) }));
    expect([large.statusCode, ErrorAnswer.parse(large.json()).error.code]).toEqual([
      413,
      'BODY_TOO_LARGE',
    ]);
  });
});

describe('the built-in mailbox', () => {
  const get = (url: string) => ask(site, 'GET', url, { cookie: office.cookies.officer });

  test('shows an office its own mails', async () => {
    const { mails } = adminRoutes.mails.answer.parse((await get('/api/mailbox')).json());
    expect(mails.map(({ id }) => id)).toEqual(['ours']);
    const mail = adminRoutes.mail.answer.parse((await get('/api/mailbox/ours')).json());
    expect(mail).toMatchObject({ subject: 'Thời hạn báo cáo', text: 'Kính gửi', hasHtml: true });
    expect((await get('/api/mailbox/theirs')).statusCode).toBe(404);
    expect((await get('/api/mailbox/theirs/html')).statusCode).toBe(404);
  });

  test('shows the HTML of a mail in a sandbox where nothing runs', async () => {
    const answer = await get('/api/mailbox/ours/html');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).toContain('sandbox');
    expect(policy).not.toContain('allow-scripts');
  });
});
