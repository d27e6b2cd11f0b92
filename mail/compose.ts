import type { SendMailOptions } from 'nodemailer';

import type { OutgoingMail } from '../activities/ports.js';
import { oneLine } from './shorten.js';

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const ADDRESS = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;
const MESSAGE_ID = /^[^\s<>@]+@[^\s<>@]+$/;

/** A mail that may not be handed to a server: it would change headers or reach somebody else. */
export class UnsafeMailError extends Error {
  override readonly name = 'UnsafeMailError';
}

/** The mail as nodemailer takes it: every header on one line, marked automatic (RFC 3834), nothing read from file or URL. */
export function composed(mail: OutgoingMail): SendMailOptions & { envelope: Envelope } {
  const envelope = { from: safeAddress(mail.from.address), to: [safeAddress(mail.to.address)] };
  if (!MESSAGE_ID.test(mail.messageId)) throw new UnsafeMailError('not a Message-ID');
  return {
    envelope,
    messageId: `<${mail.messageId}>`,
    from: { name: oneLine(mail.from.name), address: envelope.from },
    to: { name: oneLine(mail.to.name ?? ''), address: mail.to.address },
    ...(mail.replyTo === null
      ? {}
      : {
          replyTo: {
            name: oneLine(mail.replyTo.name),
            address: safeAddress(mail.replyTo.address),
          },
        }),
    subject: oneLine(mail.subject),
    text: { raw: textPart('text/plain', mail.text) },
    html: { raw: textPart('text/html', mail.html) },
    headers: safeHeaders(mail.headers),
    ...(mail.ics === null
      ? {}
      : {
          icalEvent: {
            method: mail.ics.method,
            filename: 'thoi-han.ics',
            content: mail.ics.content,
          },
        }),
    attachments: mail.attachments.map(({ fileName, contentType, bytes }) => ({
      filename: oneLine(fileName),
      contentType: oneLine(contentType),
      content: bytes,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  };
}

/** Who hands over to whom; a new object for each try, so that a try can be recognised by it. */
export interface Envelope {
  readonly from: string;
  readonly to: string[];
}

/** A ready MIME part (RFC 2045 6.8): Vietnamese is shortest in base64, and nodemailer's own streams cost twice the time. */
function textPart(contentType: 'text/plain' | 'text/html', content: string): string {
  const encoded = Buffer.from(content.replace(/\r?\n/g, '\r\n'), 'utf8').toString('base64');
  return [
    `Content-Type: ${contentType}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    encoded.replace(/.{76}/g, '$&\r\n'),
  ].join('\r\n');
}

function safeHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!HEADER_NAME.test(name)) throw new UnsafeMailError('not a header name');
    headers[name] = oneLine(value);
  }
  // Exchange answers automatic mails with out-of-office notes unless told not to.
  headers['X-Auto-Response-Suppress'] = 'OOF, AutoReply';
  headers['Auto-Submitted'] = 'auto-generated';
  return headers;
}

function safeAddress(address: string): string {
  if (!ADDRESS.test(address)) throw new UnsafeMailError('not a single e-mail address');
  return address;
}
