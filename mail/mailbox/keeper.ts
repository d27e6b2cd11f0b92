import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { folderOf, mailFile, mailFileId, messageIdIn } from './mail-file.js';

/** Puts mails into a mailbox folder; several processes may do so at once. */
export interface MailKeeper {
  /** Resolves with the mail's id once the file stands under its final name. */
  keep(raw: Buffer, receivedAtMs: number): Promise<string>;
}

/** A keeper for a folder, which is made when missing. */
export function mailKeeper(dir: string): MailKeeper {
  const writer = randomBytes(4).toString('hex');
  const unfinished = join(dir, 'unfinished');
  const made = new Set<string>();
  let serial = 0;

  const ensure = async (folder: string) => {
    if (made.has(folder)) return;
    await mkdir(folder, { recursive: true });
    made.add(folder);
  };

  const put = async (raw: Buffer, id: string, folder: string) => {
    await Promise.all([ensure(unfinished), ensure(folder)]);
    const draft = join(unfinished, id);
    await writeFile(draft, raw);
    await rename(draft, join(folder, `${id}.eml`));
  };

  return {
    async keep(raw, receivedAtMs) {
      serial += 1;
      const id = mailFileId({ receivedAtMs, serial, writer, messageId: messageIdIn(raw) });
      const file = mailFile(id);
      if (file === null) throw new RangeError('a mail arrived at no possible time');
      const folder = join(dir, folderOf(file));
      try {
        await put(raw, id, folder);
      } catch (error) {
        if (!isMissing(error)) throw error;
        // Somebody emptied the mailbox meanwhile: its folders are made anew.
        made.clear();
        await put(raw, id, folder);
      }
      return id;
    },
  };
}

/** True for "no such file or folder". */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
