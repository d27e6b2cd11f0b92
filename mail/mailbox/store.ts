import { open, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import PostalMime from 'postal-mime';

import { dayOrNull } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { isMissing } from './keeper.js';
import { folderOf, mailFile } from './mail-file.js';
import type { MailFile } from './mail-file.js';
import { addressed, openMail } from './reading.js';
import type { OpenedMail } from './reading.js';

/** The header that says which office a mail belongs to; a rehearsal's mails are told apart by it. */
export const OFFICE_HEADER = 'X-Dondoc-Office';

/** One line of the mailbox page. */
export interface ListedMail {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly officeId: string | null;
  /** How many mails carry this Message-ID; 2 and more are twins. */
  readonly copies: number;
}

/** A kept mail with everything in it. */
export interface KeptMail extends OpenedMail {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly messageId: string;
}

/** What to list: newest first, at most `limit`, older than the mail `before`. */
export interface MailboxQuery {
  readonly query?: string;
  readonly to?: string;
  readonly officeId?: string;
  readonly limit: number;
  readonly before?: string;
}

/** A mailbox folder, read; the files are the only truth, so any process may write meanwhile. */
export interface MailboxStore {
  list(query: MailboxQuery): Promise<readonly ListedMail[]>;
  read(id: string): Promise<KeptMail | null>;
  count(): Promise<number>;
  distinctMessageIds(): Promise<ReadonlySet<string>>;
  deleteAll(): Promise<void>;
}

type Head = Pick<ListedMail, 'from' | 'to' | 'subject' | 'officeId'>;

/** Headers of this many mails are remembered; a campaign fits. */
const REMEMBERED = 50_000;
const HEAD_BYTES = 8_192;

/** Opens a mailbox folder, which need not exist yet. */
export function openMailboxStore(dir: string): MailboxStore {
  const heads = new Map<string, Head>();

  const headOf = async (file: MailFile): Promise<Head | null> => {
    const known = heads.get(file.id);
    if (known !== undefined) return known;
    const raw = await readHead(pathOf(dir, file));
    if (raw === null) return null;
    const mail = await PostalMime.parse(raw);
    const office = mail.headers.find(({ key }) => key === OFFICE_HEADER.toLowerCase());
    const head = { ...addressed(mail), officeId: office?.value ?? null };
    if (heads.size >= REMEMBERED) heads.clear();
    heads.set(file.id, head);
    return head;
  };

  return {
    async list(query) {
      const files = await newestFirst(dir);
      const copies = countById(files);
      const found: ListedMail[] = [];
      for (const file of files) {
        if (found.length >= query.limit) break;
        if (query.before !== undefined && file.id >= query.before) continue;
        const head = await headOf(file);
        if (head === null || !matches(head, query)) continue;
        found.push({ ...file, ...head, copies: copies.get(file.messageId) ?? 1 });
      }
      return found;
    },

    async read(id) {
      const file = mailFile(id);
      if (file === null) return null;
      try {
        return { ...file, ...(await openMail(await readFile(pathOf(dir, file)))) };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async count() {
      return (await newestFirst(dir)).length;
    },

    async distinctMessageIds() {
      return new Set((await newestFirst(dir)).map(({ messageId }) => messageId));
    },

    async deleteAll() {
      heads.clear();
      for (const folder of await dayFolders(dir)) {
        await rm(join(dir, folder), { recursive: true, force: true, maxRetries: 3 });
      }
    },
  };
}

function pathOf(dir: string, file: MailFile): string {
  return join(dir, folderOf(file), `${file.id}.eml`);
}

async function newestFirst(dir: string): Promise<MailFile[]> {
  const files: MailFile[] = [];
  for (const folder of (await dayFolders(dir)).sort().reverse()) {
    const names = await namesIn(join(dir, folder));
    for (const name of names.sort().reverse()) {
      const file = name.endsWith('.eml') ? mailFile(name.slice(0, -4)) : null;
      if (file !== null) files.push(file);
    }
  }
  return files;
}

async function dayFolders(dir: string): Promise<string[]> {
  return (await namesIn(dir)).filter((name) => dayOrNull(name) !== null);
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The header section with a little of the body; null when the mail was deleted meanwhile. */
async function readHead(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const end = buffer.indexOf('\r\n\r\n');
      return buffer.subarray(0, end < 0 ? bytesRead : end + 4);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function countById(files: readonly MailFile[]): Map<string, number> {
  const copies = new Map<string, number>();
  for (const { messageId } of files) copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
  return copies;
}

function matches(head: Head, query: MailboxQuery): boolean {
  if (query.officeId !== undefined && head.officeId !== query.officeId) return false;
  if (query.to !== undefined && !head.to.some((address) => contains(address, query.to ?? ''))) {
    return false;
  }
  if (query.query === undefined || query.query === '') return true;
  const wanted = query.query;
  return [head.subject, head.from, ...head.to].some((text) => contains(text, wanted));
}

function contains(text: string, wanted: string): boolean {
  return folded(text).includes(folded(wanted));
}

/** Without case and accents, so that "bao cao" finds "báo cáo". */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
}
