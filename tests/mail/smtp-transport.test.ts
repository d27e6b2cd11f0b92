import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { SMTPServerOptions } from 'smtp-server';

import type { MailTransport } from '../../activities/ports.js';
import { smtpTransport } from '../../mail/smtp-transport.js';
import { aMail, reply, startRelay } from './relay.js';
import type { Relay } from './relay.js';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function connected(
  options: SMTPServerOptions = {},
  login = '',
): Promise<{ relay: Relay; transport: MailTransport }> {
  const relay = await startRelay(options);
  const transport = smtpTransport({
    url: `smtp://${login}127.0.0.1:${relay.port}`,
    maxConnections: 2,
  });
  open.push(relay, transport);
  return { relay, transport };
}

describe('what leaves', () => {
  test('an accepted mail keeps its Message-ID, names and marks, Vietnamese intact', async () => {
    const { relay, transport } = await connected();

    const verdict = await transport.send(aMail());

    expect(verdict).toMatchObject({ kind: 'sent', response: expect.stringContaining('250') });
    const mail = await PostalMime.parse(relay.accepted[0]!);
    expect(mail.messageId).toBe('<4f1c2d@songhuong.example>');
    expect(mail.subject).toBe('[Công an tỉnh] Nhắc gửi báo cáo trước ngày 04/7/2026');
    expect(mail.from?.name).toBe('Công an tỉnh Sông Hương');
    expect(mail.to?.[0]).toMatchObject({ name: 'Ủy ban nhân dân phường Bến Ngự' });
    expect(mail.replyTo?.[0]).toMatchObject({ address: 'an@songhuong.example' });
    expect(mail.text?.trim()).toBe('Kính gửi Ủy ban nhân dân phường Bến Ngự,');
    const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-dondoc-office')).toBe('office-1');
    expect(headers.has('x-mailer')).toBe(false);
  });

  test('a calendar entry and a file travel with the mail', async () => {
    const { relay, transport } = await connected();
    await transport.send(
      aMail({
        ics: [{ method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' }],
        attachments: [
          {
            fileName: 'Báo cáo số 45.pdf',
            contentType: 'application/pdf',
            bytes: Buffer.from('%PDF-1.7'),
          },
        ],
      }),
    );
    const mail = await PostalMime.parse(relay.accepted[0]!);
    expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual(
      expect.arrayContaining([
        ['Báo cáo số 45.pdf', 'application/pdf'],
        ['thoi-han.ics', 'application/ics'],
      ]),
    );
    expect(mail.attachments.some(({ method }) => method === 'REQUEST')).toBe(true);
  });

  test('whoever sends a few is done while another goes on with many: the lines go round', async () => {
    const { relay, transport } = await connected();
    const lane = async (name: string, mails: number, senders: number) => {
      let left = mails;
      const sender = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          await transport.send(aMail({ messageId: `${name}@songhuong.example` }));
        }
      };
      await Promise.all(Array.from({ length: senders }, sender));
    };
    const sentOf = (name: string) =>
      relay.accepted.filter((mail) => mail.includes(`<${name}@`)).length;
    const long = lane('dai', 60, 4);
    await lane('truoc', 1, 1);
    const before = sentOf('dai');
    await lane('ngan', 6, 2);
    // Of four who ask and two who ask each is served in turn.
    expect(sentOf('dai') - before).toBeLessThanOrEqual(6 * 2 + 4);
    await long;
    expect(sentOf('dai')).toBe(60);
  });

  test('line breaks in names, subject and headers add no header', async () => {
    const { relay, transport } = await connected();
    await transport.send(
      aMail({
        subject: 'Nhắc gửi\r\nBcc: thief@evil.example',
        from: { name: 'Công an\r\nX-Evil: 1', address: 'baocao@songhuong.example' },
        headers: { 'X-Dondoc-Office': 'a\r\nX-Evil: 2' },
      }),
    );
    const mail = await PostalMime.parse(relay.accepted[0]!);
    expect(mail.headers.map(({ key }) => key)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(bcc|x-evil)$/)]),
    );
    expect(mail.subject).toBe('Nhắc gửi Bcc: thief@evil.example');
  });

  test.each([
    ['two addresses', { to: { name: null, address: 'a@x.example, b@x.example' } }],
    [
      'a line break in the address',
      { to: { name: null, address: 'a@x.example\r\nRCPT TO:<b@x>' } },
    ],
  ])('%s: refused before anything leaves', async (_what, overrides) => {
    const { relay, transport } = await connected();
    expect(await transport.send(aMail(overrides))).toMatchObject({ kind: 'unusable' });
    expect(relay.accepted).toHaveLength(0);
  });

  test.each([
    ['a header name with a colon', { headers: { 'X-A: b\r\nBcc': 'c@x.example' } }],
    ['a broken Message-ID', { messageId: 'a b@x.example>' }],
    [
      'a sender that is two addresses',
      { from: { name: 'VP', address: 'a@x.example, b@x.example' } },
    ],
    ['a Reply-To without a domain', { replyTo: { name: 'VP', address: 'canbo' } }],
  ])('%s: leaves nothing, and speaks against no recipient', async (_what, overrides) => {
    const { relay, transport } = await connected();
    expect(await transport.send(aMail(overrides))).toMatchObject({ kind: 'unwritable' });
    expect(relay.accepted).toHaveLength(0);
  });

  test('a mail is asked for its leave when its line is there, not before', async () => {
    const relay = await startRelay();
    const url = `smtp://127.0.0.1:${String(relay.port)}`;
    const transport = smtpTransport({ url, maxConnections: 1 });
    open.push(relay, transport);
    const asked: number[] = [];
    const mayBegin = async () => {
      asked.push(relay.accepted.length);
      return asked.length === 1;
    };
    // One line: the second mail waits for it until the first has its answer.
    const [first, second] = await Promise.all([
      transport.send(aMail({ messageId: 'a@x.example' }), mayBegin),
      transport.send(aMail({ messageId: 'b@x.example' }), mayBegin),
    ]);
    expect([first.kind, second.kind]).toEqual(['sent', 'notTried']);
    expect(asked).toEqual([0, 1]);
    expect(await transport.send(aMail({ messageId: 'c@x.example' }))).toMatchObject({
      kind: 'sent',
    });
  });

  test('a relay that greets after four minutes is waited for (RFC 5321 4.5.3.2.1)', async () => {
    const relay = await startRelay();
    const silent = createServer();
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const { port } = silent.address() as AddressInfo;
    const transport = smtpTransport({
      url: `smtp://127.0.0.1:${String(port)}`,
      maxConnections: 1,
    });
    open.push(relay, transport);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const sending = transport.send(aMail());
    const caller = await new Promise<Socket>((resolve) => {
      silent.once('connection', resolve);
    });
    jest.advanceTimersByTime(4 * 60_000);
    jest.useRealTimers();
    const line = connect(relay.port, '127.0.0.1');
    // Whichever end hangs up first, the other may still be writing.
    for (const end of [caller, line]) end.on('error', () => undefined);
    caller.pipe(line).pipe(caller);
    expect(await sending).toMatchObject({ kind: 'sent' });
    expect(relay.accepted).toHaveLength(1);
    silent.close();
  });

  test('an end waits for no relay that does not greet', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const { port } = silent.address() as AddressInfo;
    const transport = smtpTransport({
      url: `smtp://127.0.0.1:${String(port)}`,
      maxConnections: 1,
    });
    const sending = Promise.all([transport.send(aMail()), transport.send(aMail())]);
    await new Promise((resolve) => {
      silent.once('connection', resolve);
    });
    await transport.close();
    expect((await sending).map(({ kind }) => kind)).toEqual(['notTried', 'notTried']);
    silent.close();
  });

  test('a mail that cannot be written is its own fault, not that of a relay out of reach', async () => {
    const { relay, transport } = await connected();
    const halfCharacter = { fileName: 'bao-cao\ud83d.pdf', contentType: 'application/pdf' };
    const mail = aMail({ attachments: [{ ...halfCharacter, bytes: Buffer.from('%PDF-') }] });
    expect(await transport.send(mail)).toMatchObject({ kind: 'unwritable' });
    expect(relay.accepted).toHaveLength(0);
  });

  test('forty mails go over two connections', async () => {
    let connections = 0;
    const { relay, transport } = await connected({
      onConnect(_session, done) {
        connections += 1;
        done();
      },
    });
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        transport.send(aMail({ messageId: `m${i}@songhuong.example` })),
      ),
    );
    expect(verdicts.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(relay.accepted).toHaveLength(40);
    expect(connections).toBe(2);
  });
});

describe('what comes back', () => {
  test('550 for the recipient is an answer, with what was said; the next mail goes over the same line', async () => {
    let connections = 0;
    const { transport } = await connected({
      onConnect(_session, done) {
        connections += 1;
        done();
      },
      onRcptTo({ address }, _session, done) {
        done(address.startsWith('khong') ? reply(550, '5.1.1 No such user') : null);
      },
    });
    const bad = aMail({ to: { name: null, address: 'khongco@songhuong.example' } });
    const verdict = await transport.send(bad);
    expect(verdict).toMatchObject({
      kind: 'answered',
      reply: { code: 550, enhanced: '5.1.1', stage: 'recipient' },
      conversation: expect.stringContaining('C: RCPT TO:<khongco@songhuong.example>'),
    });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(connections).toBe(1);
  });

  test('the conversation of a failed try holds neither password nor body', async () => {
    const { transport } = await connected(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(null, { user: 'user' }),
        onData(stream, _session, done) {
          stream.resume();
          stream.on('end', () => done(reply(554, '5.6.0 Content refused')));
        },
      },
      'user:hunter2:secret@',
    );
    const verdict = await transport.send(aMail({ text: 'Nội dung riêng' }));
    const said = 'conversation' in verdict ? (verdict.conversation ?? '') : '';
    expect(said).toContain('S: 554');
    const passwords = ['hunter2', Buffer.from('\u0000user\u0000hunter2').toString('base64')];
    for (const secret of [...passwords, Buffer.from('Nội dung riêng').toString('base64')]) {
      expect(said).not.toContain(secret);
    }
  });

  test.each([
    ['451 at the recipient', { onRcptTo: refusing(451, 'Greylisted') }, 451, 'recipient'],
    ['553 for our own sender', { onMailFrom: refusing(553, 'Sender not allowed') }, 553, 'sender'],
    ['554 as greeting', { onConnect: refusingAtOnce(554, 'No service') }, 554, 'connect'],
  ])('%s', async (_what, options, code, stage) => {
    const { transport } = await connected(options);
    expect(await transport.send(aMail())).toMatchObject({
      kind: 'answered',
      reply: { code, stage },
    });
  });

  test.each([
    [554, 'Content refused'],
    [421, 'Closing'],
  ])('%i after the closing dot is an answer, not a doubt', async (code, words) => {
    const { transport } = await connected({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(reply(code, words)));
      },
    });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'answered', reply: { code } });
  });

  test('535 is the login’s, and so is 530 where none is configured', async () => {
    const wrong = await connected(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(reply(535, 'Authentication failed')),
      },
      'user:wrong@',
    );
    expect(await wrong.transport.send(aMail())).toMatchObject({
      reply: { code: 535, stage: 'login' },
    });
    const none = await connected({ authOptional: false, allowInsecureAuth: true });
    expect(await none.transport.send(aMail())).toMatchObject({ reply: { code: 530 } });
  });

  test('nobody listening: known not to have gone', async () => {
    const { relay, transport } = await connected();
    await relay.close();
    expect(await transport.send(aMail())).toMatchObject({ kind: 'unreachable' });
  });

  test('a line cut before DATA: known not to have gone', async () => {
    const { relay, transport } = await connected({
      onRcptTo: () => relay.cut(),
    });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'unreachable' });
  });

  test('a line cut after the whole message was handed over leaves doubt', async () => {
    const { relay, transport } = await connected({
      onData(stream) {
        stream.resume();
        stream.on('end', () => relay.cut());
      },
    });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'unknown' });
  });

  test('a connection dropped while idle costs nothing', async () => {
    const { relay, transport } = await connected();
    await transport.send(aMail());
    relay.cut();
    expect(await transport.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(relay.accepted).toHaveLength(2);
  });
});

describe('patience', () => {
  test('an answer long after the closing dot is waited for, and closing waits with it', async () => {
    const reached = signalled();
    let answer: () => void = () => undefined;
    const { relay, transport } = await connected({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => {
          answer = () => done(null);
          reached.now();
        });
      },
    });
    const sending = transport.send(aMail());
    await reached.promise;
    const closing = transport.close();
    expect(await transport.send(aMail())).toMatchObject({ kind: 'notTried' });
    answer();
    expect(await sending).toMatchObject({ kind: 'sent' });
    await closing;
    expect(relay.accepted).toHaveLength(0);
  });
});

function refusing(code: number, words: string) {
  return (_address: unknown, _session: unknown, done: (error: Error) => void): void =>
    done(reply(code, words));
}

function refusingAtOnce(code: number, words: string) {
  return (_session: unknown, done: (error: Error) => void): void => done(reply(code, words));
}

function signalled(): { promise: Promise<void>; now: () => void } {
  let now: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    now = resolve;
  });
  return { promise, now: () => now() };
}
