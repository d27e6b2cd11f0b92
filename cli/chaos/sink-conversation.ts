import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { isAmong } from './sink-behaviour.js';
import type { SinkBehaviour, SinkCopy, SinkRefusal } from './sink-behaviour.js';

/** What a conversation asks of the sink it belongs to. */
export interface SinkDesk {
  behaviour(): SinkBehaviour;
  /** Resolves once the sink is not frozen. */
  thawed(): Promise<void>;
  copied(copy: SinkCopy): void;
  refused(refusal: SinkRefusal): void;
}

const END_OF_MAIL = '\r\n.\r\n';

/** Speaks SMTP (RFC 5321) over one line until it ends, as the sink's behaviour of the moment wants it. */
export async function converse(socket: Socket, desk: SinkDesk): Promise<void> {
  const input = readerOf(socket);
  const say = async (reply: string): Promise<boolean> => {
    await desk.thawed();
    if (!socket.writable) return false;
    socket.write(`${reply}\r\n`);
    return true;
  };
  const mail = { to: '', beganAtMs: 0 };
  await delay(desk.behaviour().greetingMs);
  await say('220 sink.chaos.example ESMTP');
  for (;;) {
    const line = await input.upTo('\r\n');
    if (line === null) return;
    await desk.thawed();
    const verb = line.slice(0, 4).toUpperCase();
    const behaviour = desk.behaviour();
    if (verb === 'EHLO') await say('250-sink.chaos.example\r\n250-8BITMIME\r\n250 AUTH PLAIN');
    else if (verb === 'AUTH') await say(behaviour.login ?? '235 2.7.0 welcome');
    else if (verb === 'MAIL') {
      mail.beganAtMs = Date.now();
      const reply = behaviour.sender ?? '250 2.1.0 ok';
      await say(reply);
      if (reply.startsWith('421')) socket.end();
    } else if (verb === 'RCPT') {
      mail.to = /<(?<address>[^>]*)>/.exec(line)?.groups?.['address'] ?? '';
      const { recipient } = behaviour;
      const refused = recipient !== null && isAmong(recipient.percent, mail.to);
      if (refused) desk.refused({ to: mail.to, atMs: Date.now(), reply: recipient.reply });
      await say(refused ? recipient.reply : '250 2.1.5 ok');
    } else if (verb === 'DATA') {
      await say('354 go on');
      const text = await input.upTo(END_OF_MAIL);
      if (text === null) return;
      if (!(await takeMail(text, { ...mail, socket, desk, say }))) return;
    } else if (verb === 'QUIT') {
      await say('221 2.0.0 bye');
      socket.end();
      return;
    } else await say('250 2.0.0 ok');
  }
}

/** Answers a mail that was handed over; false when the line is gone. */
async function takeMail(
  text: string,
  {
    to,
    beganAtMs,
    socket,
    desk,
    say,
  }: {
    readonly to: string;
    readonly beganAtMs: number;
    readonly socket: Socket;
    readonly desk: SinkDesk;
    readonly say: (reply: string) => Promise<boolean>;
  },
): Promise<boolean> {
  const headerId = /^Message-ID:\s*<(?<id>[^>]+)>/im.exec(text)?.groups?.['id'] ?? '';
  const { answerMs, message, resetPercent } = desk.behaviour();
  const endedAtMs = Date.now();
  const copy = { headerId, to, beganAtMs, endedAtMs };
  // A try has its own luck: a mail that met a reset once need not meet it again.
  if (isAmong(resetPercent, `${headerId} ${String(beganAtMs)}`)) {
    desk.copied({ ...copy, arrived: true, answered: false });
    socket.resetAndDestroy();
    return false;
  }
  await delay(answerMs);
  const refused = message !== null && isAmong(message.percent, to);
  const answered = await say(refused ? message.reply : '250 2.0.0 taken');
  desk.copied({ ...copy, arrived: !refused, answered });
  return answered;
}

/** Gives out what comes over a line piece by piece; null once it has ended. */
function readerOf(socket: Socket): { upTo(end: string): Promise<string | null> } {
  const state = { text: '', ended: false, more: (): void => undefined };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    state.text += chunk;
    state.more();
  });
  const ends = (): void => {
    state.ended = true;
    state.more();
  };
  socket.on('error', ends);
  socket.on('close', ends);
  return {
    upTo: async (end) => {
      for (;;) {
        const at = state.text.indexOf(end);
        if (at >= 0) {
          const piece = state.text.slice(0, at);
          state.text = state.text.slice(at + end.length);
          return piece;
        }
        if (state.ended) return null;
        await new Promise<void>((resolve) => {
          state.more = resolve;
        });
      }
    },
  };
}
