import { isIPv4, isIPv6 } from 'node:net';
import { join } from 'node:path';

import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream } from 'smtp-server';

import { isReturnPath } from '../../config/return-path.js';
import { keepReturned } from '../returned-mails.js';
import { mailKeeper } from './keeper.js';
import type { MailKeeper } from './keeper.js';

const MAX_BYTES = 40 * 1024 * 1024;

/** Where the mailbox listens and keeps. */
export interface MailboxOptions {
  readonly dir: string;
  /** Loopback only: it takes mail from anybody. */
  readonly host: string;
  /** 0 picks a free port. */
  readonly smtpPort: number;
}

/** The built-in mailbox: takes every mail, forwards none, and answers 250 only when the mail is kept. */
export async function startMailbox(
  options: MailboxOptions,
): Promise<{ readonly smtpPort: number; close(): Promise<void> }> {
  if (!isLoopback(options.host)) throw new RangeError('the mailbox listens on loopback only');
  const keeper = mailKeeper(options.dir);
  const server = new SMTPServer({
    name: 'dondoc-mailbox',
    banner: 'dondoc built-in mailbox',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    logger: false,
    closeTimeout: 1_000,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      kept(stream, { keeper, dir: options.dir, recipients }).then(
        (refusal) => {
          done(refusal, 'OK kept');
        },
        (error: unknown) => {
          done(asError(error));
        },
      );
    },
  });
  // A client that goes away in mid-sentence is its own affair: nothing was answered, nothing is kept.
  server.on('error', () => undefined);
  const smtpPort = await listening(server, options);
  return {
    smtpPort,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Null once the mail is kept, or the refusal of one that is too large. */
async function kept(
  stream: SMTPServerDataStream,
  {
    keeper,
    dir,
    recipients,
  }: { readonly keeper: MailKeeper; readonly dir: string; readonly recipients: readonly string[] },
): Promise<Error | null> {
  const raw = await received(stream);
  if (stream.sizeExceeded) return tooLarge();
  // What comes to a return path is no mail for people to read.
  const returned = recipients.filter(isReturnPath);
  if (returned.length > 0) {
    await keepReturned(returnedFolder(dir), { recipients: returned, raw });
  }
  if (returned.length < recipients.length) await keeper.keep(raw, Date.now());
  return null;
}

/** Where the built-in mailbox keeps what comes to return paths. */
export function returnedFolder(mailboxDir: string): string {
  return join(mailboxDir, 'returned');
}

async function listening(server: SMTPServer, { smtpPort, host }: MailboxOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(smtpPort, host, () => {
      server.server.off('error', reject);
      const address = server.server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the mailbox got no port'));
    });
  });
}

async function received(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    // What is too large is read to its end and thrown away, so that the client hears why.
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): Error {
  return Object.assign(new Error('Message is too large'), { responseCode: 552 });
}

function asError(error: unknown): Error {
  const cause = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(`Could not keep the message: ${cause}`), { responseCode: 451 });
}

function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  if (isIPv4(host)) return host.startsWith('127.');
  return isIPv6(host) && host === '::1';
}
