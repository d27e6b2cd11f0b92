import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { returnPath } from '../../config/return-path.js';
import { instant } from '../../domain/day.js';
import { directoryTransport } from '../../mail/directory-transport.js';
import { deadlineIcs } from '../../mail/ics.js';
import { mailFile, mailFileId } from '../../mail/mailbox/mail-file.js';
import { returnedFolder, startMailbox } from '../../mail/mailbox/main.js';
import { openMailboxStore } from '../../mail/mailbox/store.js';
import { keepReturned, returnedInFolder } from '../../mail/returned-mails.js';
import { smtpTransport } from '../../mail/smtp-transport.js';
import { aMail, startRelay } from './relay.js';

const NOON_MS = Date.parse('2026-07-03T12:00:00+07:00');
let dir: string;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dondoc-mailbox-'));
});

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  await rm(dir, { recursive: true, force: true });
});

async function aMailbox() {
  const mailbox = await startMailbox({ dir, host: '127.0.0.1', smtpPort: 0 });
  const transport = smtpTransport({
    url: `smtp://127.0.0.1:${mailbox.smtpPort}`,
    maxConnections: 5,
  });
  open.push(mailbox, transport);
  return transport;
}

/** Mails written one a minute from noon, named by their place. */
async function aFolderOf(count: number) {
  let written = 0;
  const transport = directoryTransport({ dir, now: () => NOON_MS + 60_000 * written++ });
  for (let i = 0; i < count; i += 1) {
    await transport.send(
      aMail({
        messageId: `m${i}@songhuong.example`,
        subject: `Nhắc gửi báo cáo số ${i}`,
        to: { name: null, address: `donvi${i % 2}@songhuong.example` },
        headers: { 'X-Dondoc-Office': i < 2 ? 'live' : 'rehearsal' },
      }),
    );
  }
  return openMailboxStore(dir);
}

describe('the built-in mailbox', () => {
  test('a mail is on disk when the sender hears 250', async () => {
    const transport = await aMailbox();
    const verdict = await transport.send(aMail());
    expect(verdict.kind).toBe('sent');

    const store = openMailboxStore(dir);
    const [listed] = await store.list({ limit: 10 });
    expect(listed).toMatchObject({
      messageId: '4f1c2d@songhuong.example',
      from: 'baocao@songhuong.example',
      to: ['benngu@songhuong.example'],
      subject: '[Công an tỉnh] Nhắc gửi báo cáo trước ngày 04/7/2026',
      officeId: 'office-1',
      copies: 1,
    });
    expect(await readdir(join(dir, 'unfinished'))).toEqual([]);
  });

  test('a mail sent twice is kept twice, and both show it', async () => {
    const transport = await aMailbox();
    await transport.send(aMail());
    await transport.send(aMail());
    const store = openMailboxStore(dir);
    expect((await store.list({ limit: 10 })).map(({ copies }) => copies)).toEqual([2, 2]);
    expect(await store.count()).toBe(2);
    expect([...(await store.distinctMessageIds())]).toEqual(['4f1c2d@songhuong.example']);
  });

  test('it takes mail for anybody, many at once, and loses none', async () => {
    const transport = await aMailbox();
    await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        transport.send(aMail({ messageId: `m${i}@songhuong.example` })),
      ),
    );
    expect((await openMailboxStore(dir).distinctMessageIds()).size).toBe(300);
  });

  test('it listens on loopback only', async () => {
    await expect(startMailbox({ dir, host: '0.0.0.0', smtpPort: 0 })).rejects.toThrow('loopback');
    await expect(startMailbox({ dir, host: '10.0.0.1', smtpPort: 0 })).rejects.toThrow('loopback');
  });

  test('a port in use is said at once', async () => {
    const first = await startMailbox({ dir, host: '127.0.0.1', smtpPort: 0 });
    open.push(first);
    await expect(
      startMailbox({ dir, host: '127.0.0.1', smtpPort: first.smtpPort }),
    ).rejects.toThrow('EADDRINUSE');
  });
});

describe('reading the mailbox', () => {
  test('newest first, page by page', async () => {
    const store = await aFolderOf(5);
    const first = await store.list({ limit: 3 });
    const rest = await store.list({ limit: 3, before: first[2]!.id });
    expect([...first, ...rest].map(({ subject }) => subject.at(-1))).toEqual([
      '4',
      '3',
      '2',
      '1',
      '0',
    ]);
    expect(first[0]!.receivedAt).toBe('2026-07-03T05:04:00.000Z');
  });

  test('by office, by recipient, by words without accents', async () => {
    const store = await aFolderOf(5);
    const places = async (query: object) =>
      (await store.list({ limit: 10, ...query })).map(({ subject }) => subject.at(-1));
    expect(await places({ officeId: 'live' })).toEqual(['1', '0']);
    expect(await places({ to: 'donvi1@' })).toEqual(['3', '1']);
    expect(await places({ query: 'bao cao so 3' })).toEqual(['3']);
    expect(await places({ query: 'không có' })).toEqual([]);
  });

  test('a mail opens with words, files and what its calendar entry says', async () => {
    const transport = directoryTransport({ dir });
    await transport.send(
      aMail({
        ics: [
          deadlineIcs({
            uid: 'obligation-7@songhuong.example',
            sequence: 3,
            method: 'REQUEST',
            target: instant('2026-07-03T17:00:00+07:00'),
            writtenAt: instant('2026-06-10T08:00:00+07:00'),
            title: 'Gửi báo cáo',
            description: 'Kế hoạch số 15/KH-UBND',
            organizer: { name: 'Công an tỉnh', address: 'baocao@songhuong.example' },
            attendee: { name: 'UBND phường', address: 'benngu@songhuong.example' },
          }),
        ],
        attachments: [
          { fileName: 'số liệu.xlsx', contentType: 'application/zip', bytes: Buffer.from('PK') },
        ],
      }),
    );
    const store = openMailboxStore(dir);
    const [listed] = await store.list({ limit: 1 });
    const mail = await store.read(listed!.id);
    expect(mail).toMatchObject({
      messageId: '4f1c2d@songhuong.example',
      text: expect.stringContaining('Kính gửi Ủy ban nhân dân phường Bến Ngự'),
      html: expect.stringContaining('<p>Kính gửi'),
      icsSummary: { method: 'REQUEST', sequence: 3, end: '20260703T100000Z' },
    });
    expect(mail!.attachments.map(({ fileName }) => fileName).sort()).toEqual([
      'số liệu.xlsx',
      'thoi-han.ics',
    ]);
    expect(mail!.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-generated' });
  });

  test.each(['../../etc/passwd', 'x', '', '00001783054800000-1-a.mYQ/../..'])(
    'the id %j opens nothing',
    async (id) => {
      expect(await (await aFolderOf(1)).read(id)).toBeNull();
    },
  );

  test('emptied while somebody writes, it goes on', async () => {
    const transport = directoryTransport({ dir });
    const store = openMailboxStore(dir);
    await transport.send(aMail());
    await store.deleteAll();
    expect(await store.count()).toBe(0);
    expect(await transport.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(await store.count()).toBe(1);
  });

  test('a folder that does not exist is an empty mailbox; foreign files are left out', async () => {
    expect(await openMailboxStore(join(dir, 'nowhere')).list({ limit: 5 })).toEqual([]);
    const store = await aFolderOf(1);
    await writeFile(join(dir, '2026-07-03', 'notes.txt'), 'x');
    expect(await store.count()).toBe(1);
  });
});

describe('a rehearsal', () => {
  test('writes what a server would have received', async () => {
    const viaServer = await aMailbox();
    await viaServer.send(aMail());
    await directoryTransport({ dir }).send(aMail());
    const store = openMailboxStore(dir);
    const names = await Promise.all(
      (await store.list({ limit: 2 })).map(async ({ id }) =>
        (await store.read(id))!.headers.map(({ name }) => name),
      ),
    );
    expect(names[0]).toEqual(names[1]);
  });

  test('refuses what a server must not see', async () => {
    const transport = directoryTransport({ dir });
    const bad = aMail({ to: { name: null, address: 'a@x.example,b@x.example' } });
    expect(await transport.send(bad)).toMatchObject({ kind: 'unusable' });
    expect(await openMailboxStore(dir).count()).toBe(0);
  });
});

describe('the name of a kept mail', () => {
  test('carries time and Message-ID', () => {
    const id = mailFileId({
      receivedAtMs: NOON_MS,
      serial: 7,
      writer: '0a1b2c3d',
      messageId: 'Thư-1@songhuong.example',
    });
    expect(mailFile(id)).toEqual({
      id,
      receivedAt: '2026-07-03T05:00:00.000Z',
      messageId: 'Thư-1@songhuong.example',
    });
  });

  test('stays a possible file name however long the Message-ID is', () => {
    const messageId = `${'a'.repeat(900)}@songhuong.example`;
    const id = mailFileId({ receivedAtMs: NOON_MS, serial: 7, writer: '0a1b2c3d', messageId });
    expect(id.length).toBeLessThan(245);
    expect(mailFile(id)?.messageId).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('what comes to a return path', () => {
  const PATH = returnPath('k'.repeat(32), {
    mailbox: 'tra-lai@songhuong.example',
    messageId: '00112233445566778899aabbccddeeff@songhuong.example',
  })!;

  test('of a mail of ours stands in its envelope, and in none of its headers', async () => {
    const relay = await startRelay();
    const transport = smtpTransport({
      url: `smtp://127.0.0.1:${String(relay.port)}`,
      maxConnections: 1,
    });
    open.push(relay, transport);
    await transport.send(aMail({ returnPath: PATH }));
    expect(relay.senders).toEqual([PATH]);
    expect(relay.accepted[0]).not.toContain('+b');
  });

  test('is no mail to read, and is found with the address of its envelope until it is done with', async () => {
    const transport = await aMailbox();
    const forged = 'Delivered-To: somebody@else.example';
    await transport.send(
      aMail({ to: { name: null, address: PATH }, text: `${forged}\n\n${forged}` }),
    );
    expect(await openMailboxStore(dir).count()).toBe(0);
    const box = returnedInFolder(returnedFolder(dir));
    const [mail, ...more] = await box.waiting();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ recipients: [PATH], bounce: null });
    await mail!.forget();
    expect(await box.waiting()).toEqual([]);
  });

  test('may be a file as a mail server delivers it; one that nobody can read is put aside', async () => {
    const folder = join(dir, 'new');
    await keepReturned(folder, { recipients: [PATH], raw: Buffer.from('Subject: x\r\n\r\nx') });
    await writeFile(join(folder, '1780000000.M1P2.mx'), `X-Original-To: <${PATH}>\n\nx`);
    // A header of three megabytes is no mail.
    await writeFile(join(folder, 'unending'), `X-Original-To: ${'a'.repeat(3_000_000)}\n\nx`);
    const found = await returnedInFolder(folder).waiting();
    expect(found.map(({ recipients }) => recipients)).toEqual([[PATH], [PATH]]);
    expect(await readdir(join(folder, 'unreadable'))).toEqual(['unending']);
    expect(await returnedInFolder(join(dir, 'nowhere')).waiting()).toEqual([]);
  });
});
