import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { handOver } from '../../mail/smtp-handover.js';
import { smtpTransport } from '../../mail/smtp-transport.js';
import { aMail } from './relay.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Script {
  readonly ehlo?: string;
  /** The answers by the first word of the command, `.` for a message; a text is written as it is. */
  readonly answers?: Readonly<Record<string, string | ((socket: Socket) => void)>>;
}

/** A relay that says what a script has, byte by byte as given, and keeps all that it heard. */
async function scripted({ ehlo = '250-x\r\n250 PIPELINING\r\n', answers = {} }: Script) {
  const heard: string[] = [];
  let lines = 0;
  const server: Server = createServer((socket) => {
    lines += 1;
    let rest = '';
    let message = false;
    socket.on('error', () => undefined);
    socket.write('220 x\r\n');
    const say = (key: string, otherwise: string): void => {
      const answer = answers[key] ?? otherwise;
      if (typeof answer === 'string') socket.write(answer);
      else answer(socket);
      if (key === 'DATA') message = typeof answer === 'string' && answer.startsWith('354');
    };
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      for (;;) {
        const end = message ? (/(?:^|\r\n)\.\r\n/.exec(rest)?.index ?? -1) : rest.indexOf('\r\n');
        if (end < 0) return;
        const text = rest.slice(0, end);
        rest = rest.slice(message ? rest.indexOf('.\r\n', end) + 3 : end + 2);
        heard.push(text);
        if (message) {
          message = false;
          say('.', '250 2.0.0 kept\r\n');
        } else if (text.startsWith('EHLO')) socket.write(ehlo);
        else if (text.startsWith('DATA')) say('DATA', '354 go on\r\n');
        else say(text.split(/[ :]/)[0] ?? '', '250 OK\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const transport = smtpTransport({ url: `smtp://127.0.0.1:${String(port)}`, maxConnections: 1 });
  open.push(transport, server);
  return { heard, transport, lines: () => lines };
}

describe('a mail is handed over', () => {
  test.each([
    ['with PIPELINING', undefined],
    ['to a relay that takes one command at a time', '250 x\r\n'],
  ])('%s', async (_what, ehlo) => {
    const { heard, transport } = await scripted(ehlo === undefined ? {} : { ehlo });
    expect(await transport.send(aMail())).toEqual({ kind: 'sent', response: '250 2.0.0 kept' });
    expect(heard.slice(1, 4)).toEqual([
      'MAIL FROM:<baocao@songhuong.example>',
      'RCPT TO:<benngu@songhuong.example>',
      'DATA',
    ]);
    expect(heard[4]).toContain('Message-ID: <4f1c2d@songhuong.example>');
  });

  test('replies that come in pieces, in several lines and with empty ones between', async () => {
    const { transport } = await scripted({
      answers: {
        RCPT: (socket) => {
          socket.write('250-2.1.5 one\r\n250-tw');
          setImmediate(() => {
            socket.write('o\r\n250 three\r\n\r\n');
          });
        },
      },
    });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'sent' });
  });

  test('lines that begin with a dot get another one, and the last one its end (RFC 5321 4.5.2)', async () => {
    const asked: string[] = [];
    const exchange = {
      ask: async (text: string, replies: number) => {
        asked.push(text);
        const said = ['250 OK', '250 OK', '354 go on'].slice(0, replies);
        return Promise.resolve({ replies: replies === 1 ? ['250 kept'] : said, ended: null });
      },
      end: () => undefined,
    };
    const mail = { from: 'a@x.example', to: 'b@x.example', message: '.A: b\r\n.c\r\n\r\n..\r\nd' };
    const extensions = new Set(['PIPELINING']);
    await handOver(mail, { exchange, extensions, said: () => undefined, begun: () => undefined });
    expect(asked[1]).toBe('..A: b\r\n..c\r\n\r\n...\r\nd\r\n.\r\n');
  });
});

describe('a relay that says no and asks for the message all the same', () => {
  test('an empty message ends it, and the next mail goes over the same line', async () => {
    let first = true;
    const { heard, transport, lines } = await scripted({
      answers: {
        RCPT: (socket) => {
          socket.write(first ? '550 5.1.1 nobody\r\n' : '250 OK\r\n');
          first = false;
        },
      },
    });
    expect(await transport.send(aMail())).toMatchObject({
      kind: 'answered',
      reply: { code: 550, enhanced: '5.1.1', stage: 'recipient' },
    });
    expect(heard.slice(3)).toEqual(['DATA', '', 'RSET']);
    expect(await transport.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(lines()).toBe(1);
  });

  test('the line is given up where the sender was refused', async () => {
    const { heard, transport, lines } = await scripted({ answers: { MAIL: '553 not you\r\n' } });
    const sender = { reply: { code: 553, stage: 'sender' } };
    expect(await transport.send(aMail())).toMatchObject(sender);
    expect(await transport.send(aMail())).toMatchObject(sender);
    expect(lines()).toBe(2);
    expect(heard.join('\n')).not.toContain('Message-ID');
  });
});

describe('a relay that ends the line', () => {
  test('421 in the envelope is its answer; the mail was not handed over', async () => {
    const { transport, lines } = await scripted({ answers: { MAIL: '421 4.3.2 later\r\n' } });
    expect(await transport.send(aMail())).toMatchObject({
      kind: 'answered',
      reply: { code: 421, enhanced: '4.3.2' },
    });
    expect(lines()).toBe(1);
  });

  test('a refusal whose line break never came is a refusal', async () => {
    const { transport } = await scripted({
      answers: {
        '.': (socket) => {
          socket.end('554 5.6.0 no');
        },
      },
    });
    expect(await transport.send(aMail())).toMatchObject({
      kind: 'answered',
      reply: { code: 554, stage: 'message' },
    });
  });

  test('without a word behind the message: it may have arrived', async () => {
    const { transport } = await scripted({
      answers: {
        '.': (socket) => {
          socket.destroy();
        },
      },
    });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'unknown' });
  });

  test('a reply that nobody asked for ends the line before the next mail', async () => {
    let once = true;
    const { transport, lines } = await scripted({
      answers: {
        '.': (socket) => {
          socket.write(once ? '250 kept\r\n421 idle\r\n' : '250 kept\r\n');
          once = false;
        },
      },
    });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(await transport.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(lines()).toBe(2);
  });
});
