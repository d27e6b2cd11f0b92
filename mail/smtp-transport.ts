import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { MailTransport, MailVerdict } from '../activities/ports.js';
import { writtenMail } from './mime.js';
import type { WrittenMail } from './mime.js';

import type { RelayAddress, SmtpLine } from './smtp-line.js';
import { smtpLines } from './smtp-lines.js';
import { verdictOfFailure, verdictOfWriting } from './verdict.js';

/** A relay and how many lines to it may be open at once. */
export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  readonly maxConnections: number;
}

/**
 * The one transport of a worker. `send` never rejects and is never cut off: it answers with a
 * verdict, in minutes where the relay takes them (RFC 5321 4.5.3.2). `close` waits for what is under way.
 */
export function smtpTransport(options: SmtpOptions): MailTransport {
  const lines = smtpLines(addressOf(options.url), options.maxConnections);
  const underway = new Set<Promise<MailVerdict>>();
  let closed = false;

  const over = async (line: SmtpLine, written: WrittenMail): Promise<MailVerdict> => {
    try {
      return { kind: 'sent', response: await line.send(written) };
    } catch (error) {
      const verdict = verdictOfFailure(error, line.conversation());
      if (verdict.kind === 'answered' && line.isOpen()) {
        await line.reset().catch(() => {
          line.close();
        });
      } else line.close();
      return verdict;
    } finally {
      lines.giveBack(line);
    }
  };
  const handOver = async (line: SmtpLine, written: WrittenMail): Promise<MailVerdict> => {
    const used = line.sent() > 0;
    const verdict = await over(line, written);
    // A line the server had dropped while idle costs the mail nothing: it goes over a fresh one.
    return verdict.kind === 'unreachable' && used
      ? await over(await lines.take(), written)
      : verdict;
  };
  return {
    send: async (mail, mayBegin = always) => {
      let written: WrittenMail;
      try {
        written = writtenMail(mail);
      } catch (error) {
        return verdictOfWriting(error);
      }
      try {
        const line = await lines.take();
        if (closed || !(await mayBegin())) {
          lines.giveBack(line);
          return NOT_BEGUN;
        }
        const sending = handOver(line, written);
        underway.add(sending);
        try {
          return await sending;
        } finally {
          underway.delete(sending);
        }
      } catch (error) {
        return closed ? NOT_BEGUN : verdictOfFailure(error, null);
      }
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underway);
      lines.close();
    },
  };
}

const NOT_BEGUN: MailVerdict = { kind: 'notTried', response: 'not to begin any more' };

async function always(): Promise<boolean> {
  return Promise.resolve(true);
}

/** Reads the URL as nodemailer does, its query included. */
function addressOf(url: string): RelayAddress {
  const { host, port, secure, auth, ...settings } = parseConnectionUrl(url);
  return {
    host: host ?? 'localhost',
    port: port ?? (secure === true ? 465 : 25),
    secure: secure === true,
    login:
      typeof auth?.user === 'string' && auth.user !== ''
        ? { user: auth.user, password: auth.pass }
        : null,
    settings: { ...settings },
  };
}
