import { createHash } from 'node:crypto';
import type { OutgoingMail } from '../activities/ports.js';
import { oneLine } from './shorten.js';

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const ADDRESS = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;
const MESSAGE_ID = /^[^\s<>@]+@[^\s<>@]+$/;
const CONTENT_TYPE = /^[a-z]+\/[a-z0-9.+-]+$/i;

/** A mail that may not be handed to a server: it would change headers or reach somebody else. */
export class UnsafeMailError extends Error {
  override readonly name: string = 'UnsafeMailError';
}

/** The recipient's own address cannot stand in an envelope (RFC 5321 4.1.2): all other faults are ours. */
export class UnsafeRecipientError extends UnsafeMailError {
  override readonly name = 'UnsafeRecipientError';
}

/** A mail as it goes over the line: the envelope apart, the message as bytes without trailing dot. */
export interface WrittenMail {
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

/** Writes a mail as MIME (RFC 5322, 2045–2047): every header on one line of its own, marked automatic (RFC 3834). */
export function writtenMail(mail: OutgoingMail): WrittenMail {
  if (!MESSAGE_ID.test(mail.messageId)) throw new UnsafeMailError('not a Message-ID');
  const from = safeAddress(mail.from.address);
  if (!ADDRESS.test(mail.to.address)) {
    throw new UnsafeRecipientError('not a single e-mail address');
  }
  const to = mail.to.address;
  const headers: [string, string][] = [
    ['From', mailboxText(mail.from.name, from)],
    ['To', mailboxText(mail.to.name ?? '', to)],
    ...(mail.replyTo === null
      ? []
      : [
          ['Reply-To', mailboxText(mail.replyTo.name, safeAddress(mail.replyTo.address))] as [
            string,
            string,
          ],
        ]),
    ['Subject', encodedText(oneLine(mail.subject), 'Subject'.length + 2)],
    ['Message-ID', `<${mail.messageId}>`],
    ...givenHeaders(mail.headers),
    // Exchange answers automatic mails with out-of-office notes unless told not to.
    ['X-Auto-Response-Suppress', 'OOF, AutoReply'],
    ['Auto-Submitted', 'auto-generated'],
    ['MIME-Version', '1.0'],
  ];
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const returnPath = mail.returnPath ?? null;
  return {
    from: returnPath === null ? from : safeAddress(returnPath),
    to,
    message: head + bodyOf(mail),
  };
}

/** text, HTML and invitation say the same; files and the invitation once more as a file follow them. */
function bodyOf(mail: OutgoingMail): string {
  // By the Message-ID: the same mail has the same bytes at every try.
  const seed = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24);
  const said = multipart('alternative', `a-${seed}`, [
    part('text/plain; charset=utf-8', mail.text),
    part('text/html; charset=utf-8', mail.html),
    // What a reader takes for the invitation is one; the others stand beside it as files.
    ...mail.ics
      .slice(0, 1)
      .map(({ method, content }) =>
        part(`text/calendar; charset=utf-8; method=${method}`, content),
      ),
  ]);
  const files = [
    ...mail.ics.map(({ content }, nth) =>
      file(
        nth === 0 ? 'thoi-han.ics' : `thoi-han-${String(nth + 1)}.ics`,
        'application/ics',
        content,
      ),
    ),
    ...mail.attachments.map((one) => file(one.fileName, one.contentType, one.bytes)),
  ];
  return files.length === 0 ? said : multipart('mixed', `m-${seed}`, [said, ...files]);
}

function multipart(
  kind: 'alternative' | 'mixed',
  boundary: string,
  parts: readonly string[],
): string {
  const inner = parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${inner}--${boundary}--\r\n`;
}

function part(contentType: string, content: string): string {
  const encoded = base64Lines(Buffer.from(content.replace(/\r?\n/g, '\r\n'), 'utf8'));
  return `Content-Type: ${contentType}\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}`;
}

function file(name: string, contentType: string, content: string | Buffer): string {
  if (!CONTENT_TYPE.test(contentType)) throw new UnsafeMailError('not a content type');
  const shown = oneLine(name);
  const plain = shown.replace(/[^\x20-\x7e]|["\\]/g, '_');
  // RFC 2231 for the true name, an ASCII one beside it for old readers.
  const extended = encodeURIComponent(shown).replace(/['()*!]/g, percent);
  return (
    `Content-Type: ${contentType}; name="${plain}"\r\n` +
    `Content-Disposition: attachment; filename="${plain}"; filename*=utf-8''${extended}\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${base64Lines(Buffer.from(content))}`
  );
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Base64 in lines of 76 (RFC 2045 6.8): Vietnamese is shortest in it. */
function base64Lines(bytes: Buffer): string {
  const encoded = bytes.toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += 76) lines.push(encoded.slice(at, at + 76));
  return lines.join('\r\n');
}

function mailboxText(name: string, address: string): string {
  const shown = oneLine(name);
  if (shown === '') return address;
  if (/^[\x20-\x7e]*$/.test(shown)) return `"${shown.replace(/["\\]/g, '\\$&')}" <${address}>`;
  return `${encodedText(shown, 'Reply-To: '.length)} <${address}>`;
}

/** Text of a header as it is, or in encoded words of at most 75 characters each on a line of its own (RFC 2047 2). */
function encodedText(text: string, before: number): string {
  if (/^[\x20-\x7e]*$/.test(text) && text.length + before <= 76) return text;
  // 75 − "=?utf-8?B??=" is 63 characters of base64: 45 bytes. A character is never cut in two.
  const words: string[] = [];
  let chunk = '';
  let bytes = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (bytes + size > (words.length === 0 ? 39 : 45)) {
      words.push(chunk);
      chunk = '';
      bytes = 0;
    }
    chunk += character;
    bytes += size;
  }
  words.push(chunk);
  return words
    .map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`)
    .join('\r\n ');
}

function givenHeaders(given: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(given).map(([name, value]) => {
    if (!HEADER_NAME.test(name)) throw new UnsafeMailError('not a header name');
    return [name, encodedText(oneLine(value), name.length + 2)];
  });
}

function safeAddress(address: string): string {
  if (!ADDRESS.test(address)) throw new UnsafeMailError('not a single e-mail address');
  return address;
}
