import { createHash } from 'node:crypto';

import { dayAt, instantOf } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';

/** What the name of a kept mail tells without opening it. */
export interface MailFile {
  /** The file's name without `.eml`: letters, digits, `-`, `_` and `.` only, so it may stand in a URL. */
  readonly id: string;
  readonly receivedAt: Instant;
  /** Without angle brackets; for a very long one only its hash. */
  readonly messageId: string;
}

const NAME = /^(\d{14})-(\d{7})-([0-9a-f]{8})\.([mh])([A-Za-z0-9_-]+)$/;
/** base64url of this many bytes still leaves a file name under 255 characters. */
const LONGEST_MESSAGE_ID = 150;

/** A name that sorts by arrival and carries the Message-ID, so counting copies reads no mail. */
export function mailFileId(mail: {
  readonly receivedAtMs: number;
  readonly serial: number;
  readonly writer: string;
  readonly messageId: string;
}): string {
  const bytes = Buffer.from(mail.messageId, 'utf8');
  const tail =
    bytes.length > LONGEST_MESSAGE_ID
      ? `h${createHash('sha256').update(bytes).digest('hex')}`
      : `m${bytes.toString('base64url') || '_'}`;
  const ms = String(mail.receivedAtMs).padStart(14, '0');
  return `${ms}-${String(mail.serial % 10_000_000).padStart(7, '0')}-${mail.writer}.${tail}`;
}

/** The facts in a name; null for what is no mail of ours (or an attempt to leave the folder). */
export function mailFile(id: string): MailFile | null {
  const match = NAME.exec(id);
  if (match === null) return null;
  const [, ms = '', , , kind, tail = ''] = match;
  const messageId =
    kind === 'h' || tail === '_' ? tail : Buffer.from(tail, 'base64url').toString('utf8');
  return { id, receivedAt: instantOf(Number(ms)), messageId };
}

/** The folder of a mail: one for each day in Việt Nam, `2026-07-03`. */
export function folderOf(file: MailFile): string {
  return dayAt(file.receivedAt);
}

/** The Message-ID in a raw mail without angle brackets, or empty. */
export function messageIdIn(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString('latin1');
  return /^message-id:\s*<([^>\r\n]*)>/im.exec(head)?.[1] ?? '';
}
