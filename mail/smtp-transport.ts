import { setMaxListeners } from 'node:events';

import { createTransport } from 'nodemailer';

import type { MailTransport, MailVerdict, OutgoingMail } from '../activities/ports.js';
import { composed } from './compose.js';
import { verdictOf } from './verdict.js';

/** A relay and how hard it may be used. */
export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  readonly maxConnections: number;
  /** For connecting, greeting and each silence; well below half a lease. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
const MAX_MESSAGES = 1_000;

/** The one pooled transport of a worker; `send` never rejects, it answers with a verdict. */
export function smtpTransport(options: SmtpOptions): MailTransport {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const pool = createTransport({
    url: options.url,
    pool: true,
    maxConnections: options.maxConnections,
    maxMessages: MAX_MESSAGES,
    // One silent second try for a connection the server had already dropped while idle.
    maxRequeues: 1,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** Tries whose message went to the socket as a whole, by their envelope. */
  const handedOver = new WeakSet<object>();
  pool.use('stream', (mail, done) => {
    const envelope = mail.data.envelope;
    if (typeof envelope === 'object') {
      mail.message.processFunc((message) => {
        // The closing dot follows the end, so a line that dies before it has delivered nothing.
        message.once('end', () => {
          handedOver.add(envelope);
        });
        return message;
      });
    }
    done();
  });
  const underway = new Set<Promise<MailVerdict>>();

  const attempt = async (mail: OutgoingMail, signal: AbortSignal): Promise<MailVerdict> => {
    let tried: object | null = null;
    try {
      const message = composed(mail);
      tried = message.envelope;
      const info = await pool.sendMail({ ...message, signal });
      return { kind: 'sent', response: info.response };
    } catch (error) {
      return verdictOf({ error, handedOver: tried !== null && handedOver.has(tried) });
    }
  };

  return {
    async send(mail, signal) {
      // All mails of a lane share its one signal; that many listeners are no leak.
      setMaxListeners(0, signal);
      const sending = attempt(mail, signal);
      underway.add(sending);
      try {
        return await sending;
      } finally {
        underway.delete(sending);
      }
    },
    async close() {
      pool.close();
      await Promise.allSettled(underway);
    },
  };
}
