import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { WrittenMail } from './mime.js';

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

/** A failed command of the conversation: nodemailer's error, and whether the mail may have been taken. */
export class LineFailure extends Error {
  override readonly name = 'LineFailure';

  /** What nodemailer said. */
  readonly reason: unknown;
  /** True once the server had asked for the message: its closing dot may have arrived. */
  readonly handedOver: boolean;

  constructor(reason: unknown, handedOver: boolean) {
    super('the conversation with the relay failed', { cause: reason });
    this.reason = reason;
    this.handedOver = handedOver;
  }
}

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

/** A line that is not open yet. */
export function smtpLine(relay: RelayAddress): SmtpLine {
  const said: string[] = [];
  let open = false;
  let asked = false;
  let count = 0;
  const note = (entry: unknown, ...words: unknown[]): void => {
    const from = typeof entry === 'object' && entry !== null && 'tnx' in entry ? entry.tnx : '';
    const text = words.map(String).join(' ').slice(0, 500);
    if (from === 'server' && text.startsWith('354')) asked = true;
    if (from !== 'server' && from !== 'client') return;
    if (said.length < MOST_LINES_KEPT) said.push(`${from === 'server' ? 'S' : 'C'}: ${text}`);
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
  let failed: ((error: unknown) => void) | null = null;
  connection.on('error', (error: unknown) => {
    open = false;
    failed?.(error);
  });
  connection.on('end', () => {
    open = false;
    failed?.(new Error('Connection closed unexpectedly'));
  });
  /** Runs one command that either answers or ends with the connection. */
  const command = async <T>(
    run: (done: (error: unknown, value?: T) => void) => void,
  ): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      failed = (error) => {
        failed = null;
        reject(new LineFailure(error, asked));
      };
      run((error, value) => {
        if (failed === null) return;
        if (error === null || error === undefined) {
          failed = null;
          resolve(value);
        } else failed(error);
      });
    });
  return {
    open: async () => {
      await command((done) => {
        connection.connect(done);
      });
      const { login } = relay;
      if (login !== null && connection.allowsAuth) {
        await command((done) => {
          connection.login({ user: login.user, pass: login.password }, done);
        });
      }
      open = true;
    },
    send: async (mail) => {
      said.length = 0;
      asked = false;
      const info = await command<{ response: string }>((done) => {
        connection.send({ from: mail.from, to: [mail.to] }, Buffer.from(mail.message), done);
      });
      count += 1;
      return info?.response ?? '';
    },
    reset: async () => {
      await command((done) => {
        connection.reset(done);
      });
    },
    close: () => {
      open = false;
      connection.close();
    },
    isOpen: () => open,
    conversation: () => said.join('\n'),
    sent: () => count,
  };
}

function noted(): void {
  // The conversation is kept from its commands and answers alone.
}
