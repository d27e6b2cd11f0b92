import type { WrittenMail } from './mime.js';
import { isSevenBit } from './seven-bit.js';
import type { Answered, SmtpExchange } from './smtp-exchange.js';

/** The relay's refusal of a command. */
export class RefusedCommand extends Error {
  override readonly name = 'RefusedCommand';

  readonly command: string;
  readonly responseCode: number;
  /** The relay's words. */
  readonly response: string;

  constructor(command: string, response: string) {
    super(response);
    this.command = command;
    this.response = response;
    this.responseCode = Number(/^\d+/.exec(response)?.[0] ?? 0);
  }
}

const COMMANDS = ['MAIL FROM', 'RCPT TO', 'DATA'] as const;

/** How one mail may be handed over on a line. */
export interface Handover {
  readonly exchange: SmtpExchange;
  /** What the relay said of itself (RFC 5321 4.1.1.1), in capitals. */
  readonly extensions: ReadonlySet<string>;
  /** Hears each command as it is said. */
  readonly said: (command: string) => void;
  /** Hears that the message itself is about to leave: from here on it may arrive. */
  readonly begun: () => void;
}

/**
 * Hands over one mail: its envelope in one piece where the relay takes that (RFC 2920), its message in
 * another. Answers the relay's words; throws a RefusedCommand, or what the line has ended with.
 */
export async function handOver(mail: WrittenMail, handover: Handover): Promise<string> {
  const { exchange, extensions, said, begun } = handover;
  const commands = envelope(mail, extensions);
  const { replies, ended } = extensions.has('PIPELINING')
    ? await together(commands, handover)
    : await inTurn(commands, handover);
  const refusedAt = replies.findIndex((reply, nth) => !goesOn(reply, nth));
  if (refusedAt >= 0) {
    const refused = new RefusedCommand(COMMANDS[refusedAt] ?? '', replies[refusedAt] ?? '');
    if (refusedAt < 2 && replies[2]?.startsWith('3') === true) {
      // Asked for a message that has nobody to go to: an empty one ends it (RFC 2920 3.1). A relay that
      // refused the sender and asks all the same might send even that.
      if (refusedAt === 1) await exchange.ask('.\r\n', 1);
      else exchange.end(refused);
    }
    throw refused;
  }
  if (ended !== null) throw ended;
  begun();
  said('(message)');
  const { replies: last, ended: cut } = await exchange.ask(onTheLine(mail.message), 1);
  const [reply] = last;
  if (reply === undefined) throw cut ?? new Error('the relay did not answer');
  if (!reply.startsWith('2')) throw new RefusedCommand('DATA', reply);
  return reply;
}

function envelope({ from, to }: WrittenMail, extensions: ReadonlySet<string>): readonly string[] {
  // RFC 6531 3.4: an address with letters beyond ASCII is announced.
  const wide = !isSevenBit(from + to) && extensions.has('SMTPUTF8');
  return [`MAIL FROM:<${from}>${wide ? ' SMTPUTF8' : ''}`, `RCPT TO:<${to}>`, 'DATA'];
}

async function together(
  commands: readonly string[],
  { exchange, said }: Handover,
): Promise<Answered> {
  for (const command of commands) said(command);
  return exchange.ask(`${commands.join('\r\n')}\r\n`, commands.length);
}

async function inTurn(
  commands: readonly string[],
  { exchange, said }: Handover,
): Promise<Answered> {
  const replies: string[] = [];
  for (const [nth, command] of commands.entries()) {
    said(command);
    const { replies: given, ended } = await exchange.ask(`${command}\r\n`, 1);
    replies.push(...given);
    if (ended !== null) return { replies, ended };
    if (given.some((reply) => !goesOn(reply, nth))) break;
  }
  return { replies, ended: null };
}

/** 2yz, and 354 where a message is asked for; some relays say 250 there. */
function goesOn(reply: string, nth: number): boolean {
  return reply.startsWith('2') || (nth === 2 && reply.startsWith('3'));
}

/** The message with its dots doubled and the closing one (RFC 5321 4.5.2). */
function onTheLine(message: string): string {
  const stuffed = message.includes('\r\n.') ? message.replaceAll('\r\n.', '\r\n..') : message;
  const whole = stuffed.startsWith('.') ? `.${stuffed}` : stuffed;
  return `${whole}${whole.endsWith('\r\n') ? '' : '\r\n'}.\r\n`;
}

/** The keywords of a relay's answer to EHLO, its first line aside. */
export function extensionsIn(reply: string): ReadonlySet<string> {
  const lines = reply.split(/\r?\n/).slice(1);
  return new Set(lines.map((line) => (line.slice(4).split(' ')[0] ?? '').toUpperCase()));
}
