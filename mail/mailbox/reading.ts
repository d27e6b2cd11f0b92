import PostalMime from 'postal-mime';
import type { Attachment, Email } from 'postal-mime';

/** A kept mail, opened. */
export interface OpenedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** As sent; whoever shows it must sandbox it. */
  readonly html: string;
  readonly attachments: readonly KeptAttachment[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly icsSummary: IcsSummary | null;
}

export interface KeptAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a calendar entry says, in its own spelling of instants (`20260703T100000Z`). */
export interface IcsSummary {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly start: string;
  readonly end: string;
  readonly title: string;
}

/** Reads a raw mail; broken mails give what can be read of them. */
export async function openMail(raw: Uint8Array): Promise<OpenedMail> {
  const mail = await PostalMime.parse(raw);
  const files = mail.attachments.map(asKept);
  const calendar = files.find(({ contentType }) => /calendar|\bics\b/.test(contentType));
  return {
    ...addressed(mail),
    text: mail.text ?? '',
    html: mail.html ?? '',
    // The same entry travels twice, once as an alternative without a file name.
    attachments: mail.attachments.flatMap((part, i) => {
      const file = files[i];
      return file === undefined || (part.filename === null && file === calendar) ? [] : [file];
    }),
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    icsSummary: calendar === undefined ? null : icsSummary(calendar.bytes.toString('utf8')),
  };
}

/** From, recipients and subject of a mail as one reads them. */
export function addressed(mail: Email): Pick<OpenedMail, 'from' | 'to' | 'subject'> {
  return {
    from: mail.from?.address ?? '',
    to: (mail.to ?? []).flatMap(({ address }) => (address === undefined ? [] : [address])),
    subject: mail.subject ?? '',
  };
}

/** The entry in an iCalendar text, or null when it holds none. */
export function icsSummary(content: string): IcsSummary | null {
  // RFC 5545 3.1: a line that begins with white space goes on from the one before.
  const lines = content.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  if (!lines.includes('BEGIN:VEVENT')) return null;
  const value = (name: string) => {
    const line = lines.find((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`));
    return line === undefined ? '' : line.slice(line.indexOf(':') + 1);
  };
  return {
    method: value('METHOD'),
    uid: value('UID'),
    sequence: Number(value('SEQUENCE') || 0),
    start: value('DTSTART'),
    end: value('DTEND'),
    title: value('SUMMARY')
      .replace(/\\([,;\\])/g, '$1')
      .replace(/\\n/gi, ' '),
  };
}

function asKept(part: Attachment): KeptAttachment {
  const { content } = part;
  return {
    fileName: part.filename ?? 'khong-ten',
    contentType: part.mimeType,
    bytes:
      typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
  };
}
