import { ImapFlow } from 'imapflow';
import type { ImapMailbox } from '../config/imap.js';
import { readBounce } from './bounce.js';
import type { Bounce } from './bounce.js';
import { envelopeOf } from './returned-mails.js';
import type { ReturnedMails } from './returned-mails.js';

/** So many at a look, and so much of each: a report is short, what it quotes may not be. */
const AT_ONCE = 20;
const MOST_BYTES = 256 * 1024;
const CONNECT_MS = 20_000;
/** No word from the server for so long ends the line. */
const SILENCE_MS = 60_000;
/** After a failure the mailbox is tried again so much later, each time twice that, up to five minutes. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Returned mails in a mailbox on a server; `close` ends the line to it. */
export interface ReturnedInImap extends ReturnedMails {
  close(): Promise<void>;
}

/**
 * Returned mails in a mailbox that is read by IMAP (RFC 9051). Looking changes nothing; what is done with
 * moves to another folder, so that a process that dies before looks at it again. After a failure `waiting`
 * rejects once and then answers with nothing until it is time for the next try.
 */
export function returnedInImap(
  mailbox: ImapMailbox,
  /** Milliseconds that only go forward. */
  monotonicMs: () => number = () => performance.now(),
): ReturnedInImap {
  let client: ImapFlow | null = null;
  let pauseMs = FIRST_PAUSE_MS;
  let tryAtMs = 0;

  const opened = async (): Promise<ImapFlow> => {
    if (client?.usable === true) return client;
    client?.close();
    client = clientFor(mailbox);
    // A line that ends between two looks is told by the next one.
    client.on('error', () => undefined);
    await client.connect();
    await client.mailboxCreate(mailbox.takenFolder);
    return client;
  };
  type Work<T> = (open: ImapFlow, validity: bigint) => Promise<T>;
  /** A line that was there may have ended between two looks: what failed by that is done over a fresh one. */
  const inFolder = async <T>(work: Work<T>): Promise<T> => {
    const before = client?.usable === true;
    try {
      return await inFolderOnce(work);
    } catch (error) {
      if (!before || client?.usable === true) throw error;
      return inFolderOnce(work);
    }
  };
  const inFolderOnce = async <T>(work: Work<T>): Promise<T> => {
    const open = await opened();
    const lock = await open.getMailboxLock(mailbox.folder);
    try {
      const { mailbox: selected } = open;
      if (selected === false) throw new Error('the mailbox could not be opened');
      return await work(open, selected.uidValidity);
    } finally {
      lock.release();
    }
  };
  const take = async () =>
    inFolder(async (open, validity) => {
      const found = await open.search({ deleted: false }, { uid: true });
      const uids = (Array.isArray(found) ? found : []).slice(0, AT_ONCE);
      if (uids.length === 0) return [];
      const source = { start: 0, maxLength: MOST_BYTES };
      const mails = await open.fetchAll(uids, { uid: true, source }, { uid: true });
      return Promise.all(
        mails.map(async ({ uid, source: raw = Buffer.alloc(0) }) => ({
          recipients: envelopeOf(raw),
          bounce: await bounceOrNull(raw),
          forget: async () => moveAway(uid, validity),
        })),
      );
    });
  const moveAway = async (uid: number, validity: bigint): Promise<void> =>
    inFolder(async (open, now) => {
      // Numbered anew meanwhile (RFC 9051 2.3.1.1): the number may be another mail's, so it is looked at once more.
      if (now !== validity) return;
      const moved = await open.messageMove([uid], mailbox.takenFolder, { uid: true });
      if (moved === false) throw new Error('a returned mail could not be moved');
    });
  return {
    waiting: async () => {
      if (monotonicMs() < tryAtMs) return [];
      try {
        const mails = await take();
        pauseMs = FIRST_PAUSE_MS;
        return mails;
      } catch (error) {
        tryAtMs = monotonicMs() + pauseMs;
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        client?.close();
        client = null;
        throw new Error(wordsOf(error), { cause: error });
      }
    },
    close: async () => {
      await client?.logout().catch(() => undefined);
      client?.close();
      client = null;
    },
  };
}

/** Logs in and opens the folder, without touching a mail; answers why that failed, or null. */
export async function probeImap(mailbox: ImapMailbox): Promise<string | null> {
  const client = clientFor(mailbox);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const lock = await client.getMailboxLock(mailbox.folder, { readOnly: true });
    lock.release();
    await client.logout();
    return null;
  } catch (error) {
    return wordsOf(error);
  } finally {
    client.close();
  }
}

function clientFor({ host, port, secure, user, password }: ImapMailbox): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: 4 * MOST_BYTES,
  });
}

async function bounceOrNull(raw: Buffer): Promise<Bounce | null> {
  try {
    return await readBounce(raw);
  } catch {
    // What cannot be read reports nothing, and must not hold up the reports behind it.
    return null;
  }
}

/** What the server said, which never repeats the password. */
function wordsOf(error: unknown): string {
  const said =
    typeof error === 'object' && error !== null && 'responseText' in error
      ? error.responseText
      : null;
  const message = error instanceof Error ? error.message : String(error);
  return (typeof said === 'string' ? said : message).slice(0, 200);
}
