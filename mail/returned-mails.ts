import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBounce } from './bounce.js';
import type { Bounce } from './bounce.js';
import { isMissing } from './mailbox/keeper.js';

/** A mail that was sent to a return path. */
export interface ReturnedMail {
  /** The addresses of its envelope, as the server that delivered it wrote them. */
  readonly recipients: readonly string[];
  /** What it reports; null for everything else, automatic answers among them. */
  readonly bounce: Bounce | null;
  /** Done with: it is looked at no more. */
  forget(): Promise<void>;
}

/** Where returned mails are found. Whatever fetches them from a server is an adapter of this. */
export interface ReturnedMails {
  /** Those that nobody has looked at, at most a hundred, the oldest first. */
  waiting(): Promise<readonly ReturnedMail[]>;
}

const AT_ONCE = 100;
/** The headers in which servers name the recipient of the envelope: Postfix and Courier, Exim, and ours. */
const ENVELOPE_HEADER =
  /^(?:delivered-to|x-original-to|envelope-to|x-envelope-to):\s*<?([^\s<>]+)>?\s*$/gim;

/** Returned mails in a folder, a file each as a mail server delivers them (`new/` of a Maildir is such a folder); what cannot be read is put aside. */
export function returnedInFolder(dir: string): ReturnedMails {
  const aside = join(dir, 'unreadable');
  return {
    waiting: async () => {
      const names = (await namesIn(dir)).slice(0, AT_ONCE);
      const mails: ReturnedMail[] = [];
      for (const name of names) {
        const path = join(dir, name);
        try {
          const raw = await readFile(path);
          mails.push({
            recipients: envelopeOf(raw),
            bounce: await readBounce(raw),
            forget: async () => rm(path, { force: true }),
          });
        } catch (error) {
          if (isMissing(error)) continue;
          await mkdir(aside, { recursive: true });
          await rename(path, join(aside, name));
        }
      }
      return mails;
    },
  };
}

/** Puts a mail into such a folder as a server would; it appears whole or not at all. */
export async function keepReturned(
  dir: string,
  { recipients, raw }: { readonly recipients: readonly string[]; readonly raw: Buffer },
): Promise<void> {
  await mkdir(dir, { recursive: true });
  const name = `${String(Date.now()).padStart(14, '0')}-${randomUUID()}`;
  const head = recipients.map((address) => `Delivered-To: ${address}\r\n`).join('');
  await writeFile(join(dir, `.${name}`), Buffer.concat([Buffer.from(head), raw]));
  await rename(join(dir, `.${name}`), join(dir, `${name}.eml`));
}

/** To whom the envelope of a mail was addressed, by the headers above the first blank line only: what stands further down anybody can write. */
export function envelopeOf(raw: Buffer): readonly string[] {
  const end = raw.indexOf('\r\n\r\n');
  const short = end < 0 ? raw.indexOf('\n\n') : end;
  const head = raw.subarray(0, short < 0 ? raw.length : short).toString('latin1');
  return [...head.matchAll(ENVELOPE_HEADER)].map(([, address]) => address ?? '');
}

async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
