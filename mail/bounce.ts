import PostalMime from 'postal-mime';
import type { Attachment, Email } from 'postal-mime';

/** What a mail server says about a mail of ours that did not arrive. */
export interface Bounce {
  /** Message-ID of our mail without angle brackets; null when the report does not quote it. */
  readonly originalMessageId: string | null;
  readonly recipient: string;
  /** Enhanced status code, `5.1.1` (RFC 3463). */
  readonly status: string;
  /** `delayed` is no bounce yet: the server goes on trying. */
  readonly action: 'failed' | 'delayed';
  /** The other server's own words, or null. */
  readonly diagnostic: string | null;
}

/** Reads a delivery status notification (RFC 3464); null for every other mail, automatic answers among them. */
export async function readBounce(raw: string | Uint8Array): Promise<Bounce | null> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const report = partOf(mail, /^message\/(global-)?delivery-status$/);
  if (report === null) return null;
  const groups = report.split(/\r?\n\s*\r?\n/).map(fieldsOf);
  for (const group of groups) {
    const action = group.get('action')?.toLowerCase();
    const recipient = addressIn(group.get('final-recipient') ?? group.get('original-recipient'));
    if (recipient === null || (action !== 'failed' && action !== 'delayed')) continue;
    return {
      originalMessageId: originalMessageId(mail),
      recipient,
      status: /\d\.\d{1,3}\.\d{1,3}/.exec(group.get('status') ?? '')?.[0] ?? '5.0.0',
      action,
      diagnostic: group.get('diagnostic-code')?.replace(/^smtp;\s*/i, '') ?? null,
    };
  }
  return null;
}

function originalMessageId(mail: Email): string | null {
  const quoted = partOf(
    mail,
    /^(message\/(global|rfc822)|text\/rfc822-headers|message\/global-headers)$/,
  );
  const id =
    quoted === null ? undefined : fieldsOf(quoted.split(/\r?\n\r?\n/)[0] ?? '').get('message-id');
  // Some servers leave the original out and only answer in its thread.
  return /<([^<>\s]+)>/.exec(id ?? mail.inReplyTo ?? mail.references ?? '')?.[1] ?? null;
}

function partOf(mail: Email, type: RegExp): string | null {
  const part = mail.attachments.find(({ mimeType }) => type.test(mimeType));
  return part === undefined ? null : textOf(part);
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string'
    ? content
    : Buffer.from(new Uint8Array(content)).toString('utf8');
}

/** Header fields of one group by lowercase name, folded lines joined. */
function fieldsOf(group: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0)
      fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return fields;
}

/** The address in `rfc822; someone@…`. */
function addressIn(field: string | undefined): string | null {
  const address = field?.split(';').at(-1)?.trim().replace(/^<|>$/g, '') ?? '';
  return address.includes('@') ? address : null;
}
