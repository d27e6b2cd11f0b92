import type { Socket } from 'node:net';
import { isSevenBit } from './seven-bit.js';

/** A reply longer than this is no reply. */
const MOST_OF_A_REPLY = 1024 * 1024;
/** A reply to the end: each of its lines but the last has a hyphen behind the code (RFC 5321 4.2.1). */
const LAST_LINE = /^\d{3}(?: |$)/;
/** The relay takes its leave (RFC 5321 3.8); no more replies will come. */
const LEAVE = /^421(?: |-|$)/;

/** What was answered to some commands; fewer replies than commands where the line has ended. */
export interface Answered {
  readonly replies: readonly string[];
  /** Why the line has ended; null while it is there. */
  readonly ended: Error | null;
}

/** Commands and replies over an open connection, one question at a time. */
export interface SmtpExchange {
  /** Says commands at once (RFC 2920) and waits for a reply to each; `text` is what goes over the line. */
  ask(text: string, replies: number): Promise<Answered>;
  /** Tells that the connection has ended. */
  end(reason: Error): void;
}

/** Takes over a connection that has been greeted; hands each reply to `heard`, and tells what nobody had asked for by `ended`. */
export function smtpExchange(
  socket: Socket,
  hooks: { readonly heard: (reply: string) => void; readonly ended: (reason: Error) => void },
): SmtpExchange {
  let rest = '';
  let lines: string[] = [];
  let replies: string[] = [];
  let wanted = 0;
  let over: Error | null = null;
  let answer: ((answered: Answered) => void) | null = null;
  const finish = (): void => {
    const resolve = answer;
    answer = null;
    resolve?.({ replies, ended: over });
  };
  const end = (reason: Error): void => {
    if (over !== null) return;
    over = reason;
    // A refusal whose last line break never came is a refusal.
    if (answer !== null && /^[45]\d{2}[ -]/.test(rest)) take(rest.trimEnd());
    finish();
    hooks.ended(reason);
  };
  const take = (reply: string): void => {
    hooks.heard(reply);
    if (answer === null) {
      end(new Error(`unexpected reply: ${reply}`));
      return;
    }
    replies.push(reply);
    if (LEAVE.test(reply)) end(new Error('the relay took its leave'));
    else if (replies.length === wanted) finish();
  };
  socket.removeAllListeners('data');
  socket.on('data', (chunk: Buffer) => {
    rest += chunk.toString('utf8');
    let from = 0;
    for (let to = rest.indexOf('\n'); to >= 0; to = rest.indexOf('\n', from)) {
      const line = rest.slice(from, rest.charCodeAt(to - 1) === 13 ? to - 1 : to);
      from = to + 1;
      if (line.trim() === '' && lines.length === 0) continue;
      lines.push(line);
      if (!LAST_LINE.test(line) && /^\d{3}-/.test(line)) continue;
      const reply = lines.join('\n');
      lines = [];
      if (over === null) take(reply);
    }
    if (from > 0) rest = rest.slice(from);
    if (rest.length + lines.length * 80 > MOST_OF_A_REPLY) end(new Error('a reply without end'));
  });
  return {
    ask: async (text, count) =>
      new Promise((resolve) => {
        if (over !== null) {
          resolve({ replies: [], ended: over });
          return;
        }
        replies = [];
        wanted = count;
        answer = resolve;
        socket.write(text, isSevenBit(text) ? 'latin1' : 'utf8');
      }),
    end,
  };
}
