import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imapMailboxOf } from '../../config/imap.js';
import type { ImapMailbox } from '../../config/imap.js';
import { probeImap, returnedInImap } from '../../mail/returned-in-imap.js';
import type { ReturnedInImap } from '../../mail/returned-in-imap.js';
import { startImapServer } from './imap-server.js';
import type { ImapServer } from './imap-server.js';

let server: ImapServer;
let open: ReturnedInImap[] = [];
const clock = { nowMs: 0 };

beforeEach(async () => {
  server = await startImapServer();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await server.close();
});

function mailbox(overrides: Partial<ImapMailbox> = {}): ImapMailbox {
  return {
    ...{ host: '127.0.0.1', port: server.port, secure: false },
    ...{ user: 'dondoc', password: 'right', folder: 'INBOX', takenFolder: 'Taken' },
    ...overrides,
  };
}

function returned(overrides: Partial<ImapMailbox> = {}): ReturnedInImap {
  const made = returnedInImap(mailbox(overrides), () => clock.nowMs);
  open = [...open, made];
  return made;
}

function report(to: string, quoted = ''): string {
  return [
    `Delivered-To: ${to}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; dv1@x.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'Message-ID: <one@x.example>',
    quoted,
    '--b--',
    '',
  ].join('\r\n');
}

const uidsIn = (folder: string) => (server.folders.get(folder) ?? []).map(({ uid }) => uid);

describe('returned mails on a server', () => {
  test('are read with their envelope and moved only once they are done with', async () => {
    server.deliver(report('tra-lai+b1@x.example'));
    server.deliver('Delivered-To: tra-lai@x.example\r\nSubject: away\r\n\r\nOut of office');
    const source = returned();
    const [first, second] = await source.waiting();
    expect(first).toMatchObject({
      recipients: ['tra-lai+b1@x.example'],
      bounce: { recipient: 'dv1@x.example', status: '5.1.1', action: 'failed' },
    });
    expect(second).toMatchObject({ recipients: ['tra-lai@x.example'], bounce: null });
    // A process that dies here looks at both again.
    expect(uidsIn('INBOX')).toEqual([1, 2]);
    expect(server.heard.some((said) => said.startsWith('UID STORE'))).toBe(false);
    await first!.forget();
    expect([uidsIn('INBOX'), uidsIn('Taken')]).toEqual([[2], [1]]);
    await second!.forget();
    expect(await source.waiting()).toEqual([]);
    expect(server.logins()).toBe(1);
  });

  test('a line that was cut is made anew at the next look', async () => {
    server.deliver(report('tra-lai+b1@x.example'));
    const source = returned();
    const [first] = await source.waiting();
    server.cut();
    await first!.forget();
    expect(uidsIn('Taken')).toEqual([1]);
    expect(server.logins()).toBe(2);
  });

  test('a mail whose number may mean another by now is left for the next look', async () => {
    server.deliver(report('tra-lai+b1@x.example'));
    const source = returned();
    const [first] = await source.waiting();
    server.renumber();
    server.cut();
    await first!.forget();
    expect(uidsIn('INBOX')).toEqual([1]);
    expect(await source.waiting()).toHaveLength(1);
  });

  test('one that could not be moved is told, and comes again', async () => {
    server.deliver(report('tra-lai+b1@x.example'));
    const source = returned();
    const [first] = await source.waiting();
    server.answers = { 'UID MOVE': 'NO [OVERQUOTA] full' };
    await expect(first!.forget()).rejects.toThrow('could not be moved');
    server.answers = {};
    expect(await source.waiting()).toHaveLength(1);
  });

  test('a look takes twenty mails, and of each no more than a report needs', async () => {
    for (let nth = 0; nth < 25; nth += 1) server.deliver(report('tra-lai+b1@x.example'));
    server.folders.get('INBOX')!.unshift({
      uid: 99,
      raw: report('tra-lai+b2@x.example', 'X: '.padEnd(2_000_000, 'x')),
    });
    const mails = await returned().waiting();
    expect(mails).toHaveLength(20);
    expect(mails.every(({ bounce }) => bounce?.status === '5.1.1')).toBe(true);
    expect(server.heard.find((said) => said.startsWith('UID FETCH'))).toContain('<0.262144>');
  });

  test('a failure is told once, then the server is left alone for a while', async () => {
    const source = returned({ password: 'secret-word' });
    await expect(source.waiting()).rejects.toThrow('Invalid credentials');
    expect(await source.waiting()).toEqual([]);
    clock.nowMs += 10_000;
    await expect(source.waiting()).rejects.toThrow('Invalid credentials');
    clock.nowMs += 10_000;
    expect(await source.waiting()).toEqual([]);
    clock.nowMs += 10_000;
    await expect(source.waiting()).rejects.toThrow(expect.not.stringContaining('secret-word'));
  });
});

test('the mailbox is asked whether it lets us in, without touching a mail', async () => {
  server.deliver(report('tra-lai+b1@x.example'));
  expect(await probeImap(mailbox())).toBeNull();
  expect(uidsIn('INBOX')).toEqual([1]);
  expect(await probeImap(mailbox({ password: 'secret-word' }))).toBe('Invalid credentials');
  expect(await probeImap(mailbox({ port: 1 }))).toContain('ECONNREFUSED');
});

describe('the settings of the mailbox', () => {
  const env = {
    BOUNCE_IMAP_URL: 'imaps://tra-lai%40x.example:pw@mail.x.example/Returned%20mail',
    BOUNCE_IMAP_PASSWORD: undefined,
    BOUNCE_IMAP_PASSWORD_FILE: undefined,
    BOUNCE_IMAP_TAKEN: 'Taken',
  };

  test('are read from the URL', () => {
    expect(imapMailboxOf(env)).toEqual({
      ...{ host: 'mail.x.example', port: 993, secure: true },
      ...{ user: 'tra-lai@x.example', password: 'pw' },
      ...{ folder: 'Returned mail', takenFolder: 'Taken' },
    });
    expect(imapMailboxOf({ ...env, BOUNCE_IMAP_URL: undefined })).toBeNull();
    expect(imapMailboxOf({ ...env, BOUNCE_IMAP_URL: 'imap://a:b@[::1]:1143' })).toMatchObject({
      ...{ host: '::1', port: 1143, secure: false, folder: 'INBOX' },
    });
  });

  test('the password may stand in a file; without one nothing begins', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'dondoc-imap-'));
    try {
      await writeFile(join(dir, 'password'), 'from the file\n');
      const BOUNCE_IMAP_PASSWORD_FILE = join(dir, 'password');
      expect(imapMailboxOf({ ...env, BOUNCE_IMAP_PASSWORD_FILE })?.password).toBe('from the file');
      const missing = { ...env, BOUNCE_IMAP_PASSWORD_FILE: join(dir, 'none') };
      expect(() => imapMailboxOf(missing)).toThrow('BOUNCE_IMAP_PASSWORD_FILE');
    } finally {
      await rm(dir, { recursive: true });
    }
    const without = { ...env, BOUNCE_IMAP_URL: 'imaps://tra-lai@mail.x.example' };
    expect(() => imapMailboxOf(without)).toThrow('a password must be set');
  });
});
