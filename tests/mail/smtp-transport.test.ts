import { afterEach, describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { SMTPServerOptions } from 'smtp-server';

import type { MailTransport } from '../../activities/ports.js';
import { smtpTransport } from '../../mail/smtp-transport.js';
import { aMail, reply, startRelay } from './relay.js';
import type { Relay } from './relay.js';

const open: { close(): Promise<void> }[] = [];
const never = new AbortController().signal;

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

    const verdict = await transport.send(aMail(), never);

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
        ics: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' },
        attachments: [
          {
            fileName: 'Báo cáo số 45.pdf',
            contentType: 'application/pdf',
            bytes: Buffer.from('%PDF-1.7'),
          },
        ],
      }),
      never,
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

  test('line breaks in names, subject and headers add no header', async () => {
    const { relay, transport } = await connected();
    await transport.send(
      aMail({
        subject: 'Nhắc gửi\r\nBcc: thief@evil.example',
        from: { name: 'Công an\r\nX-Evil: 1', address: 'baocao@songhuong.example' },
        headers: { 'X-Dondoc-Office': 'a\r\nX-Evil: 2' },
      }),
      never,
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
    ['a header name with a colon', { headers: { 'X-A: b\r\nBcc': 'c@x.example' } }],
    ['a broken Message-ID', { messageId: 'a b@x.example>' }],
  ])('%s: refused before anything leaves', async (_what, overrides) => {
    const { relay, transport } = await connected();
    expect(await transport.send(aMail(overrides), never)).toMatchObject({ kind: 'refused' });
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
        transport.send(aMail({ messageId: `m${i}@songhuong.example` }), never),
      ),
    );
    expect(verdicts.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(relay.accepted).toHaveLength(40);
    expect(connections).toBe(2);
  });
});

describe('what comes back', () => {
  test('550 for the recipient refuses this mail and leaves the next alone', async () => {
    const { transport } = await connected({
      onRcptTo({ address }, _session, done) {
        done(address.startsWith('khong') ? reply(550, 'No such user') : null);
      },
    });
    const bad = aMail({ to: { name: null, address: 'khongco@songhuong.example' } });
    expect(await transport.send(bad, never)).toMatchObject({
      kind: 'refused',
      response: expect.stringContaining('550'),
    });
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'sent' });
  });

  test('451 asks to come back in two minutes', async () => {
    const { transport } = await connected({
      onRcptTo: (_address, _session, done) => done(reply(451, 'Greylisted')),
    });
    expect(await transport.send(aMail(), never)).toMatchObject({
      kind: 'retry',
      afterMs: 120_000,
      response: expect.stringContaining('Greylisted'),
    });
  });

  test('554 after DATA is an answer, not a doubt', async () => {
    const { transport } = await connected({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(reply(554, 'Content refused')));
      },
    });
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'refused' });
  });

  test('535 says that the relay refused the login', async () => {
    const { transport } = await connected(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(reply(535, 'Authentication failed')),
      },
      'user:wrong@',
    );
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'loginRefused' });
  });

  test('530 says so too, when no login is configured', async () => {
    const { transport } = await connected({ authOptional: false, allowInsecureAuth: true });
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'loginRefused' });
  });

  test('a sender address the relay does not accept is our fault, not the agency’s', async () => {
    const { transport } = await connected({
      onMailFrom: (_address, _session, done) => done(reply(553, 'Sender not allowed')),
    });
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'loginRefused' });
  });

  test('nobody listening is tried again', async () => {
    const { relay, transport } = await connected();
    await relay.close();
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'retry' });
  });

  test('a line cut before DATA is tried again', async () => {
    const { relay, transport } = await connected({
      onRcptTo: () => relay.cut(),
    });
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'retry' });
  });

  test('a line cut after the whole message was handed over leaves doubt', async () => {
    const { relay, transport } = await connected({
      onData(stream) {
        stream.resume();
        stream.on('end', () => relay.cut());
      },
    });
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'unknown' });
  });

  test('421 in answer to the message is an answer', async () => {
    const { transport } = await connected({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(reply(421, 'Closing')));
      },
    });
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'retry', afterMs: 60_000 });
  });

  test('a connection dropped while idle costs nothing', async () => {
    const { relay, transport } = await connected();
    await transport.send(aMail(), never);
    relay.cut();
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'sent' });
    expect(relay.accepted).toHaveLength(2);
  });
});

describe('aborting', () => {
  test('before DATA the mail is known not to have gone', async () => {
    const reached = signalled();
    const { relay, transport } = await connected({ onRcptTo: () => reached.now() });
    const stop = new AbortController();
    const sending = transport.send(aMail(), stop.signal);
    await reached.promise;
    stop.abort();
    expect(await sending).toMatchObject({ kind: 'retry' });
    expect(relay.accepted).toHaveLength(0);
  });

  test('after the message was handed over nobody knows', async () => {
    const reached = signalled();
    const { transport } = await connected({
      onData(stream) {
        stream.resume();
        stream.on('end', () => reached.now());
      },
    });
    const stop = new AbortController();
    const sending = transport.send(aMail(), stop.signal);
    await reached.promise;
    stop.abort();
    expect(await sending).toMatchObject({ kind: 'unknown' });
  });

  test('a signal aborted already sends nothing', async () => {
    const { relay, transport } = await connected();
    expect(await transport.send(aMail(), AbortSignal.abort())).toMatchObject({ kind: 'retry' });
    expect(relay.accepted).toHaveLength(0);
  });

  test('closing lets the mail in hand finish', async () => {
    const { relay, transport } = await connected();
    const sending = transport.send(aMail(), never);
    await sending;
    await transport.close();
    expect(relay.accepted).toHaveLength(1);
    expect(await transport.send(aMail(), never)).toMatchObject({ kind: 'retry' });
  });
});

function signalled(): { promise: Promise<void>; now: () => void } {
  let now: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    now = resolve;
  });
  return { promise, now: () => now() };
}
