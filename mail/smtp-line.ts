import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { WrittenMail } from './mime.js';
import { smtpExchange } from './smtp-exchange.js';
import type { SmtpExchange } from './smtp-exchange.js';
import { LineFailure } from './line-failure.js';
import { extensionsIn, handOver, RefusedCommand } from './smtp-handover.js';

/** How to reach a relay. */
export interface RelayAddress {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Further settings of the URL's query, as nodemailer names them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** RFC 5321 4.5.3.2.1: five minutes for the greeting. */
const GREETING_MS = 5 * 60_000;
/** RFC 5321 4.5.3.2.6: ten minutes for the answer to the closing dot, the longest of all waits. */
const SILENCE_MS = 10 * 60_000;
const MOST_LINES_KEPT = 200;

/** One conversation with a relay; it remembers what was said, without passwords and bodies. */
export interface SmtpLine {
  /** Ready for a mail; rejects with a LineFailure. */
  open(): Promise<void>;
  /** Hands over one mail and answers the server's words; rejects with a LineFailure. */
  send(mail: WrittenMail): Promise<string>;
  /** Forgets a refused mail (RSET), so that the line can be used again. */
  reset(): Promise<void>;
  close(): void;
  isOpen(): boolean;
  /** What was said since the last mail began, one line each. */
  conversation(): string;
  /** Mails handed over so far. */
  sent(): number;
}

/** A line that is not open yet. nodemailer greets, takes up TLS and logs in; the mails are handed over here. */
export function smtpLine(relay: RelayAddress): SmtpLine {
  const said: string[] = [];
  let open = false;
  let asked = false;
  let count = 0;
  let extensions: ReadonlySet<string> = new Set();
  let exchange: SmtpExchange | null = null;
  const keep = (from: 'S' | 'C', text: string): void => {
    if (said.length < MOST_LINES_KEPT) said.push(`${from}: ${text.slice(0, 500)}`);
  };
  const note = (entry: unknown, ...words: unknown[]): void => {
    const from = typeof entry === 'object' && entry !== null && 'tnx' in entry ? entry.tnx : '';
    if (from !== 'server' && from !== 'client') return;
    const text = words.map(String).join(' ');
    // The answer to EHLO; what was said before TLS is said again behind it (RFC 3207 4.2).
    if (from === 'server' && text.startsWith('250')) extensions = extensionsIn(text);
    keep(from === 'server' ? 'S' : 'C', text);
  };
  const connection = new SMTPConnection({
    ...relay.settings,
    host: relay.host,
    port: relay.port,
    secure: relay.secure,
    connectionTimeout: GREETING_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    transactionLog: true,
    logger: {
      level: noted,
      trace: note,
      debug: note,
      info: noted,
      warn: noted,
      error: noted,
      fatal: noted,
    },
  });
  let failed: ((error: Error) => void) | null = null;
  const onEnd = (error: Error): void => {
    open = false;
    failed?.(error);
    exchange?.end(error);
  };
  connection.on('error', onEnd);
  connection.on('end', () => {
    onEnd(new Error('Connection closed unexpectedly'));
  });
  /** Runs one step of the opening, which either answers or ends with the connection. */
  const step = async (run: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      failed = (error) => {
        failed = null;
        reject(new LineFailure(error, false));
      };
      run((error) => {
        if (failed === null) return;
        if (error === null || error === undefined) {
          failed = null;
          resolve();
        } else failed(error);
      });
    });
  const close = (): void => {
    open = false;
    connection.close();
  };
  const opened = (): SmtpExchange => {
    if (exchange === null) throw new LineFailure(new Error('the line is not open'), false);
    return exchange;
  };
  return {
    open: async () => {
      await step((done) => {
        connection.connect(done);
      });
      const { login } = relay;
      if (login !== null && connection.allowsAuth) {
        await step((done) => {
          connection.login({ user: login.user, pass: login.password }, done);
        });
      }
      const { _socket: socket } = connection;
      if (socket === null || socket === false) throw new LineFailure(new Error('no socket'), false);
      exchange = smtpExchange(socket, {
        heard: (reply) => {
          keep('S', reply);
        },
        ended: close,
      });
      open = true;
    },
    send: async (mail) => {
      said.length = 0;
      asked = false;
      try {
        const response = await handOver(mail, {
          exchange: opened(),
          extensions,
          said: (command) => {
            keep('C', command);
          },
          begun: () => {
            asked = true;
          },
        });
        count += 1;
        return response;
      } catch (error) {
        throw new LineFailure(error, asked);
      }
    },
    reset: async () => {
      keep('C', 'RSET');
      const { replies, ended } = await opened().ask('RSET\r\n', 1);
      if (ended !== null || replies[0]?.startsWith('2') !== true) {
        throw new LineFailure(ended ?? new RefusedCommand('RSET', replies[0] ?? ''), false);
      }
    },
    close,
    isOpen: () => open,
    conversation: () => said.join('\n'),
    sent: () => count,
  };
}

function noted(): void {
  // The conversation is kept from its commands and answers alone.
}
