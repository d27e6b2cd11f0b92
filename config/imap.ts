import { readFileSync } from 'node:fs';
import { ConfigError } from './env.js';
import type { Env } from './env.js';

/** How to reach the mailbox of returned mails. */
export interface ImapMailbox {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS where the server has it. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  /** The folder that is read. */
  readonly folder: string;
  /** The folder into which is moved what was taken. */
  readonly takenFolder: string;
}

/**
 * The mailbox of BOUNCE_IMAP_URL, or null without one; the password stands in its own variable, in the file
 * that BOUNCE_IMAP_PASSWORD_FILE names, or in the URL. Throws ConfigError, which never repeats it.
 */
export function imapMailboxOf(
  env: Pick<
    Env,
    'BOUNCE_IMAP_URL' | 'BOUNCE_IMAP_PASSWORD' | 'BOUNCE_IMAP_PASSWORD_FILE' | 'BOUNCE_IMAP_TAKEN'
  >,
): ImapMailbox | null {
  if (env.BOUNCE_IMAP_URL === undefined) return null;
  const url = new URL(env.BOUNCE_IMAP_URL);
  const secure = url.protocol === 'imaps:';
  const password = env.BOUNCE_IMAP_PASSWORD ?? inFile(env) ?? decodeURIComponent(url.password);
  if (url.username === '' || password === '') {
    throw new ConfigError('BOUNCE_IMAP_URL must name a user, and a password must be set for it.');
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    user: decodeURIComponent(url.username),
    password,
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    takenFolder: env.BOUNCE_IMAP_TAKEN,
  };
}

function inFile({
  BOUNCE_IMAP_PASSWORD_FILE: path,
}: Pick<Env, 'BOUNCE_IMAP_PASSWORD_FILE'>): string | null {
  if (path === undefined) return null;
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch {
    throw new ConfigError('BOUNCE_IMAP_PASSWORD_FILE must name a file that can be read.');
  }
}
